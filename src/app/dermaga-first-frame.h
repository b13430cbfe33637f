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

G_END_DECLS
