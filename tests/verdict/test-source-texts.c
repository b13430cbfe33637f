#include "verdict-fixture.h"

#include "base/dermaga-i18n.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define TLS DERMAGA_SECURITY_TLS

static const char *const ids[]
  = { "user", "file", "table", "pacc", "autoconfig", "well-known", "ispdb", "srv", "mx",
      "mx-autoconfig", "mx-ispdb", "mta-sts", "autodiscover", "http", "guess" };

static void
add_server (DermagaResult *result, const char *id, DermagaProtocol protocol, const char *host,
            guint16 port)
{
  g_autoptr (DermagaCandidate) server = fixture_candidate (protocol, host, port, TLS);

  dermaga_result_set_source (result, id, DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_add_source_server (result, id, server);
}

static const DermagaSourceReport *
get_report (DermagaResult *result, guint index)
{
  return g_ptr_array_index (dermaga_result_get_sources (result), index);
}

static void
assert_sentence (const DermagaSourceReport *report, const char *expected)
{
  g_autofree char *sentence = NULL;

  dermaga_i18n_set_language ("en");
  sentence = dermaga_explain_source_report (report);
  g_assert_cmpstr (sentence, ==, expected);
}

/* Every place, status and problem has its sentence in both languages. */
static void
check_sentences (DermagaSourceReport *report)
{
  g_autofree char *english = NULL;
  g_autofree char *indonesian = NULL;

  dermaga_i18n_set_language ("en");
  english = dermaga_explain_source_report (report);
  dermaga_i18n_set_language ("id");
  indonesian = dermaga_explain_source_report (report);
  fixture_assert_text (english);
  fixture_assert_text (indonesian);
  g_assert_true (g_str_has_suffix (english, "."));
  g_assert_true (g_str_has_suffix (indonesian, "."));
  g_assert_cmpstr (english, !=, indonesian);
}

static void
test_all (void)
{
  static const char *const hosts[] = { "a.example.com", "b.example.com", "c.example.com",
                                       "d.example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      DermagaSourceReport *report;

      dermaga_result_set_source (result, ids[i], DERMAGA_SOURCE_STATUS_PENDING, "", -1);
      report = g_ptr_array_index (dermaga_result_get_sources (result), 0);
      for (guint status = 0; status <= DERMAGA_SOURCE_STATUS_SKIPPED; status++)
        for (guint problem = 0; problem < DERMAGA_N_SOURCE_PROBLEMS; problem++)
          {
            report->status = status;
            report->problem = problem;
            check_sentences (report);
          }
      for (guint j = 0; j < G_N_ELEMENTS (hosts); j++)
        {
          add_server (result, ids[i], IMAP, hosts[j], 993);
          check_sentences (report);
        }
    }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const char *name = dermaga_explain_source_name (ids[i]);

      fixture_assert_text (name);
      g_assert_cmpstr (name, !=, ids[i]);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }
  g_assert_cmpstr (dermaga_explain_source_name ("unheard-of"), ==, "unheard-of");
}

static void
test_servers (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  const DermagaSourceReport *report;

  add_server (result, "srv", IMAP, "mail.example.com", 993);
  add_server (result, "srv", SMTP, "mail.example.com", 465);
  report = get_report (result, 0);
  assert_sentence (report, "It names mail.example.com.");
  add_server (result, "srv", SMTP, "smtp.example.com", 465);
  assert_sentence (report, "It names mail.example.com and smtp.example.com.");
  add_server (result, "srv", IMAP, "c.example.com", 993);
  assert_sentence (report, "It names mail.example.com, smtp.example.com and 1 more server.");
  add_server (result, "srv", IMAP, "d.example.com", 993);
  assert_sentence (report, "It names mail.example.com, smtp.example.com and 2 more servers.");
  add_server (result, "http", IMAP, "mail.example.com", 993);
  assert_sentence (get_report (result, 1),
                   "It names mail.example.com. Anyone on the way could have altered that.");
}

