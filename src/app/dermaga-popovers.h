#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_popovers_close_in_time: menus and lists of every window close when the place that they
 * point to is scrolled out of sight, and when what they belong to goes: a window that another
 * language replaces, a page, a row; none opens there any more either. GTK 4.8 would ask a monitor
 * that is not there for its size, and leave the keyboard to a menu that nobody sees.
 */
void dermaga_popovers_close_in_time (void);

G_END_DECLS
