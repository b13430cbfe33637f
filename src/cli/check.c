#include "config.h"

#include "cli/commands.h"

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/request.h"

#include <glib/gi18n.h>

int
dermaga_command_check (char **arguments)
{
  g_auto (DermagaRequest) request = { 0 };
  gboolean json = FALSE;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own = { "json", NULL, N_("Print the result as JSON"), .flag = &json };
  DermagaUsage usage = { "check", N_("DOMAIN-OR-ADDRESS"),
                         N_("Finds out which mail servers and ports of a domain work, and which "
                            "to use."),
                         options };
  g_autofree char *target = NULL;
  g_autoptr (DermagaResult) result = NULL;

  g_array_append_val (options, own);
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
  if (!dermaga_request_prepare (&request, target))
    return DERMAGA_EXIT_WRONG_USE;
  result = dermaga_request_run (&request);
  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  return dermaga_finish (result, json, request.accept_unverified);
}
