#include "config.h"

#include "discover/dermaga-conditions.h"

void
dermaga_conditions_report_guesses (DermagaResult *result, GPtrArray *hosts, gint64 elapsed_us)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < hosts->len; i++)
    {
      DermagaHost *host = hosts->pdata[i];

      if (host->source == DERMAGA_SOURCE_GUESS && host->addresses->len > 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", host->name);
    }
  dermaga_result_set_source (result, "guess",
                             names->len > 0 ? DERMAGA_SOURCE_STATUS_FOUND
                                            : DERMAGA_SOURCE_STATUS_NONE,
                             names->str, elapsed_us);
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
