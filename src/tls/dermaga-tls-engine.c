#include "config.h"

#include "tls/dermaga-tls-engine.h"

#include "base/dermaga-secret.h"
#include "tls/dermaga-tls-context-private.h"
#include "tls/dermaga-tls-error.h"
#include "tls/dermaga-tls-staple.h"
#include "tls/dermaga-tls-verify.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

/* Plain text that waits to be read, and bytes that wait to be sent: more is the peer's abuse. */
#define MAX_PENDING (256 * 1024)
#define MAX_FIRST_BYTES 512
#define CHUNK (16 * 1024)

struct _DermagaTlsEngine {
  SSL *ssl;
  BIO *input;  /* owned by ssl */
  BIO *output; /* owned by ssl */
  DermagaTlsState state;
  DermagaTlsFacts *facts;
  DermagaTlsEvidence evidence; /* its facts are the ones above */
  GByteArray *opening; /* the peer's first bytes, until they are known to be TLS */
  GByteArray *plain;
  gboolean is_tls;
  gboolean for_signin; /* any fault ends it */
  gboolean closing;
  gboolean ended;
};

static void
drop_plain (DermagaTlsEngine *self)
{
  dermaga_wipe (self->plain->data, self->plain->len);
  g_byte_array_unref (self->plain);
  self->plain = NULL;
}

static void
fail (DermagaTlsEngine *self, DermagaTlsFailure failure)
{
  self->state = DERMAGA_TLS_STATE_FAILED;
  self->facts->failure = failure;
}

static void
fail_with_errors (DermagaTlsEngine *self)
{
  self->state = DERMAGA_TLS_STATE_FAILED;
  dermaga_tls_facts_take_errors (self->facts, SSL_version (self->ssl));
  if (self->for_signin && self->facts->faults->len > 0)
    self->facts->failure = DERMAGA_TLS_FAILURE_CERTIFICATE;
}

static void
complete_handshake (DermagaTlsEngine *self)
{
  self->state = DERMAGA_TLS_STATE_OPEN;
  self->facts->complete = TRUE;
  self->facts->version = g_strdup (SSL_get_version (self->ssl));
  self->facts->cipher = g_strdup (SSL_get_cipher_name (self->ssl));
  if (SSL_is_server (self->ssl))
    return;
  self->facts->staple = dermaga_tls_staple_check (self->ssl);
  if (self->facts->staple == DERMAGA_TLS_STAPLE_REVOKED)
    dermaga_tls_facts_add_fault (self->facts, X509_V_ERR_CERT_REVOKED, 0);
  /* OpenSSL has ended it at any other fault. */
  if (self->for_signin
      && (!dermaga_tls_facts_verified (self->facts)
          || SSL_get_verify_result (self->ssl) != X509_V_OK))
    {
      self->facts->complete = FALSE;
      fail (self, DERMAGA_TLS_FAILURE_CERTIFICATE);
    }
}

static void
step_handshake (DermagaTlsEngine *self)
{
  int result;
  int error;

  ERR_clear_error ();
  result = SSL_do_handshake (self->ssl);
  error = SSL_get_error (self->ssl, result);
  if (error == SSL_ERROR_NONE)
    complete_handshake (self);
  else if (error == SSL_ERROR_ZERO_RETURN)
    fail (self, DERMAGA_TLS_FAILURE_CUT);
  else if (error != SSL_ERROR_WANT_READ)
    fail_with_errors (self);
}

/* Grows by hand: what realloc() leaves behind could not be wiped. */
static void
append_plain (DermagaTlsEngine *self, const guint8 *bytes, gsize length)
{
  GByteArray *grown = g_byte_array_sized_new ((guint) (self->plain->len + length));

  g_byte_array_append (grown, self->plain->data, self->plain->len);
  g_byte_array_append (grown, bytes, (guint) length);
  drop_plain (self);
  self->plain = grown;
}

static void
step_read (DermagaTlsEngine *self)
{
  guint8 buffer[CHUNK];

  while (self->state == DERMAGA_TLS_STATE_OPEN)
    {
      gsize length = 0;
      int result;
      int error;

      ERR_clear_error ();
      result = SSL_read_ex (self->ssl, buffer, sizeof buffer, &length);
      error = SSL_get_error (self->ssl, result);
      if (error == SSL_ERROR_NONE)
        {
          if (self->plain->len + length > MAX_PENDING)
            fail (self, DERMAGA_TLS_FAILURE_OTHER);
          else
            append_plain (self, buffer, length);
          dermaga_wipe (buffer, length);
        }
      else if (error == SSL_ERROR_ZERO_RETURN)
        self->state = DERMAGA_TLS_STATE_CLOSED;
      else if (error == SSL_ERROR_WANT_READ)
        return;
      else if (self->ended)
        self->state = DERMAGA_TLS_STATE_CLOSED;
      else
        fail_with_errors (self);
    }
}

