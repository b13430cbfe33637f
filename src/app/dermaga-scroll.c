#include "config.h"

#include "app/dermaga-scroll.h"

static void
focus_moved_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *viewport
      = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT) : NULL;
  graphene_rect_t bounds;

  /* Whoever clicks sees where. */
  if (viewport == NULL || !gtk_window_get_focus_visible (window)
      || gtk_widget_get_height (focus) <= gtk_widget_get_height (viewport)
      || !gtk_widget_compute_bounds (focus, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                     &bounds))
    return;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)),
                            bounds.origin.y);
}

void
dermaga_scroll_to_beginnings (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  /* After the viewport, which listens as well. */
  g_signal_connect_after (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}
