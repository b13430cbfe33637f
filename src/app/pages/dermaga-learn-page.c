#include "config.h"

#include "app/pages/dermaga-learn-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-direction.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-guide-view.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-lesson-view.h"
#include "app/widgets/dermaga-port-button.h"
#include "app/widgets/dermaga-port-map.h"
#include "app/widgets/dermaga-port-results.h"
#include "app/widgets/dermaga-topic-list.h"
#include "export/dermaga-format.h"
#include "learn/dermaga-learn.h"

struct _DermagaLearnPage
{
  DermagaPage parent_instance;

  GtkScrolledWindow *scroller;
  DermagaHeading *heading;
  GtkBox *content;

  gboolean visible;
  guint scroll_id; /* once what is shown has its size */
};

G_DEFINE_FINAL_TYPE (DermagaLearnPage, dermaga_learn_page, DERMAGA_TYPE_PAGE)

static DermagaReading *
get_reading (DermagaLearnPage *self)
{
  return dermaga_wizard_get_reading (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
}

static const char *
get_place (DermagaLearnPage *self)
{
  return dermaga_reading_get_place (get_reading (self));
}

static gboolean
is_guide (const char *place)
{
  return g_str_has_prefix (place, DERMAGA_PLACE_GUIDE);
}

static void
append (DermagaLearnPage *self, GtkWidget *child)
{
  if (child != NULL)
    gtk_box_append (self->content, child);
}

/* What else belongs to a topic: the person's own results, what can be done now. */
static void
append_beside (DermagaLearnPage *self, const DermagaTopic *topic)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));
  DermagaResult *result = dermaga_wizard_get_result (wizard);

  if (result != NULL)
    append (self, dermaga_port_results_new (
                      result, dermaga_wizard_get_target (wizard)->display_domain, topic->ports));
  if (g_str_equal (topic->id, "is-it-blocked") || g_str_equal (topic->id, "why-25-is-blocked"))
    append (self, dermaga_port_button_new (25));
  if (g_str_equal (topic->id, "practice"))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try With the Practice Provider"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.practice");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      append (self, button);
    }
}

static void
show_topic (DermagaLearnPage *self, const DermagaTopic *topic)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topic->id);

  dermaga_heading_set_label (self->heading, lesson->title);
  if (lesson->in_english)
    dermaga_direction_set_below (GTK_WIDGET (self->heading), GTK_TEXT_DIR_LTR);
  if (g_str_equal (topic->id, "map"))
    append (self, dermaga_port_map_new (
                      dermaga_wizard_get_result (dermaga_page_get_wizard (DERMAGA_PAGE (self)))));
  append (self, dermaga_lesson_view_new (lesson));
  append_beside (self, topic);
  append (self, dermaga_lesson_links_new (lesson));
  dermaga_page_set_next_label (DERMAGA_PAGE (self), _("All T_opics"));
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), TRUE);
}

static void
update_next (DermagaLearnPage *self)
{
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self),
                                dermaga_guide_is_answered (get_reading (self), get_place (self)));
}

static void
show_guide (DermagaLearnPage *self, const char *place)
{
  DermagaReading *reading = get_reading (self);

  dermaga_heading_set_label (self->heading, dermaga_guide_get_heading (reading, place));
  append (self, dermaga_guide_view_new (reading, place, G_CALLBACK (update_next), self));
  dermaga_page_set_next_label (DERMAGA_PAGE (self), g_str_equal (place, DERMAGA_PLACE_ADVICE)
                                                        ? _("_Check My Provider")
                                                        : _("_Next"));
  update_next (self);
}

static void
show_topics (DermagaLearnPage *self)
{
  dermaga_heading_set_label (self->heading, _("What do you want to know?"));
  append (self, dermaga_topic_list_new ());
  dermaga_page_set_next_label (DERMAGA_PAGE (self), _("Find My _Port"));
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), TRUE);
}

static gboolean
scroll_cb (gpointer data)
{
  DermagaLearnPage *self = data;

  self->scroll_id = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            dermaga_reading_get_scroll (get_reading (self)));
  return G_SOURCE_REMOVE;
}

