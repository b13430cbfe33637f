#include "config.h"

#include "app/widgets/dermaga-heading.h"

#include "app/widgets/dermaga-hyphens.h"

#define ICON_SIZE 24

struct _DermagaHeading
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *text;
};

enum { PROP_0, PROP_LABEL, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DermagaHeading, dermaga_heading, GTK_TYPE_WIDGET)

static void
dermaga_heading_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, dermaga_heading_get_label (DERMAGA_HEADING (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_heading_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LABEL:
      dermaga_heading_set_label (DERMAGA_HEADING (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_heading_dispose (GObject *object)
{
  g_clear_pointer (&DERMAGA_HEADING (object)->icon, gtk_widget_unparent);
  g_clear_pointer (&DERMAGA_HEADING (object)->text, gtk_widget_unparent);
  G_OBJECT_CLASS (dermaga_heading_parent_class)->dispose (object);
}

static void
dermaga_heading_class_init (DermagaHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dermaga_heading_get_property;
  object_class->set_property = dermaga_heading_set_property;
  object_class->dispose = dermaga_heading_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);

  properties[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dermaga_heading_init (DermagaHeading *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "pixel-size", ICON_SIZE, "valign", GTK_ALIGN_START,
                             "visible", FALSE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->icon, "dermaga-sign");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                             "xalign", 0.0, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  dermaga_label_avoid_hyphens (GTK_LABEL (self->text));
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

const char *
dermaga_heading_get_label (DermagaHeading *self)
{
  g_return_val_if_fail (DERMAGA_IS_HEADING (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->text));
}

void
dermaga_heading_set_label (DermagaHeading *self, const char *label)
{
  g_return_if_fail (DERMAGA_IS_HEADING (self));
  if (g_strcmp0 (dermaga_heading_get_label (self), label) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->text), label != NULL ? label : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

void
dermaga_heading_set_look (DermagaHeading *self, const char *icon, const char *css_class)
{
  const char *classes[] = { "dermaga-sign", css_class, NULL };

  g_return_if_fail (DERMAGA_IS_HEADING (self));
  gtk_widget_set_visible (self->icon, icon != NULL);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_css_classes (self->icon, classes);
}
