#include "config.h"

#include "tests/net/scripted-server.h"
#include "tests/probe/names-fixture.h"

/* The certificate is for another name: which of its names are looked up, which are tried, and what
 * is made of them. */

#define ELSEWHERE "127.0.0.9"

static const char *
best_host (Fixture *fixture, DermagaDirection direction)
{
  const DermagaCandidate *best = fixture_best (fixture, direction);

  return best != NULL ? best->host : NULL;
}

static void
set_up (Fixture *fixture, const char *const *names)
{
  fixture_set_up (fixture, names, NULL);
  dns_server_add_address (fixture->dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture->dns, "smtp.contoh.test", "127.0.0.1");
}

static DermagaOutcome
alternative_of (Fixture *fixture, DermagaProtocol protocol, const char *host, guint16 port,
                const char **name)
{
  DermagaProbe *row = fixture_row (fixture, protocol, host, port, DERMAGA_SECURITY_TLS);
  const DermagaCandidate *candidate;
  DermagaOutcome outcome;

  g_assert_nonnull (row);
  candidate = dermaga_probe_get_alternative (row, &outcome);
  *name = candidate != NULL ? candidate->host : NULL;
  return outcome;
}

/* A hoster's customer under a name of his own. */
static void
test_hoster (void)
{
  static const char *const names[] = { "www.hoster.test", "mail.hoster.test", NULL };
  DermagaSweepOptions options = { 0 };
  const DermagaCandidate *best;
  const char *name;
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.1");
  fixture_run (&fixture, &options);

  for (guint direction = 0; direction <= DERMAGA_DIRECTION_OUTGOING; direction++)
    {
      best = fixture_best (&fixture, direction);
      g_assert_nonnull (best);
      g_assert_cmpstr (best->host, ==, "mail.hoster.test");
      g_assert_cmpint (best->source, ==, DERMAGA_SOURCE_CERTIFICATE);
      /* A stranger can have such a certificate, too. */
      g_assert_true (best->outside);
      g_assert_null (dermaga_result_get_best_agreed (fixture.result, direction, NULL));
    }
  g_assert_true (dermaga_sweep_get_settled (fixture.sweep));
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, "imap.contoh.test", 993,
                                    DERMAGA_SECURITY_TLS),
                   ==, "cert-name");
  g_assert_cmpint (alternative_of (&fixture, DERMAGA_PROTOCOL_IMAP, "imap.contoh.test", 993, &name),
                   ==, DERMAGA_OUTCOME_OK_TLS);
  g_assert_cmpstr (name, ==, "mail.hoster.test");
  fixture_tear_down (&fixture);
}

static void
test_inside (void)
{
  static const char *const names[] = { "surat.contoh.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_add_address (fixture.dns, "surat.contoh.test", "127.0.0.1");
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "surat.contoh.test");
  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING), ==, "surat.contoh.test");
  g_assert_false (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->outside);
  fixture_tear_down (&fixture);
}

/* The user typed the name for which the certificate is not made. */
static void
test_typed (void)
{
  static const char *const names[] = { "mail.hoster.test", NULL };
  DermagaSweepOptions options = { .incoming_host = (char *) "mail.contoh.test",
                                  .outgoing_host = (char *) "mail.contoh.test" };
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.1");
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "mail.hoster.test");
  g_assert_true (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->outside);
  fixture_tear_down (&fixture);
}