static void
step (DermagaTlsEngine *self)
{
  if (self->state == DERMAGA_TLS_STATE_HANDSHAKE)
    step_handshake (self);
  if (self->state == DERMAGA_TLS_STATE_OPEN)
    step_read (self);
  if (self->state != DERMAGA_TLS_STATE_FAILED && BIO_ctrl_pending (self->output) > MAX_PENDING)
    fail (self, DERMAGA_TLS_FAILURE_OTHER);
}

static void
push (DermagaTlsEngine *self, const guint8 *bytes, gsize length)
{
  while (length > 0
         && (self->state == DERMAGA_TLS_STATE_HANDSHAKE || self->state == DERMAGA_TLS_STATE_OPEN))
    {
      gsize chunk = MIN (length, CHUNK);

      if (BIO_write (self->input, bytes, chunk) != (int) chunk)
        {
          fail (self, DERMAGA_TLS_FAILURE_OTHER);
          return;
        }
      step (self);
      bytes += chunk;
      length -= chunk;
    }
}

/* A TLS record begins with its type (20 to 23) and the major version 3 (RFC 8446 §5.1). */
static gboolean
may_be_tls (const GByteArray *opening)
{
  return opening->data[0] >= 0x14 && opening->data[0] <= 0x17
         && (opening->len < 2 || opening->data[1] == 0x03);
}

/* Whether there may be more of a line of text to come that is worth waiting for. */
static gboolean
is_unfinished_line (const GByteArray *opening)
{
  for (guint i = 0; i < opening->len; i++)
    if (opening->data[i] < 0x20 && opening->data[i] != '\t' && opening->data[i] != '\r')
      return FALSE;
  return opening->len < MAX_FIRST_BYTES;
}

/*
 * The peer's first bytes. OpenSSL would only say "wrong version number" to a greeting or a refusal
 * in clear, so these are looked at, and kept, before OpenSSL sees them. A first line that comes in
 * pieces is waited for; the failure is in the facts from its first byte on.
 */
static void
look_at_opening (DermagaTlsEngine *self, const guint8 *bytes, gsize length)
{
  guint held = self->opening->len;

  g_byte_array_append (self->opening, bytes, MIN (length, MAX_FIRST_BYTES - held));
  if (!may_be_tls (self->opening))
    {
      self->facts->failure = DERMAGA_TLS_FAILURE_NOT_TLS;
      g_clear_pointer (&self->facts->first_bytes, g_bytes_unref);
      self->facts->first_bytes = g_bytes_new (self->opening->data, self->opening->len);
      if (!is_unfinished_line (self->opening))
        self->state = DERMAGA_TLS_STATE_FAILED;
    }
  else if (self->opening->len >= 2)
    {
      guint8 first = self->opening->data[0];

      self->is_tls = TRUE;
      g_byte_array_set_size (self->opening, 0);
      if (held > 0)
        push (self, &first, 1);
      push (self, bytes, length);
    }
}

DermagaTlsState
dermaga_tls_engine_feed (DermagaTlsEngine *self, const guint8 *bytes, gsize length)
{
  g_return_val_if_fail (self != NULL && (bytes != NULL || length == 0),
                        DERMAGA_TLS_STATE_FAILED);

  if (length == 0 || self->ended || self->state == DERMAGA_TLS_STATE_FAILED)
    return self->state;
  if (self->is_tls)
    push (self, bytes, length);
  else
    look_at_opening (self, bytes, length);
  return self->state;
}

DermagaTlsState
dermaga_tls_engine_end (DermagaTlsEngine *self)
{
  g_return_val_if_fail (self != NULL, DERMAGA_TLS_STATE_FAILED);

  if (self->ended || self->state == DERMAGA_TLS_STATE_FAILED)
    return self->state;
  self->ended = TRUE;
  if (self->facts->failure == DERMAGA_TLS_FAILURE_NOT_TLS)
    {
      self->state = DERMAGA_TLS_STATE_FAILED;
      return self->state;
    }
  BIO_set_mem_eof_return (self->input, 0);
  step (self);
  if (self->state == DERMAGA_TLS_STATE_HANDSHAKE)
    fail (self, DERMAGA_TLS_FAILURE_CUT);
  else if (self->state == DERMAGA_TLS_STATE_OPEN)
    self->state = DERMAGA_TLS_STATE_CLOSED;
  return self->state;
}

DermagaTlsState
dermaga_tls_engine_get_state (DermagaTlsEngine *self)
{
  return self->state;
}

