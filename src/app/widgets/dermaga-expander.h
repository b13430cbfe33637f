#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_expander_mend_focus:
 *
 * Mends how the arrow keys go through every expander of the program; called again, it does nothing.
 *
 * GTK (seen in 4.8) offers the focus to what is folded away, too, which then is in no window, and
 * complains of that itself. In a language from right to left, the key to the left never comes out
 * of an expander: the program hangs.
 */
void dermaga_expander_mend_focus (void);

G_END_DECLS
