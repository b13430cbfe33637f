#include "config.h"

#include "practice/dermaga-practice.h"
#include "probe/dermaga-sweep.h"
#include "tests/net/dns-server.h"
#include "tests/net/scripted-server.h"

/* Sweeps whose names come from a scripted name server, so that answers may be late, and names may
 * share some of their addresses. 127.0.0.1 is the practice provider; on the other addresses of
 * 127.0.0.0/8 nothing listens but what a test puts there. */

typedef struct
{
  DnsServer *dns;
  DermagaPractice *practice;
  DermagaNetwork *network;
  DermagaSweep *sweep;
  DermagaResult *result;
  gboolean ended;
} Fixture;

static const guint16 usual_ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525 };

/* @names: whom the provider's certificate is for; @closed: its ports that refuse connections. */
static void
set_up (Fixture *fixture, const char *const *names, const guint16 *closed)
{
  DermagaAuthorityOrder certificate = { .names = names };
  DermagaPracticeOptions provider = { .certificate = &certificate, .closed_ports = closed };
  DermagaNetwork *practice_network;
  g_autoptr (DermagaResolver) resolver = NULL;
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture){ 0 };
  fixture->dns = dns_server_new ();
  fixture->practice = dermaga_practice_new_with (&provider, &error);
  g_assert_no_error (error);
  resolver = dermaga_resolver_new (dns_server_get_address (fixture->dns), &error);
  g_assert_no_error (error);
  practice_network = dermaga_practice_get_network (fixture->practice);
  fixture->network =
    dermaga_network_new_with (resolver, dermaga_network_get_tls_context (practice_network));
  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    dermaga_network_add_route (fixture->network, usual_ports[i],
                               dermaga_network_map_port (practice_network, usual_ports[i]));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL));
  fixture->ended = TRUE;
}

static void
run (Fixture *fixture, const DermagaSweepOptions *options)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse ("contoh.test", NULL);

  fixture->sweep = dermaga_sweep_new (target, options, fixture->network);
  fixture->result = g_object_ref (dermaga_sweep_get_result (fixture->sweep));
  dermaga_sweep_run_async (fixture->sweep, NULL, ended_cb, fixture);
  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->sweep);
  g_object_unref (fixture->result);
  g_object_unref (fixture->network);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->practice);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dns_server_free (fixture->dns);
}

static const char *
outcome_of (Fixture *fixture, DermagaProtocol protocol, const char *host, guint16 port,
            DermagaSecurity security)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, security, DERMAGA_SOURCE_GUESS, 0);
  DermagaProbe *row = dermaga_result_find (fixture->result, candidate);

  return row != NULL ? dermaga_outcome_to_string (dermaga_probe_get_outcome (row)) : NULL;
}

static const char *
best_host (Fixture *fixture, DermagaDirection direction)
{
  DermagaProbe *best = dermaga_result_get_best (fixture->result, direction, NULL);

  return best != NULL ? dermaga_probe_get_candidate (best)->host : NULL;
}

/* Whether a name's address is known before or after another name of that machine was found to be
 * the wrong one must not matter. */
static void
test_late_name (void)
{
  static const char *const names[] = { "mail.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_set_manner (fixture.dns, "mail.contoh.test", DNS_LOSE_FIRST);
  run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "mail.contoh.test");
  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING), ==, "mail.contoh.test");
  tear_down (&fixture);
}

/* Of two mail exchangers the first is a name that was tried already and failed. */
static void
test_second_of_an_answer (void)
{
  static const char *const names[] = { "box.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "box.contoh.test", "127.0.0.1");
  dns_server_add_mx (fixture.dns, "contoh.test", 5, "mail.contoh.test");
  dns_server_add_mx (fixture.dns, "contoh.test", 10, "box.contoh.test");
  dns_server_set_manner (fixture.dns, "contoh.test", DNS_LOSE_FIRST);
  run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "box.contoh.test");
  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING), ==, "box.contoh.test");
  tear_down (&fixture);
}

