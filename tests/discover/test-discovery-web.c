#include "config.h"

#include "model/dermaga-pacc-digest.h"
#include "tests/discover/discovery-fixture.h"

/* What web servers say becomes candidates, each for what it is worth. */

#define FOUND DERMAGA_SOURCE_STATUS_FOUND, DERMAGA_SOURCE_PROBLEM_NONE
#define NO_NAME DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_NO_NAME
#define NOT_NEEDED DERMAGA_SOURCE_STATUS_SKIPPED, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED
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

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const web[] = { "pacc", "autoconfig", "well-known", "autodiscover", "http" };

  fixture_run (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (web); i++)
    fixture_assert_source (fixture, web[i], NO_NAME);
  /* A name that is missing of the list's says nothing about this domain. */
  fixture_assert_source (fixture, "ispdb", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  fixture_assert_source (fixture, "mx-autoconfig", NOT_NEEDED);
  fixture_assert_source (fixture, "mx-ispdb", NOT_NEEDED);
  fixture_assert_source (fixture, "mta-sts", NOT_NEEDED);
  g_assert_cmpuint (web_script_count (PACC), ==, 0);
  g_assert_cmpuint (web_script_count (A3), ==, 0);
  for (guint i = 0; i < dermaga_result_get_sources (fixture->result)->len; i++)
    {
      const DermagaSourceReport *report = dermaga_result_get_sources (fixture->result)->pdata[i];

      g_assert_cmpint (report->status, !=, DERMAGA_SOURCE_STATUS_PENDING);
    }
}

static void
test_autoconfig (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaCandidate) imap = NULL;
  g_autoptr (DermagaCandidate) clear = NULL;
  const DermagaSourceReport *report;

  add_autoconfig (A1, "imap.hoster.test", "smtp.hoster.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "autoconfig", FOUND);
  fixture_assert_source (fixture, "http", NOT_NEEDED);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE);
  imap = fixture_candidate (fixture, "imap.hoster.test", 993);
  g_assert_cmpstr (imap->user_name, ==, "%EMAILLOCALPART%");
  /* It vouches for no other port. */
  clear = fixture_candidate (fixture, "imap.hoster.test", 143);
  g_assert_cmpint (clear->source, ==, DERMAGA_SOURCE_GUESS);
  report = fixture_source (fixture, "autoconfig");
  g_assert_cmpstr (report->url, ==, A1);
  g_assert_cmpstr (report->detail, ==, "imap.hoster.test smtp.hoster.test");
  g_assert_cmpuint (report->servers->len, ==, 2);
  g_assert_cmpuint (web_script_count (A3), ==, 0);
}

static void
test_well_known (Fixture *fixture, gconstpointer data)
{
  add_autoconfig (A2, "imap.hoster.test", "smtp.hoster.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "well-known", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE);
}

static void
test_ispdb (Fixture *fixture, gconstpointer data)
{
  add_autoconfig (ISPDB, "imap.hoster.test", "smtp.hoster.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "ispdb", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_ISPDB, FALSE);
}

static void
add_pacc (Fixture *fixture, const char *published, const char *confirmed)
{
  g_autoptr (GBytes) document = g_bytes_new (confirmed, strlen (confirmed));
  g_autofree char *record = dermaga_pacc_digest_record (document);

  dns_server_add_txt (fixture->dns, "_ua-auto-config.contoh.test", record);
  web_script_add (PACC, published);
}

#define PACC_DOCUMENT                                                                            \
  "{\"protocols\":{\"imap\":{\"host\":\"imap.hoster.test\"},"                                    \
  "\"smtp\":{\"host\":\"smtp.hoster.test\"}},\"authentication\":{\"password\":true}}"

static void
test_pacc (Fixture *fixture, gconstpointer data)
{
  add_pacc (fixture, PACC_DOCUMENT, PACC_DOCUMENT);
  fixture_run (fixture);
  fixture_assert_source (fixture, "pacc", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_PACC, FALSE);
}

static void
test_pacc_digest (Fixture *fixture, gconstpointer data)
{
  add_pacc (fixture, PACC_DOCUMENT, PACC_DOCUMENT " ");
  fixture_run (fixture);
  fixture_assert_source (fixture, "pacc", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_DIGEST);
  g_assert_null (fixture_find (fixture, "imap.hoster.test"));
}

/* The exchanger's provider: the name without its first label, and what was registered of it. */
static void
test_exchanger (Fixture *fixture, gconstpointer data)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx1.mail.hoster.test");
  dns_server_add_mx (fixture->dns, "contoh.test", 20, "mx.backup.test");
  add_autoconfig ("https://autoconfig.hoster.test/mail/config-v1.1.xml", "imap.hoster.test",
                  "smtp.hoster.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "mx-autoconfig", FOUND);
  fixture_assert_source (fixture, "mx-ispdb", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  fixture_assert_source (fixture, "mta-sts", NO_NAME);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_MX_PROVIDER, TRUE);
  g_assert_true (fixture_find (fixture, "mx1.mail.hoster.test")->outside);
  g_assert_cmpuint (
    web_script_count ("https://autoconfig.mail.hoster.test/mail/config-v1.1.xml"), ==, 1);
  g_assert_cmpuint (
    web_script_count ("https://autoconfig.thunderbird.net/v1.1/mail.hoster.test"), ==, 1);
  g_assert_cmpuint (web_script_count ("https://autoconfig.thunderbird.net/v1.1/hoster.test"), ==,
                    1);
  g_assert_cmpuint (web_script_count ("https://autoconfig.backup.test/mail/config-v1.1.xml"), ==,
                    0);
}

static void
test_exchanger_ispdb (Fixture *fixture, gconstpointer data)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx1.hoster.test");
  add_autoconfig ("https://autoconfig.thunderbird.net/v1.1/hoster.test", "imap.hoster.test",
                  "smtp.hoster.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "mx-ispdb", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_MX_PROVIDER, TRUE);
}

/* The table knows the exchanger: its provider need not be asked. */
static void
test_exchanger_in_table (Fixture *fixture, gconstpointer data)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "aspmx.l.google.com");
  fixture_run (fixture);
  fixture_assert_source (fixture, "mx-autoconfig", NOT_NEEDED);
  fixture_assert_source (fixture, "mx-ispdb", NOT_NEEDED);
  assert_named (fixture, "imap.gmail.com", DERMAGA_SOURCE_MX_PROVIDER, TRUE);
  g_assert_cmpuint (web_script_count ("https://autoconfig.google.com/mail/config-v1.1.xml"), ==,
                    0);
}

