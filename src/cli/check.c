#include "config.h"

#include "cli/commands.h"

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/report-save.h"
#include "cli/request.h"

#include <glib/gi18n.h>

int
dermaga_command_check (char **arguments)
{
  g_auto (DermagaRequest) request = { 0 };
  g_auto (DermagaReportRequest) report = { 0 };
  gboolean json = FALSE;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "json", NULL, N_("Print the result as JSON"), .flag = &json },
    { "config", N_("FILE"),
      N_("Check the servers in this configuration file only, before it is published"),
      .text = &request.config_file },
  };
  DermagaUsage usage = { "check", N_("DOMAIN-OR-ADDRESS"),
                         N_("Finds out which mail servers and ports of a domain work, and which "
                            "to use."),
                         options, .instead = &request.config_file };
  g_autofree char *target = NULL;
  g_autoptr (DermagaResult) result = NULL;
  int status;

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  dermaga_report_request_add_options (&report, options);
  dermaga_request_add_options (&request, options);
  switch (dermaga_options_parse (&usage, arguments, &target))
    {
    case DERMAGA_PARSED:
      break;
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  if (!dermaga_request_prepare (&request, target) || !dermaga_report_request_prepare (&report))
    return DERMAGA_EXIT_WRONG_USE;
  result = dermaga_request_run (&request);
  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  status = request.options.config != NULL
             ? dermaga_finish_config (request.options.config, result, json)
             : dermaga_finish (result, json, request.accept_unverified);
  if (!dermaga_report_request_save (&report, result, request.accept_unverified))
    return DERMAGA_EXIT_WRONG_USE;
  return status;
}
