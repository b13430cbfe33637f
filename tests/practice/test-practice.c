#include "config.h"

#include "practice/dermaga-practice.h"
#include "probe/dermaga-sweep.h"

#include <string.h>

/* Plain conversations: a client in a thread of its own, the provider on the main loop. */

typedef struct {
  guint16 port;
  const char *say;
  gsize length;
  gboolean half_close; /* end our side after the words */
  GString *heard;
  gint64 elapsed_us;
  gint done;
} Client;

static gpointer
client_thread (gpointer data)
{
  Client *client = data;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, client->port);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, NULL);
  gint64 start = g_get_monotonic_time ();
  char buffer[1024];
  gssize length;
  gsize sent = 0;

  g_socket_set_timeout (socket, 5);
  g_assert_true (g_socket_connect (socket, address, NULL, NULL));
  while (sent < client->length)
    {
      length = g_socket_send (socket, client->say + sent, client->length - sent, NULL, NULL);
      if (length <= 0)
        break;
      sent += (gsize) length;
    }
  if (client->half_close)
    g_socket_shutdown (socket, FALSE, TRUE, NULL);
  while ((length = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (client->heard, buffer, length);
  client->elapsed_us = g_get_monotonic_time () - start;
  g_atomic_int_set (&client->done, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* Says @say at once and returns all that was heard until the provider closed. */
static char *
talk_bytes (DermagaPractice *practice, guint16 port, const char *say, gsize length,
            gboolean half_close)
{
  Client client = { .say = say, .length = length, .half_close = half_close };
  GThread *thread;

  client.port = dermaga_network_map_port (dermaga_practice_get_network (practice), port);
  g_assert_cmpuint (client.port, !=, 0);
  client.heard = g_string_new (NULL);
  thread = g_thread_new ("client", client_thread, &client);
  while (!g_atomic_int_get (&client.done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  g_assert_cmpint (client.elapsed_us, <, 4 * G_USEC_PER_SEC);
  return g_string_free (client.heard, FALSE);
}

static void
assert_talk (DermagaPractice *practice, guint16 port, const char *say, const char *expected)
{
  g_autofree char *heard = talk_bytes (practice, port, say, strlen (say), FALSE);

  g_assert_cmpstr (heard, ==, expected);
}

static DermagaPractice *
start (const DermagaPracticeOptions *options)
{
  GError *error = NULL;
  DermagaPractice *practice = options != NULL ? dermaga_practice_new_with (options, &error)
                                              : dermaga_practice_new (&error);

  g_assert_no_error (error);
  return practice;
}

static void
test_pipelined (void)
{
  DermagaPractice *practice = start (NULL);

  assert_talk (practice, 110, "NOOP\r\nnoop\nSTAT\r\nQUIT\r\nNOOP\r\n",
               "+OK Dermaga practice provider\r\n+OK\r\n+OK\r\n-ERR Sign in first\r\n"
               "+OK Goodbye\r\n");
  assert_talk (practice, 143, "x LOGOUT\r\n",
               "* OK [CAPABILITY IMAP4rev1 LITERAL+ ID STARTTLS LOGINDISABLED] "
               "Dermaga practice provider\r\n"
               "* BYE Goodbye\r\nx OK Logged out\r\n");
  assert_talk (practice, 25, "QUIT\r\n",
               "220 practice.test ESMTP Dermaga practice provider\r\n221 2.0.0 Goodbye\r\n");
  g_assert_finalize_object (practice);
}

/* Words behind STARTTLS that came before the handshake end the connection (RFC 3207 §4.2). */
static void
test_injected (void)
{
  DermagaPractice *practice = start (NULL);

  assert_talk (practice, 587, "STARTTLS\r\nNOOP\r\n",
               "220 practice.test ESMTP Dermaga practice provider\r\n220 2.0.0 Go ahead\r\n");
  assert_talk (practice, 110, "STLS\r\nN",
               "+OK Dermaga practice provider\r\n+OK Begin TLS now\r\n");
  g_assert_finalize_object (practice);
}

static void
test_hostile (void)
{
  DermagaPractice *practice = start (NULL);
  g_autofree char *line = g_strnfill (9000, 'x');
  g_autofree char *flood = g_strnfill (200000, 'x');
  g_autofree char *heard_line = talk_bytes (practice, 110, line, 9000, FALSE);
  g_autofree char *heard_flood = talk_bytes (practice, 143, flood, 200000, FALSE);
  g_autofree char *heard_nul = talk_bytes (practice, 110, "NO\0OP\r\n", 7, FALSE);
  g_autofree char *heard_text = talk_bytes (practice, 993, "a CAPABILITY\r\n", 14, FALSE);
  g_autofree char *heard_half = talk_bytes (practice, 110, "NO", 2, TRUE);

  /* A line that is too long, a NUL and a client that goes: never an answer to a command. */
  g_assert_null (strstr (heard_line, "-ERR"));
  g_assert_null (strstr (heard_flood, "BAD"));
  g_assert_null (strstr (heard_nul, "-ERR"));
  g_assert_null (strstr (heard_half, "-ERR"));
  /* Clear text where TLS is due gets an alert at most. */
  g_assert_null (strstr (heard_text, "CAPABILITY"));
  assert_talk (practice, 110, "QUIT\r\n", "+OK Dermaga practice provider\r\n+OK Goodbye\r\n");
  g_assert_finalize_object (practice);
}

/* The 257th connection is closed at once; room is made when one goes. */
static void
test_limit (void)
{
  DermagaPractice *practice = start (NULL);
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (
    loopback, dermaga_network_map_port (dermaga_practice_get_network (practice), 110));
  char byte;

  for (guint i = 0; i < 257; i++)
    {
      GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL);

      g_assert_true (g_socket_connect (socket, address, NULL, NULL));
      g_ptr_array_add (sockets, socket);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  g_assert_cmpint (g_socket_receive (sockets->pdata[255], &byte, 1, NULL, NULL), ==, 1);
  g_assert_cmpint (g_socket_receive (sockets->pdata[256], &byte, 1, NULL, NULL), ==, 0);

  g_ptr_array_set_size (sockets, 250);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  assert_talk (practice, 110, "QUIT\r\n", "+OK Dermaga practice provider\r\n+OK Goodbye\r\n");
  /* With connections still open. */
  g_assert_finalize_object (practice);
}

/* Scenes, seen through a whole check. */

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *finished = data;

  g_assert_true (dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL));
  *finished = TRUE;
}

static DermagaResult *
check (DermagaPractice *practice)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse (DERMAGA_PRACTICE_DOMAIN, NULL);
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (DermagaSweep) sweep = dermaga_sweep_new (target, &options,
                                                      dermaga_practice_get_network (practice));
  gboolean finished = FALSE;

  dermaga_sweep_run_async (sweep, NULL, finished_cb, &finished);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  return g_object_ref (dermaga_sweep_get_result (sweep));
}

/* The outcome of the first row with that port and security, whatever the host. */
static DermagaOutcome
outcome_of (DermagaResult *result, guint16 port, DermagaSecurity security)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->port == port && candidate->security == security)
        return dermaga_probe_get_outcome (probe);
    }
  g_test_message ("no row for port %u", port);
  g_test_fail ();
  return DERMAGA_OUTCOME_NOT_CHECKED;
}

