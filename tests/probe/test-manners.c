#include "config.h"

#include "tests/net/scripted-server.h"
#include "tests/probe/names-fixture.h"

#include <string.h>

/* What a server sees of a check: how often it is connected to, and when no more. */

#define PLAIN "S 220 mail.contoh.test ESMTP\nC EHLO\nS 250-mail.contoh.test\nS 250 AUTH PLAIN\n" \
              "C QUIT\nS 221 bye\nCLOSE"
#define TOO_MANY "S 421 4.7.0 Error: too many connections from 127.0.0.1\nCLOSE"
#define IN_USE "S * BYE [INUSE] too many\nCLOSE"

static const char *const names[] = { "mail.contoh.test", NULL };

/* mail.contoh.test is 127.0.0.2, where only what a test puts there listens. */
static void
set_up (Fixture *fixture)
{
  fixture_set_up (fixture, names, NULL);
  dns_server_add_address (fixture->dns, "mail.contoh.test", "127.0.0.2");
}

static ScriptedServer *
serve (Fixture *fixture, guint16 port, const char *script)
{
  return scripted_server_new_at ("127.0.0.2", dermaga_network_map_port (fixture->network, port),
                                 script);
}

static void
assert_outcome (Fixture *fixture, DermagaProtocol protocol, guint16 port, const char *outcome)
{
  DermagaSecurity security
    = port == 465 || port == 993 ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;

  g_assert_cmpstr (fixture_outcome (fixture, protocol, "mail.contoh.test", port, security), ==,
                   outcome);
}

/* "Too many" at first; alone, it is served. */
static void
test_second_look (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) server = NULL;
  g_autoptr (ScriptedServer) other = NULL;
  Fixture fixture;

  set_up (&fixture);
  server = serve (&fixture, 587, TOO_MANY "\nNEXT\n" PLAIN);
  other = serve (&fixture, 2525, PLAIN);
  fixture_start (&fixture, &options);
  while (!fixture.ended)
    {
      g_main_context_iteration (NULL, TRUE);
      if (scripted_server_count (server) == 2 && scripted_server_count_open (server) == 1)
        g_assert_cmpuint (scripted_server_count_open (other), ==, 0);
    }
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 587, "no-starttls");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 2525, "no-starttls");
  g_assert_cmpuint (scripted_server_count (server), ==, 2);
  g_assert_cmpuint (scripted_server_count (other), ==, 1);
  fixture_tear_down (&fixture);
}

/* Still "too many" when alone: that is the answer, and there is no third connection. */
static void
test_still_too_many (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) smtp = NULL;
  g_autoptr (ScriptedServer) imap = NULL;
  Fixture fixture;

  set_up (&fixture);
  smtp = serve (&fixture, 587, TOO_MANY);
  imap = serve (&fixture, 143, IN_USE);
  fixture_run (&fixture, &options);
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 587, "tempfail");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, 143, "tempfail");
  g_assert_cmpuint (scripted_server_count (smtp), ==, 2);
  g_assert_cmpuint (scripted_server_count (imap), ==, 2);
  fixture_tear_down (&fixture);
}

/* Other troubles of a moment are not asked about twice. */
static void
test_no_second_look (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) server = NULL;
  Fixture fixture;

  set_up (&fixture);
  server = serve (&fixture, 587, "S 451 4.3.0 local error\nCLOSE");
  fixture_run (&fixture, &options);
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 587, "tempfail");
  g_assert_cmpuint (scripted_server_count (server), ==, 1);
  fixture_tear_down (&fixture);
}

/* Two ports answer, and then no more: a ban. What was closed all along stays closed. */
static void
test_ban (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) smtp = NULL;
  g_autoptr (ScriptedServer) imap = NULL;
  Fixture fixture;

  set_up (&fixture);
  smtp = serve (&fixture, 587, TOO_MANY "\nNEXT\nRESET");
  imap = serve (&fixture, 143, IN_USE "\nNEXT\nCLOSE");
  fixture_run (&fixture, &options);
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 587, "banned");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, 143, "banned");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 465, "refused");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, 993, "refused");
  fixture_tear_down (&fixture);
}

