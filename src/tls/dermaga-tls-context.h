#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DERMAGA_TLS_ERROR (dermaga_tls_error_quark ())
GQuark dermaga_tls_error_quark (void);

typedef enum {
  DERMAGA_TLS_ERROR_CA_FILE,     /* the CA file could not be read */
  DERMAGA_TLS_ERROR_CERTIFICATE, /* the server's own certificate or key is not usable */
  DERMAGA_TLS_ERROR_INTERNAL,
} DermagaTlsError;

/**
 * DermagaTlsContext: (ref-counted) trust and limits shared by many connections; loaded once.
 *
 * A *probe* context records faults and goes on, so that it can report them. It is therefore not
 * fit to carry a credential; the context for that is another type, #DermagaTlsSigninContext.
 */
typedef struct _DermagaTlsContext DermagaTlsContext;

/**
 * dermaga_tls_context_new_probe:
 * @ca_file: (nullable): PEM file with roots to trust *beside* the system's
 *
 * TLS 1.2 and later, system trust (SSL_CERT_FILE and SSL_CERT_DIR are obeyed; a hashed default
 * directory is read one root at a time, when a chain asks for it), security level 1,
 * no CN fallback (RFC 9525), wildcard only as the whole left-most label.
 */
DermagaTlsContext *dermaga_tls_context_new_probe (const char *ca_file, GError **error);

/**
 * dermaga_tls_context_new_server:
 * @certificate_pem: certificate chain, server first
 */
DermagaTlsContext *dermaga_tls_context_new_server (const char *certificate_pem,
                                                   const char *key_pem, GError **error);

/** dermaga_tls_context_trust_pem: trusts the roots in @pem in this (probe) context alone. */
gboolean dermaga_tls_context_trust_pem (DermagaTlsContext *self, const char *pem, GError **error);

/**
 * DermagaTlsJudgement: of a chain of certificates for one host name.
 * @trusted: see dermaga_tls_context_judge()
 * @in_its_time: trusted, or it would be at another date
 * @not_before, @not_after: when all of the chain is valid, in Unix time; of one @in_its_time
 */
typedef struct {
  gboolean trusted;
  gboolean in_its_time;
  gint64 not_before;
  gint64 not_after;
} DermagaTlsJudgement;

/**
 * dermaga_tls_context_judge:
 * @chain: (element-type GBytes): the certificates that a server showed, in DER, its own first
 * @host: the host name that was meant
 *
 * The same judgement as that of a connection of this (probe) context, for connections that others
 * made: the chain leads to a trusted root, everything in it is valid today and strong enough, and
 * the first certificate is a server's of that name.
 */
DermagaTlsJudgement dermaga_tls_context_judge (DermagaTlsContext *self, GPtrArray *chain,
                                               const char *host);
/** dermaga_tls_context_trusts: whether it is trusted. */
gboolean dermaga_tls_context_trusts (DermagaTlsContext *self, GPtrArray *chain, const char *host);

DermagaTlsContext *dermaga_tls_context_ref (DermagaTlsContext *self);
void dermaga_tls_context_unref (DermagaTlsContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTlsContext, dermaga_tls_context_unref)

G_END_DECLS
