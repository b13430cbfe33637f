#include "config.h"

#include "app/widgets/dermaga-expander.h"

static gboolean (*focus_of_gtk) (GtkWidget *widget, GtkDirectionType direction);

static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_expander_get_child (GTK_EXPANDER (widget));
  gboolean folded = child != NULL && gtk_widget_get_parent (child) == NULL;
  gboolean moved;

  /* To the left is onward there, and that way GTK knows an end. */
  if (direction == GTK_DIR_LEFT && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    direction = GTK_DIR_DOWN;
  if (folded)
    gtk_widget_set_child_visible (child, FALSE);
  moved = focus_of_gtk (widget, direction);
  if (folded)
    gtk_widget_set_child_visible (child, TRUE);
  return moved;
}

void
dermaga_expander_mend_focus (void)
{
  GtkWidgetClass *expanders;

  if (focus_of_gtk != NULL)
    return;
  /* Kept: a class that came and went would be without this again. */
  expanders = g_type_class_ref (GTK_TYPE_EXPANDER);
  focus_of_gtk = expanders->focus;
  expanders->focus = move_focus;
}
