#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_AUDIENCE_ROW (dermaga_audience_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaAudienceRow, dermaga_audience_row, DERMAGA, AUDIENCE_ROW,
                      GtkListBoxRow)

/** dermaga_audience_row_new: (transfer floating): something that a person wants to set up. */
GtkWidget *dermaga_audience_row_new (DermagaAudience audience);
DermagaAudience dermaga_audience_row_get_audience (DermagaAudienceRow *self);
/** dermaga_audience_row_set_possible: whether any of its files can be made of what was found. */
void dermaga_audience_row_set_possible (DermagaAudienceRow *self, gboolean possible);

G_END_DECLS
