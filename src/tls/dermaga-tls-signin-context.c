#include "config.h"

#include "tls/dermaga-tls-context-private.h"
#include "tls/dermaga-tls-verify.h"

struct _DermagaTlsSigninContext {
  SSL_CTX *ssl_ctx;
};

static void
context_clear (gpointer data)
{
  DermagaTlsSigninContext *self = data;

  SSL_CTX_free (self->ssl_ctx);
}

DermagaTlsSigninContext *
dermaga_tls_signin_context_new (DermagaTlsContext *probe, GError **error)
{
  DermagaTlsSigninContext *self;
  SSL_CTX *ssl_ctx;

  g_return_val_if_fail (probe != NULL && !dermaga_tls_context_is_server (probe), NULL);

  ssl_ctx = dermaga_tls_ssl_ctx_new (TLS_client_method (), error);
  if (ssl_ctx == NULL)
    return NULL;
  dermaga_tls_verify_install_strict (ssl_ctx);
  SSL_CTX_set1_cert_store (ssl_ctx,
                           SSL_CTX_get_cert_store (dermaga_tls_context_get_ssl_ctx (probe)));
  self = g_atomic_rc_box_new0 (DermagaTlsSigninContext);
  self->ssl_ctx = ssl_ctx;
  return self;
}

DermagaTlsSigninContext *
dermaga_tls_signin_context_ref (DermagaTlsSigninContext *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
dermaga_tls_signin_context_unref (DermagaTlsSigninContext *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, context_clear);
}

SSL_CTX *
dermaga_tls_signin_context_get_ssl_ctx (DermagaTlsSigninContext *self)
{
  return self->ssl_ctx;
}
