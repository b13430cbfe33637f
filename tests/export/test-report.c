#include "report-fixture.h"

#include <string.h>

#include "base/dermaga-i18n.h"
#include "base/dermaga-text.h"
#include "export/dermaga-report-veil.h"
#include "export/dermaga-report.h"

static char *
write_report (DermagaResult *result, DermagaReportFormat format, const char *language)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  DermagaReportOptions options = { .format = format, .language = language };

  return dermaga_report_write (result, recommendation, &options);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in:\n%s", part, text);
}

static void
test_contents (void)
{
  static const char *const parts[] = {
    "Mail check of example.com",
    "2030-03-17 17:46 (UTC+00:00)",
    "250 ms",
    ("Dermaga " DERMAGA_VERSION),
    "Use these settings",
    "the full email address",
    "Provider’s configuration (autoconfig)",
    "https://autoconfig.example.com/mail",
    "IMAP at imap.example.com, port 993, SSL/TLS",
    "198.51.100.1 (IPv4)",
    "EHLO [127.0.0.1]",
    "250 mail.example.com",
    "Certificate fault: expired",
    "The server closed the connection.",
    "Recommended.",
  };
  g_autoptr (DermagaResult) result = report_fixture_plain ();
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;

  dermaga_i18n_set_language ("en");
  text = write_report (result, DERMAGA_REPORT_TEXT, NULL);
  html = write_report (result, DERMAGA_REPORT_HTML, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      assert_contains (text, parts[i]);
      assert_contains (html, parts[i]);
    }
  assert_contains (html, "<html lang=\"en\">");
  assert_contains (html, "content=\"default-src 'none'; style-src 'unsafe-inline'");
}

/* Whatever the interface speaks, and without leaving a trace in it. */
static void
test_languages (void)
{
  static const char *const spoken[] = { "en", "id", "fr", "id:en" };
  g_autoptr (DermagaResult) result = report_fixture_plain ();
  g_autofree char *unspoken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    {
      g_autoptr (DermagaRecommendation) before = NULL;
      g_autoptr (DermagaRecommendation) after = NULL;
      g_autofree char *english = NULL;
      g_autofree char *indonesian = NULL;
      g_autofree char *polish = NULL;

      dermaga_i18n_set_language (spoken[i]);
      before = dermaga_recommend (result);
      english = write_report (result, DERMAGA_REPORT_HTML, "en");
      indonesian = write_report (result, DERMAGA_REPORT_HTML, "id");
      polish = write_report (result, DERMAGA_REPORT_HTML, "pl");
      after = dermaga_recommend (result);
      g_assert_cmpstr (before->title, ==, after->title);
      g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, spoken[i]);
      assert_contains (english, "<html lang=\"en\">");
      assert_contains (english, "Use these settings");
      assert_contains (english, "2030-03-17 17:46");
      assert_lacks (english, "Gunakan");
      assert_contains (indonesian, "<html lang=\"id\">");
      assert_contains (indonesian, "17/03/2030 17:46");
      assert_lacks (indonesian, "Use these settings");
      assert_lacks (indonesian, "Reason");
      assert_contains (polish, "<html lang=\"pl\">");
      assert_contains (polish, "17.03.2030 17:46");
      assert_lacks (polish, "Use these settings");
    }
  dermaga_i18n_set_language ("id");
  g_assert_cmpstr (dermaga_report_language_spoken (), ==, "id");
  dermaga_i18n_set_language ("fr");
  g_assert_cmpstr (dermaga_report_language_spoken (), ==, "en");
  /* The window has Arabic, a report has not: it is in English throughout. */
  dermaga_i18n_set_language ("ar");
  unspoken = write_report (result, DERMAGA_REPORT_TEXT, NULL);
  assert_contains (unspoken, "Use these settings");
  assert_lacks (unspoken, "ال");
}

