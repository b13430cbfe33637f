#pragma once

#include <openssl/ssl.h>

#include "tls/dermaga-tls-context.h"
#include "tls/dermaga-tls-facts.h"

G_BEGIN_DECLS

/**
 * DermagaTlsEvidence: where checking a chain puts what it finds.
 * @leaf: (nullable) (owned): the peer's own certificate
 */
typedef struct {
  DermagaTlsFacts *facts;
  X509 *leaf;
} DermagaTlsEvidence;

/**
 * dermaga_tls_verify_install:
 *
 * In place of stopping at the first fault, connections of @ssl_ctx write every fault down in their
 * evidence and go on.
 */
void dermaga_tls_verify_install (SSL_CTX *ssl_ctx);

/**
 * dermaga_tls_verify_install_strict:
 *
 * OpenSSL's own check of the chain, which ends the handshake at the first fault. For the record
 * alone the chain is then looked at once more, so that all faults are in the evidence.
 */
void dermaga_tls_verify_install_strict (SSL_CTX *ssl_ctx);

/**
 * dermaga_tls_verify_expect:
 * @evidence: stays the caller's, and must outlive @ssl
 * @host: a host name (checked, and sent as SNI) or an IP address (checked only, RFC 6066 §3)
 *
 * Returns: %FALSE when OpenSSL would not check for @host; the connection must not be made then
 */
gboolean dermaga_tls_verify_expect (SSL *ssl, DermagaTlsEvidence *evidence, const char *host);

/** dermaga_tls_verify_chain: see dermaga_tls_context_judge(). */
DermagaTlsJudgement dermaga_tls_verify_chain (SSL_CTX *ssl_ctx, GPtrArray *chain,
                                              const char *host);

/** dermaga_tls_verify_matches: whether @leaf is made for @host, judged by OpenSSL. */
gboolean dermaga_tls_verify_matches (X509 *leaf, const char *host);

G_END_DECLS
