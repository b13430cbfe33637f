/* Writes a report of the hostile result to standard output: write-report html|text en|id. */
#include "report-fixture.h"

#include "base/dermaga-i18n.h"
#include "export/dermaga-report.h"

int
main (int argc, char *argv[])
{
  g_autoptr (DermagaResult) result = report_fixture_hostile ();
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autofree char *report = NULL;
  DermagaReportOptions options = { 0 };

  dermaga_i18n_init ();
  g_assert (argc == 3);
  options.format = g_str_equal (argv[1], "html") ? DERMAGA_REPORT_HTML : DERMAGA_REPORT_TEXT;
  options.language = argv[2];
  recommendation = dermaga_recommend (result);
  report = dermaga_report_write (result, recommendation, &options);
  g_print ("%s", report);
  return 0;
}
