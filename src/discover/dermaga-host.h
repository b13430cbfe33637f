#pragma once

#include "model/dermaga-candidate.h"
#include "net/dermaga-resolver.h"

G_BEGIN_DECLS

/** Bits: which protocols a host is to be tried for on their usual ports. */
typedef enum {
  DERMAGA_SERVES_SMTP = 1 << DERMAGA_PROTOCOL_SMTP,
  DERMAGA_SERVES_IMAP = 1 << DERMAGA_PROTOCOL_IMAP,
  DERMAGA_SERVES_POP3 = 1 << DERMAGA_PROTOCOL_POP3,
  DERMAGA_SERVES_INCOMING = DERMAGA_SERVES_IMAP | DERMAGA_SERVES_POP3,
  DERMAGA_SERVES_ALL = DERMAGA_SERVES_SMTP | DERMAGA_SERVES_INCOMING,
} DermagaServes;

/**
 * DermagaHost: a name that may be a mail server.
 * @serves: protocols to try on the usual ports
 * @source: the best source that named it, @order: its place in that source
 * @guessed: also one of the usual names, whoever named it
 * @certified: the certificate of a server that another name leads to is made for it
 * @outside: named by unsigned DNS, http or a certificate, and not inside the user's domain
 * @exchangers: bits: which of the domain's mail exchangers led to it
 * @hints: what those who named it say that the user must do first, as DermagaHint
 * @announced: (element-type DermagaCandidate): exact ports that sources published for it, each
 *   once, as the best of them has it
 * @addresses: (element-type GInetAddress): known so far
 * @status: by address family (0 IPv4, 1 IPv6), valid once @answered
 */
typedef struct {
  char *name;
  guint serves;
  DermagaSource source;
  guint order;
  gboolean guessed;
  gboolean certified;
  gboolean outside;
  guint exchangers;
  guint hints;
  GPtrArray *announced;
  GPtrArray *addresses;
  DermagaDnsStatus status[2];
  gboolean answered[2];
} DermagaHost;

DermagaHost *dermaga_host_new (const char *name, guint serves, DermagaSource source, guint order,
                               gboolean outside);
void dermaga_host_free (DermagaHost *host);
/** dermaga_host_merge: the same name was found by another source: the better one counts. */
void dermaga_host_merge (DermagaHost *host, guint serves, DermagaSource source, guint order,
                         gboolean outside);
/** dermaga_host_announce: a source publishes that port of @host. */
void dermaga_host_announce (DermagaHost *host, const DermagaCandidate *candidate);
/** dermaga_host_trust: it needs no consent any more, whoever named it. */
void dermaga_host_trust (DermagaHost *host);
/**
 * dermaga_host_get_candidates: (transfer full) (element-type DermagaCandidate): every way of
 * connecting that is to be tried: the announced ones, then the usual ports of what it serves. A
 * usual port that was announced in another mode than the usual is tried in both at once, on the
 * same authority: a server that waits for TLS where a greeting was expected would only be silent.
 */
GPtrArray *dermaga_host_get_candidates (const DermagaHost *host);
/**
 * dermaga_host_get_candidate_at: (transfer full)
 * @tried: a way of connecting under another name, which leads to the same place
 *
 * The same way under @host's name, as good as @host's own candidate of that port.
 */
DermagaCandidate *dermaga_host_get_candidate_at (const DermagaHost *host,
                                                 const DermagaCandidate *tried);
/** dermaga_host_could_beat: whether one of those could be preferred to @best (nullable). */
gboolean dermaga_host_could_beat (const DermagaHost *host, DermagaDirection direction,
                                  const DermagaCandidate *best);
/** dermaga_host_compare: (for g_ptr_array_sort) better source first, then its own order. */
int dermaga_host_compare (gconstpointer a, gconstpointer b);
/**
 * dermaga_host_demote_wildcard:
 * @wildcard: (element-type GInetAddress): where every name below @domain leads
 *
 * A guess that leads nowhere else proves nothing: it ranks after all other guesses.
 */
void dermaga_host_demote_wildcard (DermagaHost *host, const char *domain, GPtrArray *wildcard);
/** dermaga_host_is_answered: whether both families were answered. */
gboolean dermaga_host_is_answered (const DermagaHost *host);

G_END_DECLS
