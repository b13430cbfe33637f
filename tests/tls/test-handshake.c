#include "tls-pair.h"

#include "tls/dermaga-tls-error.h"

#include <openssl/dh.h>
#include <openssl/evp.h>
#include <string.h>

static DermagaAuthority *authority;
static DermagaIssued *issued;
static DermagaTlsContext *probe;

static void
assert_failed (DermagaTlsEngine *client, DermagaTlsFailure failure, gulong reason)
{
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (facts->failure, ==, failure);
  g_assert_cmpuint (facts->reason, ==, reason);
  g_assert_cmpint (facts->reason_text != NULL, ==, reason != 0);
  g_assert_false (facts->complete);
  g_assert_false (dermaga_tls_facts_verified (facts));
}

static void
assert_first_bytes (DermagaTlsEngine *client, const char *text, gsize length)
{
  GBytes *first = dermaga_tls_engine_get_facts (client)->first_bytes;

  g_assert_nonnull (first);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), text, length);
}

static DermagaTlsEngine *
fed_client (const void *data, gsize length, Chunks chunks)
{
  DermagaTlsEngine *client = dermaga_tls_engine_new_client (probe, HOST);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  pair_feed (client, bytes, chunks);
  return client;
}

static void
test_text (void)
{
  static const char *const texts[] = {
    "220 mail.example.test ESMTP\r\n", "554 5.7.1 No, your address is on a list\r\n",
    "* OK ready\r\n",                  "+OK ready\r\n",
    "HTTP/1.1 400 Bad Request\r\n",    "SSH-2.0-OpenSSH_9.2\r\n",
    "\r\n",                            "\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (Chunks chunks = CHUNKS_WHOLE; chunks <= CHUNKS_RANDOM; chunks++)
      {
        g_autoptr (DermagaTlsEngine) client = fed_client (texts[i], strlen (texts[i]), chunks);

        assert_failed (client, DERMAGA_TLS_FAILURE_NOT_TLS, 0);
        assert_first_bytes (client, texts[i], strlen (texts[i]));
        dermaga_tls_engine_end (client);
        assert_failed (client, DERMAGA_TLS_FAILURE_NOT_TLS, 0);
      }
}

/* The line never ends: the facts say so at once, the state when nothing more can come. */
static void
test_text_piece (void)
{
  g_autoptr (DermagaTlsEngine) client = fed_client ("554 Go aw", 9, CHUNKS_BYTES);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_HANDSHAKE);
  g_assert_cmpint (facts->failure, ==, DERMAGA_TLS_FAILURE_NOT_TLS);
  assert_first_bytes (client, "554 Go aw", 9);
  dermaga_tls_engine_end (client);
  assert_failed (client, DERMAGA_TLS_FAILURE_NOT_TLS, 0);
  assert_first_bytes (client, "554 Go aw", 9);
}

static void
test_text_flood (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');

  for (Chunks chunks = CHUNKS_WHOLE; chunks <= CHUNKS_RANDOM; chunks++)
    {
      g_autoptr (DermagaTlsEngine) client = fed_client (text, strlen (text), chunks);

      assert_failed (client, DERMAGA_TLS_FAILURE_NOT_TLS, 0);
      assert_first_bytes (client, text, 512);
    }
}

