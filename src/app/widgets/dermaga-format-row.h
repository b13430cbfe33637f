#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_FORMAT_ROW (dermaga_format_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaFormatRow, dermaga_format_row, DERMAGA, FORMAT_ROW, GtkListBoxRow)

/**
 * dermaga_format_row_new: (transfer floating): a file that settings can be saved as.
 * @beside: (nullable): another row of the same list, of which one is chosen
 */
GtkWidget *dermaga_format_row_new (const DermagaFormat *format, DermagaFormatRow *beside);
const DermagaFormat *dermaga_format_row_get_format (DermagaFormatRow *self);
/** dermaga_format_row_set_possible: whether the servers that the format needs were found. */
void dermaga_format_row_set_possible (DermagaFormatRow *self, gboolean possible);

G_END_DECLS
