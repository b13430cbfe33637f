#include "config.h"

#include <libintl.h>
#include <string.h>

#include "app/dermaga-direction.h"
#include "app/dermaga-page.h"
#include "app/dermaga-slide.h"
#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-probe-row.h"
#include "app/widgets/dermaga-probe-section.h"
#include "base/dermaga-i18n.h"
#include "scenes.h"
#include "verdict/dermaga-verdict.h"

/* Warnings of GTK and GLib end the program: a template with a fault in it cannot pass. */

/* Where a language is still without some of the strings, their keys are those of the English. */
static void
assert_keys_differ (Scene *scene, const char *language)
{
  if (g_str_equal (language, "en") || g_str_equal (language, "id"))
    scene_assert_keys_differ (scene);
}

static DermagaProbeSection *
find_section (Scene *scene, const char *id)
{
  return DERMAGA_PROBE_SECTION (scene_find (scene, DERMAGA_TYPE_PROBE_SECTION, id));
}

static GtkWidget *
find_list (Scene *scene, const char *section)
{
  return GTK_WIDGET (dermaga_probe_section_get_list (find_section (scene, section)));
}

static void
test_whole_way (gconstpointer data)
{
  const char *language = data;
  g_autoptr (Scene) scene = NULL;
  DermagaResult *result;
  guint n_all;

  dermaga_i18n_set_language (language);
  dermaga_direction_follow_language ();
  scene = scene_new (SCENE_GOOD, "siti@surat.test");
  g_assert_cmpint (gtk_widget_get_direction (scene_find (scene, GTK_TYPE_LABEL, "lead")), ==,
                   g_str_equal (language, "ar") ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@surat.test");
  g_assert_cmpstr (scene_get_text (scene, "lead"), ==,
                   gettext ("Type your email address or your provider’s domain. No password "
                            "needed."));
  if (!g_str_equal (language, "en"))
    g_assert_cmpstr (scene_get_text (scene, "lead"), !=,
                     "Type your email address or your provider’s domain. No password needed.");
  scene_assert_fits (scene);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "servers")), TRUE);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "expander")),
                             TRUE);
  scene_iterate (100);
  assert_keys_differ (scene, language);
  scene_assert_fits (scene);
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")),
                         "siti@practice.test");
  scene_iterate (100);
  assert_keys_differ (scene, language);
  scene_assert_fits (scene);

  scene_check (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_TESTING);
  result = dermaga_wizard_get_result (scene->wizard);
  dermaga_result_count (result, NULL, &n_all);
  g_assert_cmpuint (n_all, >, 10);
  scene_settle (scene);
  g_assert_cmpuint (dermaga_probe_section_get_n_ways (find_section (scene, "incoming"))
                        + dermaga_probe_section_get_n_ways (find_section (scene, "outgoing")),
                    ==, n_all);
  scene_assert_fits (scene);
  assert_keys_differ (scene, language);

  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_VERDICT);
  g_assert_cmpstr (scene_get_text (scene, "port"), ==, "993");
  g_assert_cmpstr (scene_get_text (scene, "user_name"), ==, "siti@practice.test");
  scene_assert_fits (scene);
  assert_keys_differ (scene, language);

  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_EXPORT);
  g_assert_cmpuint (scene_count_rows (scene_find (scene, GTK_TYPE_LIST_BOX, "audiences")), >=, 3);
  g_assert_null (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));
  scene_assert_fits (scene);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_WORDPRESS);
  g_assert_cmpstr (scene_get_text (scene, "email"), ==, "siti@practice.test");
  g_assert_nonnull (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));
  scene_assert_fits (scene);
  assert_keys_differ (scene, language);
}

/* Where a language from right to left has no lesson, the English one is shown, from the left as it
 * is written; what belongs to the window stays at the right. */
static void
test_right_to_left (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *text;

  dermaga_i18n_set_language ("ar");
  dermaga_direction_follow_language ();
  scene = scene_new (SCENE_GOOD, "");
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.learn", "s", "port-465");
  scene_settle (scene);
  text = scene_find_text (scene, GTK_TYPE_LABEL, "This is the first choice for sending.");
  g_assert_nonnull (text);
  g_assert_cmpint (gtk_widget_get_direction (text), ==, GTK_TEXT_DIR_LTR);
  text = scene_find_text (scene, GTK_TYPE_LABEL, gettext ("Read on"));
  g_assert_nonnull (text);
  g_assert_cmpint (gtk_widget_get_direction (text), ==, GTK_TEXT_DIR_RTL);

  dermaga_i18n_set_language ("en");
  dermaga_direction_follow_language ();
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
}

