#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

/** dermaga_proof_mark_new: (transfer floating): how far a format was proved: icon and words; a few
 *  for a row of a list, or the whole sentence. */
GtkWidget *dermaga_proof_mark_new (const DermagaFormat *format, gboolean whole);

/** dermaga_warning_new: (transfer floating): a warning, which says itself that it is one. */
GtkWidget *dermaga_warning_new (const char *text);

G_END_DECLS
