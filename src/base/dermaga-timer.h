#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** dermaga_timer_set: (re)starts *@timer on the thread's default main context. The callback must
 *  call dermaga_timer_clear() on it and return %G_SOURCE_REMOVE. @wait_us below 0 means at once. */
void dermaga_timer_set (GSource **timer, gint64 wait_us, GSourceFunc func, gpointer user_data);

/** dermaga_timer_clear: stops and forgets *@timer (or any other source), if there is one. */
void dermaga_timer_clear (GSource **timer);

G_END_DECLS