static void
assert_outcome (DermagaResult *result, guint16 port, DermagaSecurity security,
                DermagaOutcome outcome)
{
  g_assert_cmpstr (dermaga_outcome_to_string (outcome_of (result, port, security)), ==,
                   dermaga_outcome_to_string (outcome));
}

static guint16
best_port (DermagaResult *result, DermagaDirection direction)
{
  DermagaProbe *best = dermaga_result_get_best (result, direction, NULL);

  return best != NULL ? dermaga_probe_get_candidate (best)->port : 0;
}

static void
test_usual (void)
{
  static const guint16 starttls[] = { 25, 587, 2525, 143, 110 };
  static const guint16 tls[] = { 465, 993, 995 };
  DermagaPractice *practice = start (NULL);
  g_autoptr (DermagaResult) result = check (practice);

  for (guint i = 0; i < G_N_ELEMENTS (starttls); i++)
    {
      assert_outcome (result, starttls[i], DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
      assert_outcome (result, starttls[i], DERMAGA_SECURITY_NONE, DERMAGA_OUTCOME_NEED_STARTTLS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tls); i++)
    assert_outcome (result, tls[i], DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_INCOMING), ==, 993);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_OUTGOING), ==, 465);
  g_assert_finalize_object (practice);
}

static void
test_closed_ports (void)
{
  static const guint16 closed[] = { 465, 993, 0 };
  const DermagaPracticeOptions options = { .closed_ports = closed };
  DermagaPractice *practice = start (&options);
  g_autoptr (DermagaResult) result = check (practice);

  assert_outcome (result, 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_REFUSED);
  assert_outcome (result, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_REFUSED);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_INCOMING), ==, 143);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_OUTGOING), ==, 587);
  g_assert_finalize_object (practice);
}

