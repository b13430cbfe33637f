#include "config.h"

#include <libintl.h>
#include <string.h>

#include "app/dermaga-page.h"
#include "app/widgets/dermaga-lesson-view.h"
#include "app/widgets/dermaga-port-map.h"
#include "app/widgets/dermaga-probe-row.h"
#include "base/dermaga-i18n.h"
#include "export/dermaga-format.h"
#include "learn/dermaga-learn.h"
#include "scenes.h"

/* Learn, beside the steps. Warnings of GTK and GLib end the program. */

static void
learn (Scene *scene, const char *place)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.learn", "s", place));
  scene_settle (scene);
}

static void
go_back (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_settle (scene);
}

static void
assert_topic (Scene *scene, const char *id)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (id);

  g_assert_cmpstr (scene_get_text (scene, "heading"), ==, lesson->title);
}

/* Every topic in both languages: all of its text is there, and nothing is cut. */
static void
test_topics (gconstpointer data)
{
  g_autoptr (Scene) scene = NULL;
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);

  dermaga_i18n_set_language (data);
  scene = scene_new (SCENE_GOOD, "practice.test");
  learn (scene, "topics");
  g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LIST_BOX_ROW, "465"));
  scene_assert_keys_differ (scene);
  scene_assert_fits (scene);
  for (guint i = 0; i < n_topics; i++)
    {
      g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topics[i].id);

      learn (scene, topics[i].id);
      g_assert_cmpstr (scene_get_text (scene, "heading"), ==, lesson->title);
      for (guint j = 0; j < lesson->blocks->len; j++)
        {
          g_autofree char *text = dermaga_lesson_block_to_text (lesson->blocks->pdata[j]);

          g_assert_true (scene_contains (GTK_WIDGET (scene->window), text));
        }
      scene_assert_keys_differ (scene);
      scene_assert_fits (scene);
    }
}

static GtkWidget *
find_label_with (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label_with (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A link within the text, a link of its own, and back through both to what was typed. */
static void
test_links (void)
{
  g_autoptr (Scene) scene = NULL;
  gboolean handled = FALSE;
  GtkWidget *content;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  learn (scene, "port-465");
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "step"));
  content = scene_find (scene, GTK_TYPE_BOX, "content");
  g_signal_emit_by_name (find_label_with (content, "If your provider lacks it, take 587."),
                         "activate-link", "dermaga-learn:port-587", &handled);
  g_assert_true (handled);
  scene_iterate (100);
  assert_topic (scene, "port-587");
  g_signal_emit_by_name (
      scene_find_text (scene, GTK_TYPE_BUTTON, "SSL, TLS, STARTTLS: which is which?"), "clicked");
  scene_iterate (100);
  assert_topic (scene, "ssl-tls-starttls");
  go_back (scene);
  assert_topic (scene, "port-587");
  scene_next (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==, "What do you want to know?");
  go_back (scene);
  go_back (scene);
  assert_topic (scene, "port-465");
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@practice.test");
}

/* F1: what fits the page. */
static void
test_fitting (void)
{
  static const char *const topics[] = { "port", "map", "choice", "names-in-programs" };
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  for (guint step = 0; step < DERMAGA_N_STEPS; step++)
    {
      g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, step);
      learn (scene, "");
      assert_topic (scene, topics[step]);
      go_back (scene);
      if (step == DERMAGA_STEP_DOMAIN)
        {
          scene_check (scene);
          scene_settle (scene);
        }
      else if (step + 1 < DERMAGA_N_STEPS)
        scene_next (scene);
    }
}

/* "Why?" beside a result opens what explains it, and Back returns to that very button. */
static void
test_why (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *row;
  GtkWidget *why;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_EXPIRED, "siti@practice.test");
  scene_check (scene);
  scene_settle (scene);
  row = scene_find_text (scene, DERMAGA_TYPE_PROBE_ROW, "IMAP, port 993");
  g_signal_emit_by_name (row, "activate");
  scene_iterate (100);
  why = scene_find_text (scene, GTK_TYPE_BUTTON, "Why?");
  g_assert_nonnull (why);
  gtk_widget_grab_focus (why);
  g_signal_emit_by_name (why, "clicked");
  scene_settle (scene);
  assert_topic (scene, "certificate");
  go_back (scene);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == why);

  scene_next (scene);
  why = scene_find_text (scene, GTK_TYPE_BUTTON, "Why?");
  g_assert_nonnull (why);
  g_signal_emit_by_name (why, "clicked");
  scene_settle (scene);
  assert_topic (scene, "certificate");
}

