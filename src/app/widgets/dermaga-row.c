#include "config.h"

#include "app/widgets/dermaga-row.h"

struct _DermagaRow
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (DermagaRow, dermaga_row, GTK_TYPE_BOX)

static gboolean
dermaga_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (dermaga_row_parent_class)->focus (widget, direction);
  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
  return child != NULL;
}

static void
dermaga_row_class_init (DermagaRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = dermaga_row_focus;
}

static void
dermaga_row_init (DermagaRow *self)
{
}
