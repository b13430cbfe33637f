#include "config.h"

#include "base/dermaga-text.h"
#include "fuzz.h"
#include "tls/dermaga-tls-engine.h"

static DermagaTlsContext *context;

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || dermaga_text_is_clean (text));
}

static void
check_facts (const DermagaTlsFacts *facts, DermagaTlsState state)
{
  g_assert_true (state != DERMAGA_TLS_STATE_FAILED || facts->failure != DERMAGA_TLS_FAILURE_NONE);
  g_assert_true (state != DERMAGA_TLS_STATE_OPEN || facts->complete);
  /* Nobody can make up a chain to a root that is in no context. */
  g_assert_false (dermaga_tls_facts_verified (facts));
  if (facts->first_bytes != NULL)
    {
      g_assert_true (facts->failure == DERMAGA_TLS_FAILURE_NOT_TLS);
      g_assert_cmpuint (g_bytes_get_size (facts->first_bytes), <=, 512);
    }
  g_assert_cmpuint (facts->chain->len, <=, 10);
  for (guint i = 0; i < facts->chain->len; i++)
    {
      const DermagaCertificate *certificate = facts->chain->pdata[i];

      check_text (certificate->subject);
      check_text (certificate->issuer);
      g_assert_cmpuint (g_strv_length (certificate->names), <=, 100);
      for (guint j = 0; certificate->names[j] != NULL; j++)
        check_text (certificate->names[j]);
    }
}

/* The first octet says in how large pieces the server's bytes, all others, arrive. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (DermagaTlsEngine) engine = NULL;
  g_autoptr (GBytes) sent = NULL;
  gsize chunk;

  if (size == 0)
    return 0;
  if (context == NULL)
    {
      g_setenv ("SSL_CERT_FILE", "/dev/null", TRUE);
      g_setenv ("SSL_CERT_DIR", "/dev/null", TRUE);
      context = dermaga_tls_context_new_probe (NULL, NULL);
      g_assert_nonnull (context);
    }
  engine = dermaga_tls_engine_new_client (context, "mail.example.test");
  chunk = data[0] + 1;
  for (gsize i = 1; i < size; i += chunk)
    {
      DermagaTlsState state
        = dermaga_tls_engine_feed (engine, data + i, MIN (chunk, size - i));

      check_facts (dermaga_tls_engine_get_facts (engine), state);
      g_clear_pointer (&sent, g_bytes_unref);
      sent = dermaga_tls_engine_take (engine);
      /* Nothing can be decrypted that was never encrypted. */
      g_assert_null (dermaga_tls_engine_read (engine));
    }
  check_facts (dermaga_tls_engine_get_facts (engine), dermaga_tls_engine_end (engine));
  g_assert_true (dermaga_tls_engine_get_state (engine) != DERMAGA_TLS_STATE_HANDSHAKE);
  dermaga_tls_engine_matches_host (engine, "mail.example.test");
  return 0;
}
