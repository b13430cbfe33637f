#include "config.h"

#include "app/pages/dermaga-verdict-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-change-list.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-consent-card.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-flow.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-look.h"
#include "app/widgets/dermaga-plain-card.h"
#include "app/widgets/dermaga-port-checks.h"
#include "app/widgets/dermaga-probe-row.h"
#include "app/widgets/dermaga-report-box.h"
#include "app/widgets/dermaga-scene-card.h"
#include "app/widgets/dermaga-server-card.h"
#include "app/widgets/dermaga-source-row.h"
#include "export/dermaga-format.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

struct _DermagaVerdictPage
{
  DermagaPage parent_instance;

  DermagaHeading *answer;
  GtkLabel *summary;
  DermagaSceneCard *scene;
  GtkWidget *saved;
  GtkLabel *saved_text;
  DermagaConsentCard *consent;
  DermagaServerCard *incoming;
  DermagaServerCard *outgoing;
  GtkWidget *further; /* the two buttons below */
  GtkWidget *check_password;
  GtkWidget *practice_mail;
  DermagaPlainCard *plain;
  GtkWidget *export_plain;
  GtkWidget *findings_section;
  GtkBox *findings;
  GtkWidget *more_expander;
  GtkBox *more_findings;
  DermagaChangeList *changes;
  GtkExpander *details;
  GtkListBox *ways;
  GtkWidget *sources_expander;
  GtkListBox *sources;
  GtkWidget *port_checks_expander;
  GtkBox *port_checks;
  DermagaReportBox *report;
  GtkWidget *test_again;

  gboolean visible;
  gboolean stale; /* what is shown is not what is known */
  gboolean has_choice;
  gboolean wants_plain; /* the button for it was pressed */
  DermagaRecommendation *recommendation; /* (nullable): what is shown */
};

G_DEFINE_FINAL_TYPE (DermagaVerdictPage, dermaga_verdict_page, DERMAGA_TYPE_PAGE)

static void
show_cards (DermagaVerdictPage *self, DermagaResult *result,
            const DermagaRecommendation *recommendation)
{
  const DermagaTarget *target
      = dermaga_wizard_get_target (dermaga_page_get_wizard (DERMAGA_PAGE (self)));

  dermaga_server_card_set_choice (self->incoming, result, DERMAGA_DIRECTION_INCOMING,
                                  recommendation->incoming, target->email);
  dermaga_server_card_set_choice (self->outgoing, result, DERMAGA_DIRECTION_OUTGOING,
                                  recommendation->outgoing, target->email);
  gtk_widget_set_visible (GTK_WIDGET (self->incoming), self->has_choice);
  gtk_widget_set_visible (GTK_WIDGET (self->outgoing), self->has_choice);
  gtk_widget_set_visible (
      self->check_password,
      self->has_choice
          && !dermaga_wizard_is_saved (dermaga_page_get_wizard (DERMAGA_PAGE (self))));
}

/* A sign that all is well stands before what was seen just now and may be used as it is. */
static DermagaLook
get_look (DermagaWizard *wizard, const DermagaRecommendation *recommendation)
{
  if (dermaga_wizard_is_saved (wizard))
    return (DermagaLook) { NULL, "dim-label" };
  if (!dermaga_wizard_consents (wizard, recommendation))
    return (DermagaLook) { "dialog-warning-symbolic", "warning" };
  return dermaga_look_of_answer (recommendation, dermaga_wizard_get_result (wizard));
}

/* What an earlier check found is no answer of today, and its summary would sound like one. */
static void
show_answer (DermagaVerdictPage *self, const DermagaRecommendation *recommendation)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  DermagaLook look = get_look (wizard, recommendation);
  const char *title = dermaga_wizard_consents (wizard, recommendation)
                          ? recommendation->agreed_title
                          : recommendation->title;
  /* Translators: {answer} is a title such as “Use these settings” */
  g_autofree char *saved = dermaga_fill (_("Saved result: {answer}"), "answer", title, NULL);

  dermaga_heading_set_label (self->answer, dermaga_wizard_is_saved (wizard) ? saved : title);
  dermaga_heading_set_look (self->answer, look.icon, look.css_class);
  gtk_label_set_text (self->summary, recommendation->agreed_summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !dermaga_wizard_is_saved (wizard));
}

