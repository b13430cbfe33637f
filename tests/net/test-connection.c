#include "config.h"

#include <errno.h>

#include "net/dermaga-connection.h"
#include "tests/net/scripted-server.h"

typedef struct
{
  DermagaOutcome none;
  DermagaOutcome starttls;
  DermagaOutcome tls;
  gboolean closed;
  guint n_calls;
  DermagaTransport transport;
  int os_error;
  DermagaStage stage;
  DermagaTrouble trouble;
} Seen;

/* Of the connection that was seen last. */
static DermagaTranscript *last;

static DermagaNetwork *
network_for (guint16 port, guint16 real_port)
{
  g_autoptr (DermagaResolver) resolver = dermaga_resolver_new ("127.0.0.1:9", NULL);
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, NULL);
  DermagaNetwork *network = dermaga_network_new_with (resolver, context);

  dermaga_network_add_route (network, port, real_port);
  return network;
}

static void
changed_cb (DermagaConnection *connection, gpointer user_data)
{
  Seen *seen = user_data;
  DermagaSession session = dermaga_connection_get_session (connection);
  gboolean decided;

  g_assert_false (seen->closed);
  seen->n_calls++;
  seen->none = dermaga_classify (&session, DERMAGA_SECURITY_NONE, &decided);
  seen->starttls = dermaga_classify (&session, DERMAGA_SECURITY_STARTTLS, &decided);
  seen->tls = dermaga_classify (&session, DERMAGA_SECURITY_TLS, &decided);
  seen->transport = session.transport;
  seen->os_error = session.os_error;
  seen->stage = session.facts->stage;
  seen->trouble = session.facts->trouble;
  if (session.transcript != last)
    {
      dermaga_transcript_unref (last);
      last = dermaga_transcript_ref (session.transcript);
    }
  seen->closed = dermaga_connection_get_phase (connection) == DERMAGA_PHASE_CLOSED;
}

