#include "config.h"

#include "app/widgets/dermaga-source-row.h"

#include "app/widgets/dermaga-finding-row.h"
#include "verdict/dermaga-verdict.h"

typedef struct {
  const char *icon;
  const char *css_class;
} Look;

static Look
get_look (DermagaSourceStatus status)
{
  if (status == DERMAGA_SOURCE_STATUS_FOUND)
    return (Look) { "object-select-symbolic", "dermaga-good" };
  if (status == DERMAGA_SOURCE_STATUS_FAILED)
    return (Look) { "window-close-symbolic", "dim-label" };
  if (status == DERMAGA_SOURCE_STATUS_PENDING)
    return (Look) { "dermaga-waiting-symbolic", "dim-label" };
  return (Look) { "dermaga-not-checked-symbolic", "dim-label" };
}

GtkWidget *
dermaga_source_row_new (const DermagaSourceReport *report)
{
  Look look = get_look (report->status);
  const char *name = dermaga_explain_source_name (report->id);
  g_autofree char *sentence = dermaga_explain_source_report (report);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look.icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START,
                                  NULL);

  gtk_widget_add_css_class (icon, look.css_class);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (name, NULL));
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (sentence, "dim-label"));
  if (report->url != NULL && report->url[0] != '\0')
    {
      /* A paragraph of its own: it runs from left to right in every language, and what is copied
       * holds no marks. */
      GtkWidget *url = dermaga_wrapped_label_new (report->url, "caption");

      gtk_label_set_selectable (GTK_LABEL (url), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (url), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      report->url, -1);
      gtk_box_append (GTK_BOX (text), url);
    }
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  return row;
}