static float
get_start (Scene *scene, const char *id)
{
  GtkWidget *label = scene_find (scene, GTK_TYPE_LABEL, id);
  graphene_rect_t bounds;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_compute_bounds (label, GTK_WIDGET (scene->window), &bounds));
  return bounds.origin.x;
}

/* The values stand below each other, whichever word before them is the longest. */
static void
test_column (gconstpointer data)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language (data);
  dermaga_direction_follow_language ();
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_next (scene);
  scene_wait_for_frame (GTK_WIDGET (scene->window));
  g_assert_cmpfloat_with_epsilon (get_start (scene, "port"), get_start (scene, "source"), 1);
}

/* What is shown when nothing can be recommended: the way on is another test, not an export. */
static void
test_no_choice (gconstpointer data)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *next_button;

  dermaga_i18n_set_language ("id");
  scene = scene_new (GPOINTER_TO_INT (data), "practice.test");
  scene_check (scene);
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_VERDICT);
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "port"));
  g_assert_cmpstr (scene_get_text (scene, "answer"), !=, "");
  next_button = scene_find (scene, GTK_TYPE_BUTTON, "next");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (next_button)), ==, gettext ("_Test Again"));
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_TESTING);
}

/* While the person looks at the file, another address of a server shows a bad certificate. */
static void
test_fault_after_preview (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_next (scene);
  scene_next (scene);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_THUNDERBIRD);
  g_assert_nonnull (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));

  recommendation = dermaga_recommend (dermaga_wizard_get_result (scene->wizard));
  address->outcome = DERMAGA_OUTCOME_CERT_BAD;
  dermaga_probe_take_address (recommendation->incoming->probe, address);
  scene_iterate (400);
  g_assert_null (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));
  g_assert_cmpstr (scene_get_text (scene, "trouble"), ==,
                   "The recommended servers have changed. Go back and read the answer again.");
}

static void
test_cancel (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autofree char *state = NULL;
  GtkWidget *row;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_SLOW, "practice.test");
  scene_next (scene);
  scene_iterate (300);
  g_assert_true (dermaga_wizard_get_running (scene->wizard));
  g_assert_nonnull (scene_find (scene, GTK_TYPE_WIDGET, "cancel"));
  g_assert_false (gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next")));

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.cancel", NULL);
  scene_iterate (200);
  g_assert_false (dermaga_wizard_get_running (scene->wizard));
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "cancel"));
  g_assert_true (gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next")));
  row = scene_find (scene, DERMAGA_TYPE_PROBE_ROW, NULL);
  state = dermaga_explain_state (dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row)));
  g_assert_cmpstr (state, ==, gettext ("Not checked"));
}

static void
wait_for_ways (Scene *scene, const char *section, guint n_ways)
{
  for (guint i = 0; dermaga_probe_section_get_n_ways (find_section (scene, section)) < n_ways; i++)
    {
      g_assert_cmpuint (i, <, 400);
      scene_iterate (50);
    }
  scene_settle (scene);
  scene_wait_for_frame (GTK_WIDGET (scene->window));
}

/* How many rows a list got in one frame. */
typedef struct {
  GtkWidget *list;
  guint n_rows;
  guint most;
} Growth;

static void
grown_cb (GdkFrameClock *clock, Growth *growth)
{
  guint n_rows = scene_count_rows (growth->list);

  growth->most = MAX (growth->most, n_rows - growth->n_rows);
  growth->n_rows = n_rows;
}

/* Sixty ways: a few in front, the rest at a press, and what works is counted, shown or not. */
static void
test_many_ways (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *list;
  GtkWidget *more;
  GtkWidget *row;
  Growth growth = { 0 };

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_SLOW, "practice.test");
  scene_next (scene);
  scene_add_many (scene);
  list = find_list (scene, "incoming");
  wait_for_ways (scene, "incoming", 36);
  g_assert_cmpuint (scene_count_rows (list), ==, 8);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, "late.other.test", 993, DERMAGA_SOURCE_GUESS);
  wait_for_ways (scene, "incoming", 37);
  g_assert_cmpuint (scene_count_rows (list), ==, 8);
  g_assert_true (scene_contains (GTK_WIDGET (scene->window), "1 safe way found"));
  g_assert_true (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == (gpointer) row);
  scene_assert_fits (scene);

  /* The last before the fold waits and has the focus; a better one does not push it away. */
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 7));
  g_assert_cmpint (dermaga_probe_get_state (dermaga_probe_row_get_probe (DERMAGA_PROBE_ROW (row))),
                   ==, DERMAGA_PROBE_STATE_WAITING);
  gtk_widget_grab_focus (row);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, "best.other.test", 993, DERMAGA_SOURCE_USER);
  wait_for_ways (scene, "incoming", 38);
  g_assert_cmpuint (scene_count_rows (list), ==, 8);
  g_assert_true (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 7) == (gpointer) row);
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == row);

  more = scene_find_text (scene, GTK_TYPE_BUTTON, "Show 30 More Ways to Receive");
  g_assert_nonnull (more);
  g_signal_emit_by_name (more, "clicked");
  growth.list = list;
  growth.n_rows = scene_count_rows (list);
  g_assert_cmpuint (growth.n_rows, ==, 9);
  g_signal_connect (gtk_widget_get_frame_clock (list), "after-paint", G_CALLBACK (grown_cb),
                    &growth);
  scene_settle (scene);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (list), &growth);
  g_assert_cmpuint (scene_count_rows (list), ==, 38);
  g_assert_cmpuint (growth.most, ==, 1);
  g_assert_false (gtk_widget_get_visible (more));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 8));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == row);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.cancel", NULL);
}