static void
test_scopes (void)
{
  g_autoptr (DermagaLanguageScope) outer = NULL;
  DermagaLanguageScope *inner;

  dermaga_i18n_set_language ("en");
  outer = dermaga_i18n_enter ("id");
  g_assert_cmpstr (dermaga_explain_culprit (DERMAGA_CULPRIT_COMPUTER), ==,
                   "Kemungkinan besar penyebabnya: komputer ini.");
  inner = dermaga_i18n_enter ("en");
  g_assert_cmpstr (dermaga_explain_culprit (DERMAGA_CULPRIT_COMPUTER), ==,
                   "Likely cause: this computer.");
  dermaga_i18n_leave (inner);
  inner = dermaga_i18n_enter (NULL);
  g_assert_cmpstr (dermaga_explain_culprit (DERMAGA_CULPRIT_COMPUTER), ==,
                   "Kemungkinan besar penyebabnya: komputer ini.");
  dermaga_i18n_leave (inner);
  g_clear_pointer (&outer, dermaga_i18n_leave);
  g_assert_cmpstr (dermaga_explain_culprit (DERMAGA_CULPRIT_COMPUTER), ==,
                   "Likely cause: this computer.");
  /* Where nothing was said before, nothing is left behind. */
  g_unsetenv ("LANGUAGE");
  outer = dermaga_i18n_enter ("id");
  g_clear_pointer (&outer, dermaga_i18n_leave);
  g_assert_null (g_getenv ("LANGUAGE"));
}

/* The page itself is looked at by check-report.py, with a real parser. */
static void
test_hostile (void)
{
  g_autoptr (DermagaResult) result = report_fixture_hostile ();

  for (guint format = DERMAGA_REPORT_TEXT; format <= DERMAGA_REPORT_HTML; format++)
    {
      g_autofree char *report = write_report (result, format, "en");
      g_auto (GStrv) lines = g_strsplit (report, "\n", -1);

      g_assert_true (g_utf8_validate (report, -1, NULL));
      /* Spaces at the start of a line are the report's own. */
      for (guint i = 0; lines[i] != NULL; i++)
        for (const char *at = lines[i]; *at != '\0'; at = g_utf8_next_char (at))
          g_assert_true (!g_unichar_iscntrl (g_utf8_get_char (at))
                         && g_unichar_type (g_utf8_get_char (at)) != G_UNICODE_FORMAT);
      assert_lacks (report, "203.0.113.7");
      if (format == DERMAGA_REPORT_HTML)
        assert_lacks (report, "<script");
    }
}

