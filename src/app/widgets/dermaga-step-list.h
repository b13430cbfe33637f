#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

/** dermaga_step_list_fill: what to do with the file, in place of what stood in @box: numbered
 *  sentences, and the lines of code among them, which can be copied. */
void dermaga_step_list_fill (GtkBox *box, const DermagaFormat *format,
                             const DermagaSettings *settings);

G_END_DECLS
