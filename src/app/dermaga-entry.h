#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_entry_set_text: gives a field the text that the program knows. What stood there before is
 * forgotten: it was of another check, and Undo would bring it back.
 */
void dermaga_entry_set_text (GtkEditable *entry, const char *text);

G_END_DECLS
