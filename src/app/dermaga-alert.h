#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_alert_show:
 *
 * A small window over @parent that says what did not work, until it is closed (Escape, Enter).
 * GTK's own is deprecated (GtkMessageDialog) or not there yet (GtkAlertDialog is of GTK 4.10).
 */
void dermaga_alert_show (GtkWindow *parent, const char *title, const char *text);

/** dermaga_close_on_escape: lets Escape close a window that only shows something. */
void dermaga_close_on_escape (GtkWindow *window);

G_END_DECLS
