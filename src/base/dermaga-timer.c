#include "config.h"

#include "base/dermaga-timer.h"

void
dermaga_timer_set (GSource **timer, gint64 wait_us, GSourceFunc func, gpointer user_data)
{
  dermaga_timer_clear (timer);
  /* Rounded up: a deadline must not fire before its time. */
  *timer = g_timeout_source_new ((MAX (wait_us, 0) + 999) / 1000);
  g_source_set_callback (*timer, func, user_data, NULL);
  g_source_attach (*timer, g_main_context_get_thread_default ());
}

void
dermaga_timer_clear (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
