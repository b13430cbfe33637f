#include "config.h"

#include <libintl.h>

#include "app/dermaga-page.h"
#include "base/dermaga-i18n.h"
#include "port-scenes.h"
#include "probe/dermaga-port-probe.h"
#include "scenes.h"

/* "Is this port blocked here?", beside the steps. Warnings of GTK and GLib end the program. */

static void
ask (Scene *scene, guint16 port)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q",
                                             port));
  scene_settle (scene);
}

static void
go_back (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_settle (scene);
}

static DermagaPortInquiry *
get_inquiry (Scene *scene)
{
  return dermaga_wizard_get_port_inquiry (scene->wizard);
}

static gboolean
can_check (Scene *scene)
{
  return gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next"));
}

/* Every ending, in both languages: its words are there, and nothing is cut or shares a key. */
static void
test_verdicts (gconstpointer data)
{
  dermaga_i18n_set_language (data);
  for (DermagaPortVerdict verdict = 0; verdict < DERMAGA_N_PORT_VERDICTS; verdict++)
    {
      g_autoptr (Scene) scene = scene_new (SCENE_GOOD, "practice.test");
      DermagaPortCheck *check = port_scene_new (verdict, 587);
      g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);

      g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, verdict);
      dermaga_port_inquiry_take_check (get_inquiry (scene), check);
      ask (scene, 587);
      g_assert_cmpstr (scene_get_text (scene, "answer"), ==, words->headline);
      g_assert_cmpstr (scene_get_text (scene, "meaning"), ==, words->meaning);
      g_assert_cmpstr (scene_get_text (scene, "action"), ==, words->action);
      g_assert_cmpuint (scene_count_rows (scene_find (scene, GTK_TYPE_LIST_BOX, "controls")), ==,
                        check->controls->len);
      gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "by_hand")),
                                 TRUE);
      scene_iterate (100);
      scene_assert_fits (scene);
      scene_assert_keys_differ (scene);
    }
}

/* Each port has its own question and keeps its own answer. */
static void
test_ports (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkDropDown *port;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  dermaga_port_inquiry_take_check (get_inquiry (scene),
                                   port_scene_new (DERMAGA_PORT_VERDICT_BLOCKED, 25));
  ask (scene, 25);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "This network likely blocks port 25");
  port = GTK_DROP_DOWN (scene_find (scene, GTK_TYPE_DROP_DOWN, "port"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (port)), ==, 8);
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *question = NULL;

      gtk_drop_down_set_selected (port, i);
      question = g_strdup_printf ("Is port %u blocked here?",
                                  dermaga_port_inquiry_get_ports ()[i]);
      g_assert_cmpstr (scene_get_text (scene, "answer"), ==, question);
    }
  gtk_drop_down_set_selected (port, 0);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "This network likely blocks port 25");
}

/* What was scrolled off the screen by the wheel has no place there for its list; GTK 4.8 would ask
 * the monitor that is not there for its size. It is brought back into sight first, without waiting
 * for the next frame. */
static void
test_out_of_sight (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkAdjustment *position;
  GtkWidget *port;
  graphene_rect_t bounds;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  ask (scene, 25);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "by_hand")), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 360, 294);
  scene_iterate (200);
  port = scene_find (scene, GTK_TYPE_DROP_DOWN, "port");
  g_assert_true (gtk_widget_grab_focus (port));
  position = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (scene_find (scene, GTK_TYPE_SCROLLED_WINDOW, "scroller")));
  gtk_adjustment_set_value (position, gtk_adjustment_get_upper (position));
  scene_iterate (100);
  g_assert_true (gtk_widget_compute_bounds (port, GTK_WIDGET (scene->window), &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (port)), TRUE);
  g_assert_true (gtk_widget_get_mapped (gtk_widget_get_last_child (port)));
  g_assert_true (gtk_widget_compute_bounds (port, GTK_WIDGET (scene->window), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);

  /* And the other way round: the list stays while its place is in sight. */
  gtk_adjustment_set_value (position, gtk_adjustment_get_value (position) + 5);
  g_assert_true (gtk_widget_get_mapped (gtk_widget_get_last_child (port)));
  gtk_adjustment_set_value (position, gtk_adjustment_get_upper (position));
  g_assert_false (gtk_widget_get_mapped (gtk_widget_get_last_child (port)));
}

