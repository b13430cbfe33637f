/* The floor for the wizard's window: one of GTK's with nothing in it.
 *
 * usage: empty-window [--memory]
 *
 * Says on standard error when it has drawn its first frame, and ends; with --memory, prints first
 * what memory.h says.
 */
#include <gtk/gtk.h>

#include "memory.h"

static gint64 began;
static gboolean asked_for_memory;

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_printerr ("first-frame %.1f\n", (double) (g_get_monotonic_time () - began) / 1000);
  if (asked_for_memory)
    memory_print ();
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  g_application_quit (user_data);
}

static void
mapped_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    user_data);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 560);
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), application);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  began = g_get_monotonic_time ();
  asked_for_memory = argc == 2 && g_str_equal (argv[1], "--memory");
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
