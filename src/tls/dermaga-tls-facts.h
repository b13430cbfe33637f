#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How a handshake failed; NONE also when it is complete with certificate faults. */
typedef enum {
  DERMAGA_TLS_FAILURE_NONE,
  DERMAGA_TLS_FAILURE_NOT_TLS,  /* the first bytes were no TLS record; @first_bytes keeps them */
  DERMAGA_TLS_FAILURE_OLD,      /* only versions before TLS 1.2 (RFC 8996) */
  DERMAGA_TLS_FAILURE_WEAK,     /* no common cipher, key or signature too weak */
  DERMAGA_TLS_FAILURE_CUT,      /* closed or reset during the handshake */
  DERMAGA_TLS_FAILURE_CERTIFICATE, /* ended at a fault, as no probe does */
  DERMAGA_TLS_FAILURE_OTHER,    /* any other alert or protocol error */
} DermagaTlsFailure;

/** One certificate fault: an X509_V_ERR_* number and the depth it was found at (0 = server). */
typedef struct {
  int code;
  int depth;
} DermagaTlsFault;

/** Faults by what they mean to a person. */
typedef enum {
  DERMAGA_FAULT_KIND_TIME,   /* expired, not yet valid, unreadable dates */
  DERMAGA_FAULT_KIND_NAME,   /* made for another name */
  DERMAGA_FAULT_KIND_TRUST,  /* self-signed, unknown issuer, missing intermediate */
  DERMAGA_FAULT_KIND_BAD,    /* revoked, too weak, wrong purpose, anything else */
} DermagaFaultKind;

/** What a server sent along of its issuer's word on revocation (OCSP). */
typedef enum {
  DERMAGA_TLS_STAPLE_NONE,
  DERMAGA_TLS_STAPLE_UNUSABLE, /* not the issuer's, about another certificate, or out of date */
  DERMAGA_TLS_STAPLE_GOOD,
  DERMAGA_TLS_STAPLE_REVOKED,  /* then there is a fault X509_V_ERR_CERT_REVOKED, too */
} DermagaTlsStaple;

/**
 * DermagaCertificate: all texts are safe to show.
 * @names: (array zero-terminated=1): subjectAltName DNS names and IP addresses, at most 100
 * @not_before: Unix time in seconds, 0 if unreadable
 * @not_after: likewise
 * @sha256: fingerprint, lower-case hexadecimal
 * @tells_issuer: says where its issuer's certificate can be fetched (AIA, caIssuers), as public
 *   authorities' certificates do, but for roots
 */
typedef struct {
  char *subject;
  char *issuer;
  char **names;
  gint64 not_before;
  gint64 not_after;
  char *sha256;
  gboolean tells_issuer;
} DermagaCertificate;

/**
 * DermagaTlsFacts:
 * @complete: the handshake came to its end
 * @version: (nullable): "TLSv1.3"
 * @cipher: (nullable): OpenSSL's name of the cipher suite
 * @chain: (element-type DermagaCertificate): as the server sent it, at most 10; may be empty
 * @faults: (element-type DermagaTlsFault): every fault at every depth, no duplicates
 * @staple: on revocation, only of a complete handshake
 * @reason: OpenSSL reason code of the failure, 0 if none (1000 + n is alert n from the peer)
 * @reason_text: (nullable): OpenSSL's words for it
 * @first_bytes: (nullable): the first bytes from the peer if they were no TLS, at most 512
 */
typedef struct {
  gboolean complete;
  char *version;
  char *cipher;
  GPtrArray *chain;
  GArray *faults;
  DermagaTlsStaple staple;
  DermagaTlsFailure failure;
  gulong reason;
  char *reason_text;
  GBytes *first_bytes;
} DermagaTlsFacts;

DermagaTlsFacts *dermaga_tls_facts_new (void);
DermagaTlsFacts *dermaga_tls_facts_copy (const DermagaTlsFacts *facts);
void dermaga_tls_facts_free (DermagaTlsFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTlsFacts, dermaga_tls_facts_free)

DermagaCertificate *dermaga_certificate_new (void);
DermagaCertificate *dermaga_certificate_copy (const DermagaCertificate *certificate);
void dermaga_certificate_free (DermagaCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaCertificate, dermaga_certificate_free)

/** dermaga_tls_facts_add_fault: unless it is known, or there are very many. */
void dermaga_tls_facts_add_fault (DermagaTlsFacts *facts, int code, int depth);

/** dermaga_tls_facts_verified: complete, at least TLS 1.2, a chain, and not a single fault. */
gboolean dermaga_tls_facts_verified (const DermagaTlsFacts *facts);

DermagaFaultKind dermaga_tls_fault_get_kind (const DermagaTlsFault *fault);
/**
 * dermaga_tls_fault_to_string:
 *
 * Returns: a stable word for the JSON: "expired", "name-mismatch", "self-signed" and so on;
 * "x509-N" for the rest
 */
const char *dermaga_tls_fault_to_string (const DermagaTlsFault *fault);
/** dermaga_tls_staple_to_string: "none", "unusable", "good", "revoked". */
const char *dermaga_tls_staple_to_string (DermagaTlsStaple staple);
/** dermaga_tls_facts_has_fault: whether there is a fault of that kind. */
gboolean dermaga_tls_facts_has_fault (const DermagaTlsFacts *facts, DermagaFaultKind kind);

G_END_DECLS
