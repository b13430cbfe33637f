#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_a11y_announce:
 *
 * Has a screen reader say @message, where GTK can (4.14 and later). Before that the only means is
 * a label of the status role, so whatever is announced must be on the page too.
 */
void dermaga_a11y_announce (GtkWidget *widget, const char *message);

/** dermaga_a11y_set_error: ties @entry to the sentence in @label that says what is wrong with it,
 *  and marks it as invalid; an empty or %NULL @message takes both away. */
void dermaga_a11y_set_error (GtkWidget *entry, GtkLabel *label, const char *message);

/** dermaga_isolate: (transfer full): @text between the marks that keep it left-to-right within a
 *  sentence of any direction (U+2066, U+2069): host names and ports. */
char *dermaga_isolate (const char *text);

G_END_DECLS
