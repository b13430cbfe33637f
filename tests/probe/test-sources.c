#include "config.h"

#include "discover/dermaga-autoconfig.h"
#include "tests/discover/web-script.h"
#include "tests/probe/names-fixture.h"

/* Sweeps for which web servers name the servers: before, while and after those are tried. */

#define A1 "https://autoconfig.contoh.test/mail/config-v1.1.xml"
#define A2 "https://contoh.test/.well-known/autoconfig/mail/config-v1.1.xml"
#define A1_OF_HOSTER "https://autoconfig.hoster.test/mail/config-v1.1.xml"
#define POLICY "https://mta-sts.contoh.test/.well-known/mta-sts.txt"

static char *
make_config (const char *imap, guint imap_port, const char *smtp, guint smtp_port)
{
  return g_strdup_printf (
    "<clientConfig version='1.1'><emailProvider id='contoh.test'>"
    "<incomingServer type='imap'><hostname>%s</hostname><port>%u</port>"
    "<socketType>SSL</socketType><username>%%EMAILLOCALPART%%</username></incomingServer>"
    "<outgoingServer type='smtp'><hostname>%s</hostname><port>%u</port>"
    "<socketType>SSL</socketType><username>%%EMAILLOCALPART%%</username></outgoingServer>"
    "</emailProvider><oAuth2/></clientConfig>",
    imap, imap_port, smtp, smtp_port);
}

static void
add_config (const char *url, const char *imap, const char *smtp)
{
  g_autofree char *text = make_config (imap, 993, smtp, 465);

  web_script_add (url, text);
}

static const DermagaSourceReport *
source (Fixture *fixture, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (fixture->result);

  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *) sources->pdata[i])->id, id))
      return sources->pdata[i];
  g_assert_not_reached ();
}

static void
wait_for_first_safe (Fixture *fixture)
{
  while (dermaga_result_get_first_safe (fixture->result) < 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_best (Fixture *fixture, DermagaDirection direction, const char *host, guint16 port,
             DermagaSource source)
{
  const DermagaCandidate *best = fixture_best (fixture, direction);

  g_assert_nonnull (best);
  g_assert_cmpstr (best->host, ==, host);
  g_assert_cmpuint (best->port, ==, port);
  g_assert_cmpstr (dermaga_source_to_string (best->source), ==, dermaga_source_to_string (source));
}

static void
tear_down (Fixture *fixture)
{
  fixture_tear_down (fixture);
  web_script_clear ();
}

/* Where TLS is spoken a greeting may be waited for in vain: both are tried at once. */
static void
test_wrong_manner (void)
{
  static const char *const names[] = { "box.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "box.contoh.test", "127.0.0.1");
  dns_server_add_srv (fixture.dns, "_imap._tcp.contoh.test", 0, 0, 993, "box.contoh.test");
  dns_server_add_srv (fixture.dns, "_submissions._tcp.contoh.test", 0, 0, 465, "box.contoh.test");
  fixture_run (&fixture, &options);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "box.contoh.test", 993, DERMAGA_SOURCE_SRV);
  g_assert_cmpint (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->security, ==,
                   DERMAGA_SECURITY_TLS);
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, "box.contoh.test", 993,
                                    DERMAGA_SECURITY_STARTTLS),
                   ==, "need-tls");
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 5 * G_USEC_PER_SEC);
  tear_down (&fixture);
}

/* A name without a row of its own is published while another stands for its machine. */
static void
test_late_and_better (void)
{
  static const char *const names[]
    = { "imap.contoh.test", "smtp.contoh.test", "mail.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  add_config (A1, "mail.contoh.test", "smtp.contoh.test");
  web_script_hold (A1, DERMAGA_WEB_TALKING);
  fixture_start (&fixture, &options);
  wait_for_first_safe (&fixture);
  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "imap.contoh.test", 993,
               DERMAGA_SOURCE_GUESS);
  g_assert_false (dermaga_sweep_get_settled (fixture.sweep));
  web_script_release (A1);
  fixture_wait (&fixture);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "mail.contoh.test", 993,
               DERMAGA_SOURCE_AUTOCONFIG);
  assert_best (&fixture, DERMAGA_DIRECTION_OUTGOING, "smtp.contoh.test", 465,
               DERMAGA_SOURCE_AUTOCONFIG);
  /* Its row was there before, without any word on the user name. */
  g_assert_cmpstr (fixture_best (&fixture, DERMAGA_DIRECTION_OUTGOING)->user_name, ==,
                   "%EMAILLOCALPART%");
  tear_down (&fixture);
}

/* Servers that were tried as a stranger's turn out to be none. */
static void
test_late_confirmation (void)
{
  static const char *const names[] = { "imap.hoster.test", "smtp.hoster.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.hoster.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.hoster.test", "127.0.0.1");
  dns_server_add_mx (fixture.dns, "contoh.test", 10, "mx.hoster.test");
  dns_server_add_txt (fixture.dns, "_mta-sts.contoh.test", "v=STSv1; id=1;");
  add_config (A1_OF_HOSTER, "imap.hoster.test", "smtp.hoster.test");
  web_script_add (POLICY, "version: STSv1\nmode: testing\nmx: mx.hoster.test\nmax_age: 1\n");
  web_script_hold (POLICY, DERMAGA_WEB_TALKING);
  fixture_start (&fixture, &options);
  wait_for_first_safe (&fixture);
  g_assert_true (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->outside);
  g_assert_false (dermaga_sweep_get_settled (fixture.sweep));
  web_script_release (POLICY);
  fixture_wait (&fixture);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "imap.hoster.test", 993,
               DERMAGA_SOURCE_MX_PROVIDER);
  g_assert_false (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->outside);
  g_assert_false (fixture_best (&fixture, DERMAGA_DIRECTION_OUTGOING)->outside);
  tear_down (&fixture);
}

