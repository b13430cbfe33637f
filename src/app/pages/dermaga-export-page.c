#include "config.h"

#include "app/pages/dermaga-export-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-file-saver.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-format-row.h"
#include "app/widgets/dermaga-heading.h"
#include "base/dermaga-file.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaExportPage
{
  DermagaPage parent_instance;

  GtkScrolledWindow *scroller;
  GtkEditable *email;
  GtkLabel *email_error;
  GtkEditable *name;
  GtkLabel *name_error;
  GtkListBox *formats;
  DermagaCopyButton *copy;
  GtkLabel *trouble;
  GtkWidget *preview_frame;
  GtkTextView *preview;
  GtkWidget *outcome;
  GtkImage *outcome_icon;
  GtkLabel *outcome_text;
  GtkBox *steps;
  GtkWidget *replace;

  DermagaRecommendation *recommendation;
  const DermagaFormat *format;
  GFile *file; /* (nullable): where to save, while the person is asked to replace it */
};

G_DEFINE_FINAL_TYPE (DermagaExportPage, dermaga_export_page, DERMAGA_TYPE_PAGE)

static gboolean
is_still_safe (const DermagaChoice *choice)
{
  return choice == NULL || dermaga_outcome_is_safe (dermaga_probe_get_outcome (choice->probe));
}

/* The check may still be running: what is best may have changed since the person was asked, and a
 * further address of what was good may have turned out bad. */
static gboolean
is_allowed (DermagaExportPage *self)
{
  return self->recommendation != NULL && is_still_safe (self->recommendation->incoming)
         && is_still_safe (self->recommendation->outgoing)
         && dermaga_wizard_consents (dermaga_page_get_wizard (DERMAGA_PAGE (self)),
                                     self->recommendation);
}

static DermagaSettings *
make_settings (DermagaExportPage *self)
{
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (self->email)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  DermagaResult *result;

  if (!is_allowed (self) || !dermaga_email_is_valid (email))
    return NULL;
  result = dermaga_wizard_get_result (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
  return dermaga_recommendation_to_settings (self->recommendation, result, email,
                                             name[0] != '\0' ? name : NULL);
}

static void
store (DermagaExportPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_EMAIL, gtk_editable_get_text (self->email));
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_NAME, gtk_editable_get_text (self->name));
  if (self->format != NULL)
    dermaga_wizard_set_text (wizard, DERMAGA_FIELD_FORMAT, self->format->id);
}

static void
show_preview (DermagaExportPage *self, const char *text, const char *trouble)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), text != NULL ? text : "", -1);
  gtk_widget_set_visible (self->preview_frame, text != NULL);
  dermaga_copy_button_set_text (self->copy, text);
  gtk_label_set_text (self->trouble, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), text != NULL);
}