/* The right name is known already, for sending alone: it is tried for receiving, too. */
static void
test_known_for_another_use (void)
{
  static const char *const names[] = { "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "smtp.contoh.test");
  g_assert_cmpint (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->source, ==,
                   DERMAGA_SOURCE_GUESS);
  fixture_tear_down (&fixture);
}

/* Only names of the very machine are tried: others would be a scan of strangers. */
static void
test_elsewhere (void)
{
  static const char *const names[]
    = { "mail.hoster.test", "smtp.hoster.test", "lost.hoster.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) imap = NULL;
  g_autoptr (ScriptedServer) smtp = NULL;
  const char *name;
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_add_address (fixture.dns, "mail.hoster.test", ELSEWHERE);
  dns_server_add_address (fixture.dns, "smtp.hoster.test", ELSEWHERE);
  imap = scripted_server_new_at (ELSEWHERE, dermaga_network_map_port (fixture.network, 993), "");
  smtp = scripted_server_new_at (ELSEWHERE, dermaga_network_map_port (fixture.network, 465), "");
  fixture_run (&fixture, &options);

  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_INCOMING));
  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING));
  g_assert_cmpuint (scripted_server_count (imap) + scripted_server_count (smtp), ==, 0);
  g_assert_cmpuint (dns_server_count (fixture.dns, "lost.hoster.test"), ==, 2);
  alternative_of (&fixture, DERMAGA_PROTOCOL_IMAP, "imap.contoh.test", 993, &name);
  g_assert_cmpstr (name, ==, NULL);
  fixture_tear_down (&fixture);
}

/* One address of the other name has a fault: then it is no way out. */
static void
test_does_not_verify (void)
{
  static const char *const names[] = { "mail.hoster.test", NULL };
  static const guint16 closed[] = { 25, 465, 2525, 110, 143, 995, 0 };
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (ScriptedServer) stripped = NULL;
  DermagaOutcome outcome;
  DermagaProbe *row;
  Fixture fixture;

  fixture_set_up (&fixture, names, closed);
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.2");
  stripped = scripted_server_new_at ("127.0.0.2", dermaga_network_map_port (fixture.network, 587),
                                     "S 220 mail.hoster.test ESMTP\nC EHLO\n"
                                     "S 250-mail.hoster.test\nS 250 AUTH PLAIN\nC QUIT\n"
                                     "S 221 bye\nCLOSE");
  fixture_run (&fixture, &options);

  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_OUTGOING));
  row = fixture_row (&fixture, DERMAGA_PROTOCOL_SMTP, "smtp.contoh.test", 587,
                     DERMAGA_SECURITY_STARTTLS);
  g_assert_cmpint (dermaga_probe_get_outcome (row), ==, DERMAGA_OUTCOME_CERT_NAME);
  g_assert_cmpstr (dermaga_probe_get_alternative (row, &outcome)->host, ==, "mail.hoster.test");
  g_assert_cmpint (outcome, ==, DERMAGA_OUTCOME_NO_STARTTLS);
  g_assert_cmpuint (scripted_server_count (stripped), ==, 1);
  fixture_tear_down (&fixture);
}

/* What it holds is a stranger's word: few of its names are looked up, and fewer are tried. */
static void
test_many_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  DermagaSweepOptions options = { .full = TRUE };
  GListModel *probes;
  g_autoptr (GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_asked = 0;
  Fixture fixture;

  g_ptr_array_add (names, g_strdup ("*.hoster.test"));
  g_ptr_array_add (names, g_strdup ("127.0.0.9"));
  g_ptr_array_add (names, g_strdup ("localhost"));
  g_ptr_array_add (names, g_strdup ("box.lan"));
  for (guint i = 0; i < 96; i++)
    g_ptr_array_add (names, g_strdup_printf ("n%02u.hoster.test", i));
  g_ptr_array_add (names, NULL);
  set_up (&fixture, (const char *const *) names->pdata);
  for (guint i = 0; i < 96; i++)
    dns_server_add_address (fixture.dns, names->pdata[4 + i], "127.0.0.1");
  fixture_run (&fixture, &options);

  for (guint i = 0; i < 100; i++)
    if (dns_server_count (fixture.dns, names->pdata[i]) > 0)
      n_asked++;
  g_assert_cmpuint (n_asked, ==, 4);
  probes = dermaga_result_get_probes (fixture.result);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->source == DERMAGA_SOURCE_CERTIFICATE)
        g_hash_table_add (hosts, g_strdup (candidate->host));
    }
  g_assert_cmpuint (g_hash_table_size (hosts), >=, 1);
  g_assert_cmpuint (g_hash_table_size (hosts), <=, 2);
  fixture_tear_down (&fixture);
}

