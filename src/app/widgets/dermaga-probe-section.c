#include "config.h"

#include "app/widgets/dermaga-probe-section.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-probe-row.h"

/* As many rows as can be taken in at once; a button is not worth it for one or two more. */
#define N_IN_FRONT 8
#define N_WITHOUT_BUTTON 10

struct _DermagaProbeSection
{
  GtkBox parent_instance;

  DermagaDirection direction;
  GtkLabel *heading;
  GtkLabel *count;
  GtkListBox *list;
  GtkButton *more;

  guint n_rows;
  guint n_safe;
  gboolean open; /* the button was pressed */
};

enum { PROP_0, PROP_INCOMING, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DermagaProbeSection, dermaga_probe_section, GTK_TYPE_BOX)

static gboolean
is_folded (DermagaProbeSection *self)
{
  return !self->open && self->n_rows > N_WITHOUT_BUTTON;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  return !is_folded (data) || gtk_list_box_row_get_index (row) < N_IN_FRONT;
}

static void
update_count (DermagaProbeSection *self)
{
  /* Translators: stands beside “Receiving mail” or “Sending mail”. %u is a number. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u safe way found", "%u safe ways found",
                                                     self->n_safe), self->n_safe);

  /* An empty label would be read as the name of its type. */
  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), self->n_safe > 0);
}

static void
update_more (DermagaProbeSection *self)
{
  guint n = is_folded (self) ? self->n_rows - N_IN_FRONT : 0;
  g_autofree char *text = NULL;

  if (self->direction == DERMAGA_DIRECTION_INCOMING)
    /* Translators: a button; %u is how many are not shown yet */
    text = g_strdup_printf (ngettext ("Show %u More Way to Receive", "Show %u More Ways to Receive",
                                      n), n);
  else
    /* Translators: a button; %u is how many are not shown yet */
    text = g_strdup_printf (ngettext ("Show %u More Way to Send", "Show %u More Ways to Send", n),
                            n);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->more)), text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 0);
}

static void
probe_changed_cb (DermagaProbe *probe, GParamSpec *pspec, DermagaProbeSection *self)
{
  self->n_safe = 0;
  for (guint i = 0; i < self->n_rows; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      DermagaProbe *other = dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row));

      if (dermaga_probe_is_done (other)
          && dermaga_outcome_is_safe (dermaga_probe_get_outcome (other)))
        self->n_safe++;
    }
  update_count (self);
}

static gboolean
has_focus (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/*
 * The most useful row comes first, but neither a row that has a result nor the one that has the
 * focus is ever pushed down, or behind the fold: a newcomer may only pass others that still wait.
 */
static int
find_place (DermagaProbeSection *self, const DermagaCandidate *candidate)
{
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->list));

  for (; row != NULL; row = gtk_widget_get_prev_sibling (row))
    {
      DermagaProbe *probe = dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row));

      if (dermaga_probe_get_state (probe) != DERMAGA_PROBE_STATE_WAITING || has_focus (row)
          || dermaga_candidate_compare (dermaga_probe_get_candidate (probe), candidate) <= 0)
        return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1;
    }
  return 0;
}

void
dermaga_probe_section_add (DermagaProbeSection *self, DermagaResult *result, DermagaProbe *probe)
{
  g_return_if_fail (DERMAGA_IS_PROBE_SECTION (self));
  gtk_list_box_insert (self->list, dermaga_probe_row_new (result, probe, NULL),
                       find_place (self, dermaga_probe_get_candidate (probe)));
  self->n_rows++;
  g_signal_connect_object (probe, "notify::state", G_CALLBACK (probe_changed_cb), self, 0);
  g_signal_connect_object (probe, "notify::outcome", G_CALLBACK (probe_changed_cb), self, 0);
  probe_changed_cb (probe, NULL, self);
  update_more (self);
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
dermaga_probe_section_clear (DermagaProbeSection *self)
{
  GtkWidget *row;

  g_return_if_fail (DERMAGA_IS_PROBE_SECTION (self));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    {
      g_signal_handlers_disconnect_by_func (dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row)),
                                            probe_changed_cb, self);
      gtk_list_box_remove (self->list, row);
    }
  self->n_rows = 0;
  self->n_safe = 0;
  self->open = FALSE;
  update_count (self);
  update_more (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
dermaga_probe_section_set_busy (DermagaProbeSection *self, gboolean busy)
{
  g_return_if_fail (DERMAGA_IS_PROBE_SECTION (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

GtkListBox *
dermaga_probe_section_get_list (DermagaProbeSection *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE_SECTION (self), NULL);
  return self->list;
}

/* The button goes away; the first row that came is what to read next. */
static void
more_cb (DermagaProbeSection *self)
{
  self->open = TRUE;
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_grab_focus (
      GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, N_IN_FRONT)));
  update_more (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  dermaga_probe_row_toggle (DERMAGA_PROBE_ROW (row));
}

static void
set_incoming (DermagaProbeSection *self, gboolean incoming)
{
  self->direction = incoming ? DERMAGA_DIRECTION_INCOMING : DERMAGA_DIRECTION_OUTGOING;
  gtk_label_set_text (self->heading, incoming ? _("Receiving mail") : _("Sending mail"));
}

static void
dermaga_probe_section_set_property (GObject *object, guint id, const GValue *value,
                                    GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_INCOMING:
      set_incoming (DERMAGA_PROBE_SECTION (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dermaga_probe_section_class_init (DermagaProbeSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = dermaga_probe_section_set_property;
  properties[PROP_INCOMING]
      = g_param_spec_boolean ("incoming", NULL, NULL, FALSE,
                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
make_head (DermagaProbeSection *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, NULL);
  self->count = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "justify", GTK_JUSTIFY_RIGHT, "wrap",
                              TRUE, "valign", GTK_ALIGN_END, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dermaga-good");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  return head;
}

static void
dermaga_probe_section_init (DermagaProbeSection *self)
{
  GtkWidget *text
      = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);

  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "visible", FALSE,
                NULL);
  gtk_box_append (GTK_BOX (self), make_head (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->heading, NULL, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "dermaga-card");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));

  self->more = g_object_new (GTK_TYPE_BUTTON, "child", text, "halign", GTK_ALIGN_CENTER, "visible",
                             FALSE, "has-frame", FALSE, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->more),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, text, NULL, -1);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->more));
}
