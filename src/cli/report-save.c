#include "config.h"

#include "cli/report-save.h"

#include "base/dermaga-file.h"

#include <glib/gi18n.h>
#include <string.h>

void
dermaga_report_request_clear (DermagaReportRequest *request)
{
  g_free (request->path);
  g_free (request->language_text);
}

void
dermaga_report_request_add_options (DermagaReportRequest *request, GArray *options)
{
  const DermagaOption added[] = {
    { "report", N_("FILE"),
      N_("Save a report to give away; as a web page where the name ends in .html"),
      .text = &request->path },
    { "report-language", N_("LANGUAGE"), N_("Language of the report: en, id or pl"),
      .text = &request->language_text },
    { "force", NULL, N_("Replace a file that exists already"), .flag = &request->force },
  };

  g_array_append_vals (options, added, G_N_ELEMENTS (added));
}

static gboolean
complain (const char *sentence)
{
  dermaga_complain (sentence);
  return FALSE;
}

gboolean
dermaga_report_request_prepare (const DermagaReportRequest *request)
{
  if (request->language_text != NULL
      && dermaga_report_language_find (request->language_text) == NULL)
    return complain (_("--report-language: a report can be written in English (en), Indonesian "
                       "(id) or Polish (pl)."));
  if (request->path == NULL)
    return request->language_text == NULL
           || complain (_("--report-language needs --report: the file to save."));
  if (!g_file_test (request->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (request->path, G_FILE_TEST_IS_REGULAR))
    return complain (_("--report names something that is no file."));
  return request->force || complain (_("The file exists already; --force replaces it."));
}

gboolean
dermaga_report_request_save (const DermagaReportRequest *request, DermagaResult *result,
                             gboolean agreed)
{
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;
  DermagaReportOptions options = { .language = request->language_text, .agreed = agreed };
  char *text;

  if (request->path == NULL)
    return TRUE;
  options.format = dermaga_report_format_of_path (request->path);
  recommendation = dermaga_recommend (result);
  text = dermaga_report_write (result, recommendation, &options);
  contents = g_bytes_new_take (text, strlen (text));
  if (dermaga_file_save (request->path, contents, request->force, &error))
    return TRUE;
  reason = dermaga_explain_error (error);
  sentence = g_strdup_printf ("%s: %s", request->path, reason);
  return complain (sentence);
}