static void
update_preview (DermagaExportPage *self)
{
  g_autoptr (DermagaSettings) settings = make_settings (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *trouble = NULL;

  gtk_widget_set_visible (self->outcome, FALSE);
  if (!is_allowed (self))
    {
      show_preview (self, NULL,
                    _("The recommended servers have changed. Go back and read the answer again."));
      return;
    }
  if (self->format == NULL)
    {
      show_preview (self, NULL,
                    _("None of these files can be made with the servers that were found."));
      return;
    }
  if (settings == NULL)
    {
      show_preview (self, NULL, _("Type your whole email address to see the file."));
      return;
    }
  text = dermaga_format_preview (self->format, settings, &error);
  if (text == NULL)
    trouble = dermaga_explain_error (error);
  show_preview (self, text, trouble);
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

static void
format_selected_cb (DermagaExportPage *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  self->format = dermaga_format_row_get_format (DERMAGA_FORMAT_ROW (row));
  update_preview (self);
}

/* The list itself has nothing to hold the focus: its rows have. */
static gboolean
formats_mnemonic_cb (DermagaExportPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->formats);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_steps (DermagaExportPage *self, const DermagaSettings *settings)
{
  g_autofree char *text = dermaga_format_next_steps (self->format, settings);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GtkWidget *child;
  guint n_steps = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        g_autofree char *step = g_strdup_printf ("%u. %s", ++n_steps, lines[i]);

        gtk_box_append (self->steps, dermaga_wrapped_label_new (step, NULL));
      }
}

static void
show_outcome (DermagaExportPage *self, gboolean good, gboolean ask, const char *text)
{
  gtk_image_set_from_icon_name (self->outcome_icon,
                                good ? "object-select-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->outcome_icon), good ? "error" : "dermaga-good");
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome_icon), good ? "dermaga-good" : "error");
  gtk_label_set_text (self->outcome_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), good);
  gtk_widget_set_visible (self->replace, ask);
  gtk_widget_set_visible (self->outcome, TRUE);
  /* It stands at the top, wherever the person was when they saved. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outcome), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_grab_focus (ask ? self->replace : self->outcome);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
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
  contents = dermaga_format_render (self->format, settings, error);
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
      show_steps (self, settings);
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
fill_formats (DermagaExportPage *self, const char *chosen)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  GtkWidget *selected = NULL;

  if (gtk_list_box_get_row_at_index (self->formats, 0) == NULL)
    for (guint i = 0; i < n_formats; i++)
      gtk_list_box_append (self->formats, dermaga_format_row_new (formats[i]));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->formats)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const DermagaFormat *format = dermaga_format_row_get_format (DERMAGA_FORMAT_ROW (row));
      gboolean possible
          = (!format->needs_incoming || self->recommendation->incoming != NULL)
            && (!format->needs_outgoing || self->recommendation->outgoing != NULL);

      dermaga_format_row_set_possible (DERMAGA_FORMAT_ROW (row), possible);
      if (possible && (selected == NULL || g_str_equal (format->id, chosen)))
        selected = row;
    }
  self->format = NULL;
  gtk_list_box_unselect_all (self->formats);
  if (selected == NULL)
    return;
  /* A row that is still selected from the last visit tells nobody. */
  gtk_list_box_select_row (self->formats, GTK_LIST_BOX_ROW (selected));
  self->format = dermaga_format_row_get_format (DERMAGA_FORMAT_ROW (selected));
}

static void
dermaga_export_page_shown (DermagaPage *page)
{
  DermagaExportPage *self = DERMAGA_EXPORT_PAGE (page);
  DermagaWizard *wizard = dermaga_page_get_wizard (page);
  const char *email = dermaga_wizard_get_text (wizard, DERMAGA_FIELD_EMAIL);
  g_autofree char *format = g_strdup (dermaga_wizard_get_text (wizard, DERMAGA_FIELD_FORMAT));

  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  self->recommendation = dermaga_wizard_recommend (wizard);
  gtk_editable_set_text (self->email, email);
  gtk_editable_set_text (self->name, dermaga_wizard_get_text (wizard, DERMAGA_FIELD_NAME));
  fill_formats (self, format);
  update_preview (self);
  gtk_widget_grab_focus (email[0] == '\0' ? GTK_WIDGET (self->email) : GTK_WIDGET (self->name));
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
  g_clear_object (&self->file);
  G_OBJECT_CLASS (dermaga_export_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, email);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, name);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, name_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, formats);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, copy);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, preview_frame);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, preview);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, outcome_text);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, steps);
  gtk_widget_class_bind_template_child (widget_class, DermagaExportPage, replace);
}

static void
wizard_changed_cb (DermagaExportPage *self)
{
  if (self->recommendation != NULL && gtk_widget_get_visible (self->preview_frame)
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
  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-export-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, formats_mnemonic_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_clicked_cb);
}

static void
dermaga_export_page_init (DermagaExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What mail programs and web servers read is written from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->preview), GTK_TEXT_DIR_LTR);
}

DermagaPage *
dermaga_export_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_EXPORT_PAGE, "wizard", wizard, NULL);
}