/* What has come just now has no place before the next frame; a key is sooner. */
static void
test_list_too_soon (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *list;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "");
  scene_iterate (200);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "practice"), "clicked");
  list = scene_find (scene, GTK_TYPE_DROP_DOWN, "scene");
  g_assert_cmpint (gtk_widget_get_height (list), ==, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (list)), TRUE);
  g_assert_true (gtk_widget_get_mapped (gtk_widget_get_last_child (list)));
  g_assert_cmpint (gtk_widget_get_height (list), >, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (list)), FALSE);

  /* Nor has anything on a page that has come just now. */
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 25);
  list = scene_find (scene, GTK_TYPE_DROP_DOWN, "port");
  g_assert_cmpint (gtk_widget_get_height (list), ==, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (list)), TRUE);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_last_child (list)));
  g_assert_false (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (list))));
}

/* A row that goes takes its context menu along; open without being seen, it would keep all keys. */
static void
test_menu_goes (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autoptr (GtkWidget) menu = NULL;
  GtkWidget *before;
  GtkWidget *label = gtk_label_new ("imap.practice.test");

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  ask (scene, 25);
  before = scene_find (scene, GTK_TYPE_DROP_DOWN, "port");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (before)), label, before);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "by_hand")), TRUE);
  while (!gtk_widget_get_mapped (label))
    scene_iterate (50);
  g_assert_true (gtk_widget_activate_action (label, "menu.popup", NULL));
  menu = g_object_ref (gtk_widget_get_last_child (label));
  g_assert_true (GTK_IS_POPOVER_MENU (menu));
  g_assert_true (gtk_widget_get_visible (menu));
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (label)), label);
  g_assert_false (gtk_widget_get_visible (menu));
}

/* Whoever opens a link in About holds it until the browser is there; the window may go sooner. */
static void
test_about_goes (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autoptr (GtkWindow) about = g_object_ref (GTK_WINDOW (gtk_about_dialog_new ()));

  scene = scene_new (SCENE_GOOD, "practice.test");
  gtk_window_set_transient_for (about, GTK_WINDOW (scene->window));
  gtk_window_set_destroy_with_parent (about, TRUE);
  gtk_window_present (about);
  scene_iterate (100);
  g_clear_pointer (&scene, scene_free);
  g_assert_null (gtk_window_get_transient_for (about));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (about)));
}

/* GTK shows a button pressed for 250 milliseconds before it acts; by then it may be gone. */
static void
test_list_too_late (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *port;
  GtkWidget *around;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  ask (scene, 25);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "by_hand")), TRUE);
  scene_iterate (200);
  port = scene_find (scene, GTK_TYPE_DROP_DOWN, "port");
  around = gtk_widget_get_parent (port);
  g_assert_true (gtk_widget_activate (port));
  gtk_widget_set_visible (around, FALSE);
  scene_iterate (400);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_last_child (port)));
  gtk_widget_set_visible (around, TRUE);
  scene_iterate (50);
  g_assert_true (gtk_widget_activate (port));
  while (!gtk_widget_get_mapped (gtk_widget_get_last_child (port)))
    scene_iterate (50);
}

/* With the switch off nobody is asked, which is said, and what it takes is offered there. */
static void
test_switched_off (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("id");
  scene = scene_new (SCENE_GOOD, "practice.test");
  dermaga_wizard_set_ask_controls (scene->wizard, FALSE);
  ask (scene, 25);
  g_assert_false (can_check (scene));
  g_assert_cmpstr (scene_get_text (scene, "permission_text"), !=, "");
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "allow"), "clicked");
  g_assert_true (dermaga_wizard_get_ask_controls (scene->wizard));
  g_assert_true (can_check (scene));
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "permission"));
}

