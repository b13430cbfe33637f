#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_scroll_to_beginnings: of what is taller than the page, such as an open expander, GTK
 * shows the end when the keyboard comes to it; in @window it is the beginning, where its title
 * stands.
 */
void dermaga_scroll_to_beginnings (GtkWindow *window);

/**
 * dermaga_scroll_before_menus: what the wheel moved out of sight comes back before a key opens a
 * list or a menu there, and on a page that has not been laid out yet none opens; off the screen,
 * GTK 4.8 would ask a monitor that is not there for its size. This holds for the buttons of every
 * window, and for context menus in @window.
 */
void dermaga_scroll_before_menus (GtkWindow *window);

G_END_DECLS
