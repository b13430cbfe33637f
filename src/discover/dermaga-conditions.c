#include "config.h"

#include "discover/dermaga-conditions.h"

static gboolean
has_failed (const DermagaHost *host)
{
  for (guint family = 0; family < G_N_ELEMENTS (host->status); family++)
    if (host->status[family] == DERMAGA_DNS_SERVFAIL
        || host->status[family] == DERMAGA_DNS_NO_REPLY)
      return TRUE;
  return FALSE;
}

/* A better source may have named the same host; it is one of the usual names all the same. */
void
dermaga_conditions_report_guesses (DermagaResult *result, GPtrArray *hosts,
                                   DermagaSourceProblem unanswered, gint64 elapsed_us)
{
  g_autoptr (GString) names = g_string_new (NULL);
  DermagaSourceStatus status = DERMAGA_SOURCE_STATUS_NONE;
  DermagaSourceProblem problem = DERMAGA_SOURCE_PROBLEM_NONE;

  for (guint i = 0; i < hosts->len; i++)
    {
      const DermagaHost *host = hosts->pdata[i];

      if (!host->guessed)
        continue;
      if (host->addresses->len > 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", host->name);
      else if (!dermaga_host_is_answered (host))
        {
          status = DERMAGA_SOURCE_STATUS_SKIPPED;
          problem = unanswered;
        }
      else if (status == DERMAGA_SOURCE_STATUS_NONE && has_failed (host))
        {
          status = DERMAGA_SOURCE_STATUS_FAILED;
          problem = DERMAGA_SOURCE_PROBLEM_DNS_FAILED;
        }
    }
  if (names->len > 0)
    {
      status = DERMAGA_SOURCE_STATUS_FOUND;
      problem = DERMAGA_SOURCE_PROBLEM_NONE;
    }
  dermaga_result_set_source (result, "guess", status, names->str, elapsed_us);
  dermaga_result_set_source_origin (result, "guess", NULL, problem);
}

void
dermaga_conditions_note_domain (DermagaResult *result, const char *domain, const DermagaHost *host)
{
  if (!g_str_equal (host->name, domain))
    return;
  if (host->status[0] == DERMAGA_DNS_NXDOMAIN && host->status[1] == DERMAGA_DNS_NXDOMAIN)
    dermaga_result_add_condition (result, DERMAGA_CONDITION_NO_DOMAIN);
  else if (host->status[0] == DERMAGA_DNS_SERVFAIL && host->status[1] == DERMAGA_DNS_SERVFAIL)
    dermaga_result_add_condition (result, DERMAGA_CONDITION_DNS_BROKEN);
  else if (host->status[0] == DERMAGA_DNS_NO_REPLY && host->status[1] == DERMAGA_DNS_NO_REPLY)
    dermaga_result_add_condition (result, DERMAGA_CONDITION_DNS_SILENT);
}
