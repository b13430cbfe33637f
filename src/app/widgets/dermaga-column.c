#include "config.h"

#include "app/widgets/dermaga-column.h"

#define MAX_WIDTH 560
/* Below this, at the usual size of letters, large headings would break within words. */
#define MIN_WIDTH_FOR_LARGE 300
#define USUAL_DPI 96

struct _DermagaColumn
{
  GtkWidget parent_instance;

  GtkWidget *child;
  gboolean cramped;
  guint cramped_id; /* while that is still to be told */
};

enum { PROP_0, PROP_CHILD, PROP_CRAMPED, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DermagaColumn, dermaga_column, GTK_TYPE_WIDGET)

/* The width the child gets: never below what it needs, else as wide as allowed. */
static int
get_child_width (DermagaColumn *self, int width)
{
  int minimum;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MIN (width, MAX (minimum, MAX_WIDTH));
}

static GtkSizeRequestMode
dermaga_column_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dermaga_column_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  DermagaColumn *self = DERMAGA_COLUMN (widget);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = get_child_width (self, for_size);
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, MIN (*natural, MAX_WIDTH));
}

/* How much room that width is for letters of the size in use. */
static double
get_room (GtkWidget *widget, int width)
{
  int dpi; /* by 1024; -1 where the usual one is meant */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? width * (USUAL_DPI * 1024.0) / dpi : width;
}

static gboolean
apply_cramped_cb (gpointer data)
{
  DermagaColumn *self = data;

  self->cramped_id = 0;
  if (self->cramped)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dermaga-cramped");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dermaga-cramped");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CRAMPED]);
  return G_SOURCE_REMOVE;
}

/* Not at once, but before the next frame: while sizes are given out, nothing may ask for
 * another. */
static void
set_cramped (DermagaColumn *self, gboolean cramped)
{
  if (cramped == self->cramped)
    return;
  self->cramped = cramped;
  if (self->cramped_id == 0)
    self->cramped_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_cramped_cb, self, NULL);
}

static void
dermaga_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DermagaColumn *self = DERMAGA_COLUMN (widget);
  GtkAllocation place = { 0, 0, width, height };

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  set_cramped (self, get_room (widget, width) < MIN_WIDTH_FOR_LARGE);
  place.width = get_child_width (self, width);
  place.x = (width - place.width) / 2;
  gtk_widget_size_allocate (self->child, &place, -1);
}

static void
set_child (DermagaColumn *self, GtkWidget *child)
{
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
dermaga_column_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, DERMAGA_COLUMN (object)->child);
      break;
    case PROP_CRAMPED:
      g_value_set_boolean (value, DERMAGA_COLUMN (object)->cramped);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_column_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      set_child (DERMAGA_COLUMN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_column_dispose (GObject *object)
{
  g_clear_handle_id (&DERMAGA_COLUMN (object)->cramped_id, g_source_remove);
  g_clear_pointer (&DERMAGA_COLUMN (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (dermaga_column_parent_class)->dispose (object);
}

static void
dermaga_column_class_init (DermagaColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dermaga_column_get_property;
  object_class->set_property = dermaga_column_set_property;
  object_class->dispose = dermaga_column_dispose;
  widget_class->get_request_mode = dermaga_column_get_request_mode;
  widget_class->measure = dermaga_column_measure;
  widget_class->size_allocate = dermaga_column_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  properties[PROP_CHILD] = g_param_spec_object (
      "child", NULL, NULL, GTK_TYPE_WIDGET,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CRAMPED] = g_param_spec_boolean ("cramped", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dermaga_column_init (DermagaColumn *self)
{
}
