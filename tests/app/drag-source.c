#include "config.h"

#include <gtk/gtk.h>

/* What a file manager is to a window that files are dropped on: a small window from which FILE can
 * be dragged. It offers "text/uri-list", and prints how the drag goes, a word a line. */

static GMainLoop *loop;

static void
action_cb (GdkDrag *drag, GParamSpec *pspec, gpointer data)
{
  g_print ("%s\n", gdk_drag_get_selected_action (drag) != 0 ? "accepted" : "unwanted");
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer data)
{
  g_print ("begun\n");
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (action_cb), NULL);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer data)
{
  g_print ("ended\n");
  g_main_loop_quit (loop);
}

static GdkContentProvider *
offer (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *list = g_strconcat (uri, "\r\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (list, strlen (list));

  return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
}

int
main (int argc, char **argv)
{
  g_autoptr (GdkContentProvider) content = NULL;
  GtkDragSource *source;
  GtkWidget *window;

  if (argc != 2)
    return 2;
  setvbuf (stdout, NULL, _IOLBF, 0);
  gtk_init ();
  loop = g_main_loop_new (NULL, FALSE);
  content = offer (argv[1]);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 120, 120);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_main_loop_unref (loop);
  return 0;
}
