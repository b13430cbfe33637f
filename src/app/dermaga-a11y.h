#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_a11y_announce:
 *
 * Has a screen reader say @message, unless what has the focus says it of itself: a heading with
 * that text, or @widget where that is a button whose label just changed.
 *
 * GTK has a way to do so from 4.14 on. Before, the window is called @message until the focus moves:
 * a new name of the window in use is the one change that Orca tells of what has not the focus.
 */
void dermaga_a11y_announce (GtkWidget *widget, const char *message);

/** dermaga_a11y_set_error: ties @entry to the sentence in @label that says what is wrong with it,
 *  and marks it as invalid; an empty or %NULL @message takes both away. */
void dermaga_a11y_set_error (GtkWidget *entry, GtkLabel *label, const char *message);

/** dermaga_isolate: (transfer full): @text between the marks that keep it left-to-right within a
 *  sentence of any direction (U+2066, U+2069): host names and ports. */
char *dermaga_isolate (const char *text);

G_END_DECLS