static void
test_veil (void)
{
  static const struct {
    const char *said;
    const char *shown;
  } cases[] = {
    { "250-smtp.example.com at your service, [203.0.113.7]",
      "250-smtp.example.com at your service, [[address removed]]" },
    { "250-mx Hello host.isp.example [203.0.113.7], pleased to meet you",
      "250-mx Hello [name removed] [[address removed]], pleased to meet you" },
    { "250 mx Hello host.isp.example", "250 mx Hello [name removed]" },
    { "250 mx Hello (host.isp.example [2001:db8::7])",
      "250 mx Hello ([name removed] [[address removed]])" },
    { "250 mx Hello [IPv6:2001:db8:0:0::7]", "250 mx Hello [[address removed]]" },
    { "554 5.7.1 Client host [203.0.113.7] blocked using zen.blocklist.example; "
      "https://blocklist.example/query/203.0.113.7",
      "554 5.7.1 Client host [[address removed]] blocked using zen.blocklist.example; "
      "https://blocklist.example/query/[address removed]" },
    { "550 7.113.0.203.zen.blocklist.example is listed", "550 [name removed] is listed" },
    { "421 host-203-0-113-7.isp.example was seen too often",
      "421 [name removed] was seen too often" },
    { "421 203.0.113.7:51234 too many", "421 [address removed] too many" },
    { "* OK [REFERRAL] to 10.0.0.12.", "* OK [REFERRAL] to [address removed]" },
    { "550 <hidden.person@example.com> and HIDDEN.PERSON@EXAMPLE.COM and hidden.person@other.net",
      "550 <[address removed]> and [address removed] and …@other.net" },
    /* What is the servers' own, what is no address, and what Dermaga says of itself. */
    { "220 imap.example.com [198.51.100.1] ready", "220 imap.example.com [198.51.100.1] ready" },
    { "220 ec2-198-51-100-2.cloud.example ESMTP", "220 ec2-198-51-100-2.cloud.example ESMTP" },
    { "250 Hello smtp.example.com", "250 Hello smtp.example.com" },
    { "EHLO [127.0.0.1]", "EHLO [127.0.0.1]" },
    { "220 mx ESMTP Exim 4.96.2 Sat, 28 Nov 2026 10:15:30 +0000",
      "220 mx ESMTP Exim 4.96.2 Sat, 28 Nov 2026 10:15:30 +0000" },
    { "250-SIZE 35882577, TLS_AES_256_GCM_SHA384, a::b 1.2.3.400 1.2.3",
      "250-SIZE 35882577, TLS_AES_256_GCM_SHA384, [address removed] 1.2.3.400 1.2.3" },
    { "Proszę zachować ostrożność: może “to”: nie", "Proszę zachować ostrożność: może “to”: nie" },
  };
  g_autoptr (DermagaResult) result = report_fixture_plain ();
  g_autoptr (DermagaReportVeil) veil = dermaga_report_veil_new (result);

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = dermaga_report_veil (veil, cases[i].said);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Through the whole report, in both formats: also what findings quote, and user names. */
static void
test_no_user (void)
{
  static const char *const said[]
    = { "250-mx Hello dsl-7.isp.example [203.0.113.7], hidden.person@example.com", NULL };
  g_autoptr (DermagaResult) result = report_fixture_plain ();
  GListModel *probes = dermaga_result_get_probes (result);
  g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, 0);
  g_autoptr (DermagaCandidate) named
    = dermaga_candidate_copy (dermaga_probe_get_candidate (probe));
  DermagaProbe *row = report_fixture_add_dialogue (result, DERMAGA_PROTOCOL_POP3,
                                                   "pop.example.com", 995, "198.51.100.5", said);
  DermagaAddressResult *address = dermaga_address_result_new ("198.51.100.6", FALSE);
  DermagaFacts facts = { .protocol = DERMAGA_PROTOCOL_POP3, .mode = DERMAGA_SECURITY_TLS };

  facts.alert_text = facts.trouble_text = (char *) "Your address 203.0.113.7 is blocked";
  address->facts = dermaga_facts_copy (&facts);
  address->outcome = DERMAGA_OUTCOME_GREET_REFUSED;
  dermaga_probe_take_address (row, address);
  named->user_name = g_strdup (REPORT_EMAIL);
  dermaga_probe_promote (probe, named);
  for (guint format = DERMAGA_REPORT_TEXT; format <= DERMAGA_REPORT_HTML; format++)
    {
      g_autofree char *report = write_report (result, format, "en");

      assert_lacks (report, "hidden.person");
      assert_lacks (report, "203.0.113.7");
      assert_lacks (report, "isp.example");
      assert_lacks (report, g_get_host_name ());
      assert_contains (report, "[address removed]");
      assert_contains (report, "the full email address");
    }
}

static void
test_names (void)
{
  g_autoptr (DermagaResult) result = report_fixture_plain ();
  g_autofree char *page = dermaga_report_file_name (result, DERMAGA_REPORT_HTML);
  g_autofree char *text = dermaga_report_file_name (result, DERMAGA_REPORT_TEXT);

  g_assert_cmpstr (page, ==, "dermaga-example.com.html");
  g_assert_cmpstr (text, ==, "dermaga-example.com.txt");
  g_assert_cmpint (dermaga_report_format_of_path (page), ==, DERMAGA_REPORT_HTML);
  g_assert_cmpint (dermaga_report_format_of_path ("A.HTM"), ==, DERMAGA_REPORT_HTML);
  g_assert_cmpint (dermaga_report_format_of_path (text), ==, DERMAGA_REPORT_TEXT);
  g_assert_cmpint (dermaga_report_format_of_path ("html"), ==, DERMAGA_REPORT_TEXT);
  g_assert_null (dermaga_report_language_find ("de"));
  g_assert_null (dermaga_report_language_find (NULL));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/report/contents", test_contents);
  g_test_add_func ("/export/report/languages", test_languages);
  g_test_add_func ("/export/report/scopes", test_scopes);
  g_test_add_func ("/export/report/hostile", test_hostile);
  g_test_add_func ("/export/report/veil", test_veil);
  g_test_add_func ("/export/report/no-user", test_no_user);
  g_test_add_func ("/export/report/names", test_names);
  return g_test_run ();
}