/* Said plainly, since all below looks as if it had been seen just now. */
static void
show_saved (DermagaVerdictPage *self, DermagaResult *result)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  const char *domain = dermaga_wizard_get_target (wizard)->display_domain;
  g_autofree char *date
      = dermaga_format_date (dermaga_result_get_started (result) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (dermaga_result_get_started (result) > 0)
    text = dermaga_fill (_("This is a saved result for {domain}, made on {date}. Nothing was tried "
                           "now, and whoever had the file could have changed it. Test again "
                           "before you rely on it."),
                         "domain", domain, "date", date, NULL);
  else
    text = dermaga_fill (_("This is a saved result for {domain}; it does not say when it was made. "
                           "Nothing was tried now, and whoever had the file could have changed "
                           "it. Test again before you rely on it."),
                         "domain", domain, NULL);
  gtk_label_set_text (self->saved_text, text);
  gtk_widget_set_visible (self->saved, dermaga_wizard_is_saved (wizard));
  /* What the servers said word by word is not in the file. */
  gtk_widget_set_visible (GTK_WIDGET (self->report), !dermaga_wizard_is_saved (wizard));
}

/* That it was practice, and what there was to see. */
static void
show_scene (DermagaVerdictPage *self)
{
  const char *scene = dermaga_wizard_get_scene (dermaga_page_get_wizard (DERMAGA_PAGE (self)));

  if (scene != NULL)
    dermaga_scene_card_set_scene (self->scene, scene);
  gtk_widget_set_visible (GTK_WIDGET (self->scene), scene != NULL);
  gtk_widget_set_visible (self->practice_mail, scene != NULL);
}

/* Asked about is what is best of all; what is shown of the rest follows from the answer. */
static void
show_consent (DermagaVerdictPage *self, DermagaResult *result)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  const char *domain = dermaga_wizard_get_target (wizard)->display_domain;
  g_autoptr (DermagaRecommendation) best = dermaga_recommend (result);
  gboolean open = !dermaga_wizard_consents (wizard, best);

  gtk_widget_set_visible (GTK_WIDGET (self->consent), open);
  if (open && dermaga_wizard_get_declined (wizard))
    dermaga_consent_card_show_declined (self->consent, domain);
  else if (open)
    dermaga_consent_card_ask (self->consent, best, domain);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_findings (DermagaVerdictPage *self, DermagaResult *result,
               const DermagaRecommendation *recommendation)
{
  g_autoptr (GPtrArray) findings = dermaga_findings (result, recommendation);
  guint n_shown = 0;

  clear_box (self->findings);
  clear_box (self->more_findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const DermagaFinding *finding = g_ptr_array_index (findings, i);

      /* The card that asks says the same. */
      if (g_str_equal (finding->code, "consent-needed"))
        continue;
      gtk_box_append (n_shown < DERMAGA_FINDINGS_IN_FRONT ? self->findings : self->more_findings,
                      dermaga_finding_row_new (finding));
      n_shown++;
    }
  gtk_widget_set_visible (self->findings_section, n_shown > 0);
  gtk_widget_set_visible (self->more_expander, n_shown > DERMAGA_FINDINGS_IN_FRONT);
}

/* Of a check that ended, since what is still running may change more; of a saved result nothing is
 * known but what the file says. */
static void
show_changes (DermagaVerdictPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  if (dermaga_wizard_get_running (wizard) || dermaga_wizard_is_saved (wizard))
    gtk_widget_set_visible (GTK_WIDGET (self->changes), FALSE);
  else
    dermaga_change_list_show (self->changes, dermaga_wizard_get_past (wizard));
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  DermagaProbe *first = *(DermagaProbe *const *) a;
  DermagaProbe *second = *(DermagaProbe *const *) b;

  if (dermaga_probe_get_direction (first) != dermaga_probe_get_direction (second))
    return dermaga_probe_get_direction (first) == DERMAGA_DIRECTION_INCOMING ? -1 : 1;
  return dermaga_candidate_compare (dermaga_probe_get_candidate (first),
                                    dermaga_probe_get_candidate (second));
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_sources (DermagaVerdictPage *self, DermagaResult *result)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  clear_list (self->sources);
  for (guint i = 0; i < sources->len; i++)
    gtk_list_box_append (self->sources, dermaga_source_row_new (g_ptr_array_index (sources, i)));
  gtk_widget_set_visible (self->sources_expander, sources->len > 0);
}

