#include "config.h"

#include "app/widgets/dermaga-lesson-view.h"

#include <glib/gi18n.h>

#include "app/dermaga-direction.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-why-button.h"

#define SCHEME "dermaga-learn:"

typedef struct {
  GtkWidget *window;
  char *topic;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->window);
  g_free (step->topic);
  g_free (step);
}

static gboolean
follow_cb (gpointer data)
{
  Step *step = data;

  gtk_widget_activate_action (step->window, "win.learn", "s", step->topic);
  return G_SOURCE_REMOVE;
}

/* Not at once: the label that is asked is one of those that go then. */
static gboolean
activate_link_cb (GtkLabel *label, const char *uri, gpointer data)
{
  Step *step;

  if (!g_str_has_prefix (uri, SCHEME))
    return FALSE;
  step = g_new0 (Step, 1);
  step->window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (label))));
  step->topic = g_strdup (uri + strlen (SCHEME));
  g_idle_add_full (G_PRIORITY_DEFAULT, follow_cb, step, step_free);
  return TRUE;
}

/* The only markup is ours; all of the text is escaped. */
static char *
to_markup (const DermagaLessonBlock *block)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < block->spans->len; i++)
    {
      const DermagaLessonSpan *span = block->spans->pdata[i];
      g_autofree char *text = g_markup_escape_text (span->text, -1);
      g_autofree char *target
          = span->target != NULL ? g_markup_escape_text (span->target, -1) : NULL;

      if (target != NULL)
        g_string_append_printf (markup, "<a href=\"" SCHEME "%s\">%s</a>", target, text);
      else
        g_string_append (markup, text);
    }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_text (const DermagaLessonBlock *block)
{
  g_autofree char *markup = to_markup (block);
  GtkWidget *label = dermaga_wrapped_label_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
  return label;
}

static GtkWidget *
make_point (const DermagaLessonBlock *block)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 9, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *mark = g_object_new (GTK_TYPE_LABEL, "label", "•", "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), make_text (block));
  return row;
}

GtkWidget *
dermaga_lesson_view_new (const DermagaLesson *lesson)
{
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = NULL;

  for (guint i = 0; i < lesson->blocks->len; i++)
    {
      const DermagaLessonBlock *block = lesson->blocks->pdata[i];

      if (!block->is_item)
        {
          gtk_box_append (GTK_BOX (view), make_text (block));
          list = NULL;
          continue;
        }
      if (list == NULL)
        {
          list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
          gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          lesson->title, -1);
          gtk_box_append (GTK_BOX (view), list);
        }
      gtk_box_append (GTK_BOX (list), make_point (block));
    }
  if (lesson->in_english)
    dermaga_direction_set_below (view, GTK_TEXT_DIR_LTR);
  return view;
}

GtkWidget *
dermaga_lesson_links_new (const DermagaLesson *lesson)
{
  g_autoptr (GPtrArray) targets = dermaga_lesson_get_targets (lesson);
  GtkWidget *box;
  GtkWidget *heading;

  if (targets->len == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  heading = g_object_new (GTK_TYPE_LABEL, "label", _("Read on"), "xalign", 0.0, "accessible-role",
                          GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < targets->len; i++)
    gtk_box_append (GTK_BOX (box), dermaga_topic_link_new (targets->pdata[i]));
  return box;
}
