#include "tls-pair.h"

#include <openssl/err.h>
#include <openssl/pem.h>

struct _RawServer {
  SSL_CTX *ssl_ctx;
  SSL *ssl;
  BIO *input;
  BIO *output;
  GBytes *word;
};

static gsize
chunk_length (Chunks chunks, gsize left)
{
  gsize random = g_test_rand_int_range (1, 700);

  switch (chunks)
    {
    case CHUNKS_WHOLE:
      return left;
    case CHUNKS_BYTES:
      return 1;
    case CHUNKS_RANDOM:
      return MIN (left, random);
    }
  g_assert_not_reached ();
}

void
pair_feed (DermagaTlsEngine *engine, GBytes *bytes, Chunks chunks)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gsize chunk = chunk_length (chunks, left);

      dermaga_tls_engine_feed (engine, data, chunk);
      data += chunk;
      left -= chunk;
    }
}

static GBytes *
cut (GBytes *bytes, gsize *limit)
{
  gsize length = MIN (g_bytes_get_size (bytes), *limit);

  *limit -= length;
  return g_bytes_new_from_bytes (bytes, 0, length);
}

void
pair_run (DermagaTlsEngine *client, DermagaTlsEngine *server, Chunks chunks, gsize limit)
{
  while (TRUE)
    {
      g_autoptr (GBytes) up = dermaga_tls_engine_take (client);
      g_autoptr (GBytes) down = NULL;

      if (up != NULL)
        pair_feed (server, up, chunks);
      down = dermaga_tls_engine_take (server);
      if (down != NULL)
        {
          g_autoptr (GBytes) allowed = cut (down, &limit);

          pair_feed (client, allowed, chunks);
        }
      if (up == NULL && down == NULL)
        return;
    }
}

DermagaTlsContext *
pair_probe (DermagaAuthority *authority)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, &error);

  g_assert_no_error (error);
  if (authority != NULL)
    dermaga_tls_context_trust_pem (context, dermaga_authority_get_pem (authority), &error);
  g_assert_no_error (error);
  return g_steal_pointer (&context);
}

DermagaTlsContext *
pair_server (const char *chain, const char *key)
{
  g_autoptr (GError) error = NULL;
  DermagaTlsContext *context = dermaga_tls_context_new_server (chain, key, &error);

  g_assert_no_error (error);
  return context;
}

DermagaTlsEngine *
pair_client (DermagaTlsContext *probe, const char *chain, const char *key, const char *host,
             Chunks chunks)
{
  g_autoptr (DermagaTlsContext) context = pair_server (chain, key);
  g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (context);
  DermagaTlsEngine *client = dermaga_tls_engine_new_client (probe, host);

  pair_run (client, server, chunks, G_MAXSIZE);
  return client;
}

RawServer *
raw_server_new (const DermagaIssued *issued, int min_version, int max_version)
{
  RawServer *server = g_new0 (RawServer, 1);
  BIO *certificate_bio = BIO_new_mem_buf (issued->leaf, -1);
  BIO *key_bio = BIO_new_mem_buf (issued->key, -1);
  X509 *certificate = PEM_read_bio_X509 (certificate_bio, NULL, NULL, NULL);
  EVP_PKEY *key = PEM_read_bio_PrivateKey (key_bio, NULL, NULL, NULL);

  server->ssl_ctx = SSL_CTX_new (TLS_server_method ());
  SSL_CTX_set_security_level (server->ssl_ctx, 0);
  g_assert_cmpint (SSL_CTX_set_cipher_list (server->ssl_ctx, "ALL:COMPLEMENTOFALL:@SECLEVEL=0"),
                   ==, 1);
  g_assert_cmpint (SSL_CTX_set_min_proto_version (server->ssl_ctx, min_version), ==, 1);
  g_assert_cmpint (SSL_CTX_set_max_proto_version (server->ssl_ctx, max_version), ==, 1);
  g_assert_cmpint (SSL_CTX_use_certificate (server->ssl_ctx, certificate), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey (server->ssl_ctx, key), ==, 1);
  server->ssl = SSL_new (server->ssl_ctx);
  server->input = BIO_new (BIO_s_mem ());
  server->output = BIO_new (BIO_s_mem ());
  BIO_set_mem_eof_return (server->input, -1);
  SSL_set_bio (server->ssl, server->input, server->output);
  SSL_set_accept_state (server->ssl);

  X509_free (certificate);
  EVP_PKEY_free (key);
  BIO_free (certificate_bio);
  BIO_free (key_bio);
  return server;
}

void
raw_server_free (RawServer *server)
{
  if (server == NULL)
    return;
  SSL_free (server->ssl);
  SSL_CTX_free (server->ssl_ctx);
  g_clear_pointer (&server->word, g_bytes_unref);
  g_free (server);
}

SSL *
raw_server_get_ssl (RawServer *server)
{
  return server->ssl;
}

static int
staple_cb (SSL *ssl, void *data)
{
  gsize length;
  const guint8 *word = g_bytes_get_data (((RawServer *) data)->word, &length);

  SSL_set_tlsext_status_ocsp_resp (ssl, OPENSSL_memdup (word, length), (long) length);
  return SSL_TLSEXT_ERR_OK;
}

void
raw_server_staple (RawServer *server, GBytes *word)
{
  server->word = g_bytes_ref (word);
  SSL_CTX_set_tlsext_status_cb (server->ssl_ctx, staple_cb);
  SSL_CTX_set_tlsext_status_arg (server->ssl_ctx, server);
}

static GBytes *
raw_server_take (RawServer *server)
{
  gsize length = BIO_ctrl_pending (server->output);
  guint8 *bytes = g_malloc (length);

  g_assert_cmpint (length > 0 ? BIO_read (server->output, bytes, length) : 0, ==, (int) length);
  return g_bytes_new_take (bytes, length);
}

GBytes *
raw_server_answer (RawServer *server, DermagaTlsEngine *client)
{
  g_autoptr (GBytes) up = dermaga_tls_engine_take (client);

  if (up != NULL)
    g_assert_cmpint (BIO_write (server->input, g_bytes_get_data (up, NULL), g_bytes_get_size (up)),
                     ==, (int) g_bytes_get_size (up));
  SSL_do_handshake (server->ssl);
  ERR_clear_error ();
  return raw_server_take (server);
}

void
raw_server_run (RawServer *server, DermagaTlsEngine *client, Chunks chunks, gsize limit)
{
  while (TRUE)
    {
      g_autoptr (GBytes) down = raw_server_answer (server, client);
      g_autoptr (GBytes) allowed = cut (down, &limit);

      if (g_bytes_get_size (down) == 0)
        return;
      pair_feed (client, allowed, chunks);
    }
}

gboolean
has_fault (const DermagaTlsFacts *facts, int code, int depth)
{
  for (guint i = 0; i < facts->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (facts->faults, DermagaTlsFault, i);

      if (fault->code == code && fault->depth == depth)
        return TRUE;
    }
  return FALSE;
}

char *
faults_to_string (const DermagaTlsFacts *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (facts->faults, DermagaTlsFault, i);

      g_string_append_printf (text, "%s%s@%d", i > 0 ? " " : "",
                              dermaga_tls_fault_to_string (fault), fault->depth);
    }
  return g_string_free (text, FALSE);
}
