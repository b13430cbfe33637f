#include "config.h"

#include "app/pages/dermaga-export-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-entry.h"
#include "app/dermaga-file-saver.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-file-view.h"
#include "app/widgets/dermaga-format-chooser.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-plain-card.h"
#include "app/widgets/dermaga-row.h"
#include "app/widgets/dermaga-step-list.h"
#include "base/dermaga-file.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaExportPage
{
  DermagaPage parent_instance;

  GtkScrolledWindow *scroller;
  DermagaHeading *heading;
  GtkWidget *nothing;
  DermagaFormatChooser *chooser;
  GtkWidget *details;
  GtkEditable *email;
  GtkLabel *email_error;
  GtkEditable *name;
  GtkLabel *name_error;
  DermagaPlainCard *plain;
  GtkCheckButton *accept;
  DermagaFileView *file_view;
  GtkWidget *outcome;
  GtkImage *outcome_icon;
  GtkLabel *outcome_text;
  GtkWidget *steps_section;
  GtkWidget *practice_mail;
  GtkBox *steps;
  GtkWidget *replace;

  DermagaRecommendation *recommendation;
  DermagaPlainOffer *offer;    /* (nullable) */
  const DermagaFormat *format; /* (nullable) */
  GFile *file; /* (nullable): where to save, while the person is asked to replace it */
};

G_DEFINE_FINAL_TYPE (DermagaExportPage, dermaga_export_page, DERMAGA_TYPE_PAGE)

static gboolean
is_still_safe (const DermagaChoice *choice)
{
  return choice == NULL || dermaga_outcome_is_safe (dermaga_probe_get_outcome (choice->probe));
}

/* What is offered without encryption may have changed as well. */
static gboolean
is_still_offered (DermagaExportPage *self)
{
  g_autoptr (DermagaPlainOffer) now = NULL;

  if (self->offer == NULL)
    return TRUE;
  now = dermaga_plain_offer_find (
      dermaga_wizard_get_result (dermaga_page_get_wizard (DERMAGA_PAGE (self))));
  return now != NULL && now->incoming == self->offer->incoming
         && now->outgoing == self->offer->outgoing;
}

/* The check may still be running: what is best may have changed since the person was asked, and a
 * further address of what was good may have turned out bad. */
static gboolean
is_allowed (DermagaExportPage *self)
{
  return self->recommendation != NULL && is_still_offered (self)
         && is_still_safe (self->recommendation->incoming)
         && is_still_safe (self->recommendation->outgoing)
         && dermaga_wizard_consents (dermaga_page_get_wizard (DERMAGA_PAGE (self)),
                                     self->recommendation);
}

/* Whether the format needs what there is only without encryption. */
static gboolean
needs_plain (DermagaExportPage *self)
{
  return self->format != NULL
         && ((self->format->needs_incoming && self->recommendation->incoming == NULL)
             || (self->format->needs_outgoing && self->recommendation->outgoing == NULL));
}

static gboolean
is_accepted (DermagaExportPage *self)
{
  return dermaga_wizard_get_accept_insecure (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
}

static DermagaSettings *
make_settings (DermagaExportPage *self)
{
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (self->email)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  DermagaSettings *settings;
  DermagaResult *result;

  if (!is_allowed (self) || self->format == NULL || !dermaga_email_is_valid (email)
      || (needs_plain (self) && !is_accepted (self)))
    return NULL;
  result = dermaga_wizard_get_result (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
  settings = dermaga_recommendation_to_settings (self->recommendation, result, email,
                                                 name[0] != '\0' ? name : NULL);
  if (needs_plain (self) && self->offer != NULL)
    {
      dermaga_plain_offer_complete (self->offer, self->format->needs_incoming,
                                    self->format->needs_outgoing, settings);
      settings->accept_insecure = TRUE;
    }
  return settings;
}

static void
store (DermagaExportPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_EMAIL, gtk_editable_get_text (self->email));
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_NAME, gtk_editable_get_text (self->name));
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_FORMAT,
                           self->format != NULL ? self->format->id : "");
}

static const char *
explain_lack (DermagaExportPage *self)
{
  if (!is_allowed (self))
    return _("The recommended servers have changed. Go back and read the answer again.");
  if (needs_plain (self) && !is_accepted (self))
    return _("Say that you understand the danger to see the file.");
  return _("Type your whole email address to see the file.");
}