/* Whoever lets only the provider be asked says yes to this question alone. */
static void
test_provider_only (gconstpointer data)
{
  DermagaPrivacy privacy = GPOINTER_TO_INT (data);
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  dermaga_wizard_set_privacy (scene->wizard, privacy);
  g_assert_false (dermaga_wizard_may_ask_controls (scene->wizard));
  ask (scene, 25);
  g_assert_false (can_check (scene));
  scene_assert_keys_differ (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "allow"), "clicked");
  g_assert_true (can_check (scene));
  g_assert_cmpint (dermaga_wizard_get_privacy (scene->wizard), ==, privacy);
  g_assert_false (dermaga_wizard_may_ask_controls (scene->wizard));
}

/* From every step and back: the step, what was typed and what was opened are as they were. */
static void
test_there_and_back (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkExpander *details;
  GtkWidget *test_again;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")),
                         "siti@practice.test");
  ask (scene, 25);
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "step"));
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@practice.test");
  g_assert_nonnull (scene_find (scene, GTK_TYPE_LABEL, "step"));

  scene_check (scene);
  ask (scene, 25);
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_TESTING);

  scene_next (scene);
  details = GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "details"));
  gtk_expander_set_expanded (details, TRUE);
  test_again = scene_find (scene, GTK_TYPE_BUTTON, "test_again");
  gtk_widget_grab_focus (test_again);
  ask (scene, 465);
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_VERDICT);
  g_assert_true (gtk_expander_get_expanded (details));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == test_again);
}

/* A change of language builds the window anew, with the same question before the person. */
static void
test_new_window (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  dermaga_port_inquiry_take_check (get_inquiry (scene),
                                   port_scene_new (DERMAGA_PORT_VERDICT_OPEN, 465));
  ask (scene, 465);
  dermaga_window_store (scene->window);
  scene_close (scene->window);
  dermaga_i18n_set_language ("id");
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_settle (scene);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Port 465 terbuka di jaringan ini");
  go_back (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "practice.test");
}

/* The practice provider's servers, as if two companies had them; nobody has the page. */
static const DermagaControlServer practice_servers[] = {
  { "Melati", "smtp.practice.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Kenanga", "mail.practice.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Melati", "imap.practice.test", 993, DERMAGA_SECURITY_TLS },
  { "Kenanga", "mail.practice.test", 465, DERMAGA_SECURITY_TLS },
};

static const DermagaControlTable practice_table = {
  .servers = practice_servers,
  .n_servers = G_N_ELEMENTS (practice_servers),
  .page = { "Cempaka", "cek.practice.test", "http://cek.practice.test/", "ok" },
};

static gboolean
is_in_rows (Scene *scene, const char *text)
{
  GtkWidget *list = scene_find (scene, GTK_TYPE_LIST_BOX, "controls");

  for (guint i = 0; i < scene_count_rows (list); i++)
    if (scene_contains (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)), text))
      return TRUE;
  return FALSE;
}

static void
wait_for_answer (Scene *scene)
{
  for (guint waited = 0; dermaga_port_inquiry_get_running (get_inquiry (scene)); waited += 20)
    {
      g_assert_cmpuint (waited, <, 20000);
      scene_iterate (20);
    }
}

/* Whom it asks stands there before; then it is asked, and what came of it stands in the rows. */
static void
test_real (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "practice.test");
  dermaga_port_inquiry_set_table (get_inquiry (scene), &practice_table);
  ask (scene, 587);
  g_assert_true (is_in_rows (scene, "Melati"));
  g_assert_true (is_in_rows (scene, "Kenanga"));
  g_assert_true (is_in_rows (scene, "Cempaka"));
  g_assert_false (is_in_rows (scene, "Reached"));
  g_assert_false (dermaga_port_inquiry_get_check (get_inquiry (scene))->finished);

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  g_assert_true (dermaga_port_inquiry_get_running (get_inquiry (scene)));
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "cancel"));
  g_assert_false (can_check (scene));
  scene_assert_keys_differ (scene);
  wait_for_answer (scene);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Port 587 is open in this network");
  g_assert_true (is_in_rows (scene, "Reached"));
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "cancel"));
  g_assert_true (can_check (scene));
}