/* Two web ports drop packets: the answer waits a moment for what could change it, and says so. */
static void
test_black_hole (void)
{
  static const char *const names[] = { "imap.contoh.test", "smtp.contoh.test", NULL };
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  web_script_hold (A1, DERMAGA_WEB_CONNECTING);
  web_script_hold (A2, DERMAGA_WEB_RESOLVING);
  fixture_run (&fixture, &options);

  g_assert_true (dermaga_sweep_get_settled (fixture.sweep));
  g_assert_cmpint (dermaga_result_get_first_safe (fixture.result), <, 1500 * 1000);
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), >=, 1500 * 1000);
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 2500 * 1000);
  g_assert_cmpint (source (&fixture, "autoconfig")->status, ==, DERMAGA_SOURCE_STATUS_SKIPPED);
  g_assert_cmpint (source (&fixture, "well-known")->problem, ==,
                   DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
  g_assert_cmpint (source (&fixture, "guess")->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
  tear_down (&fixture);
}

static gboolean
note_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nothing else is known: then even a slow source is all there is. */
static void
test_nothing_safe (void)
{
  static const char *const names[] = { "box.lain.test", NULL };
  DermagaSweepOptions options = { 0 };
  gboolean passed = FALSE;
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "box.lain.test", "127.0.0.1");
  add_config (A1, "box.lain.test", "box.lain.test");
  web_script_hold (A1, DERMAGA_WEB_CONNECTING);
  fixture_start (&fixture, &options);
  /* Longer than it might hold back an answer. */
  g_timeout_add (1700, note_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (fixture.ended);
  web_script_release (A1);
  fixture_wait (&fixture);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "box.lain.test", 993,
               DERMAGA_SOURCE_AUTOCONFIG);
  g_assert_false (fixture_best (&fixture, DERMAGA_DIRECTION_INCOMING)->outside);
  tear_down (&fixture);
}

/* What is published does not work any more; what works is recommended. */
static void
test_stale (void)
{
  static const char *const names[] = { "imap.contoh.test", "smtp.contoh.test", NULL };
  g_autofree char *text = make_config ("old.contoh.test", 993, "smtp.contoh.test", 1465);
  DermagaSweepOptions options = { 0 };
  Fixture fixture;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "smtp.contoh.test", "127.0.0.1");
  web_script_add (A1, text);
  fixture_run (&fixture, &options);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "imap.contoh.test", 993,
               DERMAGA_SOURCE_GUESS);
  assert_best (&fixture, DERMAGA_DIRECTION_OUTGOING, "smtp.contoh.test", 465,
               DERMAGA_SOURCE_GUESS);
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_IMAP, "old.contoh.test", 993,
                                    DERMAGA_SECURITY_TLS),
                   ==, "dns-nxdomain");
  g_assert_cmpstr (fixture_outcome (&fixture, DERMAGA_PROTOCOL_SMTP, "smtp.contoh.test", 1465,
                                    DERMAGA_SECURITY_TLS),
                   ==, "refused");
  g_assert_cmpint (dermaga_result_get_elapsed (fixture.result), <, 1500 * 1000);
  tear_down (&fixture);
}

/* Exactly what the user's file names. */
static void
test_file (void)
{
  static const char *const names[] = { "imap.contoh.test", NULL };
  g_autofree char *text = make_config ("imap.contoh.test", 993, "imap.contoh.test", 587);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (DermagaProviderConfig) config = dermaga_autoconfig_read (bytes, NULL);
  DermagaSweepOptions options = { .config = config, .full = TRUE };
  Fixture fixture;
  guint n_rows;

  fixture_set_up (&fixture, names, NULL);
  dns_server_add_address (fixture.dns, "imap.contoh.test", "127.0.0.1");
  dns_server_add_address (fixture.dns, "mail.contoh.test", "127.0.0.1");
  fixture_run (&fixture, &options);

  assert_best (&fixture, DERMAGA_DIRECTION_INCOMING, "imap.contoh.test", 993,
               DERMAGA_SOURCE_FILE);
  /* Published with the wrong mode: both are tried. */
  assert_best (&fixture, DERMAGA_DIRECTION_OUTGOING, "imap.contoh.test", 587,
               DERMAGA_SOURCE_FILE);
  g_assert_cmpint (fixture_best (&fixture, DERMAGA_DIRECTION_OUTGOING)->security, ==,
                   DERMAGA_SECURITY_STARTTLS);
  dermaga_result_count (fixture.result, NULL, &n_rows);
  g_assert_cmpuint (n_rows, ==, 1 + 3);
  g_assert_cmpuint (web_script_count (NULL), ==, 0);
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sources/wrong-manner", test_wrong_manner);
  g_test_add_func ("/sources/late-and-better", test_late_and_better);
  g_test_add_func ("/sources/late-confirmation", test_late_confirmation);
  g_test_add_func ("/sources/black-hole", test_black_hole);
  g_test_add_func ("/sources/nothing-safe", test_nothing_safe);
  g_test_add_func ("/sources/stale", test_stale);
  g_test_add_func ("/sources/file", test_file);
  return g_test_run ();
}
