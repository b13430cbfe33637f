#include "config.h"

#include "app/widgets/dermaga-copy-button.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"

#define COPIED_SECONDS 2

struct _DermagaCopyButton
{
  GtkButton parent_instance;

  char *name;
  char *text;
  gboolean compact;
  guint reset_id;
};

enum { PROP_0, PROP_NAME_OF_TEXT, PROP_COMPACT, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DermagaCopyButton, dermaga_copy_button, GTK_TYPE_BUTTON)

static void
show_face (DermagaCopyButton *self, gboolean copied)
{
  const char *name = copied ? _("Copied") : self->name;

  if (self->compact)
    gtk_button_set_icon_name (GTK_BUTTON (self),
                              copied ? "object-select-symbolic" : "edit-copy-symbolic");
  else
    {
      gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
      gtk_button_set_label (GTK_BUTTON (self), copied ? _("Copied") : _("_Copy"));
    }
  if (name == NULL)
    return;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->compact ? name : NULL);
  /* What is said once need not be said again. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
reset_cb (gpointer data)
{
  DermagaCopyButton *self = data;

  self->reset_id = 0;
  show_face (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
dermaga_copy_button_clicked (GtkButton *button)
{
  DermagaCopyButton *self = DERMAGA_COPY_BUTTON (button);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  show_face (self, TRUE);
  dermaga_a11y_announce (GTK_WIDGET (self), _("Copied"));
  g_clear_handle_id (&self->reset_id, g_source_remove);
  self->reset_id = g_timeout_add_seconds (COPIED_SECONDS, reset_cb, self);
}

static void
dermaga_copy_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DermagaCopyButton *self = DERMAGA_COPY_BUTTON (object);

  switch (id)
    {
    case PROP_NAME_OF_TEXT:
      g_value_set_string (value, self->name);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_copy_button_set_property (GObject *object, guint id, const GValue *value,
                                  GParamSpec *pspec)
{
  DermagaCopyButton *self = DERMAGA_COPY_BUTTON (object);

  switch (id)
    {
    case PROP_NAME_OF_TEXT:
      g_free (self->name);
      self->name = g_value_dup_string (value);
      show_face (self, FALSE);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      show_face (self, FALSE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_copy_button_dispose (GObject *object)
{
  DermagaCopyButton *self = DERMAGA_COPY_BUTTON (object);

  g_clear_handle_id (&self->reset_id, g_source_remove);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (dermaga_copy_button_parent_class)->dispose (object);
}

static void
dermaga_copy_button_class_init (DermagaCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dermaga_copy_button_get_property;
  object_class->set_property = dermaga_copy_button_set_property;
  object_class->dispose = dermaga_copy_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = dermaga_copy_button_clicked;

  properties[PROP_NAME_OF_TEXT]
      = g_param_spec_string ("name-of-text", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPACT]
      = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dermaga_copy_button_init (DermagaCopyButton *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

void
dermaga_copy_button_set_text (DermagaCopyButton *self, const char *text)
{
  g_return_if_fail (DERMAGA_IS_COPY_BUTTON (self));
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_sensitive (GTK_WIDGET (self), text != NULL && text[0] != '\0');
}