GBytes *
dermaga_tls_engine_take (DermagaTlsEngine *self)
{
  gsize length = BIO_ctrl_pending (self->output);
  g_autofree guint8 *bytes = NULL;

  if (length == 0)
    return NULL;
  bytes = g_malloc (length);
  if (BIO_read (self->output, bytes, length) != (int) length)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

GBytes *
dermaga_tls_engine_read (DermagaTlsEngine *self)
{
  GByteArray *plain = self->plain;
  gsize length;

  if (plain->len == 0)
    return NULL;
  self->plain = g_byte_array_new ();
  length = plain->len;
  return dermaga_wipe_bytes_new (g_byte_array_free (plain, FALSE), length);
}

gboolean
dermaga_tls_engine_write (DermagaTlsEngine *self, const guint8 *bytes, gsize length)
{
  gsize written = 0;

  g_return_val_if_fail (self != NULL && (bytes != NULL || length == 0), FALSE);

  if (self->state != DERMAGA_TLS_STATE_OPEN || self->closing
      || length > MAX_PENDING - MIN (BIO_ctrl_pending (self->output), MAX_PENDING))
    return FALSE;
  if (length == 0)
    return TRUE;
  ERR_clear_error ();
  if (SSL_write_ex (self->ssl, bytes, length, &written) != 1 || written != length)
    {
      fail_with_errors (self);
      return FALSE;
    }
  return TRUE;
}

void
dermaga_tls_engine_close (DermagaTlsEngine *self)
{
  g_return_if_fail (self != NULL);

  if (self->closing || !self->facts->complete || self->state == DERMAGA_TLS_STATE_FAILED)
    return;
  self->closing = TRUE;
  ERR_clear_error ();
  SSL_shutdown (self->ssl);
  ERR_clear_error ();
}

const DermagaTlsFacts *
dermaga_tls_engine_get_facts (DermagaTlsEngine *self)
{
  return self->facts;
}

gboolean
dermaga_tls_engine_matches_host (DermagaTlsEngine *self, const char *host)
{
  g_return_val_if_fail (self != NULL && host != NULL, FALSE);

  return self->evidence.leaf != NULL && dermaga_tls_verify_matches (self->evidence.leaf, host);
}

static DermagaTlsEngine *
engine_new (SSL_CTX *ssl_ctx)
{
  DermagaTlsEngine *self = g_new0 (DermagaTlsEngine, 1);

  self->facts = dermaga_tls_facts_new ();
  self->evidence.facts = self->facts;
  self->opening = g_byte_array_new ();
  self->plain = g_byte_array_new ();
  ERR_clear_error ();
  self->ssl = SSL_new (ssl_ctx);
  self->input = BIO_new (BIO_s_mem ());
  self->output = BIO_new (BIO_s_mem ());
  g_assert (self->ssl != NULL && self->input != NULL && self->output != NULL);
  BIO_set_mem_eof_return (self->input, -1);
  SSL_set_bio (self->ssl, self->input, self->output);
  return self;
}

static DermagaTlsEngine *
client_new (SSL_CTX *ssl_ctx, const char *host, gboolean for_signin)
{
  DermagaTlsEngine *self = engine_new (ssl_ctx);

  self->for_signin = for_signin;
  SSL_set_connect_state (self->ssl);
  if (dermaga_tls_verify_expect (self->ssl, &self->evidence, host)
      && dermaga_tls_staple_request (self->ssl))
    step (self);
  else
    fail_with_errors (self);
  return self;
}

DermagaTlsEngine *
dermaga_tls_engine_new_client (DermagaTlsContext *context, const char *host)
{
  g_return_val_if_fail (context != NULL && !dermaga_tls_context_is_server (context), NULL);
  g_return_val_if_fail (host != NULL && *host != '\0', NULL);

  return client_new (dermaga_tls_context_get_ssl_ctx (context), host, FALSE);
}

DermagaTlsEngine *
dermaga_tls_engine_new_signin (DermagaTlsSigninContext *context, const char *host)
{
  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (host != NULL && *host != '\0', NULL);

  return client_new (dermaga_tls_signin_context_get_ssl_ctx (context), host, TRUE);
}

gboolean
dermaga_tls_engine_may_carry_credential (DermagaTlsEngine *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->for_signin && self->state == DERMAGA_TLS_STATE_OPEN && !self->closing
         && self->facts->failure == DERMAGA_TLS_FAILURE_NONE
         && dermaga_tls_facts_verified (self->facts)
         && SSL_get_verify_result (self->ssl) == X509_V_OK;
}

DermagaTlsEngine *
dermaga_tls_engine_new_server (DermagaTlsContext *context)
{
  DermagaTlsEngine *self;

  g_return_val_if_fail (context != NULL && dermaga_tls_context_is_server (context), NULL);

  self = engine_new (dermaga_tls_context_get_ssl_ctx (context));
  SSL_set_accept_state (self->ssl);
  return self;
}

void
dermaga_tls_engine_free (DermagaTlsEngine *self)
{
  if (self == NULL)
    return;
  SSL_free (self->ssl);
  X509_free (self->evidence.leaf);
  dermaga_tls_facts_free (self->facts);
  g_byte_array_unref (self->opening);
  drop_plain (self);
  g_free (self);
}