static void
test_not_text_either (void)
{
  static const guint8 openings[][4] = {
    { 0x00, 0x01, 0x02, 0x03 }, { 0x16, 0x02, 0x00, 0x00 }, { 0x15, 0x31, 0x00, 0x00 },
    { 0x80, 0x2e, 0x01, 0x03 }, { 0x13, 0x03, 0x01, 0x00 }, { 0x18, 0x03, 0x01, 0x00 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    for (Chunks chunks = CHUNKS_WHOLE; chunks <= CHUNKS_RANDOM; chunks++)
      {
        g_autoptr (DermagaTlsEngine) client = fed_client (openings[i], 4, chunks);

        g_assert_cmpint (dermaga_tls_engine_get_facts (client)->failure, ==,
                         DERMAGA_TLS_FAILURE_NOT_TLS);
        dermaga_tls_engine_end (client);
        assert_failed (client, DERMAGA_TLS_FAILURE_NOT_TLS, 0);
      }
}

static void
test_alert (void)
{
  static const struct
  {
    guint8 alert;
    DermagaTlsFailure failure;
  } cases[] = {
    { 40, DERMAGA_TLS_FAILURE_WEAK },  { 70, DERMAGA_TLS_FAILURE_OLD },
    { 71, DERMAGA_TLS_FAILURE_WEAK },  { 80, DERMAGA_TLS_FAILURE_OTHER },
    { 10, DERMAGA_TLS_FAILURE_OTHER }, { 112, DERMAGA_TLS_FAILURE_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (Chunks chunks = CHUNKS_WHOLE; chunks <= CHUNKS_RANDOM; chunks++)
      {
        guint8 record[] = { 0x15, 0x03, 0x01, 0x00, 0x02, 0x02, cases[i].alert };
        g_autoptr (DermagaTlsEngine) client = fed_client (record, sizeof record, chunks);

        assert_failed (client, cases[i].failure, 1000 + cases[i].alert);
        g_assert_null (dermaga_tls_engine_get_facts (client)->first_bytes);
      }
}

static void
test_polite_refusal (void)
{
  static const guint8 close_notify[] = { 0x15, 0x03, 0x01, 0x00, 0x02, 0x01, 0x00 };
  g_autoptr (DermagaTlsEngine) client = fed_client (close_notify, sizeof close_notify,
                                                    CHUNKS_WHOLE);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

  dermaga_tls_engine_end (client);
  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (facts->failure, ==, DERMAGA_TLS_FAILURE_CUT);
  g_assert_false (facts->complete);
}

/* A ServerHello that chooses TLS 1.0, as servers send that never heard of alert 70. */
static void
test_old_hello (void)
{
  guint8 record[47] = { 0x16, 0x03, 0x01, 0x00, 0x2a, 0x02, 0x00, 0x00, 0x26, 0x03, 0x01 };
  g_autoptr (DermagaTlsEngine) client = NULL;

  record[44] = 0x00;
  record[45] = 0x2f;
  client = fed_client (record, sizeof record, CHUNKS_WHOLE);
  assert_failed (client, DERMAGA_TLS_FAILURE_OLD, SSL_R_UNSUPPORTED_PROTOCOL);
}

static void
test_old_server (void)
{
  static const int versions[] = { TLS1_VERSION, TLS1_1_VERSION };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (issued, TLS1_VERSION, versions[i]);
      g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

      raw_server_run (server, client, CHUNKS_RANDOM, G_MAXSIZE);
      assert_failed (client, DERMAGA_TLS_FAILURE_OLD, SSL_R_TLSV1_ALERT_PROTOCOL_VERSION);
    }
}

static void
test_current_versions (void)
{
  static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };
  static const char *const names[] = { "TLSv1.2", "TLSv1.3" };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (issued, versions[i], versions[i]);
      g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
      const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

      raw_server_run (server, client, CHUNKS_BYTES, G_MAXSIZE);
      g_assert_true (dermaga_tls_facts_verified (facts));
      g_assert_cmpstr (facts->version, ==, names[i]);
      g_assert_cmpstr (SSL_get_servername (raw_server_get_ssl (server), TLSEXT_NAMETYPE_host_name),
                       ==, HOST);
    }
}

static void
test_no_sni_for_address (void)
{
  g_autoptr (RawServer) server = raw_server_new (issued, TLS1_2_VERSION, TLS1_3_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, "192.0.2.1");

  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  g_assert_true (dermaga_tls_engine_get_facts (client)->complete);
  g_assert_null (SSL_get_servername (raw_server_get_ssl (server), TLSEXT_NAMETYPE_host_name));
}

static void
test_weak_cipher (void)
{
  g_autoptr (RawServer) server = raw_server_new (issued, TLS1_2_VERSION, TLS1_2_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

  g_assert_cmpint (SSL_set_cipher_list (raw_server_get_ssl (server),
                                        "ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0"),
                   ==, 1);
  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  assert_failed (client, DERMAGA_TLS_FAILURE_WEAK, SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE);
}

/* No certificate, so nobody to verify: must not be agreed on. */
static void
test_anonymous (void)
{
  g_autoptr (RawServer) server = raw_server_new (issued, TLS1_2_VERSION, TLS1_2_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

  g_assert_cmpint (SSL_set_cipher_list (raw_server_get_ssl (server), "aNULL:@SECLEVEL=0"), ==, 1);
  SSL_set_dh_auto (raw_server_get_ssl (server), 1);
  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  assert_failed (client, DERMAGA_TLS_FAILURE_WEAK, SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE);
}

static EVP_PKEY *
make_small_dh (void)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "DH", NULL);
  EVP_PKEY *parameters = NULL;

  g_assert_cmpint (EVP_PKEY_paramgen_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_dh_paramgen_prime_len (context, 512), ==, 1);
  g_assert_cmpint (EVP_PKEY_paramgen (context, &parameters), ==, 1);
  EVP_PKEY_CTX_free (context);
  return parameters;
}

static int
allow_all_cb (const SSL *ssl, const SSL_CTX *ssl_ctx, int operation, int bits, int nid, void *other,
              void *data)
{
  return 1;
}

static void
test_small_dh (void)
{
  static const char *const names[] = { HOST, NULL };
  DermagaAuthorityOrder order = { .names = names, .key = DERMAGA_AUTHORITY_KEY_RSA_2048 };
  g_autoptr (DermagaIssued) rsa = dermaga_authority_issue (authority, &order);
  g_autoptr (RawServer) server = raw_server_new (rsa, TLS1_2_VERSION, TLS1_2_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

  g_assert_cmpint (SSL_set_cipher_list (raw_server_get_ssl (server),
                                        "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"),
                   ==, 1);
  /* OpenSSL itself makes no such server, not even at security level 0. */
  SSL_set_security_callback (raw_server_get_ssl (server), allow_all_cb);
  g_assert_cmpint (SSL_set0_tmp_dh_pkey (raw_server_get_ssl (server), make_small_dh ()), ==, 1);
  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  assert_failed (client, DERMAGA_TLS_FAILURE_WEAK, SSL_R_DH_KEY_TOO_SMALL);
}

static void
test_silence (void)
{
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_HANDSHAKE);
  g_assert_cmpint (dermaga_tls_engine_end (client), ==, DERMAGA_TLS_STATE_FAILED);
  assert_failed (client, DERMAGA_TLS_FAILURE_CUT, SSL_R_UNEXPECTED_EOF_WHILE_READING);
  g_assert_null (dermaga_tls_engine_get_facts (client)->first_bytes);
}

/* The peer's flights end after @limit bytes. Returns whether that was enough to shake hands. */
static gboolean
cut_at (int version, gsize limit)
{
  g_autoptr (RawServer) server = raw_server_new (issued, version, version);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);

  raw_server_run (server, client, CHUNKS_WHOLE, limit);
  if (dermaga_tls_engine_get_facts (client)->complete)
    return TRUE;
  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_HANDSHAKE);
  dermaga_tls_engine_end (client);
  assert_failed (client, DERMAGA_TLS_FAILURE_CUT, SSL_R_UNEXPECTED_EOF_WHILE_READING);
  return FALSE;
}