/* While it slides away, the page before answers to its access keys, but not once a key came. */
static void
test_slide (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkStack *stack;
  GtkWidget *before;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_SLOW, "practice.test");
  stack = GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "stack"));
  before = gtk_stack_get_visible_child (stack);
  gtk_stack_set_transition_duration (stack, G_MAXUINT / 1000);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  g_assert_true (gtk_stack_get_transition_running (stack));
  g_assert_true (gtk_widget_get_mapped (before));
  dermaga_slide_end (stack);
  g_assert_false (gtk_widget_get_mapped (before));
  g_assert_true (gtk_widget_get_mapped (gtk_stack_get_visible_child (stack)));

  gtk_stack_set_transition_duration (stack, 0);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  g_assert_true (gtk_stack_get_visible_child (stack) == before);
  g_assert_true (gtk_widget_get_mapped (before));
  scene_assert_keys_differ (scene);
}

static void
test_bad_input (void)
{
  static const struct {
    const char *typed;
    DermagaField field;
  } cases[] = {
    { "two words.example", DERMAGA_FIELD_TARGET },
    { "siti@", DERMAGA_FIELD_TARGET },
    { "192.0.2.1", DERMAGA_FIELD_TARGET },
    { "\"<b>\"@example.com", DERMAGA_FIELD_TARGET },
  };

  dermaga_i18n_set_language ("id");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Scene) scene = scene_new (SCENE_CLOSED, cases[i].typed);

      scene_next (scene);
      g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
      g_assert_cmpstr (scene_get_text (scene, "target_error"), !=, "");
      g_assert_cmpstr (scene_get_text (scene, "target"), ==, cases[i].typed);
      scene_assert_fits (scene);
    }
}

/* A server name that is no name is said where it was typed, even when that place was closed. */
static void
test_bad_server_name (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, "practice.test");
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "servers")), TRUE);
  scene_iterate (50);
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "outgoing")), "a b");
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "servers")),
                             FALSE);
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
  g_assert_cmpstr (scene_get_text (scene, "outgoing_error"), !=, "");
}

/* Back shows what was typed; so does a window built anew. */
static void
test_input_is_kept (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, " Siti@Practice.test ");
  scene_check (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_iterate (100);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, " Siti@Practice.test ");

  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")), "other.test");
  dermaga_window_store (scene->window);
  scene_close (scene->window);
  dermaga_i18n_set_language ("id");
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_iterate (100);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "other.test");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autofree char *text = NULL;
  GtkWidget *button;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_next (scene);
  button = scene_find (scene, DERMAGA_TYPE_COPY_BUTTON, "copy_port");
  g_signal_emit_by_name (button, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL, read_cb, &text);
  for (guint i = 0; i < 1000 && text == NULL; i++)
    scene_iterate (20);
  g_assert_cmpstr (text, ==, "993");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Copied");
}

/* Every row can be opened, and what a server says of itself is text, never markup. */
static void
test_details (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *expander;
  GtkWidget *list;

  dermaga_i18n_set_language ("id");
  scene = scene_new (SCENE_WRONG_NAME, "practice.test");
  scene_check (scene);
  list = find_list (scene, "outgoing");
  for (guint i = 0; i < scene_count_rows (list); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i);
      int closed;
      int open;

      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, 400, &closed, NULL, NULL,
                          NULL);
      g_signal_emit_by_name (row, "activate");
      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, 400, &open, NULL, NULL, NULL);
      g_assert_cmpint (open, >, closed);
    }
  expander = scene_find_text (scene, GTK_TYPE_EXPANDER, gettext ("What was said"));
  g_assert_nonnull (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  scene_iterate (100);
  g_assert_true (scene_contains (expander, "S: 220 "));
  g_assert_true (scene_contains (expander, "C: EHLO "));
  scene_assert_fits (scene);
}