static void
test_own_exchanger (Fixture *fixture, gconstpointer data)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mail.contoh.test");
  fixture_run (fixture);
  fixture_assert_source (fixture, "mx-autoconfig", NOT_NEEDED);
  fixture_assert_source (fixture, "mta-sts", NOT_NEEDED);
  g_assert_cmpuint (dns_server_count (fixture->dns, "_mta-sts.contoh.test"), ==, 0);
}

static void
add_lead (Fixture *fixture)
{
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx1.hoster.test");
  dns_server_add_txt (fixture->dns, "_mta-sts.contoh.test", "v=STSv1; id=20260101;");
  add_autoconfig ("https://autoconfig.hoster.test/mail/config-v1.1.xml", "imap.hoster.test",
                  "smtp.hoster.test");
}

static void
count_host_cb (DermagaDiscovery *discovery, DermagaHost *host, gpointer user_data)
{
  guint *n_told = user_data;

  if (g_str_equal (host->name, "imap.hoster.test") && !host->outside)
    (*n_told)++;
}

/* The domain itself says over https whose exchangers it uses: what those led to needs no consent,
 * though it was told before. */
static void
test_mta_sts (Fixture *fixture, gconstpointer data)
{
  guint n_told = 0;
  const DermagaSourceReport *report;

  add_lead (fixture);
  dns_server_add_address (fixture->dns, "imap.hoster.test", "192.0.2.7");
  web_script_add (POLICY, "version: STSv1\nmode: enforce\nmx: *.hoster.test\nmax_age: 604800\n");
  web_script_hold (POLICY, DERMAGA_WEB_TALKING);
  g_signal_connect (fixture->discovery, "host", G_CALLBACK (count_host_cb), &n_told);
  dermaga_discovery_start (fixture->discovery);
  fixture_run_until (fixture, "mx-autoconfig");
  while (web_script_count (POLICY) == 0 || fixture_find (fixture, "imap.hoster.test") == NULL
         || !dermaga_host_is_answered (fixture_find (fixture, "imap.hoster.test")))
    g_main_context_iteration (NULL, TRUE);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_MX_PROVIDER, TRUE);
  fixture_add_safe_pair (fixture, DERMAGA_SOURCE_MX_PROVIDER, TRUE);
  g_assert_true (fixture_could_beat (fixture));
  g_assert_cmpuint (n_told, ==, 0);

  web_script_release (POLICY);
  while (!dermaga_discovery_is_finished (fixture->discovery))
    g_main_context_iteration (NULL, TRUE);
  fixture_assert_source (fixture, "mta-sts", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_MX_PROVIDER, FALSE);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_false (fixture_find (fixture, "mx1.hoster.test")->outside);
  report = fixture_source (fixture, "mx-autoconfig");
  g_assert_false (((DermagaCandidate *) report->servers->pdata[0])->outside);
}

