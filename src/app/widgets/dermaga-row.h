#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DermagaRow: a horizontal box whose children Tab visits in their order. In GTK 4.18 it goes
 * through a box from left to right in every language.
 */
#define DERMAGA_TYPE_ROW (dermaga_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaRow, dermaga_row, DERMAGA, ROW, GtkBox)

G_END_DECLS
