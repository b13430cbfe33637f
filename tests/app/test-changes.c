#include "config.h"

#include <glib/gstdio.h>

#include "app/dermaga-direction.h"
#include "app/dermaga-preferences.h"
#include "app/dermaga-remember.h"
#include "base/dermaga-i18n.h"
#include "history-scenes.h"
#include "history/dermaga-history.h"
#include "verdict/dermaga-words.h"

/* What changed since an earlier check, on the page of the answer. */

/* (nullable): the expander or the line, where it is to be seen. */
static GtkWidget *
find_changes (Scene *scene)
{
  return scene_find (scene, GTK_TYPE_WIDGET, "changes");
}

static Scene *
make_verdict (SceneKind kind, const char *language)
{
  Scene *scene;

  dermaga_i18n_set_language (language);
  dermaga_direction_follow_language ();
  scene = scene_new (kind, "siti@practice.test");
  scene_check (scene);
  return scene;
}

static char *
get_day (Scene *scene, guint days)
{
  gint64 started
      = dermaga_result_get_started (dermaga_wizard_get_result (scene->wizard)) / G_USEC_PER_SEC;

  return dermaga_format_date (started - (gint64) days * 24 * 60 * 60);
}

static GtkExpander *
find_expander (Scene *scene)
{
  GtkWidget *child = gtk_widget_get_first_child (find_changes (scene));

  while (!GTK_IS_EXPANDER (child))
    child = gtk_widget_get_next_sibling (child);
  return GTK_EXPANDER (child);
}

/* Without an earlier check there is nothing of it on the page. */
static void
test_nothing (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_GOOD, "en");

  scene_next (scene);
  g_assert_null (find_changes (scene));
}

static void
test_same (gconstpointer data)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_GOOD, data);
  g_autofree char *day = NULL;

  history_scene_give (scene, HISTORY_SAME, 30);
  scene_next (scene);
  day = get_day (scene, 30);
  g_assert_nonnull (find_changes (scene));
  g_assert_true (scene_contains (find_changes (scene), day));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_expander (scene))));
  scene_assert_fits (scene);
}

/* What got worse is open at once. */
static void
test_lost (gconstpointer data)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_CLOSED, data);
  g_autofree char *day = NULL;

  history_scene_give (scene, HISTORY_LOST, 30);
  scene_next (scene);
  day = get_day (scene, 30);
  g_assert_true (gtk_expander_get_expanded (find_expander (scene)));
  g_assert_true (scene_contains (find_changes (scene), day));
  g_assert_true (scene_contains (find_changes (scene), "465"));
  scene_assert_fits (scene);
  if (!g_str_equal (data, "ar"))
    scene_assert_keys_differ (scene);

  /* What a person closed stays closed when the page is drawn again. */
  gtk_expander_set_expanded (find_expander (scene), FALSE);
  g_signal_emit_by_name (scene->wizard, "changed");
  scene_iterate (100);
  g_assert_false (gtk_expander_get_expanded (find_expander (scene)));
}

/* The words of the issue, whichever day it is. */
static void
test_words (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_CLOSED, "en");
  g_autofree char *day = NULL;
  g_autofree char *sentence = NULL;

  history_scene_give (scene, HISTORY_LOST, 30);
  scene_next (scene);
  day = get_day (scene, 30);
  sentence = g_strdup_printf (" worked on %s; now it is refused.", day);
  g_assert_true (scene_contains (find_changes (scene), sentence));
}

/* That port 25 is closed now is no loss to a mail program, so it waits to be asked for. */
static void
test_relay (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_NO_RELAY, "en");

  history_scene_give (scene, HISTORY_LOST, 30);
  scene_next (scene);
  g_assert_nonnull (find_changes (scene));
  g_assert_false (gtk_expander_get_expanded (find_expander (scene)));
}

/* What got better waits to be asked for; of the same day the time is said. */
static void
test_gained (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_GOOD, "en");

  history_scene_give (scene, HISTORY_GAINED, 0);
  scene_next (scene);
  g_assert_false (gtk_expander_get_expanded (find_expander (scene)));
  g_assert_true (scene_contains (find_changes (scene), "What changed since"));
  gtk_expander_set_expanded (find_expander (scene), TRUE);
  scene_iterate (100);
  g_assert_true (scene_contains (find_changes (scene), "works now; the outcome"));
}

