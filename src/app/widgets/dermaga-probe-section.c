#include "config.h"

#include "app/widgets/dermaga-probe-section.h"

#include <glib/gi18n.h>

#include "app/dermaga-ration.h"
#include "app/widgets/dermaga-probe-row.h"
#include "app/widgets/dermaga-tab-leaves.h"

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

  DermagaResult *result; /* (nullable): what all probes are of */
  GPtrArray *probes;     /* of DermagaProbe, in the order of their rows */
  guint n_in_front;      /* of very many, those that have rows */
  gboolean open;         /* the button was pressed */
  guint rows_id;         /* while rows are to come */
};

enum { PROP_0, PROP_INCOMING, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DermagaProbeSection, dermaga_probe_section, GTK_TYPE_BOX)

/* How many of the probes are to have rows. */
static guint
count_wanted (DermagaProbeSection *self)
{
  gboolean folded = !self->open && self->probes->len > N_WITHOUT_BUTTON;

  return folded ? MIN (self->n_in_front, self->probes->len) : self->probes->len;
}

static void
update_count (DermagaProbeSection *self)
{
  guint n_safe = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->probes->len; i++)
    {
      DermagaProbe *probe = g_ptr_array_index (self->probes, i);

      if (dermaga_probe_is_done (probe)
          && dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe)))
        n_safe++;
    }
  /* Translators: stands beside “Receiving mail” or “Sending mail”. %u is a number. */
  text = g_strdup_printf (ngettext ("%u safe way found", "%u safe ways found", n_safe), n_safe);
  /* An empty label would be read as the name of its type. */
  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_safe > 0);
}

static void
update_more (DermagaProbeSection *self)
{
  guint n = self->probes->len - count_wanted (self);
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

static DermagaProbe *
get_probe_of_row (GtkListBoxRow *row)
{
  return row != NULL ? dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row)) : NULL;
}

static void
make_row (DermagaProbeSection *self, guint place)
{
  gtk_list_box_insert (
      self->list,
      dermaga_probe_row_new (self->result, g_ptr_array_index (self->probes, place), NULL),
      (int) place);
}

/* The rows stand in the order of their probes; some may be missing, and some be behind the fold.
 * Returns whether more are to be made, for which this frame has no time. */
static gboolean
make_rows (DermagaProbeSection *self)
{
  guint n_wanted = count_wanted (self);
  GtkListBoxRow *row;

  for (guint i = 0; i < n_wanted; i++)
    {
      if (get_probe_of_row (gtk_list_box_get_row_at_index (self->list, (int) i))
          == g_ptr_array_index (self->probes, i))
        continue;
      if (!dermaga_ration_take (GTK_WIDGET (self), DERMAGA_RATION_NEW))
        return TRUE;
      make_row (self, i);
      row = gtk_list_box_get_row_at_index (self->list, (int) n_wanted);
      if (row != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) n_wanted)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  return FALSE;
}

static gboolean
make_rows_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  DermagaProbeSection *self = DERMAGA_PROBE_SECTION (widget);

  if (make_rows (self))
    return G_SOURCE_CONTINUE;
  self->rows_id = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_rows (DermagaProbeSection *self)
{
  if (self->rows_id == 0)
    self->rows_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), make_rows_cb, NULL, NULL);
}

/* (nullable): the row that has the focus, or in which something has it. */
static GtkListBoxRow *
find_focused_row (DermagaProbeSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row
      = focus != NULL ? gtk_widget_get_ancestor (focus, DERMAGA_TYPE_PROBE_ROW) : NULL;

  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (self->list))
    return NULL;
  return GTK_LIST_BOX_ROW (row);
}

/*
 * The most useful row comes first, but neither a row that has a result nor the one that has the
 * focus is ever pushed down, or behind the fold: a newcomer may only pass others that still wait.
 */
static guint
find_place (DermagaProbeSection *self, const DermagaCandidate *candidate, DermagaProbe *focused)
{
  guint place = self->probes->len;

  for (; place > 0; place--)
    {
      DermagaProbe *probe = g_ptr_array_index (self->probes, place - 1);

      if (dermaga_probe_get_state (probe) != DERMAGA_PROBE_STATE_WAITING || probe == focused
          || dermaga_candidate_compare (dermaga_probe_get_candidate (probe), candidate) <= 0)
        break;
    }
  return place;
}

void
dermaga_probe_section_add (DermagaProbeSection *self, DermagaResult *result, DermagaProbe *probe)
{
  GtkListBoxRow *focused;

  g_return_if_fail (DERMAGA_IS_PROBE_SECTION (self));
  g_set_object (&self->result, result);
  focused = find_focused_row (self);
  if (focused != NULL)
    self->n_in_front = MAX (self->n_in_front, (guint) gtk_list_box_row_get_index (focused) + 1);
  g_ptr_array_insert (self->probes,
                      (int) find_place (self, dermaga_probe_get_candidate (probe),
                                        get_probe_of_row (focused)),
                      g_object_ref (probe));
  g_signal_connect_object (probe, "notify::state", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (probe, "notify::outcome", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  update_count (self);
  update_more (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  queue_rows (self);
}

static void
forget_probes (DermagaProbeSection *self)
{
  for (guint i = 0; i < self->probes->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->probes, i), update_count, self);
  g_ptr_array_set_size (self->probes, 0);
}

void
dermaga_probe_section_clear (DermagaProbeSection *self)
{
  GtkWidget *row;

  g_return_if_fail (DERMAGA_IS_PROBE_SECTION (self));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  forget_probes (self);
  self->n_in_front = N_IN_FRONT;
  self->open = FALSE;
  update_count (self);
  update_more (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

guint
dermaga_probe_section_get_n_ways (DermagaProbeSection *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE_SECTION (self), 0);
  return self->probes->len;
}

gboolean
dermaga_probe_section_is_whole (DermagaProbeSection *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE_SECTION (self), FALSE);
  return self->rows_id == 0;
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

/* The button goes away; the first row that comes is what to read next. */
static void
more_cb (DermagaProbeSection *self)
{
  guint place = count_wanted (self);

  while (make_rows (self))
    ;
  self->open = TRUE;
  make_row (self, place);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) place)));
  update_more (self);
  queue_rows (self);
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
dermaga_probe_section_dispose (GObject *object)
{
  DermagaProbeSection *self = DERMAGA_PROBE_SECTION (object);

  forget_probes (self);
  g_clear_object (&self->result);
  G_OBJECT_CLASS (dermaga_probe_section_parent_class)->dispose (object);
}

static void
dermaga_probe_section_finalize (GObject *object)
{
  g_ptr_array_unref (DERMAGA_PROBE_SECTION (object)->probes);
  G_OBJECT_CLASS (dermaga_probe_section_parent_class)->finalize (object);
}

static void
dermaga_probe_section_class_init (DermagaProbeSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_probe_section_dispose;
  object_class->finalize = dermaga_probe_section_finalize;
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

  self->probes = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_in_front = N_IN_FRONT;
  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "visible", FALSE,
                NULL);
  gtk_box_append (GTK_BOX (self), make_head (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->heading, NULL, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "dermaga-card");
  dermaga_tab_leaves (self->list);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));

  self->more = g_object_new (GTK_TYPE_BUTTON, "child", text, "halign", GTK_ALIGN_CENTER, "visible",
                             FALSE, "has-frame", FALSE, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->more),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, text, NULL, -1);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->more));
}