static void
test_no_starttls (void)
{
  static const guint16 closed[] = { 465, 993, 995, 0 };
  const DermagaPracticeOptions options = { .closed_ports = closed, .no_starttls = TRUE };
  DermagaPractice *practice = start (&options);
  g_autoptr (DermagaResult) result = check (practice);

  assert_outcome (result, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS);
  assert_outcome (result, 143, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_INCOMING), ==, 0);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_OUTGOING), ==, 0);
  g_assert_finalize_object (practice);
}

static void
assert_bad_certificate (const DermagaAuthorityOrder *order, DermagaOutcome outcome)
{
  const DermagaPracticeOptions options = { .certificate = order };
  DermagaPractice *practice = start (&options);
  g_autoptr (DermagaResult) result = check (practice);

  assert_outcome (result, 465, DERMAGA_SECURITY_TLS, outcome);
  assert_outcome (result, 143, DERMAGA_SECURITY_STARTTLS, outcome);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_INCOMING), ==, 0);
  g_assert_cmpuint (best_port (result, DERMAGA_DIRECTION_OUTGOING), ==, 0);
  g_assert_finalize_object (practice);
}

static void
test_certificates (void)
{
  static const char *const other[] = { "other.test", NULL };
  const DermagaAuthorityOrder expired = { .not_before = -20 * DERMAGA_AUTHORITY_DAY,
                                          .not_after = -10 * DERMAGA_AUTHORITY_DAY };
  const DermagaAuthorityOrder wrong_name = { .names = other };
  const DermagaAuthorityOrder self_signed = { .self_signed = TRUE };

  assert_bad_certificate (&expired, DERMAGA_OUTCOME_CERT_TIME);
  assert_bad_certificate (&wrong_name, DERMAGA_OUTCOME_CERT_NAME);
  assert_bad_certificate (&self_signed, DERMAGA_OUTCOME_CERT_TRUST);
}

static void
test_slow_greeting (void)
{
  const DermagaPracticeOptions options = { .greeting_delay_ms = 300 };
  DermagaPractice *practice = start (&options);
  g_autoptr (DermagaResult) result = check (practice);

  g_assert_cmpint (dermaga_result_get_first_safe (result), >=, 300000);
  assert_outcome (result, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_outcome (result, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  /* Who speaks first is heard when the greeting is out. */
  assert_talk (practice, 110, "QUIT\r\n", "+OK Dermaga practice provider\r\n+OK Goodbye\r\n");
  g_assert_finalize_object (practice);
}

/* Two providers do not know each other. */
static void
test_own_trust (void)
{
  DermagaPractice *practice = start (NULL);
  DermagaPractice *other = start (NULL);
  DermagaNetwork *network = dermaga_practice_get_network (other);
  g_autoptr (DermagaNetwork) crossed = dermaga_network_new_with (
    dermaga_network_get_resolver (network),
    dermaga_network_get_tls_context (dermaga_practice_get_network (practice)));
  g_autoptr (DermagaTarget) target = dermaga_target_parse (DERMAGA_PRACTICE_DOMAIN, NULL);
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (DermagaSweep) sweep = NULL;
  gboolean finished = FALSE;

  dermaga_network_add_route (crossed, 465, dermaga_network_map_port (network, 465));
  sweep = dermaga_sweep_new (target, &options, crossed);
  dermaga_sweep_run_async (sweep, NULL, finished_cb, &finished);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  assert_outcome (dermaga_sweep_get_result (sweep), 465, DERMAGA_SECURITY_TLS,
                  DERMAGA_OUTCOME_CERT_TRUST);
  g_clear_object (&sweep);
  g_assert_finalize_object (practice);
  g_assert_finalize_object (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/pipelined", test_pipelined);
  g_test_add_func ("/practice/injected", test_injected);
  g_test_add_func ("/practice/hostile", test_hostile);
  g_test_add_func ("/practice/limit", test_limit);
  g_test_add_func ("/practice/usual", test_usual);
  g_test_add_func ("/practice/closed-ports", test_closed_ports);
  g_test_add_func ("/practice/no-starttls", test_no_starttls);
  g_test_add_func ("/practice/certificates", test_certificates);
  g_test_add_func ("/practice/slow-greeting", test_slow_greeting);
  g_test_add_func ("/practice/own-trust", test_own_trust);
  return g_test_run ();
}
