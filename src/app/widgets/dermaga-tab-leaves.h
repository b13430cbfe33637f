#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_tab_leaves: Tab leaves @list, and arrows go along it. GTK's own way is from row to row,
 * sixty times in a long check; and where the row that has the focus is the one that is chosen,
 * nobody could go on from another than the last.
 */
void dermaga_tab_leaves (GtkListBox *list);

G_END_DECLS
