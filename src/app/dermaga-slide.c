#include "config.h"

#include "app/dermaga-slide.h"

/* A stack lets go of the page before when that is hidden; there is no other way to tell it. */
void
dermaga_slide_end (GtkStack *stack)
{
  GtkWidget *shown;

  g_return_if_fail (GTK_IS_STACK (stack));
  if (!gtk_stack_get_transition_running (stack))
    return;
  shown = gtk_stack_get_visible_child (stack);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != shown && gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
      {
        gtk_widget_set_visible (child, FALSE);
        gtk_widget_set_visible (child, TRUE);
      }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, GtkStack *stack)
{
  dermaga_slide_end (stack);
  return GDK_EVENT_PROPAGATE;
}

void
dermaga_slide_end_at_key (GtkWidget *window, GtkStack *stack)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (window) && GTK_IS_STACK (stack));
  /* Before anything else hears of the key. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), stack, 0);
  gtk_widget_add_controller (window, keys);
}