/* The last answer that could have mattered names nobody; another, which cannot, is still out. */
static void
test_late_absence (void)
{
  static const char *const names[] = { "imap.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_set_manner (fixture.dns, "_imaps._tcp.contoh.test", DNS_LOSE_FIRST);
  dns_server_set_manner (fixture.dns, "pop3.contoh.test", DNS_SILENT);
  run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "imap.contoh.test");
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 1500 * 1000);
  tear_down (&fixture);
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

  set_up (&fixture, names, closed);
  stripped = scripted_server_new_at ("127.0.0.2", dermaga_network_map_port (fixture.network, 587),
                                     "S 220 smtp.contoh.test ESMTP\nC EHLO\n"
                                     "S 250-smtp.contoh.test\nS 250 AUTH PLAIN\nC QUIT\n"
                                     "S 221 bye\nCLOSE");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.2");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  run (&fixture, &options);

  g_assert_cmpstr (outcome_of (&fixture, DERMAGA_PROTOCOL_SMTP, "smtp.contoh.test", 587,
                               DERMAGA_SECURITY_STARTTLS),
                   ==, "no-starttls");
  g_assert_cmpstr (outcome_of (&fixture, DERMAGA_PROTOCOL_SMTP, "mail.contoh.test", 587,
                               DERMAGA_SECURITY_STARTTLS),
                   ==, "no-starttls");
  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING));
  tear_down (&fixture);
}

/* Two names wait for the greeting of a port that waits for TLS: both learn of it. */
static void
test_silent_twins (void)
{
  static const char *const names[] = { "mail.contoh.test", "box.contoh.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  Fixture fixture;

  set_up (&fixture, names, NULL);
  dermaga_network_add_route (fixture.network, 587, dermaga_network_map_port (fixture.network, 465));
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "box.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_submission._tcp.contoh.test", 0, 0, 587, "box.contoh.test");
  dns_server_set_manner (fixture.dns, "_submission._tcp.contoh.test", DNS_LOSE_FIRST);
  run (&fixture, &options);

  g_assert_cmpstr (outcome_of (&fixture, DERMAGA_PROTOCOL_SMTP, "mail.contoh.test", 587,
                               DERMAGA_SECURITY_STARTTLS),
                   ==, "need-tls");
  g_assert_cmpstr (outcome_of (&fixture, DERMAGA_PROTOCOL_SMTP, "box.contoh.test", 587,
                               DERMAGA_SECURITY_STARTTLS),
                   ==, "need-tls");
  g_assert_cmpstr (outcome_of (&fixture, DERMAGA_PROTOCOL_SMTP, "box.contoh.test", 587,
                               DERMAGA_SECURITY_NONE),
                   ==, "need-tls");
  tear_down (&fixture);
}

/* The user named a server for receiving mail: that says nothing about sending. */
static void
test_typed_for_one_direction (void)
{
  static const char *const names[] = { "mail.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { .incoming_host = (char *)"mail.contoh.test" };
  DermagaProbe *best;
  Fixture fixture;

  set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_submissions._tcp.contoh.test", 0, 0, 465, "smtp.contoh.test");
  run (&fixture, &options);

  best = dermaga_result_get_best (fixture.result, DERMAGA_DIRECTION_INCOMING, NULL);
  g_assert_nonnull (best);
  g_assert_cmpint (dermaga_probe_get_candidate (best)->source, ==, DERMAGA_SOURCE_USER);
  best = dermaga_result_get_best (fixture.result, DERMAGA_DIRECTION_OUTGOING, NULL);
  g_assert_nonnull (best);
  g_assert_cmpint (dermaga_probe_get_candidate (best)->source, ==, DERMAGA_SOURCE_SRV);
  g_assert_cmpstr (dermaga_probe_get_candidate (best)->host, ==, "smtp.contoh.test");
  tear_down (&fixture);
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
  return g_test_run ();
}
