#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_COPY_BUTTON (dermaga_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (DermagaCopyButton, dermaga_copy_button, DERMAGA, COPY_BUTTON, GtkButton)

/**
 * DermagaCopyButton: puts a text on the clipboard and says so for two seconds.
 *
 * Property "name-of-text" is what a screen reader and the tooltip call the button ("Copy server
 * name"). Property "compact": an icon alone.
 */

/** dermaga_copy_button_set_text: what to copy; the button is insensitive while it is empty. */
void dermaga_copy_button_set_text (DermagaCopyButton *self, const char *text);

G_END_DECLS
