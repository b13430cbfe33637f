#include "config.h"

#include "app/widgets/dermaga-panes.h"

/* From this on there is room for both. */
#define WIDE_WIDTH 800
#define START_WIDTH 340

struct _DermagaPanes
{
  GtkWidget parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  gboolean show_end;
  gboolean wide;
  int end_width;
  guint arranged_id;
};

enum { PROP_0, PROP_START, PROP_END, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { SIGNAL_ARRANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPanes, dermaga_panes, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
dermaga_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Whatever is shown now, a smaller window is possible as long as either fits alone. */
static void
dermaga_panes_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  DermagaPanes *self = DERMAGA_PANES (widget);
  int start_minimum = 0;
  int start_natural = 0;
  int end_minimum = 0;
  int end_natural = 0;

  gtk_widget_measure (self->start, orientation, -1, &start_minimum, &start_natural, NULL, NULL);
  gtk_widget_measure (self->end, orientation, -1, &end_minimum, &end_natural, NULL, NULL);
  *minimum = MAX (start_minimum, end_minimum);
  *natural = MAX (start_natural, end_natural);
}

static gboolean
arranged_cb (gpointer data)
{
  DermagaPanes *self = data;

  self->arranged_id = 0;
  if (self->wide)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wide");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wide");
  g_signal_emit (self, signals[SIGNAL_ARRANGED], 0);
  return G_SOURCE_REMOVE;
}

/* While sizes are given out, nothing else may change its size. */
static void
tell_soon (DermagaPanes *self)
{
  if (self->arranged_id == 0)
    self->arranged_id = g_idle_add (arranged_cb, self);
}

static void
place (GtkWidget *child, int x, int width, int height)
{
  GtkAllocation allocation = { x, 0, width, height };

  gtk_widget_set_child_visible (child, width > 0);
  /* Else one who hears the page would find the other one, too. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, width <= 0,
                               -1);
  if (width > 0)
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
dermaga_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DermagaPanes *self = DERMAGA_PANES (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean wide = width >= WIDE_WIDTH;
  int start_width = wide ? START_WIDTH : self->show_end ? 0 : width;
  int end_width = width - start_width;

  place (self->start, rtl ? end_width : 0, start_width, height);
  place (self->end, rtl ? 0 : start_width, end_width, height);
  end_width = wide ? end_width : width;
  if (wide == self->wide && end_width == self->end_width)
    return;
  self->wide = wide;
  self->end_width = end_width;
  tell_soon (self);
}

static void
dermaga_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DermagaPanes *self = DERMAGA_PANES (object);

  switch (id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
take_child (DermagaPanes *self, GtkWidget **place_of, const GValue *value)
{
  g_return_if_fail (*place_of == NULL);
  *place_of = g_value_get_object (value);
  gtk_widget_set_parent (*place_of, GTK_WIDGET (self));
}

static void
dermaga_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DermagaPanes *self = DERMAGA_PANES (object);

  switch (id)
    {
    case PROP_START:
      take_child (self, &self->start, value);
      break;
    case PROP_END:
      take_child (self, &self->end, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_panes_dispose (GObject *object)
{
  DermagaPanes *self = DERMAGA_PANES (object);

  g_clear_handle_id (&self->arranged_id, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (dermaga_panes_parent_class)->dispose (object);
}

static void
dermaga_panes_class_init (DermagaPanesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dermaga_panes_get_property;
  object_class->set_property = dermaga_panes_set_property;
  object_class->dispose = dermaga_panes_dispose;
  widget_class->get_request_mode = dermaga_panes_get_request_mode;
  widget_class->measure = dermaga_panes_measure;
  widget_class->size_allocate = dermaga_panes_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "panes");

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ARRANGED] = g_signal_new ("arranged", DERMAGA_TYPE_PANES, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_panes_init (DermagaPanes *self)
{
}

void
dermaga_panes_set_show_end (DermagaPanes *self, gboolean show_end)
{
  g_return_if_fail (DERMAGA_IS_PANES (self));
  if (self->show_end == show_end)
    return;
  self->show_end = show_end;
  /* At once, so that what is shown now can take the keyboard. */
  if (!self->wide)
    {
      gtk_widget_set_child_visible (self->start, !show_end);
      gtk_widget_set_child_visible (self->end, show_end);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
dermaga_panes_get_wide (DermagaPanes *self)
{
  g_return_val_if_fail (DERMAGA_IS_PANES (self), FALSE);
  return self->wide;
}

int
dermaga_panes_get_end_width (DermagaPanes *self)
{
  g_return_val_if_fail (DERMAGA_IS_PANES (self), 0);
  return self->end_width;
}