static void
show_port_checks (DermagaVerdictPage *self, DermagaResult *result)
{
  clear_box (self->port_checks);
  gtk_widget_set_visible (self->port_checks_expander,
                          dermaga_port_checks_fill (self->port_checks, result));
}

/* Sixty rows would hold up the page that comes in, and are made for those who ask for them. */
static void
show_ways (DermagaVerdictPage *self)
{
  DermagaResult *result = dermaga_wizard_get_result (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
  GListModel *probes = dermaga_result_get_probes (result);
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func (g_object_unref);

  clear_list (self->ways);
  if (!gtk_expander_get_expanded (self->details))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    g_ptr_array_add (ways, g_list_model_get_item (probes, i));
  g_ptr_array_sort (ways, compare_ways);
  for (guint i = 0; i < ways->len; i++)
    {
      DermagaProbe *probe = g_ptr_array_index (ways, i);
      g_autofree char *against = dermaga_explain_against (self->recommendation, probe);

      gtk_list_box_append (self->ways, dermaga_probe_row_new (result, probe, against));
    }
}

/* Beside what is recommended, and never in its place. */
static void
show_plain (DermagaVerdictPage *self, DermagaResult *result)
{
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);

  if (offer != NULL)
    dermaga_plain_card_set_offer (self->plain, offer);
  gtk_widget_set_visible (GTK_WIDGET (self->plain), offer != NULL);
  /* Otherwise the suggested button leads there. */
  gtk_widget_set_visible (self->export_plain,
                          offer != NULL && !self->has_choice
                              && dermaga_formats_any_possible (offer->incoming != NULL,
                                                               offer->outgoing != NULL));
}

static void
show_next (DermagaVerdictPage *self, const DermagaRecommendation *recommendation)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  gboolean allowed = dermaga_wizard_consents (wizard, recommendation);

  dermaga_page_set_next_label (DERMAGA_PAGE (self),
                               self->has_choice ? _("E_xport") : _("_Test Again"));
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), allowed || !self->has_choice);
  /* Without a choice the suggested button is this one. */
  gtk_widget_set_visible (self->test_again, self->has_choice);
}

static void
show_all (DermagaVerdictPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  DermagaResult *result = dermaga_wizard_get_result (wizard);
  DermagaRecommendation *recommendation = dermaga_wizard_recommend (wizard);

  self->stale = FALSE;
  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  self->recommendation = recommendation;
  self->has_choice = recommendation->incoming != NULL || recommendation->outgoing != NULL;
  show_scene (self);
  show_answer (self, recommendation);
  show_saved (self, result);
  show_cards (self, result, recommendation);
  gtk_widget_set_visible (self->further, gtk_widget_get_visible (self->check_password)
                                             || gtk_widget_get_visible (self->practice_mail));
  show_consent (self, result);
  show_plain (self, result);
  show_findings (self, result, recommendation);
  show_changes (self);
  show_ways (self);
  show_sources (self, result);
  show_port_checks (self, result);
  dermaga_report_box_set_answer (self->report, result, dermaga_wizard_recommend (wizard),
                                 dermaga_wizard_consents (wizard, recommendation));
  show_next (self, recommendation);
}

/* The answer stands since the check settled; what the end adds is the rest of the map. */
static void
wizard_changed_cb (DermagaVerdictPage *self)
{
  self->stale = TRUE;
  if (self->visible && !dermaga_wizard_get_running (dermaga_page_get_wizard (DERMAGA_PAGE (self))))
    show_all (self);
}

/* The button that was pressed goes away; the answer that it changed is what to read next. */
static void
answer_anew (DermagaVerdictPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  show_all (self);
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
}

static void
agreed_cb (DermagaVerdictPage *self)
{
  dermaga_wizard_consent_to (dermaga_page_get_wizard (DERMAGA_PAGE (self)), self->recommendation);
  answer_anew (self);
}

