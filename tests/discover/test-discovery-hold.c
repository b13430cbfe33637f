#include "config.h"

#include "discover/dermaga-autoconfig.h"
#include "tests/discover/discovery-fixture.h"

/* Who is asked, and for how long. */

#define FOUND DERMAGA_SOURCE_STATUS_FOUND, DERMAGA_SOURCE_PROBLEM_NONE
#define NO_NAME DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_NO_NAME
#define NOT_NEEDED DERMAGA_SOURCE_STATUS_SKIPPED, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED
#define UNFINISHED DERMAGA_SOURCE_STATUS_SKIPPED, DERMAGA_SOURCE_PROBLEM_UNFINISHED
#define PRIVACY DERMAGA_SOURCE_STATUS_SKIPPED, DERMAGA_SOURCE_PROBLEM_PRIVACY

static void
add_autoconfig (const char *url, const char *imap, const char *smtp)
{
  g_autofree char *text = fixture_autoconfig (imap, smtp);

  web_script_add (url, text);
}

static void
assert_named (Fixture *fixture, const char *host, DermagaSource source, gboolean outside)
{
  g_autoptr (DermagaCandidate) imap = fixture_candidate (fixture, host, 993);

  g_assert_nonnull (imap);
  g_assert_cmpstr (dermaga_source_to_string (imap->source), ==, dermaga_source_to_string (source));
  g_assert_cmpint (imap->security, ==, DERMAGA_SECURITY_TLS);
  g_assert_cmpint (imap->outside, ==, outside);
}

/* Privacy */

static void
test_provider_only (Fixture *fixture, gconstpointer data)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx1.hoster.test");
  add_autoconfig (ISPDB, "imap.hoster.test", "smtp.hoster.test");
  dermaga_discovery_set_privacy (fixture->discovery, DERMAGA_PRIVACY_PROVIDER);
  fixture_run (fixture);
  fixture_assert_source (fixture, "ispdb", PRIVACY);
  fixture_assert_source (fixture, "mx-ispdb", PRIVACY);
  fixture_assert_source (fixture, "mx-autoconfig", NO_NAME);
  g_assert_cmpuint (web_script_count (A1), ==, 1);
  g_assert_cmpuint (web_script_count (ISPDB), ==, 0);
  g_assert_cmpuint (web_script_count ("https://autoconfig.thunderbird.net/v1.1/hoster.test"), ==,
                    0);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  static const char *const skipped[]
    = { "pacc",   "autoconfig", "well-known", "ispdb",        "srv", "mx", "mx-autoconfig",
        "mx-ispdb", "mta-sts",    "autodiscover", "http" };
  static const char *const names[]
    = { "_ua-auto-config.contoh.test", "_mta-sts.contoh.test", "_imaps._tcp.contoh.test" };

  dermaga_discovery_set_privacy (fixture->discovery, DERMAGA_PRIVACY_OFFLINE);
  fixture_run (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    fixture_assert_source (fixture, skipped[i], PRIVACY);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (dns_server_count (fixture->dns, names[i]), ==, 0);
  /* Its two addresses; no MX. */
  g_assert_cmpuint (dns_server_count (fixture->dns, "contoh.test"), ==, 2);
  g_assert_cmpuint (web_script_count (NULL), ==, 0);
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "kotak.lain.test", "192.0.2.9");
  dermaga_discovery_set_hosts (fixture->discovery, "kotak.lain.test", "kirim.lain.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "autoconfig", NOT_NEEDED);
  fixture_assert_source (fixture, "guess", NOT_NEEDED);
  fixture_assert_source (fixture, "user", FOUND);
  g_assert_cmpstr (fixture_source (fixture, "user")->detail, ==,
                   "kotak.lain.test kirim.lain.test");
  g_assert_cmpuint (web_script_count (NULL), ==, 0);
}

#define A1_WITH_ADDRESS A1 "?emailaddress=budi%2Bx%40contoh.test"

static void
test_send_address (Fixture *fixture, gconstpointer data)
{
  add_autoconfig (A1_WITH_ADDRESS, "imap.hoster.test", "smtp.hoster.test");
  dermaga_discovery_set_send_address (fixture->discovery, TRUE);
  fixture_run (fixture);
  g_assert_cmpuint (web_script_count (A1_WITH_ADDRESS), ==, 1);
  g_assert_cmpuint (web_script_count (A1), ==, 0);
  g_assert_cmpuint (web_script_count (A2), ==, 1);
  g_assert_cmpuint (web_script_count (ISPDB), ==, 1);
  g_assert_cmpstr (fixture_source (fixture, "autoconfig")->url, ==, A1);
}