/* Nobody vouches for the certificate, or it is out of date: its names mean nothing. */
static void
test_not_followed (void)
{
  static const char *const names[] = { "mail.hoster.test", NULL };
  static const DermagaAuthorityOrder orders[] = {
    { .names = names, .self_signed = TRUE, .common_name = "x" },
    { .names = names, .client_only = TRUE },
    { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
      .not_after = -DERMAGA_AUTHORITY_DAY },
  };
  DermagaSweepOptions options = { .full = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      Fixture fixture;

      fixture_set_up_with (&fixture, &orders[i]);
      dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
      dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
      dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.1");
      fixture_run (&fixture, &options);

      g_assert_cmpuint (dns_server_count (fixture.dns, "mail.hoster.test"), ==, 0);
      g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_INCOMING));
      fixture_tear_down (&fixture);
    }
}

/* A safe pair is known, which no name of a certificate could beat: nobody asks, nobody waits. */
static void
test_not_needed (void)
{
  static const char *const names[]
    = { "imap.contoh.test", "smtp.contoh.test", "mail.hoster.test", NULL };
  DermagaSweepOptions options = { .full = TRUE };
  Fixture fixture;

  set_up (&fixture, names);
  /* The same machine under a name that the certificate does not hold, but late. */
  dns_server_add_address (fixture.dns, "contoh.test", "127.0.0.1");
  dns_server_set_manner (fixture.dns, "contoh.test", DNS_LOSE_FIRST);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "imap.contoh.test");
  g_assert_cmpuint (dns_server_count (fixture.dns, "mail.hoster.test"), ==, 0);
  fixture_tear_down (&fixture);
}

/* The name server says nothing about it: the check ends in time. */
static void
test_silent (void)
{
  static const char *const names[] = { "mail.hoster.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_set_manner (fixture.dns, "mail.hoster.test", DNS_SILENT);
  fixture_run (&fixture, &options);

  g_assert_null (best_host (&fixture, DERMAGA_DIRECTION_INCOMING));
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 5 * G_USEC_PER_SEC);
  fixture_tear_down (&fixture);
}

/* It is also the domain's mail exchanger, of which DNS tells late: then DNS named it. */
static void
test_named_later (void)
{
  static const char *const names[] = { "mail.hoster.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  set_up (&fixture, names);
  dns_server_add_address (fixture.dns, "mail.hoster.test", "127.0.0.1");
  dns_server_add_mx (fixture.dns, "contoh.test", 10, "mail.hoster.test");
  dns_server_set_manner (fixture.dns, "contoh.test", DNS_LOSE_FIRST);
  fixture_run (&fixture, &options);

  g_assert_cmpstr (best_host (&fixture, DERMAGA_DIRECTION_INCOMING), ==, "mail.hoster.test");
  g_assert_cmpint (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->source, ==,
                   DERMAGA_SOURCE_MX);
  fixture_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alternatives/hoster", test_hoster);
  g_test_add_func ("/alternatives/inside", test_inside);
  g_test_add_func ("/alternatives/typed", test_typed);
  g_test_add_func ("/alternatives/known-for-another-use", test_known_for_another_use);
  g_test_add_func ("/alternatives/elsewhere", test_elsewhere);
  g_test_add_func ("/alternatives/does-not-verify", test_does_not_verify);
  g_test_add_func ("/alternatives/many-names", test_many_names);
  g_test_add_func ("/alternatives/not-followed", test_not_followed);
  g_test_add_func ("/alternatives/not-needed", test_not_needed);
  g_test_add_func ("/alternatives/silent", test_silent);
  g_test_add_func ("/alternatives/named-later", test_named_later);
  return g_test_run ();
}
