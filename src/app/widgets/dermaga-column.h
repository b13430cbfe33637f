#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_COLUMN (dermaga_column_get_type ())
G_DECLARE_FINAL_TYPE (DermagaColumn, dermaga_column, DERMAGA, COLUMN, GtkWidget)

/**
 * DermagaColumn: holds one child ("child") in the middle and no wider than lines of text are good
 * to read, however wide the window is. Where letters are large and the window is narrow, it is
 * "cramped" and says so, to the style by the class "dermaga-cramped".
 */

G_END_DECLS