static void
test_keep_address (Fixture *fixture, gconstpointer data)
{
  fixture_run (fixture);
  g_assert_cmpuint (web_script_count (A1_WITH_ADDRESS), ==, 0);
  g_assert_cmpuint (web_script_count (A1), ==, 1);
}

/* The user's own file */

static void
test_config (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fixture_autoconfig ("imap.%EMAILDOMAIN%", "smtp.hoster.test");
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (DermagaProviderConfig) config = dermaga_autoconfig_read (file, NULL);
  g_autoptr (GPtrArray) candidates = NULL;

  dns_server_add_address (fixture->dns, "imap.contoh.test", "192.0.2.7");
  dermaga_discovery_set_config (fixture->discovery, config);
  fixture_run (fixture);
  fixture_assert_source (fixture, "file", FOUND);
  fixture_assert_source (fixture, "table", NOT_NEEDED);
  fixture_assert_source (fixture, "srv", NOT_NEEDED);
  fixture_assert_source (fixture, "guess", NOT_NEEDED);
  g_assert_cmpuint (web_script_count (NULL), ==, 0);
  g_assert_cmpuint (dermaga_discovery_get_hosts (fixture->discovery)->len, ==, 2);
  g_assert_cmpuint (dns_server_count (fixture->dns, "contoh.test"), ==, 0);
  candidates = dermaga_host_get_candidates (fixture_find (fixture, "imap.contoh.test"));
  g_assert_cmpuint (candidates->len, ==, 1);
  assert_named (fixture, "imap.contoh.test", DERMAGA_SOURCE_FILE, FALSE);
  assert_named (fixture, "imap.contoh.test", DERMAGA_SOURCE_FILE, FALSE);
}

static void
test_empty_config (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaProviderConfig) config = dermaga_provider_config_new ();

  dermaga_discovery_set_config (fixture->discovery, config);
  fixture_run (fixture);
  fixture_assert_source (fixture, "file", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_NO_SERVER);
}

/* Waiting */

static void
run_until_only_held (Fixture *fixture, const char *url)
{
  dermaga_discovery_start (fixture->discovery);
  while (fixture->discovery->open->len > 0 || fixture->discovery->fetches->len != 1
         || web_script_count (url) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_progress (Fixture *fixture)
{
  guint before = fixture->n_progress;

  while (fixture->n_progress == before)
    g_main_context_iteration (NULL, TRUE);
}

/* A web server that drops packets holds a safe answer back for a moment only. */
static void
test_hold_connecting (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  fixture->discovery->hold_connect_us = 150 * 1000;
  fixture->discovery->hold_us = 60 * G_USEC_PER_SEC;
  web_script_hold (A1, DERMAGA_WEB_CONNECTING);
  run_until_only_held (fixture, A1);
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_GUESS, FALSE);
  g_assert_true (fixture_could_beat (fixture));
  while (fixture_could_beat (fixture))
    wait_for_progress (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 150 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);

  dermaga_discovery_cancel (fixture->discovery);
  fixture_assert_source (fixture, "autoconfig", NOT_NEEDED);
  fixture_assert_source (fixture, "http", NOT_NEEDED);
  fixture_assert_source (fixture, "guess", FOUND);
}

static void
test_hold_talking (Fixture *fixture, gconstpointer data)
{
  fixture->discovery->hold_connect_us = 1;
  fixture->discovery->hold_us = 200 * 1000;
  web_script_hold (A1, DERMAGA_WEB_TALKING);
  run_until_only_held (fixture, A1);
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_GUESS, FALSE);
  g_assert_true (fixture_could_beat (fixture));
  while (fixture_could_beat (fixture))
    wait_for_progress (fixture);
}

/* A server that accepts the connection late has no more than its time either. */
static void
test_hold_late_talk (Fixture *fixture, gconstpointer data)
{
  fixture->discovery->hold_connect_us = 100 * 1000;
  fixture->discovery->hold_us = 400 * 1000;
  web_script_hold (A1, DERMAGA_WEB_CONNECTING);
  run_until_only_held (fixture, A1);
  while (dermaga_discovery_get_elapsed (fixture->discovery) < 150 * 1000)
    g_main_context_iteration (NULL, FALSE);
  web_script_hold (A1, DERMAGA_WEB_TALKING);
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_GUESS, FALSE);
  g_assert_true (fixture_could_beat (fixture));
  while (fixture_could_beat (fixture))
    wait_for_progress (fixture);
  /* Well before the questions to DNS come to their limit. */
  g_assert_cmpint (dermaga_discovery_get_elapsed (fixture->discovery), <, 2 * G_USEC_PER_SEC);
}

