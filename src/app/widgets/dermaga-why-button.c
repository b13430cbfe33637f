#include "config.h"

#include "app/widgets/dermaga-why-button.h"

#include <glib/gi18n.h>

#include "learn/dermaga-learn.h"

static void
set_action (GtkWidget *button, const char *topic)
{
  /* In this order: the action takes a topic, and is never there without. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", topic);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.learn");
}

void
dermaga_why_button_set_topic (GtkButton *button, const char *topic)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topic);
  /* Of several such buttons on a page a person who hears them must know which is which. */
  g_autofree char *name = g_strdup_printf ("%s %s", _("Why?"), lesson->title);

  gtk_button_set_label (button, _("Why?"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), lesson->title);
  /* What is said once need not be said again. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  /* GTK 4.18 would take the label for the name before any other. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  /* Beside what it explains, not above it: it looks like a word in the text. */
  gtk_widget_add_css_class (GTK_WIDGET (button), "link");
  gtk_widget_add_css_class (GTK_WIDGET (button), "dermaga-link");
  set_action (GTK_WIDGET (button), topic);
}

GtkWidget *
dermaga_why_button_new (const char *topic)
{
  GtkWidget *button = gtk_button_new ();

  dermaga_why_button_set_topic (GTK_BUTTON (button), topic);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

GtkWidget *
dermaga_topic_link_new (const char *topic)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topic);
  GtkWidget *text = gtk_label_new (lesson->title);
  GtkWidget *link
      = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LINK, "child", text,
                      "halign", GTK_ALIGN_START, NULL);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (link, "link");
  gtk_widget_add_css_class (link, "dermaga-link");
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lesson->title, -1);
  set_action (link, topic);
  return link;
}