static void
update_preview (DermagaExportPage *self)
{
  g_autoptr (DermagaSettings) settings = NULL;
  gboolean shown;

  gtk_widget_set_visible (self->outcome, FALSE);
  if (self->recommendation == NULL || self->format == NULL)
    {
      dermaga_page_set_can_go_next (DERMAGA_PAGE (self), FALSE);
      return;
    }
  settings = make_settings (self);
  shown = dermaga_file_view_show (self->file_view, self->format, settings,
                                  settings == NULL ? explain_lack (self) : NULL);
  if (shown)
    dermaga_step_list_fill (self->steps, self->format, settings);
  gtk_widget_set_visible (self->steps_section, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->plain), is_allowed (self) && needs_plain (self));
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), shown);
}

static void
email_changed_cb (DermagaExportPage *self)
{
  dermaga_a11y_set_error (GTK_WIDGET (self->email), self->email_error, NULL);
  update_preview (self);
}

static void
name_changed_cb (DermagaExportPage *self)
{
  dermaga_a11y_set_error (GTK_WIDGET (self->name), self->name_error, NULL);
  update_preview (self);
}

static void
focus_left_cb (DermagaExportPage *self)
{
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (self->email)));

  if (email[0] != '\0' && !dermaga_email_is_valid (email))
    dermaga_a11y_set_error (GTK_WIDGET (self->email), self->email_error,
                            _("This is not a usable email address. Type it whole, with the @."));
}

/* What the page is about stands at its top, where reading begins. */
static void
show_heading (DermagaExportPage *self)
{
  const char *title = self->format != NULL
                          ? dermaga_audience_get_title (self->format->audience)
                          : _("What do you want to set up?");

  dermaga_heading_set_label (self->heading, title);
  gtk_widget_set_visible (self->details, self->format != NULL);
}

static void
format_changed_cb (DermagaExportPage *self)
{
  const DermagaFormat *before = self->format;

  self->format = dermaga_format_chooser_get_format (self->chooser);
  show_heading (self);
  update_preview (self);
  /* Another page, as it were; within it the focus stays in the list. */
  if ((before == NULL) == (self->format == NULL) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (self->format != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->heading));
      dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->heading));
    }
}

static void
accept_toggled_cb (DermagaExportPage *self)
{
  dermaga_wizard_set_accept_insecure (dermaga_page_get_wizard (DERMAGA_PAGE (self)),
                                      gtk_check_button_get_active (self->accept));
  update_preview (self);
}

static void
show_outcome (DermagaExportPage *self, gboolean good, gboolean ask, const char *text)
{
  gtk_image_set_from_icon_name (self->outcome_icon,
                                good ? "object-select-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->outcome_icon), good ? "error" : "dermaga-good");
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome_icon), good ? "dermaga-good" : "error");
  gtk_label_set_text (self->outcome_text, text);
  gtk_widget_set_visible (self->replace, ask);
  gtk_widget_set_visible (self->outcome, TRUE);
  /* It stands above the next steps, wherever the person was when they saved. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outcome), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_grab_focus (ask ? self->replace : self->outcome);
  dermaga_a11y_announce (GTK_WIDGET (self), text);
}

static gboolean
write_file (DermagaExportPage *self, GFile *file, const DermagaSettings *settings, gboolean replace,
            GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GBytes) contents = NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no local path");
      return FALSE;
    }
  contents = dermaga_file_view_render (self->file_view, self->format, settings, error);
  return contents != NULL && dermaga_file_save (path, contents, replace, error);
}

static void
save_to (DermagaExportPage *self, GFile *file, gboolean replace)
{
  g_autoptr (DermagaSettings) settings = make_settings (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *shown = dermaga_isolate (name);
  g_autofree char *text = NULL;

  if (settings == NULL || self->format == NULL)
    {
      update_preview (self);
      return;
    }
  g_clear_object (&self->file);
  if (write_file (self, file, settings, replace, &error))
    {
      /* Translators: %s is the name of a file */
      text = g_strdup_printf (_("Saved as %s."), shown);
      show_outcome (self, TRUE, FALSE, text);
    }
  else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    {
      self->file = g_object_ref (file);
      /* Translators: %s is the name of a file */
      text = g_strdup_printf (_("%s exists already. Replace it?"), shown);
      show_outcome (self, FALSE, TRUE, text);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    show_outcome (self, FALSE, FALSE, _("Choose a folder on this computer."));
  else
    {
      text = dermaga_explain_error (error);
      show_outcome (self, FALSE, FALSE, text);
    }
}