static void
show_place (DermagaLearnPage *self)
{
  const char *place = get_place (self);
  const DermagaTopic *topic = dermaga_learn_find (place);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  dermaga_direction_set_below (GTK_WIDGET (self->heading), GTK_TEXT_DIR_NONE);
  if (topic != NULL)
    show_topic (self, topic);
  else if (is_guide (place))
    show_guide (self, place);
  else
    show_topics (self);
  /* Behind the layout and the focus, which scrolls to the heading. */
  if (self->scroll_id == 0)
    self->scroll_id = g_timeout_add (50, scroll_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->heading));
}

static void
store_scroll (DermagaLearnPage *self)
{
  dermaga_reading_set_scroll (
      get_reading (self),
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)));
}

static void
reading_changed_cb (DermagaLearnPage *self)
{
  if (self->visible)
    show_place (self);
}

/* What came of the check meanwhile belongs to the picture and to the results. */
static void
wizard_changed_cb (DermagaLearnPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  if (self->visible && !dermaga_wizard_get_running (wizard)
      && dermaga_learn_find (get_place (self)) != NULL)
    {
      store_scroll (self);
      show_place (self);
    }
}

/* The first file for what is to be set up will be the one that is offered first. */
static void
prepare_wizard (DermagaLearnPage *self)
{
  int audience = dermaga_reading_get_audience (get_reading (self));
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if ((int) formats[i]->audience == audience)
      {
        dermaga_wizard_set_text (dermaga_page_get_wizard (DERMAGA_PAGE (self)),
                                 DERMAGA_FIELD_FORMAT, formats[i]->id);
        return;
      }
}

static gboolean
dermaga_learn_page_next (DermagaPage *page)
{
  DermagaLearnPage *self = DERMAGA_LEARN_PAGE (page);
  DermagaReading *reading = get_reading (self);
  const char *place = get_place (self);

  store_scroll (self);
  if (g_str_equal (place, DERMAGA_PLACE_ADVICE))
    {
      prepare_wizard (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.first-step", NULL);
    }
  else if (is_guide (place))
    dermaga_reading_go (reading, dermaga_guide_get_next (reading, place));
  else
    dermaga_reading_go (reading, dermaga_learn_find (place) != NULL ? DERMAGA_PLACE_TOPICS
                                                                    : DERMAGA_PLACE_GUIDE);
  return FALSE;
}

static gboolean
dermaga_learn_page_back (DermagaPage *page)
{
  return dermaga_reading_back (get_reading (DERMAGA_LEARN_PAGE (page)));
}

static void
dermaga_learn_page_shown (DermagaPage *page)
{
  DermagaLearnPage *self = DERMAGA_LEARN_PAGE (page);

  self->visible = TRUE;
  show_place (self);
}

static void
dermaga_learn_page_leave (DermagaPage *page)
{
  DermagaLearnPage *self = DERMAGA_LEARN_PAGE (page);

  store_scroll (self);
  self->visible = FALSE;
}

static void
dermaga_learn_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (dermaga_learn_page_parent_class)->constructed (object);
  g_signal_connect_object (get_reading (DERMAGA_LEARN_PAGE (object)), "changed",
                           G_CALLBACK (reading_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (dermaga_page_get_wizard (DERMAGA_PAGE (object)), "changed",
                           G_CALLBACK (wizard_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
dermaga_learn_page_dispose (GObject *object)
{
  g_clear_handle_id (&DERMAGA_LEARN_PAGE (object)->scroll_id, g_source_remove);
  G_OBJECT_CLASS (dermaga_learn_page_parent_class)->dispose (object);
}

static void
dermaga_learn_page_class_init (DermagaLearnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_learn_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = dermaga_learn_page_dispose;
  page_class->shown = dermaga_learn_page_shown;
  page_class->leave = dermaga_learn_page_leave;
  page_class->next = dermaga_learn_page_next;
  page_class->back = dermaga_learn_page_back;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-learn-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaLearnPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DermagaLearnPage, heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaLearnPage, content);
}

static void
dermaga_learn_page_init (DermagaLearnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_learn_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_LEARN_PAGE, "wizard", wizard, NULL);
}
