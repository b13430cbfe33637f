#include "config.h"

#include "gallery-picture.h"

#define PATIENCE_MS 20000
#define NARROW 360
#define WIDE 500 /* narrower is any page that does not need more for its words */

/* With large letters, a page may need more. */
static gboolean
has_width (GtkWidget *window, int width)
{
  graphene_rect_t bounds; /* with the border, as in the picture */
  int least;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return gtk_widget_compute_bounds (window, window, &bounds)
         && (int) bounds.size.width == MAX (width, least);
}

/* On a busy machine a size comes late, and the layout a moment after that. It is asked for again
 * and again: GTK remembers the size that the window got, and what is asked while that is on its way
 * may be forgotten. */
void
gallery_set_size (Scene *scene, int width, int height)
{
  guint waited = 0;

  do
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      gtk_window_set_default_size (GTK_WINDOW (scene->window), width, height);
      scene_iterate (20);
      waited += 20;
    }
  while (!has_width (GTK_WIDGET (scene->window), width));
  scene_iterate (200);
}

void
gallery_make_narrow (Scene *scene)
{
  guint waited = 0;
  int width;

  do
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      gtk_window_set_default_size (GTK_WINDOW (scene->window), NARROW, 640);
      scene_iterate (20);
      waited += 20;
      width = gtk_widget_get_width (GTK_WIDGET (scene->window));
    }
  while (width == 0 || width >= WIDE);
  scene_iterate (200);
}

/* (transfer full): what the window shows. What is laid out anew at this moment has nothing to show
 * before the next frame. */
static GskRenderNode *
look_at (GtkWidget *window, int *width, int *height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GskRenderNode *node = NULL;

  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      scene_wait_for_frame (window);
      *width = gdk_paintable_get_intrinsic_width (paintable);
      *height = gdk_paintable_get_intrinsic_height (paintable);
      gdk_paintable_snapshot (paintable, snapshot, *width, *height);
      node = gtk_snapshot_free_to_node (snapshot);
    }
  return node;
}

void
gallery_save_picture (Scene *scene, const char *path)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;

  node = look_at (GTK_WIDGET (scene->window), &width, &height);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (scene->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("Cannot write %s", path);
}