/* One port that no longer answers, beside closed ones, is no ban. */
static void
test_no_ban (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) smtp = NULL;
  Fixture fixture;

  set_up (&fixture);
  smtp = serve (&fixture, 587, TOO_MANY "\nNEXT\nCLOSE");
  fixture_run (&fixture, &options);
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 587, "dropped");
  assert_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, 465, "refused");
  fixture_tear_down (&fixture);
}

static void
state_cb (DermagaProbe *probe, GParamSpec *pspec, gpointer user_data)
{
  gboolean *slow = user_data;

  *slow = *slow || dermaga_probe_get_state (probe) == DERMAGA_PROBE_STATE_SLOW;
}

/* The best port accepts and says nothing: the answer waits no longer than it takes to call it slow,
 * and the row says so meanwhile. */
static void
test_slow (void)
{
  DermagaSweepOptions options = { 0 };
  g_autoptr (ScriptedServer) silent = scripted_server_new ("C never");
  gboolean slow = FALSE;
  DermagaProbe *row;
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dermaga_network_add_route (fixture.network, 465, scripted_server_get_port (silent));
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  fixture_start (&fixture, &options);
  while (scripted_server_count (silent) == 0)
    g_main_context_iteration (NULL, TRUE);
  row = fixture_row (&fixture, DERMAGA_PROTOCOL_SMTP, "mail.contoh.test", 465,
                     DERMAGA_SECURITY_TLS);
  g_signal_connect (row, "notify::state", G_CALLBACK (state_cb), &slow);
  fixture_wait (&fixture);
  g_assert_true (slow);
  g_assert_cmpuint (fixture_best (&fixture, DERMAGA_DIRECTION_OUTGOING)->port, ==, 587);
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 9 * G_USEC_PER_SEC);
  g_signal_handlers_disconnect_by_data (row, &slow);
  fixture_tear_down (&fixture);
}

/* Where nothing better is known, a slow server is waited for; after eight seconds it is asked
 * whether it waits for TLS. */
static void
test_slow_and_alone (void)
{
  DermagaSweepOptions options = { .timeout_us = 9 * G_USEC_PER_SEC };
  g_autoptr (ScriptedServer) server = NULL;
  Fixture fixture;

  set_up (&fixture);
  server = serve (&fixture, 587, "C never");
  fixture_run (&fixture, &options);
  g_assert_cmpuint (scripted_server_count (server), ==, 2);
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), >=, options.timeout_us);
  fixture_tear_down (&fixture);
}

/* STARTTLS announced for an unusual port that waits for TLS. */
static void
test_unusual_port (void)
{
  static const guint16 closed[] = { 25, 465, 587, 2525, 0 };
  DermagaSweepOptions options = { 0 };
  DermagaNetwork *practice;
  Fixture fixture;

  fixture_set_up (&fixture, names, closed);
  practice = dermaga_practice_get_network (fixture.practice);
  dermaga_network_add_route (fixture.network, 8465, dermaga_network_map_port (practice, 993));
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_imap._tcp.contoh.test", 0, 0, 8465, "mail.contoh.test");
  fixture_run (&fixture, &options);
  g_assert_cmpuint (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->port, ==, 8465);
  g_assert_cmpint (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->security, ==,
                   DERMAGA_SECURITY_TLS);
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 7 * G_USEC_PER_SEC);
  fixture_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manners/second-look", test_second_look);
  g_test_add_func ("/manners/still-too-many", test_still_too_many);
  g_test_add_func ("/manners/no-second-look", test_no_second_look);
  g_test_add_func ("/manners/ban", test_ban);
  g_test_add_func ("/manners/no-ban", test_no_ban);
  g_test_add_func ("/manners/slow", test_slow);
  g_test_add_func ("/manners/slow-and-alone", test_slow_and_alone);
  g_test_add_func ("/manners/unusual-port", test_unusual_port);
  return g_test_run ();
}
