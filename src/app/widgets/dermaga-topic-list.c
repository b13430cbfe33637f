#include "config.h"

#include "app/widgets/dermaga-topic-list.h"

#include "app/widgets/dermaga-finding-row.h"
#include "learn/dermaga-learn.h"

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "win.learn", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "topic"));
}

static GtkWidget *
make_row (const DermagaTopic *topic)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topic->id);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = dermaga_wrapped_label_new (lesson->title, NULL);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic->id);
  /* Else Enter would press the suggested button. */
  gtk_widget_set_receives_default (row, TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lesson->title, -1);
  return row;
}

static GtkWidget *
make_group (DermagaTopicGroup group)
{
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *heading
      = g_object_new (GTK_TYPE_LABEL, "label", dermaga_learn_group_title (group), "xalign", 0.0,
                      "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "dermaga-card");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  for (guint i = 0; i < n_topics; i++)
    if (topics[i].group == group)
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (&topics[i]));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

GtkWidget *
dermaga_topic_list_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  for (guint group = 0; group < DERMAGA_N_TOPIC_GROUPS; group++)
    gtk_box_append (GTK_BOX (box), make_group (group));
  return box;
}
