#include "config.h"

#include "tests/net/scripted-server.h"
#include "tests/probe/names-fixture.h"

/* Answers of the name server may be late, and names may share some of their addresses. */

static const char *
best_host (Fixture *fixture, DermagaDirection direction)
{
  const DermagaCandidate *best = fixture_best (fixture, direction);

  return best != NULL ? best->host : NULL;
}

/* Whether a name's address is known before or after another name of that machine was found to be
 * the wrong one must not matter. */
static void
test_late_name (void)
{
  static const char *const names[] = { "mail.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_set_manner (fixture.dns, "mail.contoh.test", DNS_LOSE_FIRST);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "mail.contoh.test");
  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING), ==, "mail.contoh.test");
  fixture_tear_down (&fixture);
}

/* Of two mail exchangers the first is a name that was tried already and failed. */
static void
test_second_of_an_answer (void)
{
  static const char *const names[] = { "box.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "box.contoh.test", "127.0.0.1");
  dns_server_add_mx (fixture.dns, "contoh.test", 5, "mail.contoh.test");
  dns_server_add_mx (fixture.dns, "contoh.test", 10, "box.contoh.test");
  dns_server_set_manner (fixture.dns, "contoh.test", DNS_LOSE_FIRST);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "box.contoh.test");
  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING), ==, "box.contoh.test");
  fixture_tear_down (&fixture);
}

/* The last answer that could have mattered names nobody; another, which cannot, is still out. */
static void
test_late_absence (void)
{
  static const char *const names[] = { "imap.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_set_manner (fixture.dns, "_imaps._tcp.contoh.test", DNS_LOSE_FIRST);
  dns_server_set_manner (fixture.dns, "pop3.contoh.test", DNS_SILENT);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "imap.contoh.test");
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 1500 * 1000);
  fixture_tear_down (&fixture);
}

/* One machine of a name refuses encryption. That it was tried under another name, which it shares,
 * makes it no safer. */
static void
test_shared_fault (void)
{
  static const char *const names[] = { "smtp.contoh.test", "mail.contoh.test", NULL };
  static const guint16 closed[] = { 25, 465, 2525, 0 };
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) stripped = NULL;
  Fixture fixture;

  fixture_set_up (&fixture, names, closed);
  stripped = scripted_server_new_at ("127.0.0.2", dermaga_network_map_port (fixture.network, 587),
                                     "S 220 smtp.contoh.test ESMTP\nC EHLO\n"
                                     "S 250-smtp.contoh.test\nS 250 AUTH PLAIN\nC QUIT\n"
                                     "S 221 bye\nCLOSE");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  fixture_run (&fixture, &options);

  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "smtp.contoh.test", 587,
                                    DERMAGA_SECURITY_STARTTLS),
                   ==, "no-starttls");
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "mail.contoh.test", 587,
                                    DERMAGA_SECURITY_STARTTLS),
                   ==, "no-starttls");
  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING));
  fixture_tear_down (&fixture);
}

/* Two names wait for the greeting of a port that waits for TLS: both learn of it. */
static void
test_silent_twins (void)
{
  static const char *const names[] = { "mail.contoh.test", "box.contoh.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dermaga_network_add_route (fixture.network, 587, dermaga_network_map_port (fixture.network, 465));
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "box.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_submission._tcp.contoh.test", 0, 0, 587, "box.contoh.test");
  dns_server_set_manner (fixture.dns, "_submission._tcp.contoh.test", DNS_LOSE_FIRST);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "mail.contoh.test", 587,
                                    DERMAGA_SECURITY_STARTTLS),
                   ==, "need-tls");
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "box.contoh.test", 587,
                                    DERMAGA_SECURITY_STARTTLS),
                   ==, "need-tls");
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "box.contoh.test", 587,
                                    DERMAGA_SECURITY_NONE),
                   ==, "need-tls");
  fixture_tear_down (&fixture);
}

/* The user named a server for receiving mail: that says nothing about sending. */
static void
test_typed_for_one_direction (void)
{
  static const char *const names[] = { "mail.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { .incoming_host = (char *)"mail.contoh.test" };
  const DermagaCandidate *best;
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_submissions._tcp.contoh.test", 0, 0, 465, "smtp.contoh.test");
  fixture_run (&fixture, &options);

  best = fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING);
  g_assert_nonnull (best);
  g_assert_cmpint (best->source, ==, DERMAGA_SOURCE_USER);
  best = fixture_best (&fixture, DERMAGA_DIRECTION_OUTGOING);
  g_assert_nonnull (best);
  g_assert_cmpint (best->source, ==, DERMAGA_SOURCE_SRV);
  g_assert_cmpstr (best->host, ==, "smtp.contoh.test");
  fixture_tear_down (&fixture);
}

/* DNS leads to a stranger's name of the very machine whose usual names are the domain's: whoever
 * declines the stranger is left with those. */
static void
test_declined_name_shares (void)
{
  static const char *const names[]
    = { "box.lain.test", "imap.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  DermagaProbe *rest;
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "box.lain.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_imaps._tcp.contoh.test", 0, 0, 993, "box.lain.test");
  dns_server_add_srv (fixture.dns, "_submissions._tcp.contoh.test", 0, 0, 465, "box.lain.test");
  fixture_run (&fixture, &options);

  for (guint direction = 0; direction <= DERMAGA_DIRECTION_OUTGOING; direction++)
    {
      g_assert_true (fixture_best (&fixture, direction)->outside);
      rest = dermaga_result_get_best_agreed (fixture.result, direction, NULL);
      g_assert_nonnull (rest);
      g_assert_cmpstr (dermaga_probe_get_candidate (rest)->host, ==,
                       direction == DERMAGA_DIRECTION_INCOMING ? "imap.contoh.test"
                                                               : "smtp.contoh.test");
    }
  fixture_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/late-name", test_late_name);
  g_test_add_func ("/names/second-of-an-answer", test_second_of_an_answer);
  g_test_add_func ("/names/late-absence", test_late_absence);
  g_test_add_func ("/names/shared-fault", test_shared_fault);
  g_test_add_func ("/names/silent-twins", test_silent_twins);
  g_test_add_func ("/names/typed-for-one-direction", test_typed_for_one_direction);
  g_test_add_func ("/names/declined-name-shares", test_declined_name_shares);
  return g_test_run ();
}
