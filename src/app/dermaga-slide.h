#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_slide_end_at_key: whoever presses a key in @window means the page that comes in, though
 * the one before still slides away in @stack and would answer to its access keys and to Tab. It is
 * gone from the first key on.
 */
void dermaga_slide_end_at_key (GtkWidget *window, GtkStack *stack);
/** dermaga_slide_end: takes away at once what slides away, if anything does. */
void dermaga_slide_end (GtkStack *stack);

G_END_DECLS
