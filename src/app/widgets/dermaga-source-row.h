#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-source.h"

G_BEGIN_DECLS

/** dermaga_source_row_new: (transfer floating): a row for a #GtkListBox: one place where servers
 *  may be named, what it said, and where exactly that was found. */
GtkWidget *dermaga_source_row_new (const DermagaSourceReport *report);

G_END_DECLS
