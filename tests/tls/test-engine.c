#include "tls-pair.h"

#include <string.h>

#define LIMIT (256 * 1024)

typedef struct {
  DermagaTlsEngine *client;
  DermagaTlsEngine *server;
} Pair;

static DermagaTlsContext *probe;
static DermagaTlsContext *server_context;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->client = dermaga_tls_engine_new_client (probe, HOST);
  pair->server = dermaga_tls_engine_new_server (server_context);
  pair_run (pair->client, pair->server, CHUNKS_WHOLE, G_MAXSIZE);
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->client), ==, DERMAGA_TLS_STATE_OPEN);
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->server), ==, DERMAGA_TLS_STATE_OPEN);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  dermaga_tls_engine_free (pair->client);
  dermaga_tls_engine_free (pair->server);
}

static GBytes *
random_bytes (gsize length)
{
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = g_test_rand_int_range (0, 256);
  return g_bytes_new_take (bytes, length);
}

static gboolean
write_bytes (DermagaTlsEngine *engine, GBytes *bytes)
{
  return dermaga_tls_engine_write (engine, g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes));
}

static void
test_exchange (Pair *pair, gconstpointer data)
{
  static const gsize sizes[] = { 1, 2, 1000, 16384, 16385, 100000, LIMIT - 8192 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (Chunks chunks = CHUNKS_WHOLE; chunks <= CHUNKS_RANDOM; chunks++)
      {
        g_autoptr (GBytes) up = random_bytes (sizes[i]);
        g_autoptr (GBytes) down = random_bytes (sizes[i]);
        g_autoptr (GBytes) at_server = NULL;
        g_autoptr (GBytes) at_client = NULL;

        g_assert_true (write_bytes (pair->client, up));
        g_assert_true (write_bytes (pair->server, down));
        pair_run (pair->client, pair->server, chunks, G_MAXSIZE);
        at_server = dermaga_tls_engine_read (pair->server);
        at_client = dermaga_tls_engine_read (pair->client);
        g_assert_nonnull (at_server);
        g_assert_nonnull (at_client);
        g_assert_true (g_bytes_equal (up, at_server));
        g_assert_true (g_bytes_equal (down, at_client));
        g_assert_null (dermaga_tls_engine_read (pair->client));
      }
}

/* Plain text right behind the peer's last handshake bytes, in one piece. */
static void
test_early_text (void)
{
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
  g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (server_context);
  g_autoptr (GBytes) hello = dermaga_tls_engine_take (client);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) finished = NULL;
  g_autoptr (GBytes) text = NULL;

  g_assert_false (dermaga_tls_engine_write (client, (const guint8 *) "x", 1));
  g_assert_false (dermaga_tls_engine_write (server, (const guint8 *) "x", 1));
  pair_feed (server, hello, CHUNKS_WHOLE);
  answer = dermaga_tls_engine_take (server);
  pair_feed (client, answer, CHUNKS_WHOLE);
  g_assert_true (dermaga_tls_engine_write (client, (const guint8 *) "EHLO\r\n", 6));
  finished = dermaga_tls_engine_take (client);
  pair_feed (server, finished, CHUNKS_WHOLE);
  /* No session tickets, which a scan has no use for. */
  g_assert_null (dermaga_tls_engine_take (server));
  text = dermaga_tls_engine_read (server);
  g_assert_nonnull (text);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "EHLO\r\n", 6);
}

static void
test_too_much_to_send (Pair *pair, gconstpointer data)
{
  g_autoptr (GBytes) too_big = random_bytes (LIMIT + 1);
  g_autoptr (GBytes) half = random_bytes (LIMIT / 2);
  g_autoptr (GBytes) received = NULL;

  g_assert_false (write_bytes (pair->client, too_big));
  g_assert_true (write_bytes (pair->client, half));
  g_assert_false (write_bytes (pair->client, half));
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->client), ==, DERMAGA_TLS_STATE_OPEN);
  pair_run (pair->client, pair->server, CHUNKS_WHOLE, G_MAXSIZE);
  received = dermaga_tls_engine_read (pair->server);
  g_assert_true (g_bytes_equal (received, half));
  g_assert_true (write_bytes (pair->client, half));
}

static void
test_too_much_received (Pair *pair, gconstpointer data)
{
  g_autoptr (GBytes) piece = random_bytes (LIMIT / 4);
  g_autoptr (GBytes) kept = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (write_bytes (pair->server, piece));
      bytes = dermaga_tls_engine_take (pair->server);
      pair_feed (pair->client, bytes, CHUNKS_WHOLE);
    }
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->client), ==, DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (dermaga_tls_engine_get_facts (pair->client)->failure, ==,
                   DERMAGA_TLS_FAILURE_OTHER);
  kept = dermaga_tls_engine_read (pair->client);
  g_assert_cmpuint (g_bytes_get_size (kept), <=, LIMIT);
}

