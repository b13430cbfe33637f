#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_direction_follow_language:
 *
 * Lays out everything made from now on as the language of the texts runs, from the left or from the
 * right. GTK itself asks only the locale, and only once; ours may be another, and may change.
 */
void dermaga_direction_follow_language (void);

/** dermaga_direction_set_below: for @widget and all that is in it now: a text in another language
 *  than the rest. %GTK_TEXT_DIR_NONE goes back to what the rest has. */
void dermaga_direction_set_below (GtkWidget *widget, GtkTextDirection direction);

/** dermaga_direction_mark: what a line has to begin with that is put together from words of several
 *  directions, so that it runs as the window does and not as its first word. */
const char *dermaga_direction_mark (void);

/** dermaga_direction_isolate: (transfer full): @text, which is in the language of the texts, with
 *  the marks that keep it running as that language does within a line that runs from the left. */
char *dermaga_direction_isolate (const char *text);

G_END_DECLS