static void
test_mta_sts_other (Fixture *fixture, gconstpointer data)
{
  add_lead (fixture);
  web_script_add (POLICY, "version: STSv1\nmode: enforce\nmx: mx.lain.test\nmax_age: 604800\n");
  fixture_run (fixture);
  /* It is there, and speaks against what DNS says. */
  fixture_assert_source (fixture, "mta-sts", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_NO_SERVER);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_MX_PROVIDER, TRUE);
}

/* Whose certificate was bad is not the one that was asked. */
static void
test_moved_in_vain (Fixture *fixture, gconstpointer data)
{
  web_script_add_moved (A1, "https://web.lain.test/x.xml?a=budi@contoh.test", "");
  web_script_add_problem (A1, DERMAGA_SOURCE_PROBLEM_CERTIFICATE, 0);
  web_script_add_problem (A2, DERMAGA_SOURCE_PROBLEM_CERTIFICATE, 0);
  fixture_run (fixture);
  g_assert_cmpstr (fixture_source (fixture, "autoconfig")->url, ==, "https://web.lain.test/x.xml");
  g_assert_cmpstr (fixture_source (fixture, "well-known")->url, ==, NULL);
}

/* A usual name that is published too leads somewhere all the same. */
static void
test_published_guess (Fixture *fixture, gconstpointer data)
{
  add_autoconfig (A1, "imap.contoh.test", "smtp.contoh.test");
  dns_server_add_address (fixture->dns, "imap.contoh.test", "192.0.2.7");
  fixture_run (fixture);
  fixture_assert_source (fixture, "guess", FOUND);
  g_assert_cmpstr (fixture_source (fixture, "guess")->detail, ==,
                   "imap.contoh.test contoh.test");
}

static void
test_autodiscover (Fixture *fixture, gconstpointer data)
{
  web_script_add_challenge (AUTODISCOVER, "negotiate");
  fixture_run (fixture);
  fixture_assert_source (fixture, "autodiscover", FOUND);
  g_assert_cmpuint (dermaga_result_get_conditions (fixture->result), ==,
                    DERMAGA_CONDITION_EXCHANGE);
}

/* A lead that anybody could forge. */
static void
test_http (Fixture *fixture, gconstpointer data)
{
  web_script_add_problem (A1, DERMAGA_SOURCE_PROBLEM_CERTIFICATE, 0);
  web_script_hold (A2, DERMAGA_WEB_TALKING);
  add_autoconfig (A3, "imap.hoster.test", "smtp.contoh.test");
  dermaga_discovery_start (fixture->discovery);
  fixture_run_until (fixture, "autoconfig");
  g_assert_cmpuint (web_script_count (A3), ==, 0);
  web_script_add_problem (A2, DERMAGA_SOURCE_PROBLEM_WEB_PAGE, 200);
  web_script_release (A2);
  fixture_run_until (fixture, "http");
  fixture_assert_source (fixture, "autoconfig", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  fixture_assert_source (fixture, "well-known", DERMAGA_SOURCE_STATUS_NONE,
                         DERMAGA_SOURCE_PROBLEM_WEB_PAGE);
  fixture_assert_source (fixture, "http", FOUND);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_HTTP, TRUE);
  g_assert_false (fixture_find (fixture, "smtp.contoh.test")->outside);
}