static void
test_close (Pair *pair, gconstpointer data)
{
  g_autoptr (GBytes) last_words = NULL;

  g_assert_true (dermaga_tls_engine_write (pair->client, (const guint8 *) "bye", 3));
  dermaga_tls_engine_close (pair->client);
  g_assert_false (dermaga_tls_engine_write (pair->client, (const guint8 *) "x", 1));
  /* The other direction stays open. */
  g_assert_true (dermaga_tls_engine_write (pair->server, (const guint8 *) "221", 3));
  pair_run (pair->client, pair->server, CHUNKS_BYTES, G_MAXSIZE);

  g_assert_cmpint (dermaga_tls_engine_get_state (pair->server), ==, DERMAGA_TLS_STATE_CLOSED);
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->client), ==, DERMAGA_TLS_STATE_OPEN);
  last_words = dermaga_tls_engine_read (pair->server);
  g_assert_cmpmem (g_bytes_get_data (last_words, NULL), g_bytes_get_size (last_words), "bye", 3);
  dermaga_tls_engine_close (pair->server);
  pair_run (pair->client, pair->server, CHUNKS_BYTES, G_MAXSIZE);
  g_assert_cmpint (dermaga_tls_engine_get_state (pair->client), ==, DERMAGA_TLS_STATE_CLOSED);
  g_assert_cmpint (dermaga_tls_engine_get_facts (pair->client)->failure, ==,
                   DERMAGA_TLS_FAILURE_NONE);
}

static void
test_hung_up (Pair *pair, gconstpointer data)
{
  g_assert_cmpint (dermaga_tls_engine_end (pair->client), ==, DERMAGA_TLS_STATE_CLOSED);
  g_assert_cmpint (dermaga_tls_engine_get_facts (pair->client)->failure, ==,
                   DERMAGA_TLS_FAILURE_NONE);
  g_assert_true (dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (pair->client)));
  g_assert_cmpint (dermaga_tls_engine_feed (pair->client, (const guint8 *) "x", 1), ==,
                   DERMAGA_TLS_STATE_CLOSED);
}

static void
test_forged_record (Pair *pair, gconstpointer data)
{
  static const guint8 forged[] = { 0x17, 0x03, 0x03, 0x00, 0x20, 0x00 };
  g_autofree guint8 *record = g_malloc0 (37);

  memcpy (record, forged, sizeof forged);
  g_assert_cmpint (dermaga_tls_engine_feed (pair->client, record, 37), ==,
                   DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (dermaga_tls_engine_get_facts (pair->client)->failure, ==,
                   DERMAGA_TLS_FAILURE_OTHER);
  g_assert_null (dermaga_tls_engine_read (pair->client));
  g_assert_false (dermaga_tls_engine_write (pair->client, record, 1));
}

static void
test_text_in_tls (Pair *pair, gconstpointer data)
{
  static const char text[] = "250 clear text where a record is due\r\n";

  g_assert_cmpint (dermaga_tls_engine_feed (pair->client, (const guint8 *) text, strlen (text)), ==,
                   DERMAGA_TLS_STATE_FAILED);
  g_assert_null (dermaga_tls_engine_read (pair->client));
}

/* Any one byte of the server's flight changed on its way: never a crash, never a hang, and what is
 * completed in spite of it (the version in a record's head counts for nothing) is unharmed. */
static void
test_flipped_bytes (void)
{
  for (gsize i = 0;; i++)
    {
      g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
      g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (server_context);
      g_autoptr (GBytes) hello = dermaga_tls_engine_take (client);
      g_autoptr (GBytes) answer = NULL;
      g_autofree guint8 *bytes = NULL;
      gsize length = 0;
      const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

      pair_feed (server, hello, CHUNKS_WHOLE);
      answer = dermaga_tls_engine_take (server);
      length = g_bytes_get_size (answer);
      bytes = g_memdup2 (g_bytes_get_data (answer, NULL), length);
      if (i >= length)
        return;
      bytes[i] ^= 1 << g_test_rand_int_range (0, 8);
      dermaga_tls_engine_feed (client, bytes, length);
      dermaga_tls_engine_end (client);
      g_assert_cmpint (dermaga_tls_engine_get_state (client), !=, DERMAGA_TLS_STATE_HANDSHAKE);
      g_assert_cmpint (facts->complete, ==, facts->failure == DERMAGA_TLS_FAILURE_NONE);
      g_assert_cmpint (dermaga_tls_facts_verified (facts), ==, facts->complete);
    }
}

static void
add (const char *path, void (*test) (Pair *, gconstpointer))
{
  g_test_add (path, Pair, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr (DermagaAuthority) authority = NULL;
  g_autoptr (DermagaIssued) issued = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  authority = dermaga_authority_new ("Test root");
  issued = dermaga_authority_issue_for (authority, HOST);
  probe = pair_probe (authority);
  server_context = pair_server (issued->chain, issued->key);
  add ("/engine/exchange", test_exchange);
  g_test_add_func ("/engine/early-text", test_early_text);
  add ("/engine/too-much-to-send", test_too_much_to_send);
  add ("/engine/too-much-received", test_too_much_received);
  add ("/engine/close", test_close);
  add ("/engine/hung-up", test_hung_up);
  add ("/engine/forged-record", test_forged_record);
  add ("/engine/text-in-tls", test_text_in_tls);
  g_test_add_func ("/engine/flipped-bytes", test_flipped_bytes);
  result = g_test_run ();
  dermaga_tls_context_unref (probe);
  dermaga_tls_context_unref (server_context);
  return result;
}
