#pragma once

#include <openssl/ssl.h>

#include "tls/dermaga-tls-context.h"
#include "tls/dermaga-tls-signin-context.h"

G_BEGIN_DECLS

/** dermaga_tls_ssl_ctx_new: (nullable): with the rules that hold for all: TLS 1.2 and later, no
 *  renegotiation, tickets, compression or sessions; security level 1. */
SSL_CTX *dermaga_tls_ssl_ctx_new (const SSL_METHOD *method, GError **error);
/** dermaga_tls_context_get_ssl_ctx: (transfer none) */
SSL_CTX *dermaga_tls_context_get_ssl_ctx (DermagaTlsContext *self);
gboolean dermaga_tls_context_is_server (DermagaTlsContext *self);
/** dermaga_tls_signin_context_get_ssl_ctx: (transfer none) */
SSL_CTX *dermaga_tls_signin_context_get_ssl_ctx (DermagaTlsSigninContext *self);

G_END_DECLS