/* The recommended ports lead to their topics. */
static void
test_why_card (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_settle (scene);
  scene_next (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "why"), "clicked");
  scene_settle (scene);
  assert_topic (scene, "incoming-ports");
  scene_assert_fits (scene);
}

/* Through the question about a port and back the same way. */
static void
test_detour (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 25);
  scene_settle (scene);
  learn (scene, "");
  assert_topic (scene, "is-it-blocked");
  go_back (scene);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Is port 25 blocked here?");
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "why"), "clicked");
  scene_settle (scene);
  assert_topic (scene, "is-it-blocked");
  go_back (scene);
  learn (scene, "port-25");
  /* Who comes to the question again is back at it. */
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 587);
  scene_settle (scene);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Is port 587 blocked here?");
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@practice.test");
}

/* A change of language builds the window anew, at the same topic and with the same way back. */
static void
test_new_window (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  learn (scene, "port-25");
  learn (scene, "map");
  dermaga_window_store (scene->window);
  scene_close (scene->window);
  dermaga_i18n_set_language ("id");
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_settle (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==, "Peta port surel");
  go_back (scene);
  assert_topic (scene, "port-25");
  go_back (scene);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "practice.test");
}

/* After a check the person's own results stand beside what is said of the ports. */
static void
test_results (gconstpointer data)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *content;

  dermaga_i18n_set_language (data);
  scene = scene_new (SCENE_NO_RELAY, "siti@practice.test");
  learn (scene, "four-ports");
  g_assert_null (scene_find (scene, GTK_TYPE_LIST_BOX, NULL));
  go_back (scene);
  scene_check (scene);
  scene_settle (scene);
  learn (scene, "four-ports");
  content = scene_find (scene, GTK_TYPE_BOX, "content");
  g_assert_cmpuint (scene_count_rows (scene_find (scene, GTK_TYPE_LIST_BOX, NULL)), ==, 4);
  g_assert_true (scene_contains (content, gettext ("Works")));
  g_assert_true (scene_contains (content, gettext ("Refused")));
  g_assert_true (scene_contains (content, "practice.test"));
  scene_assert_fits (scene);
  learn (scene, "map");
  content = scene_find (scene, GTK_TYPE_BOX, "content");
  g_assert_true (scene_contains (content, gettext ("Works")));
  g_assert_true (scene_contains (content, gettext ("Refused")));
  scene_assert_fits (scene);
}

static double
get_x (Scene *scene, const char *text)
{
  GtkWidget *map = scene_find (scene, DERMAGA_TYPE_PORT_MAP, NULL);
  GtkWidget *label = find_label_with (map, text);
  double x;
  double y;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_translate_coordinates (label, map, 0, 0, &x, &y));
  return x;
}

