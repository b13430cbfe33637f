#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/**
 * dermaga_finding_row_new: (transfer floating): what happened, what it means, what to do, with an
 * icon and a word for how grave it is; a button where the question whether a port is blocked here
 * helps.
 */
GtkWidget *dermaga_finding_row_new (const DermagaFinding *finding);

/** dermaga_words_box_new: (transfer floating): meaning and action, where they are not empty. */
GtkWidget *dermaga_words_box_new (const DermagaWords *words);

/** dermaga_wrapped_label_new: (transfer floating): plain text that wraps; never markup. */
GtkWidget *dermaga_wrapped_label_new (const char *text, const char *css_class);

G_END_DECLS
