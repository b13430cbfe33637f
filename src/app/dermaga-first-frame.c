#include "config.h"

#include "app/dermaga-first-frame.h"

#include <time.h>
#include <unistd.h>

/* Field 22 of proc(5)'s stat counts from 1; the second, the program's name, may hold spaces. */
#define FIELD_START_TIME 22

static gint64
get_process_start_us (void)
{
  g_autofree char *stat = NULL;
  const char *after_name;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return -1;
  after_name = strrchr (stat, ')');
  if (after_name == NULL)
    return -1;
  fields = g_strsplit (after_name + 2, " ", -1);
  if (g_strv_length (fields) <= FIELD_START_TIME - 3)
    return -1;
  return g_ascii_strtoll (fields[FIELD_START_TIME - 3], NULL, 10) * G_USEC_PER_SEC
         / sysconf (_SC_CLK_TCK);
}

static void
report_cb (GdkFrameClock *clock, gpointer data)
{
  struct timespec now;
  gint64 start = get_process_start_us ();

  g_signal_handlers_disconnect_by_func (clock, report_cb, data);
  clock_gettime (CLOCK_BOOTTIME, &now);
  if (start >= 0)
    g_printerr ("first-frame %" G_GINT64_FORMAT "\n",
                (now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 - start) / 1000);
  gtk_window_close (GTK_WINDOW (data));
}

void
dermaga_first_frame_report (GtkWindow *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (report_cb), window);
}

static void
then_cb (GdkFrameClock *clock, gpointer function)
{
  g_signal_handlers_disconnect_by_func (clock, then_cb, function);
  g_idle_add_full (G_PRIORITY_LOW, function, NULL, NULL);
}

void
dermaga_first_frame_then (GtkWindow *window, GSourceFunc function)
{
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (then_cb), (gpointer) function);
}
