#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_label_avoid_hyphens: for labels that may break within a word: no hyphen is set there. In
 * the name of a server it would be read as a part of the name.
 */
void dermaga_label_avoid_hyphens (GtkLabel *label);

G_END_DECLS
