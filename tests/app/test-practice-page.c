#include "config.h"

#include <libintl.h>

#include "base/dermaga-i18n.h"
#include "learn/dermaga-learn.h"
#include "scenes.h"
#include "verdict/dermaga-scene-texts.h"

/* The way in without an account: what the first page offers, what the answer says of it. Warnings
 * of GTK and GLib end the program. */

static void
type (Scene *scene, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")), text);
  scene_iterate (50);
}

static gboolean
has (Scene *scene, const char *id)
{
  return scene_find (scene, GTK_TYPE_WIDGET, id) != NULL;
}

static void
press_practice (Scene *scene)
{
  gtk_widget_activate (scene_find (scene, GTK_TYPE_BUTTON, "practice"));
  scene_iterate (400);
}

/* One press fills everything in, and the keyboard is at what is to be chosen. */
static void
test_button (gconstpointer language)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *focus;

  dermaga_i18n_set_language (language);
  scene = scene_new (SCENE_ROOM, "");
  g_assert_false (has (scene, "scene"));
  g_assert_true (has (scene, "privacy"));
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "servers")), TRUE);
  scene_iterate (50);
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "incoming")),
                         "imap.surat.test");
  press_practice (scene);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "you@practice.test");
  g_assert_cmpstr (scene_get_text (scene, "incoming"), ==, "");
  g_assert_false (has (scene, "practice"));
  g_assert_false (has (scene, "privacy"));
  g_assert_false (has (scene, "cut_note"));
  g_assert_false (has (scene, "offline"));
  focus = gtk_root_get_focus (GTK_ROOT (scene->window));
  g_assert_true (gtk_widget_is_ancestor (focus,
                                         scene_find (scene, GTK_TYPE_DROP_DOWN, "scene"))
                 || focus == scene_find (scene, GTK_TYPE_DROP_DOWN, "scene"));
  scene_assert_keys_differ (scene);
  scene_assert_fits (scene);
}

/* Typed, it is the same; typed away, everything is as it was. */
static void
test_typed (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_ROOM, "");
  type (scene, "Practice.TEST");
  g_assert_true (has (scene, "scene"));
  g_assert_false (has (scene, "practice"));
  type (scene, "siti@mail.practice.test");
  g_assert_false (has (scene, "scene"));
  g_assert_true (has (scene, "practice"));
  g_assert_true (has (scene, "privacy"));
  g_assert_true (has (scene, "cut_note"));
}

static const char *
get_link (Scene *scene)
{
  GtkWidget *card = scene_find (scene, GTK_TYPE_WIDGET, "scene");
  GtkWidget *link = gtk_widget_get_last_child (card);
  GVariant *topic = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (link));

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (link)), ==, "win.learn");
  return g_variant_get_string (topic, NULL);
}

/* What is picked is what is checked; it is kept as everything else is. */
static void
test_scene (gconstpointer language)
{
  const char *id = "only-2525";
  g_autoptr (Scene) scene = NULL;
  GtkWidget *card;

  dermaga_i18n_set_language (language);
  scene = scene_new (SCENE_ROOM, "practice.test");
  g_assert_cmpstr (scene_get_text (scene, "summary"), ==, dermaga_scene_get_summary ("good"));
  scene_pick (scene, id);
  g_assert_cmpstr (scene_get_text (scene, "summary"), ==, dermaga_scene_get_summary (id));

  dermaga_window_store (scene->window);
  scene_close (scene->window);
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_iterate (100);
  g_assert_cmpstr (scene_get_text (scene, "summary"), ==, dermaga_scene_get_summary (id));

  scene_check (scene);
  scene_next (scene);
  g_assert_cmpstr (dermaga_wizard_get_scene (scene->wizard), ==, id);
  card = scene_find (scene, GTK_TYPE_WIDGET, "scene");
  g_assert_true (scene_contains (card, dermaga_scene_get_title (id)));
  g_assert_true (scene_contains (card, dermaga_scene_get_summary (id)));
  g_assert_cmpstr (get_link (scene), ==, dermaga_learn_for_scene (id));
  scene_assert_keys_differ (scene);
  scene_assert_fits (scene);

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 465);
  scene_settle (scene);
  g_assert_true (has (scene, "practice_note"));
  scene_assert_fits (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_settle (scene);

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.start-over", NULL);
  scene_settle (scene);
  press_practice (scene);
  g_assert_cmpstr (scene_get_text (scene, "summary"), ==, dermaga_scene_get_summary ("good"));
}

/* Another provider is no practice, whatever was picked before. */
static void
test_other_provider (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  scene_pick (scene, "wrong-name");
  scene_check (scene);
  scene_next (scene);
  g_assert_null (dermaga_wizard_get_scene (scene->wizard));
  g_assert_false (has (scene, "scene"));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 465);
  scene_settle (scene);
  g_assert_false (has (scene, "practice_note"));
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_data_func ("/practice-page/button/en", "en", test_button);
  g_test_add_data_func ("/practice-page/button/id", "id", test_button);
  g_test_add_func ("/practice-page/typed", test_typed);
  g_test_add_data_func ("/practice-page/scene/en", "en", test_scene);
  g_test_add_data_func ("/practice-page/scene/id", "id", test_scene);
  g_test_add_func ("/practice-page/other-provider", test_other_provider);
  return g_test_run ();
}
