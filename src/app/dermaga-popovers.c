#include "config.h"

#include "app/dermaga-popovers.h"

#include <gtk/gtk.h>

/* What it points to is in sight no more. */
static gboolean
is_left_behind (GtkPopover *popover, GtkAdjustment *position)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  GtkWidget *viewport = gtk_widget_get_ancestor (parent, GTK_TYPE_VIEWPORT);
  double value = gtk_adjustment_get_value (position);
  GdkRectangle place;
  double x, y;

  gtk_popover_get_pointing_to (popover, &place);
  return viewport != NULL
         && gtk_widget_translate_coordinates (parent,
                                              gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                              place.x, place.y, &x, &y)
         && (y + place.height <= value
             || y >= value + gtk_adjustment_get_page_size (position));
}

static void
scrolled_cb (GtkAdjustment *position, GtkPopover *popover)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (popover)) && is_left_behind (popover, position))
    gtk_popover_popdown (popover);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *popover = g_value_get_object (values);
  GtkWidget *viewport = GTK_IS_POPOVER (popover)
                            ? gtk_widget_get_ancestor (popover, GTK_TYPE_VIEWPORT)
                            : NULL;

  if (viewport != NULL)
    {
      GtkAdjustment *position = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));

      g_signal_handlers_disconnect_by_func (position, scrolled_cb, popover);
      g_signal_connect_object (position, "value-changed", G_CALLBACK (scrolled_cb), popover, 0);
    }
  return TRUE;
}

/* GTK gives all that is pressed to a menu that is open, also when it is unmapped without having
 * been closed, since what it belongs to goes: nobody else would hear a key any more. And a button
 * that a key pressed waits a quarter of a second before it does anything, such as opening a list;
 * only when it is unrealized does GTK forget that. */
static gboolean
unmapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  else if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "keyboard-activating"))
    gtk_widget_unrealize (widget);
  return TRUE;
}

void
dermaga_popovers_close_in_time (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, unmapped_cb, NULL,
                              NULL);
}