static void
test_reasons (void)
{
  static const struct {
    const char *id;
    DermagaSourceStatus status;
    DermagaSourceProblem problem;
    const char *sentence;
  } cases[] = {
    { "autoconfig", DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_NO_NAME,
      "The provider publishes no configuration here." },
    { "autoconfig", DERMAGA_SOURCE_STATUS_FAILED, DERMAGA_SOURCE_PROBLEM_CERTIFICATE,
      "The web server could not prove who it is, so what it says is not used." },
    { "ispdb", DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_NOT_FOUND,
      "The list does not know this provider." },
    { "ispdb", DERMAGA_SOURCE_STATUS_SKIPPED, DERMAGA_SOURCE_PROBLEM_PRIVACY,
      "Not asked, as you chose." },
    { "well-known", DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_WEB_PAGE,
      "It answered with a web page instead of a configuration." },
    { "mta-sts", DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_WEB_PAGE,
      "It answered with a web page instead of a policy." },
    { "mta-sts", DERMAGA_SOURCE_STATUS_FAILED, DERMAGA_SOURCE_PROBLEM_NO_SERVER,
      "The policy does not confirm the servers that the directory of names (DNS) gives for the "
      "domain’s mail." },
    { "srv", DERMAGA_SOURCE_STATUS_FAILED, DERMAGA_SOURCE_PROBLEM_TIMEOUT,
      "The directory of names (DNS) did not answer in time." },
    { "autodiscover", DERMAGA_SOURCE_STATUS_NONE, DERMAGA_SOURCE_PROBLEM_WEB_PAGE,
      "There is no sign of Microsoft Exchange." },
    { "file", DERMAGA_SOURCE_STATUS_FAILED, DERMAGA_SOURCE_PROBLEM_SYNTAX,
      "It is damaged and cannot be read." },
    { "guess", DERMAGA_SOURCE_STATUS_PENDING, DERMAGA_SOURCE_PROBLEM_NONE, "No answer yet." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

      dermaga_result_set_source (result, cases[i].id, cases[i].status, "", 1000);
      dermaga_result_set_source_origin (result, cases[i].id, NULL, cases[i].problem);
      assert_sentence (get_report (result, 0), cases[i].sentence);
    }
}

/* Where no servers are named, the detail says what was found. */
static void
test_details (void)
{
  static const struct {
    const char *id;
    DermagaSourceStatus status;
    const char *detail;
    const char *sentence;
  } cases[] = {
    { "table", DERMAGA_SOURCE_STATUS_NONE, "panel.example",
      "The list knows this provider, but not its servers." },
    { "mx", DERMAGA_SOURCE_STATUS_FOUND, "a.example",
      "The domain’s mail is delivered to a.example." },
    { "mx", DERMAGA_SOURCE_STATUS_FOUND, "a.example b.example c.example",
      "The domain’s mail is delivered to a.example, b.example and 1 more server." },
    { "mx", DERMAGA_SOURCE_STATUS_NONE, ".", "The domain declares that it takes no mail." },
    { "mx", DERMAGA_SOURCE_STATUS_NONE, "",
      "The domain names no server to which its mail is delivered." },
    { "user", DERMAGA_SOURCE_STATUS_FOUND, "a.example.com", "You named a.example.com." },
    { "guess", DERMAGA_SOURCE_STATUS_FOUND, "imap.a.example smtp.a.example",
      "Of the usual names, imap.a.example and smtp.a.example lead somewhere." },
    { "guess", DERMAGA_SOURCE_STATUS_FOUND, "", "It names mail servers." },
    { "autodiscover", DERMAGA_SOURCE_STATUS_FOUND, "autodiscover.a.example",
      "It answers as Microsoft Exchange does." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

      dermaga_result_set_source (result, cases[i].id, cases[i].status, cases[i].detail, 0);
      assert_sentence (get_report (result, 0), cases[i].sentence);
    }
}

static void
test_origins (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) named = fixture_candidate (IMAP, "mail.example.com", 993, TLS);
  g_autoptr (DermagaCandidate) other
    = fixture_candidate (IMAP, "mail.example.com", 993, DERMAGA_SECURITY_STARTTLS);
  g_autoptr (GPtrArray) origins = NULL;
  g_autofree char *names = NULL;

  dermaga_i18n_set_language ("en");
  add_server (result, "autoconfig", IMAP, "mail.example.com", 993);
  add_server (result, "ispdb", IMAP, "mail.example.com", 995);
  add_server (result, "srv", IMAP, "mail.example.com", 993);
  origins = dermaga_explain_origins (result, named);
  g_assert_cmpuint (origins->len, ==, 2);
  g_assert_true (origins->pdata[0] == get_report (result, 0));
  g_assert_true (origins->pdata[1] == get_report (result, 2));
  names = dermaga_explain_origin_names (result, named);
  g_assert_cmpstr (names, ==,
                   "Provider’s configuration (autoconfig), DNS service records (SRV)");
  g_assert_null (dermaga_explain_origin_names (result, other));
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/source-texts/all", test_all);
  g_test_add_func ("/verdict/source-texts/names", test_names);
  g_test_add_func ("/verdict/source-texts/servers", test_servers);
  g_test_add_func ("/verdict/source-texts/reasons", test_reasons);
  g_test_add_func ("/verdict/source-texts/details", test_details);
  g_test_add_func ("/verdict/source-texts/origins", test_origins);
  return g_test_run ();
}
