#include "config.h"

#include "app/widgets/dermaga-tab-leaves.h"

static void
set_can_focus (GtkWidget *list, gboolean can_focus)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (row != gtk_widget_get_focus_child (list))
      gtk_widget_set_can_focus (row, can_focus);
}

/* With the other rows out of the way, GTK finds what comes behind or before them. */
static void
leave (GtkWidget *list, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (list);

  set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (root), direction);
  set_can_focus (list, TRUE);
  gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, gpointer data)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *row = gtk_widget_get_focus_child (list);
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  GtkDirectionType direction = back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  /* First through what the row holds. */
  if (!gtk_widget_child_focus (row, direction))
    leave (list, direction);
  return GDK_EVENT_STOP;
}

void
dermaga_tab_leaves (GtkListBox *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_LIST_BOX (list));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}