static void
test_cut (void)
{
  static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      gsize limit = 0;

      while (!cut_at (versions[i], limit))
        limit++;
      g_test_message ("complete after %" G_GSIZE_FORMAT " bytes", limit);
      g_assert_cmpuint (limit, >, 300);
    }
}

/* What a client sent to a server engine that was no TLS. */
static void
test_server_side_text (void)
{
  g_autoptr (DermagaTlsContext) context = pair_server (issued->chain, issued->key);
  g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (context);

  g_assert_cmpint (dermaga_tls_engine_feed (server, (const guint8 *) "EHLO a\r\n", 8), ==,
                   DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (dermaga_tls_engine_get_facts (server)->failure, ==,
                   DERMAGA_TLS_FAILURE_NOT_TLS);
  g_assert_null (dermaga_tls_engine_take (server));
}

static void
test_garbage (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint8 record[2000] = { 0x16, 0x03, 0x03 };
      gsize length = g_test_rand_int_range (6, sizeof record);
      g_autoptr (DermagaTlsEngine) client = NULL;

      for (gsize i = 3; i < length; i++)
        record[i] = g_test_rand_int_range (0, 256);
      record[3] = (length - 5) >> 8;
      record[4] = (length - 5) & 0xff;
      if (round % 2 == 0)
        record[5] = 0x02;
      client = fed_client (record, length, CHUNKS_RANDOM);
      dermaga_tls_engine_end (client);
      g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_FAILED);
      g_assert_cmpint (dermaga_tls_engine_get_facts (client)->failure, !=,
                       DERMAGA_TLS_FAILURE_NONE);
      g_assert_false (dermaga_tls_engine_get_facts (client)->complete);
    }
}

