/* The floor for the wizard's first frame: a GTK window with nothing in it. */
#include <gtk/gtk.h>

static gint64 began;

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_printerr ("first-frame %.1f\n", (double) (g_get_monotonic_time () - began) / 1000);
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

  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), application);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  began = g_get_monotonic_time ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
