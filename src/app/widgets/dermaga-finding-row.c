#include "config.h"

#include "app/widgets/dermaga-finding-row.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-hyphens.h"
#include "app/widgets/dermaga-port-button.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"

GtkWidget *
dermaga_wrapped_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  dermaga_label_avoid_hyphens (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_text (GtkWidget *box, const char *text, const char *css_class)
{
  if (text != NULL && text[0] != '\0')
    gtk_box_append (GTK_BOX (box), dermaga_wrapped_label_new (text, css_class));
}

GtkWidget *
dermaga_words_box_new (const DermagaWords *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  append_text (box, words->meaning, NULL);
  append_text (box, words->action, NULL);
  return box;
}

static const char *
get_icon (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return "dialog-information-symbolic";
    case DERMAGA_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case DERMAGA_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    }
  g_return_val_if_reached ("dialog-information-symbolic");
}

static const char *
get_css_class (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return "dim-label";
    case DERMAGA_SEVERITY_WARNING:
      return "warning";
    case DERMAGA_SEVERITY_ERROR:
      return "error";
    }
  g_return_val_if_reached ("dim-label");
}

static const char *
get_word (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return _("Note");
    case DERMAGA_SEVERITY_WARNING:
      return _("Warning");
    case DERMAGA_SEVERITY_ERROR:
      return _("Problem");
    }
  g_return_val_if_reached ("");
}

GtkWidget *
dermaga_finding_row_new (const DermagaFinding *finding)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *topic = dermaga_learn_for_finding (finding->code);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", get_icon (finding->severity),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                                  GTK_ALIGN_START, NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (icon, get_css_class (finding->severity));
  append_text (text, get_word (finding->severity), "caption");
  append_text (text, finding->words->headline, "heading");
  gtk_box_append (GTK_BOX (text), dermaga_words_box_new (finding->words));
  if (finding->port != 0)
    gtk_box_append (GTK_BOX (text), dermaga_port_button_new (finding->port));
  if (topic != NULL)
    gtk_box_append (GTK_BOX (text), dermaga_why_button_new (topic));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  return row;
}
