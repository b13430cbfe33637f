#include "config.h"

#include "app/dermaga-ration.h"

#define A_FRAME 2

static gboolean
is_sliding (GtkWidget *widget)
{
  GtkWidget *stack = gtk_widget_get_ancestor (widget, GTK_TYPE_STACK);

  return stack != NULL && gtk_stack_get_transition_running (GTK_STACK (stack));
}

gboolean
dermaga_ration_take (GtkWidget *widget, guint share)
{
  /* Only compared, so that it may be long gone. Windows draw in turns, and one is looked at. */
  static GdkFrameClock *last_clock;
  static gint64 last_frame;
  static guint taken;
  GdkFrameClock *clock;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  clock = gtk_widget_get_frame_clock (widget);
  if (clock == NULL)
    return TRUE;
  if (is_sliding (widget))
    return FALSE;
  if (clock != last_clock || gdk_frame_clock_get_frame_counter (clock) != last_frame)
    {
      last_clock = clock;
      last_frame = gdk_frame_clock_get_frame_counter (clock);
      taken = 0;
    }
  if (taken >= A_FRAME)
    return FALSE;
  taken += share;
  return TRUE;
}