/* Every source says something else: each is worth what it is worth. */
static void
test_disagree (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *host;
    DermagaSource source;
    gboolean outside;
  } expected[] = {
    { "imap.a1.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE },
    { "imap.a2.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE },
    { "imap.ispdb.test", DERMAGA_SOURCE_ISPDB, FALSE },
    { "imap.srv.test", DERMAGA_SOURCE_SRV, TRUE },
    { "imap.mx.test", DERMAGA_SOURCE_MX_PROVIDER, TRUE },
    { "imap.contoh.test", DERMAGA_SOURCE_GUESS, FALSE },
  };

  dns_server_add_srv (fixture->dns, "_imaps._tcp.contoh.test", 0, 1, 993, "imap.srv.test");
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx1.mx.test");
  add_autoconfig (A1, "imap.a1.test", "smtp.a1.test");
  add_autoconfig (A2, "imap.a2.test", "smtp.a2.test");
  add_autoconfig (ISPDB, "imap.ispdb.test", "smtp.ispdb.test");
  add_autoconfig ("https://autoconfig.mx.test/mail/config-v1.1.xml", "imap.mx.test",
                  "smtp.mx.test");
  fixture_run (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (DermagaCandidate) better = NULL;
      g_autoptr (DermagaCandidate) worse
        = fixture_candidate (fixture, expected[i].host, 993);

      assert_named (fixture, expected[i].host, expected[i].source, expected[i].outside);
      if (i == 0)
        continue;
      better = fixture_candidate (fixture, expected[i - 1].host, 993);
      g_assert_cmpint (dermaga_candidate_compare (better, worse), <, 0);
    }
}

/* Two sources name one host: the better one counts, whichever came first. */
static void
test_late_and_better (Fixture *fixture, gconstpointer data)
{
  dns_server_add_srv (fixture->dns, "_imaps._tcp.contoh.test", 0, 1, 993, "imap.hoster.test");
  dns_server_add_address (fixture->dns, "imap.hoster.test", "192.0.2.7");
  add_autoconfig (A1, "imap.hoster.test", "smtp.hoster.test");
  web_script_hold (A1, DERMAGA_WEB_TALKING);
  dermaga_discovery_start (fixture->discovery);
  fixture_run_until (fixture, "srv");
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_SRV, TRUE);
  web_script_release (A1);
  fixture_run_until (fixture, "autoconfig");
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE);
  g_assert_cmpuint (fixture_find (fixture, "imap.hoster.test")->announced->len, ==, 1);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fixture_autoconfig ("imap.hoster.test", "smtp.hoster.test");

  web_script_add_moved (A1, "https://config.hoster.test/c.xml?emailaddress=x", text);
  fixture_run (fixture);
  assert_named (fixture, "imap.hoster.test", DERMAGA_SOURCE_AUTOCONFIG, FALSE);
  /* What was asked there may hold the address. */
  g_assert_cmpstr (fixture_source (fixture, "autoconfig")->url, ==,
                   "https://config.hoster.test/c.xml");
}

static void
test_bad_documents (Fixture *fixture, gconstpointer data)
{
  web_script_add (A1, "<!doctype html><html><body>Selamat datang</body></html>");
  web_script_add (A2, "<clientConfig version='1.1'>");
  web_script_add (ISPDB, "<other/>");
  web_script_add (A3, "");
  fixture_run (fixture);
  fixture_assert_source (fixture, "autoconfig", DERMAGA_SOURCE_STATUS_NONE,
                         DERMAGA_SOURCE_PROBLEM_WEB_PAGE);
  fixture_assert_source (fixture, "well-known", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_SYNTAX);
  fixture_assert_source (fixture, "ispdb", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_KIND);
  fixture_assert_source (fixture, "http", DERMAGA_SOURCE_STATUS_FAILED,
                         DERMAGA_SOURCE_PROBLEM_SYNTAX);
  g_assert_cmpuint (fixture_source (fixture, "autoconfig")->servers->len, ==, 0);
}

/* Who publishes a hundred servers does not get a hundred scanned. */
static void
test_many_servers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("<clientConfig><emailProvider id='contoh.test'>");
  guint n_hosts = 0;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text,
                            "<incomingServer type='imap'><hostname>h%u.hoster.test</hostname>"
                            "<port>993</port><socketType>SSL</socketType></incomingServer>",
                            i);
  g_string_append (text, "</emailProvider></clientConfig>");
  web_script_add (A1, text->str);
  fixture_run (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("h%u.hoster.test", i);

      n_hosts += fixture_find (fixture, name) != NULL;
    }
  g_assert_cmpuint (n_hosts, ==, 6);
  g_assert_nonnull (fixture_find (fixture, "h5.hoster.test"));
}

int
main (int argc, char *argv[])
{
#define ADD(path, func)                                                                          \
  g_test_add ("/discovery-web/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing", test_nothing);
  ADD ("autoconfig", test_autoconfig);
  ADD ("well-known", test_well_known);
  ADD ("ispdb", test_ispdb);
  ADD ("pacc", test_pacc);
  ADD ("pacc-digest", test_pacc_digest);
  ADD ("exchanger", test_exchanger);
  ADD ("exchanger-ispdb", test_exchanger_ispdb);
  ADD ("exchanger-in-table", test_exchanger_in_table);
  ADD ("own-exchanger", test_own_exchanger);
  ADD ("mta-sts", test_mta_sts);
  ADD ("mta-sts-other", test_mta_sts_other);
  ADD ("moved-in-vain", test_moved_in_vain);
  ADD ("published-guess", test_published_guess);
  ADD ("autodiscover", test_autodiscover);
  ADD ("http", test_http);
  ADD ("disagree", test_disagree);
  ADD ("late-and-better", test_late_and_better);
  ADD ("moved", test_moved);
  ADD ("bad-documents", test_bad_documents);
  ADD ("many-servers", test_many_servers);
#undef ADD
  return g_test_run ();
}
