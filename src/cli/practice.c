#include "config.h"

#include "cli/commands.h"

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/report-save.h"
#include "cli/request.h"
#include "practice/dermaga-practice.h"

#include <glib/gi18n.h>

static int
check_practice (gboolean json, const DermagaReportRequest *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaPractice) practice = dermaga_practice_new (&error);
  g_autoptr (DermagaTarget) target = NULL;
  g_autoptr (DermagaResult) result = NULL;
  DermagaSweepOptions options = { .full = TRUE };
  int status;

  if (practice == NULL)
    {
      g_autofree char *sentence = NULL;

      /* Translators: %s is the system's reason, in its own words. */
      sentence = g_strdup_printf (_("The practice provider could not be started: %s"),
                                  error->message);
      dermaga_complain (sentence);
      return DERMAGA_EXIT_NO_PAIR;
    }
  target = dermaga_target_parse (DERMAGA_PRACTICE_DOMAIN, NULL);
  result = dermaga_check_run (target, &options, dermaga_practice_get_network (practice));
  status = dermaga_finish (result, json, FALSE);
  return dermaga_report_request_save (report, result, FALSE) ? status : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_practice (char **arguments)
{
  g_auto (DermagaReportRequest) report = { 0 };
  gboolean json = FALSE;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own = { "json", NULL, N_("Print the result as JSON"), .flag = &json };
  DermagaUsage usage = { "practice", NULL,
                         N_("Starts a mail provider on this computer alone, checks it, and prints "
                            "the result."),
                         options };

  g_array_append_val (options, own);
  dermaga_report_request_add_options (&report, options);
  switch (dermaga_options_parse (&usage, arguments, NULL))
    {
    case DERMAGA_PARSED:
      return dermaga_report_request_prepare (&report) ? check_practice (json, &report)
                                                      : DERMAGA_EXIT_WRONG_USE;
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
