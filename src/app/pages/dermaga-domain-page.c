#include "config.h"

#include "app/pages/dermaga-domain-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-entry.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-privacy-choice.h"
#include "app/widgets/dermaga-recent-menu.h"
#include "app/widgets/dermaga-row.h"
#include "app/widgets/dermaga-scene-choice.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaDomainPage
{
  DermagaPage parent_instance;

  GtkEditable *target;
  GtkMenuButton *recent;
  GtkLabel *target_error;
  GtkLabel *cut_note;
  GtkWidget *practice;
  GtkBox *scene_place;
  DermagaSceneChoice *scene; /* (nullable): until it is wanted */
  GtkExpander *servers;
  GtkEditable *incoming;
  GtkLabel *incoming_error;
  GtkEditable *outgoing;
  GtkLabel *outgoing_error;
  DermagaPrivacyChoice *privacy;
  GtkWidget *offline;
};

G_DEFINE_FINAL_TYPE (DermagaDomainPage, dermaga_domain_page, DERMAGA_TYPE_PAGE)

static void
store (DermagaDomainPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_TARGET, gtk_editable_get_text (self->target));
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_INCOMING, gtk_editable_get_text (self->incoming));
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_OUTGOING, gtk_editable_get_text (self->outgoing));
  if (self->scene != NULL)
    dermaga_wizard_set_text (wizard, DERMAGA_FIELD_SCENE, dermaga_scene_choice_get (self->scene));
}

static void
show_scene (DermagaDomainPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  if (self->scene != NULL)
    dermaga_scene_choice_set (self->scene, dermaga_wizard_get_text (wizard, DERMAGA_FIELD_SCENE));
}

/* Not before it is wanted: the first page is to be there at once. */
static void
ensure_scene (DermagaDomainPage *self)
{
  if (self->scene != NULL)
    return;
  self->scene = g_object_new (DERMAGA_TYPE_SCENE_CHOICE, "hexpand", TRUE, NULL);
  gtk_box_append (self->scene_place, GTK_WIDGET (self->scene));
  show_scene (self);
}

static gboolean
is_practice (const DermagaTarget *target)
{
  return target != NULL && g_str_equal (target->domain, DERMAGA_PRACTICE_DOMAIN);
}

static gboolean
is_offline (void)
{
  return !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

/* What is practised with asks nobody and needs no network: there is only the scene to choose. */
static void
update_practice (DermagaDomainPage *self, const DermagaTarget *target)
{
  gboolean practice = is_practice (target);

  if (practice)
    ensure_scene (self);
  gtk_widget_set_visible (GTK_WIDGET (self->scene_place), practice);
  gtk_widget_set_visible (self->practice, !practice);
  gtk_widget_set_visible (GTK_WIDGET (self->privacy), !practice);
  gtk_widget_set_visible (self->offline, !practice && is_offline ());
}

/* A full address was typed: say what becomes of it, before anything is sent. */
static void
update_cut_note (DermagaDomainPage *self, const DermagaTarget *target)
{
  g_autofree char *text
      = is_practice (target) ? NULL : dermaga_privacy_choice_describe (self->privacy, target);

  gtk_label_set_text (self->cut_note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cut_note), text != NULL);
}

static void
target_changed_cb (DermagaDomainPage *self)
{
  const char *text = gtk_editable_get_text (self->target);
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autoptr (DermagaTarget) target = dermaga_target_parse (text, NULL);

  dermaga_a11y_set_error (GTK_WIDGET (self->target), self->target_error, NULL);
  dermaga_privacy_choice_set_target (self->privacy, target);
  update_cut_note (self, target);
  update_practice (self, target);
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), bare[0] != '\0');
}

/* The button that was pressed goes away; what comes in its place has the keyboard then. */
static void
practise_cb (DermagaDomainPage *self)
{
  gtk_editable_set_text (self->incoming, "");
  gtk_editable_set_text (self->outgoing, "");
  gtk_editable_set_text (self->target, DERMAGA_PRACTICE_ADDRESS);
  gtk_editable_select_region (self->target, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->scene));
}

/* Remembered at once, so that a start without a check after it counts too; and only then, since
 * the same can be chosen elsewhere. */
static void
privacy_changed_cb (DermagaDomainPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  g_autoptr (DermagaTarget) target
      = dermaga_target_parse (gtk_editable_get_text (self->target), NULL);

  dermaga_wizard_set_privacy (wizard, dermaga_privacy_choice_get_privacy (self->privacy));
  dermaga_wizard_set_ask_controls (wizard, dermaga_privacy_choice_get_ask_controls (self->privacy));
  dermaga_wizard_set_send_address (wizard, dermaga_privacy_choice_get_send_address (self->privacy));
  update_cut_note (self, target);
}

static void
incoming_changed_cb (DermagaDomainPage *self)
{
  dermaga_a11y_set_error (GTK_WIDGET (self->incoming), self->incoming_error, NULL);
}