/* Escape ends it with what is known; so does going back, and nothing goes on behind the page. */
static void
test_cancelled (gconstpointer data)
{
  const char *action = data;
  g_autoptr (Scene) scene = NULL;
  const DermagaPortCheck *check;

  dermaga_i18n_set_language ("en");
  dermaga_port_probe_forget_all ();
  scene = scene_new (SCENE_SLOW, "practice.test");
  dermaga_port_inquiry_set_table (get_inquiry (scene), &practice_table);
  ask (scene, 587);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  scene_iterate (100);
  g_assert_true (dermaga_port_inquiry_get_running (get_inquiry (scene)));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), action, NULL);
  wait_for_answer (scene);
  check = dermaga_port_inquiry_get_check (get_inquiry (scene));
  g_assert_true (check->finished);
  g_assert_cmpint (dermaga_port_check_get_verdict (check), !=, DERMAGA_PORT_VERDICT_BLOCKED);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
}

/* From the answer: what a check asked of ports is shown, with whom it asked, and the finding about
 * a silent port leads to the question. */
static void
test_answer_page (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *expander;
  GtkWidget *button;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_NO_RELAY, "practice.test");
  scene_check (scene);
  dermaga_result_take_port_check (dermaga_wizard_get_result (scene->wizard),
                                  port_scene_new (DERMAGA_PORT_VERDICT_BLOCKED, 25));
  scene_next (scene);
  expander = scene_find (scene, GTK_TYPE_EXPANDER, "port_checks_expander");
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  scene_iterate (100);
  g_assert_true (scene_contains (expander, "This network likely blocks port 25"));
  g_assert_true (scene_contains (expander, "Kenanga Surat"));
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);

  button = scene_find_text (scene, GTK_TYPE_BUTTON, "Is Port 25 Blocked Here?");
  g_assert_nonnull (button);
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  scene_settle (scene);
  /* What the check found out is not asked again. */
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "This network likely blocks port 25");
  go_back (scene);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == button);
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_data_func ("/port-page/verdicts/en", "en", test_verdicts);
  g_test_add_data_func ("/port-page/verdicts/id", "id", test_verdicts);
  g_test_add_func ("/port-page/out-of-sight", test_out_of_sight);
  g_test_add_func ("/port-page/list-too-soon", test_list_too_soon);
  g_test_add_func ("/port-page/menu-goes", test_menu_goes);
  g_test_add_func ("/port-page/about-goes", test_about_goes);
  g_test_add_func ("/port-page/list-too-late", test_list_too_late);
  g_test_add_func ("/port-page/ports", test_ports);
  g_test_add_func ("/port-page/switched-off", test_switched_off);
  g_test_add_data_func ("/port-page/provider-only", GINT_TO_POINTER (DERMAGA_PRIVACY_PROVIDER),
                        test_provider_only);
  g_test_add_data_func ("/port-page/offline", GINT_TO_POINTER (DERMAGA_PRIVACY_OFFLINE),
                        test_provider_only);
  g_test_add_func ("/port-page/there-and-back", test_there_and_back);
  g_test_add_func ("/port-page/new-window", test_new_window);
  g_test_add_func ("/port-page/real", test_real);
  g_test_add_data_func ("/port-page/cancelled/escape", "win.cancel", test_cancelled);
  g_test_add_data_func ("/port-page/cancelled/back", "win.back", test_cancelled);
  g_test_add_func ("/port-page/answer-page", test_answer_page);
  return g_test_run ();
}
