#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_recent_menu_set:
 *
 * Makes @button open a menu of the domains that were checked, which go into @entry when they are
 * chosen, and in which they and what was found can be forgotten or not be remembered at all. The
 * menu is made when it is opened. Alt+Down in @entry opens it, too.
 */
void dermaga_recent_menu_set (GtkMenuButton *button, GtkEditable *entry);

G_END_DECLS
