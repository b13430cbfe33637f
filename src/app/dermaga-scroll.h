#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_scroll_to_beginnings: of what is taller than the page, such as an open expander, GTK
 * shows the end when the keyboard comes to it; in @window it is the beginning, where its title
 * stands.
 */
void dermaga_scroll_to_beginnings (GtkWindow *window);

G_END_DECLS
