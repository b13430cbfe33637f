#include "base/dermaga-i18n.h"
#include "cli/report-text.h"

#include <string.h>

#define WIDTH 80

static void
add_row (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    protocol, host, port, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
  DermagaProbe *probe = dermaga_result_add (result, candidate);

  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  dermaga_result_add_source_server (result, "autoconfig", candidate);
  dermaga_result_add_source_server (result, "srv", candidate);
}

static DermagaResult *
make_result (void)
{
  DermagaResult *result = dermaga_result_new ("example.com", NULL);

  add_row (result, DERMAGA_PROTOCOL_IMAP, "imap.example.com", 993);
  add_row (result, DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465);
  dermaga_result_set_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 1234567);
  dermaga_result_set_source_origin (result, "autoconfig", "https://autoconfig.example.com/\033[2J",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  dermaga_result_set_source (result, "srv", DERMAGA_SOURCE_STATUS_FOUND, "", 8400);
  dermaga_result_set_source (result, "ispdb", DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
  dermaga_result_set_source_origin (result, "ispdb", "https://list.example/",
                                    DERMAGA_SOURCE_PROBLEM_PRIVACY);
  dermaga_result_set_finished (result, TRUE);
  return result;
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static char *
write_report (DermagaResult *result, gboolean colour)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);

  return dermaga_report_text (result, recommendation, colour, WIDTH);
}

static void
test_sources (void)
{
  g_autoptr (DermagaResult) result = make_result ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  dermaga_i18n_set_language ("en");
  text = write_report (result, FALSE);
  assert_contains (text,
                   "\nWhere Dermaga looked\n"
                   "    1235 ms  Provider’s configuration (autoconfig): It names imap.example.com\n"
                   "             and smtp.example.com.\n"
                   "             https://autoconfig.example.com/");
  assert_contains (text, "\n       8 ms  DNS service records (SRV): It names imap.example.com ");
  assert_contains (text, "\n             Mozilla’s public list: Not asked, as you chose.\n");
  g_assert_null (strstr (text, "list.example"));
  g_assert_null (strchr (text, '\033'));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, WIDTH);
}

static void
test_origins (void)
{
  g_autoptr (DermagaResult) result = make_result ();
  g_autoptr (DermagaResult) bare = dermaga_result_new ("example.com", NULL);
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;

  dermaga_i18n_set_language ("en");
  text = write_report (result, FALSE);
  assert_contains (text, "\n  Named by   Provider’s configuration (autoconfig), DNS service "
                         "records (SRV)\n");
  without = write_report (bare, FALSE);
  g_assert_null (strstr (without, "Named by"));
  g_assert_null (strstr (without, "Where Dermaga looked"));
}

/* Three are read; the others stand behind a heading of their own, and before the details. */
static void
test_findings (void)
{
  g_autoptr (DermagaResult) result = make_result ();
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;
  const char *also;

  dermaga_i18n_set_language ("en");
  dermaga_result_add_condition (result, DERMAGA_CONDITION_NULL_MX | DERMAGA_CONDITION_WILDCARD_DNS
                                          | DERMAGA_CONDITION_CANCELLED);
  few = write_report (result, FALSE);
  assert_contains (few, "\nWhat we noticed\n  example.com declares that it takes no mail\n");
  g_assert_null (strstr (few, "Also noticed"));
  dermaga_result_add_condition (result, DERMAGA_CONDITION_OFFLINE);
  many = write_report (result, FALSE);
  also = strstr (many, "\nAlso noticed\n  Any name that ends in example.com leads somewhere\n");
  g_assert_nonnull (also);
  g_assert_true (strstr (many, "This computer is offline") < also);
  g_assert_true (strstr (many, "Where Dermaga looked") > also);
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/report-text/sources", test_sources);
  g_test_add_func ("/cli/report-text/origins", test_origins);
  g_test_add_func ("/cli/report-text/findings", test_findings);
  return g_test_run ();
}
