#include "config.h"

#include "app/widgets/dermaga-probe-row.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-direction.h"
#include "app/dermaga-ration.h"
#include "app/widgets/dermaga-look.h"
#include "app/widgets/dermaga-probe-details.h"
#include "app/widgets/dermaga-side-layout.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaProbeRow
{
  GtkListBoxRow parent_instance;

  DermagaResult *result;
  DermagaProbe *probe;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *state;
  GtkLabel *against;
  GtkImage *arrow;
  GtkBox *box;
  GtkWidget *details; /* (nullable): while open */
  guint update_id;    /* while what is shown is not what is known */
};

G_DEFINE_FINAL_TYPE (DermagaProbeRow, dermaga_probe_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_css_class (GtkWidget *widget, const char *css_class)
{
  static const char *const all[] = { "dim-label", "dermaga-good", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i], css_class))
      gtk_widget_add_css_class (widget, all[i]);
    else
      gtk_widget_remove_css_class (widget, all[i]);
}

static void
open_details (DermagaProbeRow *self)
{
  self->details = dermaga_probe_details_new (self->result, self->probe);
  gtk_widget_add_css_class (self->details, "dermaga-details");
  gtk_box_append (self->box, self->details);
}

static void
close_details (DermagaProbeRow *self)
{
  gtk_box_remove (self->box, self->details);
  self->details = NULL;
}

static void
update (DermagaProbeRow *self)
{
  DermagaLook look = dermaga_look_of_probe (self->probe);
  g_autofree char *state = dermaga_explain_state (self->probe);
  g_autofree char *sentence = dermaga_explain_row (self->probe);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  set_css_class (GTK_WIDGET (self->icon), look.css_class);
  gtk_label_set_text (self->state, state);
  set_css_class (GTK_WIDGET (self->state), look.css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  if (self->details != NULL)
    {
      close_details (self);
      open_details (self);
    }
}

static gboolean
update_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  DermagaProbeRow *self = DERMAGA_PROBE_ROW (widget);

  if (!dermaga_ration_take (widget, DERMAGA_RATION_CHANGE))
    return G_SOURCE_CONTINUE;
  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Results come in bursts: at once for a row that nobody sees, else in one of the next frames. */
static void
queue_update (DermagaProbeRow *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
  else if (self->update_id == 0)
    self->update_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), update_cb, NULL, NULL);
}

void
dermaga_probe_row_toggle (DermagaProbeRow *self)
{
  gboolean open;

  g_return_if_fail (DERMAGA_IS_PROBE_ROW (self));
  open = self->details == NULL;
  if (open)
    open_details (self);
  else
    close_details (self);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/* Ctrl+C: the row as a sentence, to be pasted into a question to the provider. */
static gboolean
copy_cb (GtkWidget *widget, GVariant *parameters, gpointer data)
{
  g_autofree char *sentence = dermaga_explain_row (DERMAGA_PROBE_ROW (widget)->probe);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), sentence);
  dermaga_a11y_announce (widget, _("Copied"));
  return GDK_EVENT_STOP;
}

static void
dermaga_probe_row_dispose (GObject *object)
{
  g_clear_object (&DERMAGA_PROBE_ROW (object)->probe);
  g_clear_object (&DERMAGA_PROBE_ROW (object)->result);
  G_OBJECT_CLASS (dermaga_probe_row_parent_class)->dispose (object);
}

static void
dermaga_probe_row_class_init (DermagaProbeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_probe_row_dispose;
  g_type_ensure (DERMAGA_TYPE_SIDE_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-probe-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, title);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, state);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, against);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, DermagaProbeRow, box);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
}

static void
dermaga_probe_row_init (DermagaProbeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static const char *
get_protocol_name (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return "SMTP";
    case DERMAGA_PROTOCOL_IMAP:
      return "IMAP";
    case DERMAGA_PROTOCOL_POP3:
      return "POP3";
    }
  g_return_val_if_reached ("");
}

GtkWidget *
dermaga_probe_row_new (DermagaResult *result, DermagaProbe *probe, const char *against)
{
  DermagaProbeRow *self = g_object_new (DERMAGA_TYPE_PROBE_ROW, NULL);
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autofree char *host = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  self->result = g_object_ref (result);
  self->probe = g_object_ref (probe);
  /* Translators: a protocol and a port number: "IMAP, port 993" */
  title = g_strdup_printf (_("%s, port %u"), get_protocol_name (candidate->protocol),
                           candidate->port);
  host = dermaga_isolate (candidate->host);
  subtitle = g_strdup_printf ("%s%s · %s", dermaga_direction_mark (), host,
                              dermaga_explain_security (candidate->security));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->against, against != NULL ? against : "");
  gtk_widget_set_visible (GTK_WIDGET (self->against), against != NULL);
  g_signal_connect_object (probe, "notify::state", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (probe, "notify::outcome", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

DermagaProbe *
dermaga_probe_row_get_probe (DermagaProbeRow *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE_ROW (self), NULL);
  return self->probe;
}
