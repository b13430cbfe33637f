#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DermagaSideLayout: a text, and a word at its far side. With large letters in a narrow window,
 * where that would leave the text no more than a few letters a line, the word stands below it.
 */
#define DERMAGA_TYPE_SIDE_LAYOUT (dermaga_side_layout_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSideLayout, dermaga_side_layout, DERMAGA, SIDE_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
