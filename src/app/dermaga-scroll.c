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

/* The frame that would do so comes after the list or menu. */
static void
lay_out_now (GtkWidget *viewport)
{
  GtkWidget *parent = gtk_widget_get_parent (viewport);
  int width = gtk_widget_get_width (viewport);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (viewport, parent, &bounds))
    return;
  /* GTK wants to be asked before it is told. */
  gtk_widget_measure (viewport, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (viewport,
                            &(GtkAllocation) { bounds.origin.x, bounds.origin.y, width,
                                               gtk_widget_get_height (viewport) },
                            -1);
}

/* Whether it has a place where it can be seen; not yet where its page has come just now. */
static gboolean
bring_into_sight (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *position;
  graphene_rect_t bounds;
  double before;

  if (viewport == NULL)
    return TRUE;
  if (gtk_widget_get_height (viewport) == 0)
    return FALSE;
  if (gtk_widget_get_height (widget) == 0) /* it has come to the page just now */
    lay_out_now (viewport);
  if (!gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                  &bounds))
    return FALSE;
  position = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  before = gtk_adjustment_get_value (position);
  gtk_adjustment_clamp_page (position, bounds.origin.y,
                             bounds.origin.y
                                 + MIN (bounds.size.height,
                                        gtk_adjustment_get_page_size (position)));
  if (gtk_adjustment_get_value (position) != before)
    lay_out_now (viewport);
  return TRUE;
}

/* A list or menu opens when its button is down, some time after a key pressed it; this is called
 * before it hears of that. */
static gboolean
toggled_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *button = g_value_get_object (values);
  GtkWidget *parent = gtk_widget_get_parent (button);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button))
      && (GTK_IS_DROP_DOWN (parent) || GTK_IS_MENU_BUTTON (parent)) && !bring_into_sight (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL
      || !(keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0)))
    return GDK_EVENT_PROPAGATE;
  return bring_into_sight (focus) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
}

void
dermaga_scroll_before_menus (GtkWindow *window)
{
  static gsize hooked = 0;
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), window, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  if (g_once_init_enter (&hooked))
    {
      g_type_class_unref (g_type_class_ref (GTK_TYPE_TOGGLE_BUTTON));
      g_signal_add_emission_hook (g_signal_lookup ("toggled", GTK_TYPE_TOGGLE_BUTTON), 0,
                                  toggled_cb, NULL, NULL);
      g_once_init_leave (&hooked, 1);
    }
}

void
dermaga_scroll_to_beginnings (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  /* After the viewport, which listens as well. */
  g_signal_connect_after (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}
