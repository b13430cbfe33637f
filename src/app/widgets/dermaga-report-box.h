#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_REPORT_BOX (dermaga_report_box_get_type ())
G_DECLARE_FINAL_TYPE (DermagaReportBox, dermaga_report_box, DERMAGA, REPORT_BOX, GtkBox)

/**
 * DermagaReportBox: a report to give away, copied as text or saved as a page, in the language of
 * whoever is to read it.
 */

/**
 * dermaga_report_box_set_answer: what the report is about.
 * @recommendation: (transfer full)
 * @agreed: the person said that they know the servers that need consent
 */
void dermaga_report_box_set_answer (DermagaReportBox *self, DermagaResult *result,
                                    DermagaRecommendation *recommendation, gboolean agreed);

G_END_DECLS