static void
outgoing_changed_cb (DermagaDomainPage *self)
{
  dermaga_a11y_set_error (GTK_WIDGET (self->outgoing), self->outgoing_error, NULL);
}

static void
show_error (DermagaDomainPage *self, DermagaField field, const GError *error)
{
  g_autofree char *sentence = dermaga_explain_error (error);

  if (field == DERMAGA_FIELD_INCOMING)
    dermaga_a11y_set_error (GTK_WIDGET (self->incoming), self->incoming_error, sentence);
  else if (field == DERMAGA_FIELD_OUTGOING)
    dermaga_a11y_set_error (GTK_WIDGET (self->outgoing), self->outgoing_error, sentence);
  else
    dermaga_a11y_set_error (GTK_WIDGET (self->target), self->target_error, sentence);
  dermaga_a11y_announce (GTK_WIDGET (self), sentence);
}

static GtkEditable *
get_entry (DermagaDomainPage *self, DermagaField field)
{
  if (field == DERMAGA_FIELD_INCOMING)
    return self->incoming;
  return field == DERMAGA_FIELD_OUTGOING ? self->outgoing : self->target;
}

static gboolean
check (DermagaDomainPage *self, DermagaField *field)
{
  g_autoptr (GError) error = NULL;

  store (self);
  if (dermaga_wizard_parse (dermaga_page_get_wizard (DERMAGA_PAGE (self)), field, &error))
    return TRUE;
  show_error (self, *field, error);
  return FALSE;
}

/* Leaving an entry that holds something is the other moment to say that it cannot be right. */
static void
focus_left_cb (DermagaDomainPage *self)
{
  DermagaField field;

  if (dermaga_page_get_can_go_next (DERMAGA_PAGE (self)))
    check (self, &field);
}

static gboolean
dermaga_domain_page_next (DermagaPage *page)
{
  DermagaDomainPage *self = DERMAGA_DOMAIN_PAGE (page);
  g_autoptr (GError) error = NULL;
  DermagaField field;

  if (!check (self, &field))
    {
      if (field != DERMAGA_FIELD_TARGET)
        gtk_expander_set_expanded (self->servers, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (get_entry (self, field)));
      return FALSE;
    }
  if (dermaga_wizard_start (dermaga_page_get_wizard (page), &error))
    return TRUE;

  g_warning ("Could not begin: %s", error->message);
  dermaga_a11y_set_error (GTK_WIDGET (self->target), self->target_error,
                          _("Encrypted connections cannot be made on this computer. Reinstall "
                            "Dermaga, or ask whoever looks after this computer."));
  return FALSE;
}

static void
dermaga_domain_page_shown (DermagaPage *page)
{
  DermagaDomainPage *self = DERMAGA_DOMAIN_PAGE (page);
  DermagaWizard *wizard = dermaga_page_get_wizard (page);
  const char *incoming = dermaga_wizard_get_text (wizard, DERMAGA_FIELD_INCOMING);
  const char *outgoing = dermaga_wizard_get_text (wizard, DERMAGA_FIELD_OUTGOING);

  dermaga_privacy_choice_set (self->privacy, dermaga_wizard_get_privacy (wizard),
                              dermaga_wizard_get_ask_controls (wizard),
                              dermaga_wizard_get_send_address (wizard));
  show_scene (self);
  dermaga_entry_set_text (self->target, dermaga_wizard_get_text (wizard, DERMAGA_FIELD_TARGET));
  dermaga_entry_set_text (self->incoming, incoming);
  dermaga_entry_set_text (self->outgoing, outgoing);
  if (incoming[0] != '\0' || outgoing[0] != '\0')
    gtk_expander_set_expanded (self->servers, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->target));
}

static void
dermaga_domain_page_leave (DermagaPage *page)
{
  store (DERMAGA_DOMAIN_PAGE (page));
}

static void
network_changed_cb (DermagaDomainPage *self)
{
  g_autoptr (DermagaTarget) target
      = dermaga_target_parse (gtk_editable_get_text (self->target), NULL);

  update_practice (self, target);
}

static void
dermaga_domain_page_class_init (DermagaDomainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  page_class->shown = dermaga_domain_page_shown;
  page_class->leave = dermaga_domain_page_leave;
  page_class->next = dermaga_domain_page_next;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_PRIVACY_CHOICE);
  g_type_ensure (DERMAGA_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-domain-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, target);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, recent);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, target_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, cut_note);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, practice);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, scene_place);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, servers);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, incoming);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, incoming_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, outgoing);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, outgoing_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, privacy);
  gtk_widget_class_bind_template_child (widget_class, DermagaDomainPage, offline);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, practise_cb);
  gtk_widget_class_bind_template_callback (widget_class, incoming_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, outgoing_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, privacy_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
}

static void
dermaga_domain_page_init (DermagaDomainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dermaga_recent_menu_set (self->recent, self->target);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  network_changed_cb (self);
}

DermagaPage *
dermaga_domain_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_DOMAIN_PAGE, "wizard", wizard, NULL);
}
