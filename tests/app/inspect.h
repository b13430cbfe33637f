#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/**
 * inspect_window:
 *
 * Looks at all that a person sees or hears of the window and of its menu, in the language that
 * tests/app/pseudo.py makes: each text must stand between its brackets, nothing may be wider than
 * the place that it has, and only what is meant to may end in "…".
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, a line each
 */
GPtrArray *inspect_window (GtkWindow *window);

/** inspect_window_width: (transfer full) (element-type utf8): no more than whether it fits the
 *  smallest screen, with headings of whole words. */
GPtrArray *inspect_window_width (GtkWindow *window);

/** inspect_itself: (transfer full) (nullable): why the inspection cannot be trusted: it missed a
 *  fault that was made on purpose. */
char *inspect_itself (void);

G_END_DECLS
