#include "config.h"

#include "gallery-show.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

/* Whether @widget lies where one can see it; of what is larger than its viewport, the beginning. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL;
       above = gtk_widget_get_parent (above))
    {
      graphene_rect_t bounds;
      int height = gtk_widget_get_height (above);

      if (!GTK_IS_SCROLLED_WINDOW (above) || !gtk_widget_compute_bounds (widget, above, &bounds))
        continue;
      if (bounds.origin.y < -1 || bounds.origin.y >= height
          || (bounds.origin.y + bounds.size.height > height + 1 && bounds.size.height < height))
        return FALSE;
    }
  return TRUE;
}

static void
painted_cb (GdkFrameClock *clock, GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  g_signal_handlers_disconnect_by_func (clock, painted_cb, window);
  if (focus == NULL)
    g_print ("key - - seen\n");
  else
    g_print ("key %p %s %s\n", (void *) focus, G_OBJECT_TYPE_NAME (focus),
             is_in_sight (focus) ? "seen" : "hidden");
}

/* The release comes behind all that the press has done, but for what the next frame shows. */
static void
key_released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                 GdkModifierType state, GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    window);
  gtk_widget_queue_resize (window);
}

static void
take_line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **line = data;

  *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                     NULL);
  if (*line == NULL)
    *line = g_strdup ("");
}

/* The window lives on meanwhile. */
static char *
wait_for_line (GDataInputStream *input)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, take_line_cb, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static Scene *
show (const GalleryView *view, int width, int height)
{
  Scene *scene = scene_new (view->kind, view->typed);
  GtkWidget *window = GTK_WIDGET (scene->window);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), window);
  gtk_widget_add_controller (window, keys);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  scene_iterate (200);
  view->arrange (scene);
  scene_settle (scene);
  scene_wait_for_frame (window);
  return scene;
}

int
gallery_show (const GalleryView *views, guint n_views, int width, int height)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (stream);
  Scene *scene = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene_hurry ();
  setvbuf (stdout, NULL, _IOLBF, 0);
  for (guint i = 0; i < n_views; i++)
    g_print ("view %s\n", views[i].name);
  g_print ("end\n");
  while (TRUE)
    {
      g_autofree char *name = wait_for_line (input);
      g_autofree char *shared = NULL;
      guint at = 0;

      g_clear_pointer (&scene, scene_free);
      while (at < n_views && !g_str_equal (views[at].name, name))
        at++;
      if (at == n_views)
        return *name == '\0' ? 0 : 2;
      scene = show (&views[at], width, height);
      shared = scene_find_shared_keys (scene);
      g_print ("shown %s %s\n", name, shared);
    }
}
