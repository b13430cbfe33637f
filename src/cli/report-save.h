#pragma once

#include "cli/options.h"
#include "export/dermaga-report.h"

G_BEGIN_DECLS

/** DermagaReportRequest: the report to save beside what is printed, as typed. */
typedef struct {
  char *path; /* (nullable): no report is wanted */
  char *language_text;
  gboolean force;
} DermagaReportRequest;

void dermaga_report_request_clear (DermagaReportRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DermagaReportRequest, dermaga_report_request_clear)

/** dermaga_report_request_add_options: adds the options that lead to @request (see options.h). */
void dermaga_report_request_add_options (DermagaReportRequest *request, GArray *options);

/** dermaga_report_request_prepare: whether the report could be saved, as far as can be known before
 *  anything is asked of the network; complains in a sentence if not. */
gboolean dermaga_report_request_prepare (const DermagaReportRequest *request);

/**
 * dermaga_report_request_save: writes the report, if one is wanted.
 * @agreed: the person accepted servers that need consent
 *
 * Returns: whether nothing went wrong; complains if it did
 */
gboolean dermaga_report_request_save (const DermagaReportRequest *request, DermagaResult *result,
                                      gboolean agreed);

G_END_DECLS
