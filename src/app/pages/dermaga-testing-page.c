#include "config.h"

#include "app/pages/dermaga-testing-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-probe-section.h"

#define SLOW_AFTER_US (10 * G_USEC_PER_SEC)

struct _DermagaTestingPage
{
  DermagaPage parent_instance;

  DermagaHeading *headline;
  GtkProgressBar *progress;
  GtkLabel *count;
  GtkWidget *cancel;
  GtkLabel *status;
  DermagaProbeSection *incoming;
  DermagaProbeSection *outgoing;

  DermagaResult *result; /* what the rows are of */
  guint n_added;         /* how many of its probes the sections have */
  guint slow_id;
};

G_DEFINE_FINAL_TYPE (DermagaTestingPage, dermaga_testing_page, DERMAGA_TYPE_PAGE)

static gboolean
is_cancelled (DermagaResult *result)
{
  return (dermaga_result_get_conditions (result) & DERMAGA_CONDITION_CANCELLED) != 0;
}

static void
add_new_probes (DermagaTestingPage *self)
{
  GListModel *probes = dermaga_result_get_probes (self->result);

  while (self->n_added < g_list_model_get_n_items (probes))
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, self->n_added++);
      gboolean incoming = dermaga_probe_get_direction (probe) == DERMAGA_DIRECTION_INCOMING;

      dermaga_probe_section_add (incoming ? self->incoming : self->outgoing, self->result, probe);
    }
}

static void
set_result (DermagaTestingPage *self, DermagaResult *result)
{
  if (!g_set_object (&self->result, result))
    return;
  dermaga_probe_section_clear (self->incoming);
  dermaga_probe_section_clear (self->outgoing);
  gtk_label_set_text (self->status, "");
  self->n_added = 0;
}

static void
update_headline (DermagaTestingPage *self, gboolean running)
{
  const DermagaTarget *target
      = dermaga_wizard_get_target (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
  g_autofree char *domain = dermaga_isolate (target->display_domain);
  g_autofree char *text = NULL;

  if (running)
    /* Translators: %s is a domain such as example.com */
    text = g_strdup_printf (_("Checking %s…"), domain);
  else if (is_cancelled (self->result))
    /* Translators: %s is a domain such as example.com */
    text = g_strdup_printf (_("The check of %s was cancelled"), domain);
  else
    /* Translators: %s is a domain such as example.com */
    text = g_strdup_printf (_("%s has been checked"), domain);
  dermaga_heading_set_label (self->headline, text);
}

static void
update_progress (DermagaTestingPage *self, gboolean running)
{
  guint n_done = 0;
  guint n_all = 0;
  g_autofree char *text = NULL;

  dermaga_result_count (self->result, &n_done, &n_all);
  /* Translators: how many ways of connecting have been tried: "12 of 34" */
  text = g_strdup_printf (_("%u of %u"), n_done, n_all);
  gtk_label_set_text (self->count, n_all > 0 ? text : "");
  gtk_progress_bar_set_fraction (self->progress, n_all > 0 ? (double) n_done / n_all : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (GTK_WIDGET (self->count), running);
  gtk_widget_set_visible (self->cancel, running);
  dermaga_probe_section_set_busy (self->incoming, running);
  dermaga_probe_section_set_busy (self->outgoing, running);
}

static gboolean
has_safe_pair (DermagaResult *result)
{
  return dermaga_result_get_best (result, DERMAGA_DIRECTION_INCOMING, NULL) != NULL
         && dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, NULL) != NULL;
}

static const char *
get_status (DermagaTestingPage *self, gboolean running, gboolean ready)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  gint64 quiet = g_get_monotonic_time () - dermaga_wizard_get_last_change (wizard);

  if (!running && is_cancelled (self->result))
    return _("What was found so far is kept.");
  if (!running)
    return _("All results are in.");
  if (ready)
    return _("Good settings found. You can continue; the rest is still being checked.");
  if (quiet >= SLOW_AFTER_US)
    return _("Some servers answer slowly on purpose. The whole check takes at most a minute and a "
             "half.");
  return _("Every way of connecting is tried. Most answer within seconds.");
}

/* Only what is new is said, and only the few sentences above: rows change too fast to follow. */
static void
update_status (DermagaTestingPage *self, gboolean running, gboolean ready)
{
  const char *status = get_status (self, running, ready);

  if (g_str_equal (gtk_label_get_text (self->status), status))
    return;
  gtk_label_set_text (self->status, status);
  dermaga_a11y_announce (GTK_WIDGET (self), status);
}

static void
update (DermagaTestingPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  DermagaResult *result = dermaga_wizard_get_result (wizard);
  gboolean running = dermaga_wizard_get_running (wizard);
  gboolean ready;

  if (result == NULL)
    return;
  set_result (self, result);
  ready = dermaga_wizard_get_settled (wizard) && has_safe_pair (result);
  add_new_probes (self);
  update_headline (self, running);
  update_progress (self, running);
  update_status (self, running, ready);
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), ready || !running);
}

static gboolean
slow_cb (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
dermaga_testing_page_shown (DermagaPage *page)
{
  DermagaTestingPage *self = DERMAGA_TESTING_PAGE (page);

  update (self);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->slow_id = g_timeout_add_seconds (1, slow_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->headline));
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->headline));
}

static void
dermaga_testing_page_leave (DermagaPage *page)
{
  g_clear_handle_id (&DERMAGA_TESTING_PAGE (page)->slow_id, g_source_remove);
}

static void
dermaga_testing_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (dermaga_testing_page_parent_class)->constructed (object);
  g_signal_connect_object (dermaga_page_get_wizard (DERMAGA_PAGE (object)), "changed",
                           G_CALLBACK (update), object, G_CONNECT_SWAPPED);
}

static void
dermaga_testing_page_dispose (GObject *object)
{
  DermagaTestingPage *self = DERMAGA_TESTING_PAGE (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_object (&self->result);
  G_OBJECT_CLASS (dermaga_testing_page_parent_class)->dispose (object);
}

static void
dermaga_testing_page_class_init (DermagaTestingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  object_class->constructed = dermaga_testing_page_constructed;
  object_class->dispose = dermaga_testing_page_dispose;
  page_class->shown = dermaga_testing_page_shown;
  page_class->leave = dermaga_testing_page_leave;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_PROBE_SECTION);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-testing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, headline);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, count);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, status);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, incoming);
  gtk_widget_class_bind_template_child (widget_class, DermagaTestingPage, outgoing);
}

static void
dermaga_testing_page_init (DermagaTestingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_testing_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_TESTING_PAGE, "wizard", wizard, NULL);
}