static void
file_chosen_cb (GFile *file, gboolean replace, gpointer data)
{
  save_to (data, file, replace);
}

static void
replace_clicked_cb (DermagaExportPage *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->file);

  if (file != NULL)
    save_to (self, file, TRUE);
}

static void
dermaga_export_page_save (DermagaPage *page)
{
  DermagaExportPage *self = DERMAGA_EXPORT_PAGE (page);
  g_autoptr (DermagaSettings) settings = make_settings (self);
  g_autofree char *name = NULL;

  if (!dermaga_page_get_can_go_next (page) || settings == NULL)
    {
      update_preview (self);
      return;
    }
  store (self);
  name = dermaga_format_file_name (self->format, settings);
  dermaga_file_saver_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save"), name,
                          G_OBJECT (self), file_chosen_cb);
}

static gboolean
dermaga_export_page_next (DermagaPage *page)
{
  dermaga_export_page_save (page);
  return FALSE;
}

static void
take_answer (DermagaExportPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  g_clear_pointer (&self->offer, dermaga_plain_offer_free);
  self->recommendation = dermaga_wizard_recommend (wizard);
  self->offer = dermaga_plain_offer_find (dermaga_wizard_get_result (wizard));
  if (self->offer != NULL)
    dermaga_plain_card_set_offer (self->plain, self->offer);
  gtk_check_button_set_active (self->accept, dermaga_wizard_get_accept_insecure (wizard));
}

static void
dermaga_export_page_shown (DermagaPage *page)
{
  DermagaExportPage *self = DERMAGA_EXPORT_PAGE (page);
  DermagaWizard *wizard = dermaga_page_get_wizard (page);
  const char *email = dermaga_wizard_get_text (wizard, DERMAGA_FIELD_EMAIL);
  g_autofree char *format = g_strdup (dermaga_wizard_get_text (wizard, DERMAGA_FIELD_FORMAT));
  gboolean incoming;
  gboolean outgoing;

  take_answer (self);
  incoming = self->recommendation->incoming != NULL
             || (self->offer != NULL && self->offer->incoming != NULL);
  outgoing = self->recommendation->outgoing != NULL
             || (self->offer != NULL && self->offer->outgoing != NULL);
  dermaga_entry_set_text (self->email, email);
  dermaga_entry_set_text (self->name, dermaga_wizard_get_text (wizard, DERMAGA_FIELD_NAME));
  dermaga_format_chooser_set_servers (self->chooser, incoming, outgoing, format);
  gtk_widget_set_visible (self->practice_mail, dermaga_wizard_get_scene (wizard) != NULL);
  gtk_widget_set_visible (self->nothing, !dermaga_formats_any_possible (incoming, outgoing));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (self->format == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

static void
dermaga_export_page_leave (DermagaPage *page)
{
  store (DERMAGA_EXPORT_PAGE (page));
}

static void
dermaga_export_page_dispose (GObject *object)
{
  DermagaExportPage *self = DERMAGA_EXPORT_PAGE (object);

  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  g_clear_pointer (&self->offer, dermaga_plain_offer_free);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (dermaga_export_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, details);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, email);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, name);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, name_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, plain);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, accept);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, file_view);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome_text);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, steps_section);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, practice_mail);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, steps);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, replace);
}

static void
wizard_changed_cb (DermagaExportPage *self)
{
  if (self->recommendation != NULL && dermaga_file_view_shows (self->file_view)
      && !is_allowed (self))
    update_preview (self);
}

static void
dermaga_export_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (dermaga_export_page_parent_class)->constructed (object);
  g_signal_connect_object (dermaga_page_get_wizard (DERMAGA_PAGE (object)), "changed",
                           G_CALLBACK (wizard_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
dermaga_export_page_class_init (DermagaExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_export_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = dermaga_export_page_dispose;
  page_class->shown = dermaga_export_page_shown;
  page_class->leave = dermaga_export_page_leave;
  page_class->next = dermaga_export_page_next;
  page_class->save = dermaga_export_page_save;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_FILE_VIEW);
  g_type_ensure (DERMAGA_TYPE_FORMAT_CHOOSER);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_PLAIN_CARD);
  g_type_ensure (DERMAGA_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-export-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_preview);
  gtk_widget_class_bind_template_callback (widget_class, replace_clicked_cb);
}

static void
dermaga_export_page_init (DermagaExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_export_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_EXPORT_PAGE, "wizard", wizard, NULL);
}
