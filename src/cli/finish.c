#include "config.h"

#include "cli/finish.h"

#include "cli/config-text.h"
#include "cli/options.h"
#include "cli/report-text.h"
#include "cli/terminal.h"
#include "verdict/dermaga-report-json.h"

#include <glib/gi18n.h>
#include <unistd.h>

int
dermaga_exit_status (DermagaResult *result, const DermagaRecommendation *recommendation,
                     gboolean accept_unverified)
{
  if (dermaga_recommendation_is_safe_pair (recommendation)
      && (accept_unverified || !dermaga_recommendation_needs_consent (recommendation)))
    return DERMAGA_EXIT_SAFE_PAIR;
  if ((dermaga_result_get_conditions (result) & DERMAGA_CONDITION_OFFLINE) != 0)
    return DERMAGA_EXIT_NO_NETWORK;
  return DERMAGA_EXIT_NO_PAIR;
}

int
dermaga_finish (DermagaResult *result, gboolean json, gboolean accept_unverified)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  g_autofree char *report = NULL;

  if (json)
    report = dermaga_report_json (result);
  else
    report = dermaga_report_text (result, recommendation,
                                  dermaga_terminal_wants_colour (STDOUT_FILENO),
                                  dermaga_terminal_get_width (STDOUT_FILENO));
  if (!dermaga_print (report))
    return DERMAGA_EXIT_WRONG_USE;
  return dermaga_exit_status (result, recommendation, accept_unverified);
}

int
dermaga_refuse_without_consent (void)
{
  dermaga_complain (_("The servers lie outside the domain, and their names came without "
                      "protection (DNS or http). If you know that they handle your mail, use "
                      "--accept-unverified."));
  return DERMAGA_EXIT_NO_PAIR;
}

int
dermaga_finish_config (const DermagaProviderConfig *config, DermagaResult *result, gboolean json)
{
  g_autofree char *report = NULL;

  if (json)
    report = dermaga_report_json (result);
  else
    report = dermaga_config_text (config, result, dermaga_terminal_wants_colour (STDOUT_FILENO),
                                  dermaga_terminal_get_width (STDOUT_FILENO));
  if (!dermaga_print (report))
    return DERMAGA_EXIT_WRONG_USE;
  if (dermaga_config_succeeds (result))
    return DERMAGA_EXIT_SAFE_PAIR;
  return (dermaga_result_get_conditions (result) & DERMAGA_CONDITION_OFFLINE) != 0
           ? DERMAGA_EXIT_NO_NETWORK
           : DERMAGA_EXIT_NO_PAIR;
}