static void
declined_cb (DermagaVerdictPage *self)
{
  dermaga_wizard_set_declined (dermaga_page_get_wizard (DERMAGA_PAGE (self)), TRUE);
  answer_anew (self);
}

static void
reconsidered_cb (DermagaVerdictPage *self)
{
  dermaga_wizard_set_declined (dermaga_page_get_wizard (DERMAGA_PAGE (self)), FALSE);
  answer_anew (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  dermaga_probe_row_toggle (DERMAGA_PROBE_ROW (row));
}

static void
export_plain_cb (DermagaVerdictPage *self)
{
  self->wants_plain = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.next", NULL);
  self->wants_plain = FALSE;
}

static gboolean
dermaga_verdict_page_next (DermagaPage *page)
{
  if (DERMAGA_VERDICT_PAGE (page)->has_choice || DERMAGA_VERDICT_PAGE (page)->wants_plain)
    return TRUE;
  gtk_widget_activate_action (GTK_WIDGET (page), "win.test-again", NULL);
  return FALSE;
}

static void
dermaga_verdict_page_shown (DermagaPage *page)
{
  DermagaVerdictPage *self = DERMAGA_VERDICT_PAGE (page);

  self->visible = TRUE;
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
}

/* What was opened stays open, and what was being read stays where it is. */
static void
dermaga_verdict_page_resumed (DermagaPage *page)
{
  DermagaVerdictPage *self = DERMAGA_VERDICT_PAGE (page);

  if (self->stale)
    {
      dermaga_verdict_page_shown (page);
      return;
    }
  self->visible = TRUE;
}

static void
dermaga_verdict_page_leave (DermagaPage *page)
{
  DERMAGA_VERDICT_PAGE (page)->visible = FALSE;
}

static void
dermaga_verdict_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (dermaga_verdict_page_parent_class)->constructed (object);
  g_signal_connect_object (dermaga_page_get_wizard (DERMAGA_PAGE (object)), "changed",
                           G_CALLBACK (wizard_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      dermaga_wizard_get_past (dermaga_page_get_wizard (DERMAGA_PAGE (object))), "changed",
      G_CALLBACK (show_changes), object, G_CONNECT_SWAPPED);
}

static void
dermaga_verdict_page_dispose (GObject *object)
{
  g_clear_pointer (&DERMAGA_VERDICT_PAGE (object)->recommendation, dermaga_recommendation_free);
  G_OBJECT_CLASS (dermaga_verdict_page_parent_class)->dispose (object);
}

static void
dermaga_verdict_page_class_init (DermagaVerdictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_verdict_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = dermaga_verdict_page_dispose;
  page_class->shown = dermaga_verdict_page_shown;
  page_class->resumed = dermaga_verdict_page_resumed;
  page_class->leave = dermaga_verdict_page_leave;
  page_class->next = dermaga_verdict_page_next;

  g_type_ensure (DERMAGA_TYPE_CHANGE_LIST);
  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_CONSENT_CARD);
  g_type_ensure (DERMAGA_TYPE_FLOW);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_PLAIN_CARD);
  g_type_ensure (DERMAGA_TYPE_REPORT_BOX);
  g_type_ensure (DERMAGA_TYPE_SCENE_CARD);
  g_type_ensure (DERMAGA_TYPE_SERVER_CARD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-verdict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, answer);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, summary);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, scene);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, saved);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, saved_text);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, consent);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, incoming);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, outgoing);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, further);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, check_password);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, practice_mail);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, plain);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, export_plain);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, findings_section);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, findings);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, more_expander);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, more_findings);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, changes);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, details);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, ways);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, sources_expander);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, sources);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, port_checks_expander);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, port_checks);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, report);
  gtk_widget_class_bind_template_child (widget_class, DermagaVerdictPage, test_again);
  gtk_widget_class_bind_template_callback (widget_class, agreed_cb);
  gtk_widget_class_bind_template_callback (widget_class, declined_cb);
  gtk_widget_class_bind_template_callback (widget_class, reconsidered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_ways);
  gtk_widget_class_bind_template_callback (widget_class, export_plain_cb);
}

static void
dermaga_verdict_page_init (DermagaVerdictPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_verdict_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_VERDICT_PAGE, "wizard", wizard, NULL);
}
