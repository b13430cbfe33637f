#include "config.h"

#include "app/dermaga-page.h"

#include "app/widgets/dermaga-expander.h"

typedef struct {
  DermagaWizard *wizard;
  char *title;
  char *next_label;
  char *topic;
  gboolean can_go_next;
} DermagaPagePrivate;

enum { PROP_0, PROP_WIZARD, PROP_TITLE, PROP_NEXT_LABEL, PROP_CAN_GO_NEXT, PROP_TOPIC, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DermagaPage, dermaga_page, GTK_TYPE_BOX)

static DermagaPagePrivate *
get_private (DermagaPage *self)
{
  return dermaga_page_get_instance_private (self);
}

static gboolean
real_next (DermagaPage *self)
{
  return TRUE;
}

static void
real_nothing (DermagaPage *self)
{
}

static gboolean
real_back (DermagaPage *self)
{
  return FALSE;
}

static void
real_resumed (DermagaPage *self)
{
  DERMAGA_PAGE_GET_CLASS (self)->shown (self);
}

static void
dermaga_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DermagaPagePrivate *priv = get_private (DERMAGA_PAGE (object));

  switch (id)
    {
    case PROP_WIZARD:
      g_value_set_object (value, priv->wizard);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    case PROP_CAN_GO_NEXT:
      g_value_set_boolean (value, priv->can_go_next);
      break;
    case PROP_TOPIC:
      g_value_set_string (value, priv->topic);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DermagaPage *self = DERMAGA_PAGE (object);
  DermagaPagePrivate *priv = get_private (self);

  switch (id)
    {
    case PROP_WIZARD:
      priv->wizard = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      dermaga_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_NEXT_LABEL:
      dermaga_page_set_next_label (self, g_value_get_string (value));
      break;
    case PROP_CAN_GO_NEXT:
      dermaga_page_set_can_go_next (self, g_value_get_boolean (value));
      break;
    case PROP_TOPIC:
      g_free (priv->topic);
      priv->topic = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_page_finalize (GObject *object)
{
  DermagaPagePrivate *priv = get_private (DERMAGA_PAGE (object));

  g_clear_object (&priv->wizard);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->next_label, g_free);
  g_clear_pointer (&priv->topic, g_free);
  G_OBJECT_CLASS (dermaga_page_parent_class)->finalize (object);
}

/* In some languages the words of a button or an expander are longer than a narrow window is wide;
 * those of a template cannot ask for a second line. */
static void
let_wrap (GtkWidget *widget)
{
  GtkWidget *label = NULL;

  if (GTK_IS_BUTTON (widget))
    label = gtk_button_get_child (GTK_BUTTON (widget));
  else if (GTK_IS_EXPANDER (widget))
    label = gtk_expander_get_label_widget (GTK_EXPANDER (widget));
  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      if (GTK_IS_BUTTON (widget))
        gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      else
        gtk_label_set_xalign (GTK_LABEL (label), 0.0);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_wrap (child);
}

static void
dermaga_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (dermaga_page_parent_class)->constructed (object);
  let_wrap (GTK_WIDGET (object));
}

static void
dermaga_page_class_init (DermagaPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  dermaga_expander_mend_focus ();
  object_class->constructed = dermaga_page_constructed;
  object_class->get_property = dermaga_page_get_property;
  object_class->set_property = dermaga_page_set_property;
  object_class->finalize = dermaga_page_finalize;
  klass->shown = real_nothing;
  klass->resumed = real_resumed;
  klass->leave = real_nothing;
  klass->next = real_next;
  klass->save = real_nothing;
  klass->back = real_back;

  properties[PROP_WIZARD]
      = g_param_spec_object ("wizard", NULL, NULL, DERMAGA_TYPE_WIZARD,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  properties[PROP_CAN_GO_NEXT] = g_param_spec_boolean ("can-go-next", NULL, NULL, FALSE, flags);
  properties[PROP_TOPIC]
      = g_param_spec_string ("topic", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dermaga_page_init (DermagaPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

DermagaWizard *
dermaga_page_get_wizard (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), NULL);
  return get_private (self)->wizard;
}

const char *
dermaga_page_get_title (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), NULL);
  return get_private (self)->title;
}

static void
set_string (DermagaPage *self, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
dermaga_page_set_title (DermagaPage *self, const char *title)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  set_string (self, &get_private (self)->title, title, PROP_TITLE);
}

const char *
dermaga_page_get_next_label (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), NULL);
  return get_private (self)->next_label;
}

void
dermaga_page_set_next_label (DermagaPage *self, const char *label)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  set_string (self, &get_private (self)->next_label, label, PROP_NEXT_LABEL);
}

const char *
dermaga_page_get_topic (DermagaPage *self)
{
  const char *topic;

  g_return_val_if_fail (DERMAGA_IS_PAGE (self), DERMAGA_PLACE_TOPICS);
  topic = get_private (self)->topic;
  return topic != NULL ? topic : DERMAGA_PLACE_TOPICS;
}

gboolean
dermaga_page_get_can_go_next (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), FALSE);
  return get_private (self)->can_go_next;
}

void
dermaga_page_set_can_go_next (DermagaPage *self, gboolean can_go_next)
{
  DermagaPagePrivate *priv = get_private (self);

  g_return_if_fail (DERMAGA_IS_PAGE (self));
  if (priv->can_go_next == can_go_next)
    return;
  priv->can_go_next = can_go_next;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_NEXT]);
}

void
dermaga_page_shown (DermagaPage *self)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  DERMAGA_PAGE_GET_CLASS (self)->shown (self);
}

void
dermaga_page_resumed (DermagaPage *self)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  DERMAGA_PAGE_GET_CLASS (self)->resumed (self);
}

void
dermaga_page_leave (DermagaPage *self)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  DERMAGA_PAGE_GET_CLASS (self)->leave (self);
}

gboolean
dermaga_page_next (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), FALSE);
  return DERMAGA_PAGE_GET_CLASS (self)->next (self);
}

void
dermaga_page_save (DermagaPage *self)
{
  g_return_if_fail (DERMAGA_IS_PAGE (self));
  DERMAGA_PAGE_GET_CLASS (self)->save (self);
}

gboolean
dermaga_page_back (DermagaPage *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGE (self), FALSE);
  return DERMAGA_PAGE_GET_CLASS (self)->back (self);
}