/* The dialogue runs from the left in every language, but the sentences within it as they should:
 * their full stop at their end. */
static void
test_transcript (void)
{
  static const char *const languages[] = { "ar", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (Scene) scene = NULL;
      g_autofree char *isolated = NULL;
      g_autofree char *line = NULL;
      GtkWidget *expander;

      dermaga_i18n_set_language (languages[i]);
      dermaga_direction_follow_language ();
      scene = scene_new (SCENE_GOOD, "practice.test");
      scene_check (scene);
      g_signal_emit_by_name (
          gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_list (scene, "incoming")), 0),
          "activate");
      expander = scene_find_text (scene, GTK_TYPE_EXPANDER, gettext ("What was said"));
      g_assert_nonnull (expander);
      gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
      scene_iterate (100);
      isolated = g_strdup_printf (i == 0 ? "\u2067%s\u2069" : "%s",
                                  gettext ("Encryption (TLS) begins."));
      line = g_strconcat (" ms -- ", isolated, "\n", NULL);
      g_assert_true (scene_contains (expander, line));
    }
}

static char *
read_clipboard (Scene *scene)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (scene->window));
  GdkContentProvider *provider = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (provider);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
  return g_value_dup_string (&value);
}

/* Whatever the window speaks, the report speaks the language that was picked. */
static void
test_report (gconstpointer data)
{
  static const struct {
    const char *answer;
    const char *section;
  } languages[] = { { "Use these settings", "Evidence" },
                    { "Gunakan pengaturan ini", "Bukti" } };
  const char *language = data;
  g_autoptr (Scene) scene = NULL;
  GtkDropDown *picked;
  GtkWidget *copy;

  dermaga_i18n_set_language (language);
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_settle (scene);
  scene_next (scene);
  picked = GTK_DROP_DOWN (scene_find (scene, GTK_TYPE_DROP_DOWN, "report_language"));
  copy = scene_find (scene, GTK_TYPE_BUTTON, "copy_report");
  g_assert_cmpuint (gtk_drop_down_get_selected (picked), ==, g_str_equal (language, "id") ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *report = NULL;

      gtk_drop_down_set_selected (picked, i);
      g_signal_emit_by_name (copy, "clicked");
      report = read_clipboard (scene);
      g_assert_nonnull (strstr (report, languages[i].answer));
      g_assert_nonnull (strstr (report, languages[i].section));
      g_assert_nonnull (strstr (report, "EHLO [127.0.0.1]"));
      g_assert_null (strstr (report, "siti"));
      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (copy)), ==, gettext ("Copied"));
    }
  scene_assert_fits (scene);
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_data_func ("/pages/whole-way/en", "en", test_whole_way);
  g_test_add_data_func ("/pages/whole-way/id", "id", test_whole_way);
  g_test_add_data_func ("/pages/whole-way/pl", "pl", test_whole_way);
  g_test_add_data_func ("/pages/whole-way/ar", "ar", test_whole_way);
  g_test_add_func ("/pages/right-to-left", test_right_to_left);
  g_test_add_data_func ("/pages/column/en", "en", test_column);
  g_test_add_data_func ("/pages/column/pl", "pl", test_column);
  g_test_add_data_func ("/pages/no-choice/closed", GINT_TO_POINTER (SCENE_CLOSED), test_no_choice);
  g_test_add_data_func ("/pages/no-choice/expired", GINT_TO_POINTER (SCENE_EXPIRED),
                        test_no_choice);
  g_test_add_data_func ("/pages/no-choice/plain", GINT_TO_POINTER (SCENE_PLAIN), test_no_choice);
  g_test_add_func ("/pages/fault-after-preview", test_fault_after_preview);
  g_test_add_func ("/pages/cancel", test_cancel);
  g_test_add_func ("/pages/many-ways", test_many_ways);
  g_test_add_func ("/pages/slide", test_slide);
  g_test_add_func ("/pages/bad-input", test_bad_input);
  g_test_add_func ("/pages/bad-server-name", test_bad_server_name);
  g_test_add_func ("/pages/input-is-kept", test_input_is_kept);
  g_test_add_func ("/pages/copy", test_copy);
  g_test_add_func ("/pages/details", test_details);
  g_test_add_func ("/pages/transcript", test_transcript);
  g_test_add_data_func ("/pages/report/en", "en", test_report);
  g_test_add_data_func ("/pages/report/id", "id", test_report);
  return g_test_run ();
}
