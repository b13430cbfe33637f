#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_drop_down_set_texts: gives @self the texts in @texts, a #GtkStringList, to choose from.
 *
 * The usual rows of a drop-down do not wrap, and so ask for more than a narrow window has; its
 * button has no room for a second line.
 */
void dermaga_drop_down_set_texts (GtkDropDown *self, GtkStringList *texts);

G_END_DECLS