static void
test_many (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_GOOD, "en");

  history_scene_break (scene);
  history_scene_give (scene, HISTORY_MANY, 30);
  scene_next (scene);
  g_assert_true (scene_contains (find_changes (scene), "may be in another network"));
}

/* The present check is no evidence when it was stopped. */
static void
test_cancelled (void)
{
  g_autoptr (Scene) scene = make_verdict (SCENE_NO_RELAY, "en");
  DermagaResult *result = dermaga_wizard_get_result (scene->wizard);

  history_scene_give (scene, HISTORY_LOST, 30);
  dermaga_result_add_condition (result, DERMAGA_CONDITION_CANCELLED);
  g_assert_null (dermaga_past_end (dermaga_wizard_get_past (scene->wizard), result));
  scene_next (scene);
  g_assert_null (find_changes (scene));
}

/* As the program does it: two checks, the second compared with the first; then off. */
static void
test_remembered (void)
{
  g_autoptr (Scene) scene = NULL;
  DermagaPast *past;

  dermaga_i18n_set_language ("en");
  dermaga_preferences_set_remember (TRUE);
  scene = scene_new (SCENE_CLOSED, "siti@surat.test");
  dermaga_remember_watch (scene->wizard);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "servers")), TRUE);
  scene_iterate (100);
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "incoming")),
                         "imap.practice.test");
  past = dermaga_wizard_get_past (scene->wizard);
  scene_check (scene);
  g_assert_cmpint (dermaga_past_get_state (past), ==, DERMAGA_PAST_NOTHING);
  dermaga_history_wait ();
  g_assert_true (dermaga_history_exists ());
  g_assert_true (dermaga_remember_exists ());

  g_assert_true (dermaga_wizard_start (scene->wizard, NULL));
  while (dermaga_wizard_get_running (scene->wizard)
         || dermaga_past_get_state (past) == DERMAGA_PAST_NOTHING)
    scene_iterate (20);
  g_assert_cmpint (dermaga_past_get_state (past), ==, DERMAGA_PAST_SAME);

  dermaga_remember_set (FALSE, NULL);
  dermaga_history_wait ();
  g_assert_false (dermaga_remember_exists ());
  g_assert_true (dermaga_wizard_start (scene->wizard, NULL));
  while (dermaga_wizard_get_running (scene->wizard))
    scene_iterate (20);
  scene_iterate (100);
  dermaga_history_wait ();
  g_assert_false (dermaga_history_exists ());
  g_assert_cmpint (dermaga_past_get_state (past), ==, DERMAGA_PAST_NOTHING);
  dermaga_preferences_set_remember (TRUE);
}

/* Nothing of the practice provider is kept. */
static void
test_practice (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, DERMAGA_PRACTICE_ADDRESS);
  dermaga_remember_watch (scene->wizard);
  scene_check (scene);
  dermaga_history_wait ();
  g_assert_false (dermaga_remember_exists ());
}

int
main (int argc, char **argv)
{
  static const char *const languages[] = { "en", "id", "pl", "ar" };
  g_autofree char *home = g_dir_make_tmp ("dermaga-changes-XXXXXX", NULL);
  g_autofree char *above = g_build_filename (home, "dermaga", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene_hurry ();
  g_test_add_func ("/changes/nothing", test_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *same = g_strconcat ("/changes/same/", languages[i], NULL);
      g_autofree char *lost = g_strconcat ("/changes/lost/", languages[i], NULL);

      g_test_add_data_func (same, languages[i], test_same);
      g_test_add_data_func (lost, languages[i], test_lost);
    }
  g_test_add_func ("/changes/words", test_words);
  g_test_add_func ("/changes/relay", test_relay);
  g_test_add_func ("/changes/gained", test_gained);
  g_test_add_func ("/changes/many", test_many);
  g_test_add_func ("/changes/cancelled", test_cancelled);
  g_test_add_func ("/changes/remembered", test_remembered);
  g_test_add_func ("/changes/practice", test_practice);
  status = g_test_run ();
  g_rmdir (above);
  g_rmdir (home);
  return status;
}
