#include "config.h"

#include "model/dermaga-source.h"

#include "model/dermaga-candidate.h"

static const char *const source_names[DERMAGA_N_SOURCES] = {
  [DERMAGA_SOURCE_USER] = "user",
  [DERMAGA_SOURCE_FILE] = "file",
  [DERMAGA_SOURCE_PACC] = "pacc",
  [DERMAGA_SOURCE_AUTOCONFIG] = "autoconfig",
  [DERMAGA_SOURCE_TABLE] = "table",
  [DERMAGA_SOURCE_ISPDB] = "ispdb",
  [DERMAGA_SOURCE_SRV] = "srv",
  [DERMAGA_SOURCE_MX_PROVIDER] = "mx-provider",
  [DERMAGA_SOURCE_HTTP] = "http",
  [DERMAGA_SOURCE_GUESS] = "guess",
  [DERMAGA_SOURCE_MX] = "mx",
  [DERMAGA_SOURCE_CERTIFICATE] = "certificate",
};

static const struct {
  const char *id;
  DermagaSource source;
} reports[] = {
  { "user", DERMAGA_SOURCE_USER },
  { "file", DERMAGA_SOURCE_FILE },
  { "table", DERMAGA_SOURCE_TABLE },
  { "pacc", DERMAGA_SOURCE_PACC },
  { "autoconfig", DERMAGA_SOURCE_AUTOCONFIG },
  { "well-known", DERMAGA_SOURCE_AUTOCONFIG },
  { "ispdb", DERMAGA_SOURCE_ISPDB },
  { "srv", DERMAGA_SOURCE_SRV },
  { "mx", DERMAGA_SOURCE_MX },
  { "mx-autoconfig", DERMAGA_SOURCE_MX_PROVIDER },
  { "mx-ispdb", DERMAGA_SOURCE_MX_PROVIDER },
  { "mta-sts", DERMAGA_SOURCE_MX },
  { "autodiscover", DERMAGA_SOURCE_MX },
  { "http", DERMAGA_SOURCE_HTTP },
  { "guess", DERMAGA_SOURCE_GUESS },
};

static const char *const problem_names[DERMAGA_N_SOURCE_PROBLEMS] = {
  [DERMAGA_SOURCE_PROBLEM_NONE] = "",
  [DERMAGA_SOURCE_PROBLEM_PRIVACY] = "privacy",
  [DERMAGA_SOURCE_PROBLEM_NOT_NEEDED] = "not-needed",
  [DERMAGA_SOURCE_PROBLEM_UNFINISHED] = "unfinished",
  [DERMAGA_SOURCE_PROBLEM_NO_NAME] = "no-name",
  [DERMAGA_SOURCE_PROBLEM_DNS_FAILED] = "dns-failed",
  [DERMAGA_SOURCE_PROBLEM_UNREACHABLE] = "unreachable",
  [DERMAGA_SOURCE_PROBLEM_TIMEOUT] = "timeout",
  [DERMAGA_SOURCE_PROBLEM_CERTIFICATE] = "certificate",
  [DERMAGA_SOURCE_PROBLEM_TLS] = "tls",
  [DERMAGA_SOURCE_PROBLEM_NOT_FOUND] = "not-found",
  [DERMAGA_SOURCE_PROBLEM_FORBIDDEN] = "forbidden",
  [DERMAGA_SOURCE_PROBLEM_STATUS] = "status",
  [DERMAGA_SOURCE_PROBLEM_REDIRECTS] = "redirects",
  [DERMAGA_SOURCE_PROBLEM_DOWNGRADE] = "downgrade",
  [DERMAGA_SOURCE_PROBLEM_BAD_REPLY] = "bad-reply",
  [DERMAGA_SOURCE_PROBLEM_TOO_BIG] = "too-big",
  [DERMAGA_SOURCE_PROBLEM_WEB_PAGE] = "web-page",
  [DERMAGA_SOURCE_PROBLEM_SYNTAX] = "syntax",
  [DERMAGA_SOURCE_PROBLEM_KIND] = "kind",
  [DERMAGA_SOURCE_PROBLEM_NO_SERVER] = "no-server",
  [DERMAGA_SOURCE_PROBLEM_DIGEST] = "digest",
};

const char *
dermaga_source_to_string (DermagaSource source)
{
  g_return_val_if_fail ((guint) source < G_N_ELEMENTS (source_names), NULL);

  return source_names[source];
}

gboolean
dermaga_source_from_report_id (const char *id, DermagaSource *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (g_strcmp0 (reports[i].id, id) == 0)
      {
        if (source != NULL)
          *source = reports[i].source;
        return TRUE;
      }
  return FALSE;
}

const char *
dermaga_source_problem_to_string (DermagaSourceProblem problem)
{
  g_return_val_if_fail ((guint) problem < G_N_ELEMENTS (problem_names), NULL);

  return problem_names[problem];
}

gboolean
dermaga_source_problem_from_string (const char *text, DermagaSourceProblem *problem)
{
  for (guint i = 0; i < G_N_ELEMENTS (problem_names); i++)
    if (g_strcmp0 (problem_names[i], text) == 0)
      {
        *problem = i;
        return TRUE;
      }
  return FALSE;
}

const char *
dermaga_source_status_to_string (DermagaSourceStatus status)
{
  switch (status)
    {
    case DERMAGA_SOURCE_STATUS_PENDING:
      return "pending";
    case DERMAGA_SOURCE_STATUS_FOUND:
      return "found";
    case DERMAGA_SOURCE_STATUS_NONE:
      return "none";
    case DERMAGA_SOURCE_STATUS_FAILED:
      return "failed";
    case DERMAGA_SOURCE_STATUS_SKIPPED:
      return "skipped";
    }
  g_return_val_if_reached (NULL);
}

gboolean
dermaga_source_status_from_string (const char *text, DermagaSourceStatus *status)
{
  for (guint i = DERMAGA_SOURCE_STATUS_PENDING; i <= DERMAGA_SOURCE_STATUS_SKIPPED; i++)
    if (g_strcmp0 (dermaga_source_status_to_string (i), text) == 0)
      {
        *status = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
dermaga_source_url_is_valid (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

DermagaSourceReport *
dermaga_source_report_new (const char *id)
{
  DermagaSourceReport *report = g_new0 (DermagaSourceReport, 1);

  report->id = g_strdup (id);
  report->detail = g_strdup ("");
  report->elapsed_us = -1;
  report->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_candidate_free);
  return report;
}

void
dermaga_source_report_free (DermagaSourceReport *report)
{
  if (report == NULL)
    return;
  g_free (report->id);
  g_free (report->detail);
  g_free (report->url);
  g_ptr_array_unref (report->servers);
  g_free (report);
}
