#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The keys of the whole program, in one table: what works and what the window of shortcuts shows
 * is the same.
 */

/** dermaga_shortcuts_set: gives @application its keys; again when the language has changed. */
void dermaga_shortcuts_set (GtkApplication *application);

/**
 * dermaga_shortcuts_window_new: (transfer full): a window that shows them, to be presented over
 * @parent; Escape closes it.
 *
 * GtkShortcutsWindow, which is made for this, is deprecated since GTK 4.18.
 */
GtkWindow *dermaga_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
