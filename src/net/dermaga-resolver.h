#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  DERMAGA_DNS_A,
  DERMAGA_DNS_AAAA,
  DERMAGA_DNS_SRV,
  DERMAGA_DNS_MX,
  DERMAGA_DNS_TXT,
} DermagaDnsType;

typedef enum {
  DERMAGA_DNS_FOUND,     /* records of the type asked for */
  DERMAGA_DNS_NXDOMAIN,  /* rcode 3: the name does not exist */
  DERMAGA_DNS_NODATA,    /* rcode 0, none of this type that can be used */
  DERMAGA_DNS_SERVFAIL,  /* rcode 2, refused, or an answer that makes no sense */
  DERMAGA_DNS_NO_REPLY,  /* no resolver answered, or none is configured */
  DERMAGA_DNS_CANCELLED,
} DermagaDnsStatus;

/** DermagaDnsRecord: SRV or MX; @target ASCII lower case without trailing dot, "" for "." */
typedef struct {
  guint16 priority;
  guint16 weight; /* SRV */
  guint16 port;   /* SRV */
  char *target;
} DermagaDnsRecord;

/**
 * DermagaDnsAnswer:
 * @addresses: (element-type GInetAddress): for A and AAAA, no duplicates, at most 16; 0.0.0.0, ::
 *   and multicast are left out
 * @records: (element-type DermagaDnsRecord): for SRV and MX, sorted by priority, then heavier
 *   weight first, at most 32; targets that are no valid host names are left out
 * @texts: (element-type utf8): for TXT, the strings of a record joined, at most 32 records of at
 *   most 4096 octets; records with other than printable ASCII are left out
 */
typedef struct {
  DermagaDnsStatus status;
  GPtrArray *addresses;
  GPtrArray *records;
  GPtrArray *texts;
  gint64 elapsed_us;
} DermagaDnsAnswer;

void dermaga_dns_answer_free (DermagaDnsAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaDnsAnswer, dermaga_dns_answer_free)

#define DERMAGA_TYPE_RESOLVER (dermaga_resolver_get_type ())
G_DECLARE_FINAL_TYPE (DermagaResolver, dermaga_resolver, DERMAGA, RESOLVER, GObject)

/**
 * dermaga_resolver_new:
 * @servers: (nullable): "ip:port[,ip:port]" in place of the system's (for tests)
 *
 * DNS on the main loop, through c-ares: no threads, exact rcodes, all questions at once. Names are
 * taken as fully qualified; /etc/hosts and "localhost" are obeyed for A and AAAA.
 * It is a GObject with a virtual answer table for the practice provider: see
 * dermaga_resolver_add_static().
 */
DermagaResolver *dermaga_resolver_new (const char *servers, GError **error);

/** dermaga_resolver_add_static: from now on questions are answered from a table, and nothing is
 *  asked outside: @address for @name (one name may have several), NODATA for other types and for
 *  names above it, NXDOMAIN for any name that is not in the table. */
void dermaga_resolver_add_static (DermagaResolver *self, const char *name, GInetAddress *address);

/** Each question is asked once and shared by all who ask while it is under way; answers live as
 *  long as the resolver. After 10 s without any it is NO_REPLY. Cancelling detaches one asker. */
void dermaga_resolver_lookup_async (DermagaResolver *self, const char *name, DermagaDnsType type,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/** (transfer full): never fails but for cancellation (G_IO_ERROR_CANCELLED) */
DermagaDnsAnswer *dermaga_resolver_lookup_finish (DermagaResolver *self, GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
