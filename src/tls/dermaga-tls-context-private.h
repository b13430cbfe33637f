#pragma once

#include <openssl/ssl.h>

#include "tls/dermaga-tls-context.h"

G_BEGIN_DECLS

/** dermaga_tls_context_get_ssl_ctx: (transfer none) */
SSL_CTX *dermaga_tls_context_get_ssl_ctx (DermagaTlsContext *self);
gboolean dermaga_tls_context_is_server (DermagaTlsContext *self);

G_END_DECLS
