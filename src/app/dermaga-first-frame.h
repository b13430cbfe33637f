#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_first_frame_report:
 *
 * For the benchmark: once @window has drawn its first frame, prints "first-frame N" on standard
 * error, N being the milliseconds since the process was started (to the kernel's 10 ms), and quits.
 */
void dermaga_first_frame_report (GtkWindow *window);

/**
 * dermaga_first_frame_then:
 * @window: a window that is being shown
 *
 * Calls @function with %NULL once @window has drawn its first frame and nothing more urgent is to
 * be done: the place for what the first page does not need.
 */
void dermaga_first_frame_then (GtkWindow *window, GSourceFunc function);

G_END_DECLS
