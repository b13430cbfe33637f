#include "config.h"

#include "app/widgets/dermaga-flow.h"

#define SPACING_BESIDE 12
#define SPACING_BELOW 6

struct _DermagaFlow
{
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DermagaFlow, dermaga_flow, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* What the children ask for: the widest, and all side by side. */
static void
measure_widths (GtkWidget *self, int *minimum, int *widest, int *beside)
{
  int n_shown = 0;

  *minimum = *widest = *beside = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *widest = MAX (*widest, child_natural);
      *beside += child_natural + (n_shown++ > 0 ? SPACING_BESIDE : 0);
    }
}

static gboolean
fits_beside (GtkWidget *self, int width)
{
  int minimum;
  int widest;
  int beside;

  measure_widths (self, &minimum, &widest, &beside);
  return width < 0 || beside <= width;
}

static int
measure_height (GtkWidget *self, int width)
{
  gboolean beside = fits_beside (self, width);
  int height = 0;
  int n_shown = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, beside ? -1 : width, NULL, &natural,
                          NULL, NULL);
      if (beside)
        height = MAX (height, natural);
      else
        height += natural + (n_shown++ > 0 ? SPACING_BELOW : 0);
    }
  return height;
}

static GtkSizeRequestMode
dermaga_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dermaga_flow_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  int widest;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_widths (widget, minimum, &widest, natural);
  else
    *minimum = *natural = measure_height (widget, for_size);
}

static void
dermaga_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean beside = fits_beside (widget, width);
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int along = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, 0, width, height };
      int minimum;
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      place.width = MAX (minimum, MIN (natural, width));
      if (!beside)
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL,
                            NULL);
      place.x = beside ? along : 0;
      place.y = beside ? 0 : along;
      if (from_right)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
      along += beside ? place.width + SPACING_BESIDE : place.height + SPACING_BELOW;
    }
}

static void
dermaga_flow_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (dermaga_flow_parent_class)->dispose (object);
}

static GtkBuildableIface *parent_iface;

static void
dermaga_flow_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_iface->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_iface = g_type_interface_peek_parent (iface);
  iface->add_child = dermaga_flow_add_child;
}

static void
dermaga_flow_class_init (DermagaFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_flow_dispose;
  widget_class->get_request_mode = dermaga_flow_get_request_mode;
  widget_class->measure = dermaga_flow_measure;
  widget_class->size_allocate = dermaga_flow_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dermaga_flow_init (DermagaFlow *self)
{
}