/* "connected|>EHLO [127.0.0.1]|<250 x|closed": what is left when the connection is gone. */
static char *
transcript_to_text (DermagaTranscript *transcript)
{
  static const char *const words[DERMAGA_N_EVENT_KINDS] = {
    [DERMAGA_EVENT_CONNECTED] = "connected",     [DERMAGA_EVENT_CONNECT_FAILED] = "not connected",
    [DERMAGA_EVENT_SENT] = ">",                  [DERMAGA_EVENT_RECEIVED] = "<",
    [DERMAGA_EVENT_OMITTED] = "omitted",         [DERMAGA_EVENT_TLS_STARTED] = "tls",
    [DERMAGA_EVENT_TLS_COMPLETE] = "secured",    [DERMAGA_EVENT_TLS_FAULT] = "fault ",
    [DERMAGA_EVENT_TLS_FAILED] = "tls failed ",  [DERMAGA_EVENT_DEADLINE] = "deadline",
    [DERMAGA_EVENT_PEER_CLOSED] = "peer closed", [DERMAGA_EVENT_PEER_RESET] = "reset",
    [DERMAGA_EVENT_STOPPED] = "stopped",         [DERMAGA_EVENT_CLOSED] = "closed",
    [DERMAGA_EVENT_CANCELLED] = "cancelled",
  };
  GPtrArray *events = dermaga_transcript_get_events (transcript);
  GString *text = g_string_new (NULL);
  gint64 at = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const DermagaEvent *event = events->pdata[i];

      g_assert_cmpint (event->at, >=, at);
      at = event->at;
      g_string_append_printf (text, "%s%s%s", i > 0 ? "|" : "", words[event->kind],
                              event->text != NULL ? event->text : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_transcript (const char *expected)
{
  g_autofree char *text = transcript_to_text (last);

  g_assert_cmpstr (text, ==, expected);
}

static Seen
run (const char *script, guint16 port, DermagaProtocol protocol, DermagaSecurity mode)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (script);
  g_autoptr (DermagaNetwork) network = network_for (port, scripted_server_get_port (server));
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (DermagaConnection) connection = NULL;
  Seen seen = { 0 };

  connection = dermaga_connection_new (network, address, port, protocol, mode, "mail.contoh.test",
                                       changed_cb, &seen);
  dermaga_connection_start (connection);
  while (!seen.closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (scripted_server_count (server), ==, 1);
  g_assert_null (strstr (scripted_server_get_received (server), "AUTH"));
  g_assert_null (strstr (scripted_server_get_received (server), "MAIL"));
  return seen;
}

static void
test_plain (void)
{
  Seen seen =
    run ("S 220 mail.contoh.test ESMTP\nC EHLO\nS 250-mail.contoh.test\nS 250 AUTH PLAIN LOGIN\n"
         "C QUIT\nS 221 bye\nCLOSE",
         587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS);

  g_assert_cmpint (seen.none, ==, DERMAGA_OUTCOME_OK_PLAIN);
  g_assert_cmpint (seen.starttls, ==, DERMAGA_OUTCOME_NO_STARTTLS);
  g_assert_cmpint (seen.tls, ==, DERMAGA_OUTCOME_NEED_STARTTLS);
  assert_transcript ("connected|<220 mail.contoh.test ESMTP|>EHLO [127.0.0.1]|"
                     "<250-mail.contoh.test|<250 AUTH PLAIN LOGIN|>QUIT|<221 bye|closed");
}

/* The answer to STARTTLS and what was smuggled in behind it, in one segment. */
static void
test_injected_at_once (void)
{
  Seen seen = run ("S 220 x\nC EHLO\nS 250-x\nS 250 STARTTLS\nC STARTTLS\n"
                   "s 220 go ahead\\r\\n250-x\\r\\n250 AUTH LOGIN\\r\\n",
                   587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS);

  g_assert_cmpint (seen.trouble, ==, DERMAGA_TROUBLE_INJECTED);
  g_assert_cmpint (seen.starttls, ==, DERMAGA_OUTCOME_TAMPERED);
  assert_transcript ("connected|<220 x|>EHLO [127.0.0.1]|<250-x|<250 STARTTLS|>STARTTLS|"
                     "<220 go ahead|<250-x|<250 AUTH LOGIN|stopped");
}

static void
test_dropped (void)
{
  g_assert_cmpint (run ("CLOSE", 587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS).starttls,
                   ==, DERMAGA_OUTCOME_DROPPED);
  assert_transcript ("connected|peer closed");
  g_assert_cmpint (run ("RESET", 143, DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_STARTTLS).starttls,
                   ==, DERMAGA_OUTCOME_DROPPED);
  g_assert_cmpint (run ("CLOSE", 993, DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS).tls, ==,
                   DERMAGA_OUTCOME_TLS_CUT);
}

static void
test_text_where_tls_was_begun (void)
{
  g_autofree char *text = NULL;

  g_assert_cmpint (run ("S 220 x ESMTP", 465, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS).tls, ==,
                   DERMAGA_OUTCOME_NEED_STARTTLS);
  g_assert_cmpint (
    run ("S 554 go away\nCLOSE", 465, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS).tls, ==,
    DERMAGA_OUTCOME_GREET_REFUSED);
  text = transcript_to_text (last);
  g_assert_true (g_str_has_prefix (text, "connected|tls|<554 go away|tls failed "));
  g_assert_cmpint (
    run ("S HTTP/1.1 400 Bad Request\nCLOSE", 993, DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS).tls,
    ==, DERMAGA_OUTCOME_NOT_MAIL);
}

static void
test_refused (void)
{
  g_autoptr (DermagaNetwork) network = network_for (587, 1);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (DermagaConnection) connection = NULL;
  Seen seen = { 0 };

  connection =
    dermaga_connection_new (network, address, 587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS,
                            "mail.contoh.test", changed_cb, &seen);
  dermaga_connection_start (connection);
  g_assert_cmpuint (seen.n_calls, ==, 0);
  while (!seen.closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (seen.os_error, ==, ECONNREFUSED);
  g_assert_cmpint (seen.starttls, ==, DERMAGA_OUTCOME_REFUSED);
}

/* A full backlog swallows SYNs as a packet filter does. */
static void
test_connect_deadline (void)
{
  g_autoptr (GSocket) listener =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (DermagaNetwork) network = NULL;
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DermagaConnection) connection = NULL;
  Seen seen = { 0 };

  g_assert_true (g_socket_bind (listener, any, FALSE, NULL));
  g_socket_set_listen_backlog (listener, 0);
  g_assert_true (g_socket_listen (listener, NULL));
  local = g_socket_get_local_address (listener, NULL);
  for (guint i = 0; i < 4; i++)
    {
      GSocket *filler =
        g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (filler, FALSE);
      g_socket_connect (filler, local, NULL, NULL);
      g_ptr_array_add (fillers, filler);
    }

  network = network_for (587, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
  connection =
    dermaga_connection_new (network, address, 587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS,
                            "mail.contoh.test", changed_cb, &seen);
  dermaga_connection_start (connection);
  dermaga_connection_set_connect_deadline (connection, 50000);
  while (!seen.closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (seen.transport, ==, DERMAGA_TRANSPORT_CONNECT_TIMEOUT);
  g_assert_cmpint (seen.starttls, ==, DERMAGA_OUTCOME_TIMEOUT);
  g_assert_cmpuint (seen.n_calls, ==, 1);
}

/* Cancelled after each number of loop turns there can be: no callback, no leak, no crash. */
static void
test_cancel_at_any_moment (void)
{
  g_autoptr (ScriptedServer) server =
    scripted_server_new ("S * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC x\nC y");
  g_autoptr (DermagaNetwork) network = network_for (143, scripted_server_get_port (server));
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  for (guint turns = 0; turns < 12; turns++)
    {
      Seen seen = { 0 };
      g_autoptr (DermagaConnection) connection =
        dermaga_connection_new (network, address, 143, DERMAGA_PROTOCOL_IMAP,
                                DERMAGA_SECURITY_STARTTLS, "mail.contoh.test", changed_cb, &seen);
      guint n_calls;

      dermaga_connection_start (connection);
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      dermaga_connection_cancel (connection);
      n_calls = seen.n_calls;
      for (guint i = 0; i < 5; i++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (seen.n_calls, ==, n_calls);
      g_assert_cmpint (dermaga_connection_get_phase (connection), ==, DERMAGA_PHASE_CLOSED);
    }
}

/* Every command in one write of its own, whole. */
static void
assert_whole_commands (ScriptedServer *server)
{
  GPtrArray *pieces = scripted_server_get_pieces (server);

  for (guint i = 0; i < pieces->len; i++)
    {
      const char *end = strstr (pieces->pdata[i], "\r\n");

      g_assert_nonnull (end);
      g_assert_cmpstr (end, ==, "\r\n");
    }
}

/* Takes leave after each number of loop turns there can be. Whoever was told EHLO is told QUIT,
 * once its answer has come, and never half a command. */
static void
test_leave_at_any_moment (void)
{
  gboolean said_goodbye = FALSE;

  for (guint turns = 0; turns < 14; turns++)
    {
      g_autoptr (ScriptedServer) server =
        scripted_server_new ("S 220 x ESMTP\nC EHLO\nS 250-x\nS 250 AUTH PLAIN\nC QUIT\n"
                             "S 221 bye\nCLOSE");
      g_autoptr (DermagaNetwork) network = network_for (587, scripted_server_get_port (server));
      g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
      Seen seen = { 0 };
      DermagaConnection *connection =
        dermaga_connection_new (network, address, 587, DERMAGA_PROTOCOL_SMTP,
                                DERMAGA_SECURITY_STARTTLS, "mail.contoh.test", changed_cb, &seen);
      guint n_calls;

      dermaga_connection_start (connection);
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      n_calls = seen.n_calls;
      dermaga_connection_leave (connection);
      dermaga_connection_leave (connection);
      g_object_unref (connection);
      while (dermaga_connection_count_leaving () > 0 || scripted_server_count_open (server) > 0)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (seen.n_calls, ==, n_calls);
      assert_whole_commands (server);
      if (*scripted_server_get_received (server) == '\0')
        continue;
      g_assert_cmpstr (scripted_server_get_received (server), ==,
                       "EHLO [127.0.0.1]\r\nQUIT\r\n");
      said_goodbye = TRUE;
    }
  g_assert_true (said_goodbye);
}

/* A server that does not answer is not spoken to further, nor waited for longer than 3 s. */
static void
test_leave_who_is_silent (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ("S 220 x ESMTP\nC EHLO\nC QUIT");
  g_autoptr (DermagaNetwork) network = network_for (587, scripted_server_get_port (server));
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (DermagaConnection) connection = NULL;
  gint64 left;
  Seen seen = { 0 };

  connection =
    dermaga_connection_new (network, address, 587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS,
                            "mail.contoh.test", changed_cb, &seen);
  dermaga_connection_start (connection);
  while (scripted_server_get_pieces (server)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  dermaga_connection_leave (connection);
  left = g_get_monotonic_time ();
  while (dermaga_connection_count_leaving () > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - left, >=, DERMAGA_DEADLINE_LEAVE - 1000);
  g_assert_cmpint (g_get_monotonic_time () - left, <, 2 * DERMAGA_DEADLINE_LEAVE);
  g_assert_cmpint (dermaga_connection_get_phase (connection), ==, DERMAGA_PHASE_CLOSED);
  g_assert_cmpstr (scripted_server_get_received (server), ==, "EHLO [127.0.0.1]\r\n");
}

/* A peer that never stops talking is cut off. */
static void
test_flood (void)
{
  g_autoptr (GString) script = g_string_new ("s ");
  Seen seen;

  for (guint i = 0; i < 3000; i++)
    g_string_append (script, "220-very long greeting\\r\\n");
  seen = run (script->str, 587, DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS);
  g_assert_cmpint (seen.trouble, ==, DERMAGA_TROUBLE_TOO_LONG);
  g_assert_false (dermaga_outcome_is_safe (seen.starttls));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/plain", test_plain);
  g_test_add_func ("/connection/injected-at-once", test_injected_at_once);
  g_test_add_func ("/connection/dropped", test_dropped);
  g_test_add_func ("/connection/text-where-tls-was-begun", test_text_where_tls_was_begun);
  g_test_add_func ("/connection/refused", test_refused);
  g_test_add_func ("/connection/connect-deadline", test_connect_deadline);
  g_test_add_func ("/connection/cancel-at-any-moment", test_cancel_at_any_moment);
  g_test_add_func ("/connection/leave-at-any-moment", test_leave_at_any_moment);
  g_test_add_func ("/connection/leave-who-is-silent", test_leave_who_is_silent);
  g_test_add_func ("/connection/flood", test_flood);
  status = g_test_run ();
  dermaga_transcript_unref (last);
  return status;
}