/* All eight ports, from a program at one side to a server at the other, or below one another. */
static void
test_map (void)
{
  static const char *const ports[] = { "25", "465", "587", "2525", "993", "995", "143", "110" };
  g_autoptr (Scene) scene = NULL;
  GtkWidget *map;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  learn (scene, "map");
  map = scene_find (scene, DERMAGA_TYPE_PORT_MAP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    g_assert_nonnull (find_label_with (map, ports[i]));
  g_assert_cmpfloat (get_x (scene, "Your mail program") + 150, <,
                     get_x (scene, "Your provider’s server"));
  g_assert_cmpfloat (get_x (scene, "The recipient’s mail program") + 150, <,
                     get_x (scene, "The recipient’s server"));
  gtk_widget_set_direction (map, GTK_TEXT_DIR_RTL);
  scene_iterate (100);
  g_assert_cmpfloat (get_x (scene, "Your mail program"), >,
                     get_x (scene, "Your provider’s server") + 150);
}

static void
pick (Scene *scene, const char *text)
{
  GtkWidget *button = scene_find_text (scene, GTK_TYPE_CHECK_BUTTON, text);

  g_assert_nonnull (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  scene_iterate (50);
}

static gboolean
can_go_on (Scene *scene)
{
  return gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next"));
}

/* Three questions at most, and the wizard knows what is to be set up. */
static void
test_guide (gconstpointer data)
{
  g_autoptr (Scene) scene = NULL;
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  const char *format;
  gboolean fits = FALSE;

  dermaga_i18n_set_language (data);
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  learn (scene, "topics");
  scene_next (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==, gettext ("What do you want to set up?"));
  g_assert_false (can_go_on (scene));
  scene_assert_keys_differ (scene);
  scene_assert_fits (scene);
  pick (scene, dermaga_audience_get_title (DERMAGA_AUDIENCE_WORDPRESS));
  g_assert_true (can_go_on (scene));
  scene_next (scene);
  g_assert_false (can_go_on (scene));
  pick (scene, gettext ("No"));
  scene_next (scene);
  g_assert_false (can_go_on (scene));
  pick (scene, gettext ("Yes"));
  scene_assert_fits (scene);
  scene_next (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==,
                   gettext ("Try port 2525, or another network"));
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@practice.test");
  format = dermaga_wizard_get_text (scene->wizard, DERMAGA_FIELD_FORMAT);
  for (guint i = 0; i < n_formats; i++)
    fits |= g_str_equal (formats[i]->id, format)
            && formats[i]->audience == DERMAGA_AUDIENCE_WORDPRESS;
  g_assert_true (fits);
}

/* "I don't know" leads to where it can be found out. */
static void
test_guide_unknown (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  learn (scene, "guide");
  pick (scene, dermaga_audience_get_title (DERMAGA_AUDIENCE_THUNDERBIRD));
  scene_next (scene);
  pick (scene, "I don’t know");
  scene_next (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==, "Let Dermaga find out");
  go_back (scene);
  pick (scene, "No");
  scene_next (scene);
  pick (scene, "I don’t know");
  scene_next (scene);
  g_signal_emit_by_name (scene_find_text (scene, GTK_TYPE_BUTTON, "Is Port 587 Blocked Here?"),
                         "clicked");
  scene_settle (scene);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Is port 587 blocked here?");
  go_back (scene);
  g_assert_cmpstr (scene_get_text (scene, "heading"), ==,
                   "Find out whether port 587 is blocked here");
}

/* Text that looks like markup is shown as it is, whoever wrote it. */
static void
test_no_markup (void)
{
  static const char text[] = "# T & <b>\n";
  static const char body[] = "# T\n\nA & B (x) [q & \"r\"](port)\n";
  g_autoptr (DermagaLesson) refused = dermaga_lesson_parse (text, strlen (text), NULL);
  g_autoptr (DermagaLesson) lesson = dermaga_lesson_parse (body, strlen (body), NULL);
  DermagaLessonSpan *span;
  GtkWidget *view;

  g_assert_null (refused);
  span = ((DermagaLessonBlock *) lesson->blocks->pdata[0])->spans->pdata[0];
  g_free (span->text);
  span->text = g_strdup ("<b>&amp;</b> ");
  view = g_object_ref_sink (dermaga_lesson_view_new (lesson));
  g_assert_nonnull (find_label_with (view, "<b>&amp;</b> q & \"r\""));
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_data_func ("/learn-page/topics/en", "en", test_topics);
  g_test_add_data_func ("/learn-page/topics/id", "id", test_topics);
  g_test_add_func ("/learn-page/links", test_links);
  g_test_add_func ("/learn-page/fitting", test_fitting);
  g_test_add_func ("/learn-page/why", test_why);
  g_test_add_func ("/learn-page/why-card", test_why_card);
  g_test_add_func ("/learn-page/detour", test_detour);
  g_test_add_func ("/learn-page/new-window", test_new_window);
  g_test_add_data_func ("/learn-page/results/en", "en", test_results);
  g_test_add_data_func ("/learn-page/results/id", "id", test_results);
  g_test_add_func ("/learn-page/map", test_map);
  g_test_add_data_func ("/learn-page/guide/en", "en", test_guide);
  g_test_add_data_func ("/learn-page/guide/id", "id", test_guide);
  g_test_add_func ("/learn-page/guide-unknown", test_guide_unknown);
  g_test_add_func ("/learn-page/no-markup", test_no_markup);
  return g_test_run ();
}