/* Whoever ends a check early does not make what is open superfluous. */
static void
test_ended_early (Fixture *fixture, gconstpointer data)
{
  dns_server_set_silent (fixture->dns);
  web_script_hold (A1, DERMAGA_WEB_TALKING);
  dermaga_discovery_start (fixture->discovery);
  while (web_script_count (A1) == 0)
    g_main_context_iteration (NULL, TRUE);
  dermaga_discovery_cancel (fixture->discovery);
  fixture_assert_source (fixture, "autoconfig", UNFINISHED);
  fixture_assert_source (fixture, "srv", UNFINISHED);
  fixture_assert_source (fixture, "mx", UNFINISHED);
  /* That no name leads anywhere is not known. */
  fixture_assert_source (fixture, "guess", UNFINISHED);
}

/* With nothing safe there is nothing to hold back. */
static void
test_hold_nothing_safe (Fixture *fixture, gconstpointer data)
{
  fixture->discovery->hold_connect_us = 1;
  fixture->discovery->hold_us = 1;
  web_script_hold (A1, DERMAGA_WEB_CONNECTING);
  run_until_only_held (fixture, A1);
  g_assert_true (fixture_could_beat (fixture));
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_GUESS, FALSE);
  g_assert_false (fixture_could_beat (fixture));
}

/* What cannot be better is not waited for at all. */
static void
test_hold_worse (Fixture *fixture, gconstpointer data)
{
  fixture->discovery->hold_connect_us = 60 * G_USEC_PER_SEC;
  fixture->discovery->hold_us = 60 * G_USEC_PER_SEC;
  web_script_hold (ISPDB, DERMAGA_WEB_CONNECTING);
  run_until_only_held (fixture, ISPDB);
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_AUTOCONFIG, FALSE);
  g_assert_false (fixture_could_beat (fixture));
}

static void
test_hold_autodiscover (Fixture *fixture, gconstpointer data)
{
  web_script_hold (AUTODISCOVER, DERMAGA_WEB_TALKING);
  run_until_only_held (fixture, AUTODISCOVER);
  g_assert_true (fixture_could_beat (fixture));
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_MX, TRUE);
  g_assert_false (fixture_could_beat (fixture));
}

/* Without any name server the web is as far away as all else. */
static void
test_silent_name_server (Fixture *fixture, gconstpointer data)
{
  fixture->discovery->silence_us = 100 * 1000;
  dns_server_set_silent (fixture->dns);
  web_script_hold (A1, DERMAGA_WEB_RESOLVING);
  web_script_hold (A2, DERMAGA_WEB_RESOLVING);
  fixture_run (fixture);
  fixture_assert_source (fixture, "autoconfig", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
  fixture_assert_source (fixture, "http", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
  fixture_assert_source (fixture, "srv", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
  fixture_assert_source (fixture, "guess", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
}

int
main (int argc, char *argv[])
{
#define ADD_FOR(path, target, func)                                                              \
  g_test_add ("/discovery-hold/" path, Fixture, target, fixture_set_up, func, fixture_tear_down)
#define ADD(path, func) ADD_FOR (path, NULL, func)
  g_test_init (&argc, &argv, NULL);
  ADD ("provider-only", test_provider_only);
  ADD ("offline", test_offline);
  ADD ("typed", test_typed);
  ADD_FOR ("send-address", "budi+x@contoh.test", test_send_address);
  ADD_FOR ("keep-address", "budi+x@contoh.test", test_keep_address);
  ADD ("config", test_config);
  ADD ("empty-config", test_empty_config);
  ADD ("hold-connecting", test_hold_connecting);
  ADD ("hold-talking", test_hold_talking);
  ADD ("hold-late-talk", test_hold_late_talk);
  ADD ("ended-early", test_ended_early);
  ADD ("hold-nothing-safe", test_hold_nothing_safe);
  ADD ("hold-worse", test_hold_worse);
  ADD ("hold-autodiscover", test_hold_autodiscover);
  ADD ("silent-name-server", test_silent_name_server);
#undef ADD
#undef ADD_FOR
  return g_test_run ();
}