static void
test_reasons (void)
{
  g_assert_cmpint (dermaga_tls_failure_from_reason (SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED,
                                                    TLS1_1_VERSION),
                   ==, DERMAGA_TLS_FAILURE_OLD);
  g_assert_cmpint (dermaga_tls_failure_from_reason (SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED,
                                                    TLS1_2_VERSION),
                   ==, DERMAGA_TLS_FAILURE_WEAK);
  g_assert_cmpint (dermaga_tls_failure_from_reason (SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED, 0),
                   ==, DERMAGA_TLS_FAILURE_WEAK);
  g_assert_cmpint (dermaga_tls_failure_from_reason (SSL_R_UNEXPECTED_EOF_WHILE_READING, 0), ==,
                   DERMAGA_TLS_FAILURE_CUT);
  g_assert_cmpint (dermaga_tls_failure_from_reason (SSL_R_WRONG_VERSION_NUMBER, 0), ==,
                   DERMAGA_TLS_FAILURE_OTHER);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  authority = dermaga_authority_new ("Test root");
  issued = dermaga_authority_issue_for (authority, HOST);
  probe = pair_probe (authority);
  g_test_add_func ("/handshake/text", test_text);
  g_test_add_func ("/handshake/text-piece", test_text_piece);
  g_test_add_func ("/handshake/text-flood", test_text_flood);
  g_test_add_func ("/handshake/not-text-either", test_not_text_either);
  g_test_add_func ("/handshake/alert", test_alert);
  g_test_add_func ("/handshake/polite-refusal", test_polite_refusal);
  g_test_add_func ("/handshake/old-hello", test_old_hello);
  g_test_add_func ("/handshake/old-server", test_old_server);
  g_test_add_func ("/handshake/current-versions", test_current_versions);
  g_test_add_func ("/handshake/no-sni-for-address", test_no_sni_for_address);
  g_test_add_func ("/handshake/weak-cipher", test_weak_cipher);
  g_test_add_func ("/handshake/anonymous", test_anonymous);
  g_test_add_func ("/handshake/small-dh", test_small_dh);
  g_test_add_func ("/handshake/silence", test_silence);
  g_test_add_func ("/handshake/cut", test_cut);
  g_test_add_func ("/handshake/server-side-text", test_server_side_text);
  g_test_add_func ("/handshake/garbage", test_garbage);
  g_test_add_func ("/handshake/reasons", test_reasons);
  result = g_test_run ();
  dermaga_tls_context_unref (probe);
  dermaga_issued_free (issued);
  dermaga_authority_free (authority);
  return result;
}
