#include "config.h"

#include "app/widgets/dermaga-report-box.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-file-saver.h"
#include "app/widgets/dermaga-flow.h"
#include "base/dermaga-file.h"
#include "export/dermaga-report.h"

#define COPIED_SECONDS 2

struct _DermagaReportBox
{
  GtkBox parent_instance;

  GtkDropDown *report_language;
  GtkButton *copy_report;
  GtkLabel *report_status;

  DermagaResult *result;
  DermagaRecommendation *recommendation;
  gboolean agreed;
  guint reset_id;
};

G_DEFINE_FINAL_TYPE (DermagaReportBox, dermaga_report_box, GTK_TYPE_BOX)

static char *
write_report (DermagaReportBox *self, DermagaReportFormat format)
{
  guint n_languages;
  const DermagaReportLanguage *languages = dermaga_report_languages (&n_languages);
  guint selected = gtk_drop_down_get_selected (self->report_language);
  DermagaReportOptions options = { .format = format, .agreed = self->agreed };

  if (selected < n_languages)
    options.language = languages[selected].code;
  return dermaga_report_write (self->result, self->recommendation, &options);
}

/* Copying */

static gboolean
reset_cb (gpointer data)
{
  DermagaReportBox *self = data;

  self->reset_id = 0;
  gtk_button_set_label (self->copy_report, _("Copy _Report"));
  return G_SOURCE_REMOVE;
}

static void
copy_clicked_cb (DermagaReportBox *self)
{
  g_autofree char *report = NULL;

  if (self->result == NULL)
    return;
  report = write_report (self, DERMAGA_REPORT_TEXT);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  gtk_button_set_label (self->copy_report, _("Copied"));
  dermaga_a11y_announce (GTK_WIDGET (self->copy_report), _("Copied"));
  g_clear_handle_id (&self->reset_id, g_source_remove);
  self->reset_id = g_timeout_add_seconds (COPIED_SECONDS, reset_cb, self);
}

/* Saving */

static void
show_status (DermagaReportBox *self, const char *text)
{
  gtk_label_set_text (self->report_status, text);
  gtk_widget_set_visible (GTK_WIDGET (self->report_status), TRUE);
  dermaga_a11y_announce (GTK_WIDGET (self), text);
}

static void
file_chosen_cb (GFile *file, gboolean replace, gpointer data)
{
  DermagaReportBox *self = data;
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *shown = dermaga_isolate (name);
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char *report;

  if (path == NULL)
    {
      show_status (self, _("Choose a folder on this computer."));
      return;
    }
  report = write_report (self, dermaga_report_format_of_path (path));
  contents = g_bytes_new_take (report, strlen (report));
  if (dermaga_file_save (path, contents, replace, &error))
    /* Translators: %s is the name of a file */
    text = g_strdup_printf (_("Saved as %s."), shown);
  else
    text = dermaga_explain_error (error);
  show_status (self, text);
}

static void
save_clicked_cb (DermagaReportBox *self)
{
  g_autofree char *name = NULL;

  if (self->result == NULL)
    return;
  name = dermaga_report_file_name (self->result, DERMAGA_REPORT_HTML);
  dermaga_file_saver_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save"), name,
                          G_OBJECT (self), file_chosen_cb);
}

static void
dermaga_report_box_dispose (GObject *object)
{
  DermagaReportBox *self = DERMAGA_REPORT_BOX (object);

  g_clear_handle_id (&self->reset_id, g_source_remove);
  g_clear_object (&self->result);
  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  G_OBJECT_CLASS (dermaga_report_box_parent_class)->dispose (object);
}

static void
dermaga_report_box_class_init (DermagaReportBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_report_box_dispose;
  g_type_ensure (DERMAGA_TYPE_FLOW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-report-box.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaReportBox, report_language);
  gtk_widget_class_bind_template_child (widget_class, DermagaReportBox, copy_report);
  gtk_widget_class_bind_template_child (widget_class, DermagaReportBox, report_status);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
dermaga_report_box_init (DermagaReportBox *self)
{
  guint n_languages;
  const DermagaReportLanguage *languages = dermaga_report_languages (&n_languages);
  const char *spoken = dermaga_report_language_spoken ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_languages; i++)
    gtk_string_list_append (names, languages[i].name);
  gtk_drop_down_set_model (self->report_language, G_LIST_MODEL (names));
  for (guint i = 0; i < n_languages; i++)
    if (g_str_equal (languages[i].code, spoken))
      gtk_drop_down_set_selected (self->report_language, i);
}

void
dermaga_report_box_set_answer (DermagaReportBox *self, DermagaResult *result,
                               DermagaRecommendation *recommendation, gboolean agreed)
{
  g_return_if_fail (DERMAGA_IS_REPORT_BOX (self));

  if (self->result != result)
    gtk_widget_set_visible (GTK_WIDGET (self->report_status), FALSE);
  g_set_object (&self->result, result);
  g_clear_pointer (&self->recommendation, dermaga_recommendation_free);
  self->recommendation = recommendation;
  self->agreed = agreed;
}
