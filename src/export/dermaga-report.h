#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/** How a report to give away is written. */
typedef enum {
  DERMAGA_REPORT_TEXT, /* for a mail */
  DERMAGA_REPORT_HTML, /* one page that needs nothing else: no script, nothing from outside */
} DermagaReportFormat;

/**
 * DermagaReportOptions:
 * @language: (nullable): one of dermaga_report_languages(); %NULL for the one that is spoken
 *   now, English where there is no report in that
 * @agreed: the person said that they know the servers that need consent
 */
typedef struct {
  DermagaReportFormat format;
  const char *language;
  gboolean agreed;
} DermagaReportOptions;

/**
 * dermaga_report_write: (transfer full): everything a provider or a friend needs to help: the
 * answer, the findings, all that was tried, and the evidence with what was said. Nothing in it
 * tells who the user is, or from where they asked (see dermaga-report-veil.h).
 */
char *dermaga_report_write (DermagaResult *result, const DermagaRecommendation *recommendation,
                            const DermagaReportOptions *options);

/** dermaga_report_file_name: (transfer full): a sensible name, no path. */
char *dermaga_report_file_name (DermagaResult *result, DermagaReportFormat format);
/** dermaga_report_format_of_path: HTML for names that end in ".html" or ".htm", text otherwise. */
DermagaReportFormat dermaga_report_format_of_path (const char *path);

/** DermagaReportLanguage: @code as in the environment, @name in the language itself. */
typedef struct {
  const char *code;
  const char *name;
} DermagaReportLanguage;

/** dermaga_report_languages: (array length=n_languages) (transfer none) */
const DermagaReportLanguage *dermaga_report_languages (guint *n_languages);
/** dermaga_report_language_find: (nullable): the language of that code. */
const DermagaReportLanguage *dermaga_report_language_find (const char *code);
/** dermaga_report_language_spoken: the code of the language in which texts are made now. */
const char *dermaga_report_language_spoken (void);

G_END_DECLS
