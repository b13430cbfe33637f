#include "config.h"

#include <libintl.h>
#include <string.h>

#include "app/dermaga-direction.h"
#include "base/dermaga-i18n.h"
#include "scenes.h"
#include "verdict/dermaga-verdict.h"

/* What the person decides: who is asked, and whose servers are used. Warnings of GTK and GLib end
 * the program. */

static void
press (Scene *scene, const char *id)
{
  GtkWidget *button = scene_find (scene, GTK_TYPE_CHECK_BUTTON, id);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_activate (button));
}

/* The marks around host names are left out. */
static void
assert_note (Scene *scene, const char *expected)
{
  g_autoptr (GString) note = g_string_new (scene_get_text (scene, "cut_note"));

  g_string_replace (note, "\u2066", "", 0);
  g_string_replace (note, "\u2069", "", 0);
  g_assert_cmpstr (note->str, ==, expected);
}

static gboolean
may_send_address (Scene *scene)
{
  return gtk_widget_is_sensitive (scene_find (scene, GTK_TYPE_CHECK_BUTTON, "send_address"));
}

/* What is said of the address is true of every choice, and the choice survives what texts do. */
static void
test_privacy (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, "siti@surat.test");
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "expander")),
                             TRUE);
  scene_iterate (100);
  g_assert_cmpint (dermaga_wizard_get_privacy (scene->wizard), ==, DERMAGA_PRIVACY_PUBLIC_LIST);
  assert_note (scene, "Only surat.test is looked up, in Mozilla’s public list too. Your address "
                      "stays on this computer.");
  press (scene, "send_address");
  assert_note (scene, "surat.test is looked up, in Mozilla’s public list too. Your full address "
                      "is sent only to autoconfig.surat.test, over an encrypted connection.");
  press (scene, "provider");
  assert_note (scene, "surat.test is looked up. Your full address is sent only to "
                      "autoconfig.surat.test, over an encrypted connection.");
  g_assert_cmpstr (scene_get_text (scene, "expander_label"), ==, "Who is asked: the provider only");
  press (scene, "send_address");
  assert_note (scene, "Only surat.test is looked up. Your address stays on this computer.");
  press (scene, "send_address");
  press (scene, "offline");
  assert_note (scene, "Nobody is asked for the settings of surat.test; only the addresses of "
                      "its servers are looked up. Your address stays on this computer.");
  g_assert_false (may_send_address (scene));
  g_assert_false (
      gtk_widget_is_sensitive (scene_find (scene, GTK_TYPE_CHECK_BUTTON, "ask_controls")));
  press (scene, "provider");
  g_assert_true (may_send_address (scene));
  g_assert_null (dermaga_wizard_get_result (scene->wizard)); /* nothing was sent by all that */

  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")),
                         "surat.test");
  scene_iterate (50);
  g_assert_false (may_send_address (scene));
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "cut_note"));
  scene_check (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_iterate (400);
  g_assert_cmpstr (scene_get_text (scene, "expander_label"), ==, "Who is asked: the provider only");

  dermaga_window_store (scene->window);
  scene_close (scene->window);
  dermaga_i18n_set_language ("id");
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_iterate (100);
  g_assert_cmpstr (scene_get_text (scene, "expander_label"), ==,
                   "Siapa yang ditanya: hanya penyedia");

  /* Another person's turn: what was agreed to for the last address does not hold for the next. */
  g_assert_true (dermaga_wizard_get_send_address (scene->wizard));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.start-over", NULL);
  g_assert_false (dermaga_wizard_get_send_address (scene->wizard));
  g_assert_cmpint (dermaga_wizard_get_privacy (scene->wizard), ==, DERMAGA_PRIVACY_PROVIDER);
}

/* What the last person typed is gone for good; what is typed since can be undone. */
static void
test_undo (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkEditable *target;
  GtkEditable *text;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  target = GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target"));
  text = gtk_editable_get_delegate (target);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.start-over", NULL);
  g_assert_cmpstr (gtk_editable_get_text (target), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (text), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (target), ==, "");
  g_signal_emit_by_name (text, "insert-at-cursor", "budi@practice.test");
  gtk_widget_activate_action (GTK_WIDGET (text), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (target), ==, "");
}

static gboolean
can_go_on (Scene *scene)
{
  return gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next"));
}

/* GTK lets a button look pressed for a quarter of a second first. */
static void
answer (Scene *scene, const char *id)
{
  gtk_widget_activate (scene_find (scene, GTK_TYPE_BUTTON, id));
  scene_iterate (400);
}

static void
go_back (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_iterate (400);
}

/* While the person reads the answer, the running check finds a better server of somebody else's. */
static void
test_stranger_after_verdict (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_VERDICT);

  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, "imap.lain.test", 993, DERMAGA_SOURCE_SRV);
  scene_next (scene);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_THUNDERBIRD);
  g_assert_null (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));

  go_back (scene);
  g_assert_false (can_go_on (scene));
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "agree"));
  answer (scene, "agree");
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_EXPORT);
  g_assert_nonnull (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));
}

static gboolean
has_text_below (GtkWidget *widget, const char *part)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text_below (child, part))
      return TRUE;
  return FALSE;
}

/* Long names, each by another way: shown uncut, and no wider than the window. */
static void
test_consent (gconstpointer data)
{
  const char *host = "imap-surat-masuk-untuk-semua-pelanggan-lama.penyedia-lain-sekali.test";
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language (data);
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, host, 993, DERMAGA_SOURCE_SRV);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_SMTP, "smtp.orang.test", 465, DERMAGA_SOURCE_HTTP);
  scene_next (scene);
  g_assert_false (can_go_on (scene));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_WIDGET, "hosts"), host));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_WIDGET, "hosts"), "smtp.orang.test"));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_WIDGET, "hosts"), "SRV"));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_WIDGET, "hosts"), "http"));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_BUTTON, "agree"),
                                 "penyedia-lain-sekali.test"));
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_BUTTON, "agree"), "orang.test"));
  gtk_expander_set_expanded (
      GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "sources_expander")), TRUE);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "details")), TRUE);
  scene_iterate (100);
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);

  answer (scene, "decline");
  g_assert_true (can_go_on (scene));
  g_assert_cmpstr (scene_get_text (scene, "server"), ==, "imap.practice.test");
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "agree"));
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);

  /* The export follows the answer, and Back keeps it. */
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_EXPORT);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_THUNDERBIRD);
  g_assert_nonnull (scene_find (scene, GTK_TYPE_TEXT_VIEW, NULL));
  go_back (scene);
  g_assert_cmpstr (scene_get_text (scene, "server"), ==, "imap.practice.test");

  answer (scene, "reconsider");
  g_assert_false (can_go_on (scene));
  g_assert_cmpstr (scene_get_text (scene, "server"), ==, host);
  answer (scene, "agree");
  g_assert_true (can_go_on (scene));
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, gettext ("Use these settings"));
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "agree"));
  g_assert_cmpstr (scene_get_text (scene, "server"), ==, host);
}

/* Nothing but strangers: declining leaves another test, and the answer says why. */
static void
test_decline_all (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, "siti@practice.test");
  scene_check (scene);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, "imap.orang.test", 993, DERMAGA_SOURCE_SRV);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_SMTP, "imap.orang.test", 465, DERMAGA_SOURCE_SRV);
  scene_next (scene);
  g_assert_true (has_text_below (scene_find (scene, GTK_TYPE_WIDGET, "hosts"),
                                 "Receiving and sending mail"));
  answer (scene, "decline");
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "No other safe servers were found");
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "port"));
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_TESTING);
  g_assert_false (dermaga_wizard_get_declined (scene->wizard));
}

/* Each place is told, and where exactly it was found can be copied. */
static void
test_sources (gconstpointer data)
{
  const char *url = "https://autoconfig.practice.test/mail/config-v1.1.xml";
  g_autoptr (Scene) scene = NULL;
  g_autofree char *names = NULL;
  DermagaResult *result;
  DermagaProbe *probe;
  GtkWidget *list;

  dermaga_i18n_set_language (data);
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  scene_check (scene);
  result = dermaga_wizard_get_result (scene->wizard);
  probe = dermaga_result_get_best (result, DERMAGA_DIRECTION_INCOMING, NULL);
  dermaga_result_set_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_set_source_origin (result, "autoconfig", url, DERMAGA_SOURCE_PROBLEM_NONE);
  dermaga_result_add_source_server (result, "autoconfig", dermaga_probe_get_candidate (probe));
  dermaga_result_set_source (result, "ispdb", DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
  dermaga_result_set_source_origin (result, "ispdb", NULL, DERMAGA_SOURCE_PROBLEM_PRIVACY);
  scene_next (scene);

  names = dermaga_explain_origin_names (result, dermaga_probe_get_candidate (probe));
  g_assert_cmpstr (scene_get_text (scene, "source"), ==, names);
  g_assert_nonnull (strstr (names, dermaga_explain_source_name ("autoconfig")));
  gtk_expander_set_expanded (
      GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "sources_expander")), TRUE);
  scene_iterate (100);
  list = scene_find (scene, GTK_TYPE_LIST_BOX, "sources");
  g_assert_cmpuint (scene_count_rows (list), ==, dermaga_result_get_sources (result)->len);
  g_assert_true (has_text_below (list, url));
  g_assert_true (has_text_below (list, dermaga_explain_source_name ("ispdb")));
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);
}

/* Servers of other companies: on at first, named, switched off alone, and said below. */
static void
test_other_companies (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *which;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_CLOSED, "siti@surat.test");
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "expander")),
                             TRUE);
  scene_iterate (100);
  g_assert_true (dermaga_wizard_may_ask_controls (scene->wizard));
  g_assert_nonnull (strstr (scene_get_text (scene, "contacted"), "servers of other companies"));
  which = scene_find (scene, GTK_TYPE_EXPANDER, "which");
  gtk_expander_set_expanded (GTK_EXPANDER (which), TRUE);
  scene_iterate (100);
  for (guint i = 0; i < dermaga_control_table.n_servers; i++)
    {
      g_assert_true (scene_contains (which, dermaga_control_table.servers[i].company));
      g_assert_true (scene_contains (which, dermaga_control_table.servers[i].host));
    }
  g_assert_true (scene_contains (which, dermaga_control_table.page.host));
  scene_assert_fits (scene);
  scene_assert_keys_differ (scene);

  press (scene, "ask_controls");
  g_assert_false (dermaga_wizard_may_ask_controls (scene->wizard));
  g_assert_null (strstr (scene_get_text (scene, "contacted"), "companies"));
  press (scene, "ask_controls");
  press (scene, "provider");
  g_assert_true (dermaga_wizard_get_ask_controls (scene->wizard));
  g_assert_false (dermaga_wizard_may_ask_controls (scene->wizard));
  g_assert_null (strstr (scene_get_text (scene, "contacted"), "companies"));
}

/* No key that moves the focus leads into what is folded away, and none is complained of. */
static void
test_folded (gconstpointer data)
{
  static const char *const ids[] = { "expander", "servers" };
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language (data);
  dermaga_direction_follow_language ();
  scene = scene_new (SCENE_CLOSED, "siti@surat.test");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *expander = scene_find (scene, GTK_TYPE_EXPANDER, ids[i]);
      GtkWidget *child = gtk_expander_get_child (GTK_EXPANDER (expander));

      for (GtkDirectionType way = GTK_DIR_TAB_FORWARD; way <= GTK_DIR_RIGHT; way++)
        {
          gtk_widget_grab_focus (expander);
          gtk_widget_child_focus (expander, way);
          g_assert_false (gtk_widget_get_mapped (child));
          gtk_root_set_focus (gtk_widget_get_root (expander), NULL);
          gtk_widget_child_focus (expander, way);
        }
      gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
      scene_iterate (100);
      g_assert_true (gtk_widget_get_mapped (child));
      gtk_widget_grab_focus (expander);
      g_assert_true (gtk_widget_child_focus (expander, GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_widget_is_ancestor (
          gtk_root_get_focus (gtk_widget_get_root (expander)), child));
    }
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/choices/undo", test_undo);
  g_test_add_func ("/choices/stranger-after-verdict", test_stranger_after_verdict);
  g_test_add_data_func ("/choices/consent/en", "en", test_consent);
  g_test_add_data_func ("/choices/consent/id", "id", test_consent);
  g_test_add_func ("/choices/decline-all", test_decline_all);
  g_test_add_data_func ("/choices/sources/en", "en", test_sources);
  g_test_add_data_func ("/choices/sources/id", "id", test_sources);
  g_test_add_func ("/choices/privacy", test_privacy);
  g_test_add_func ("/choices/other-companies", test_other_companies);
  g_test_add_data_func ("/choices/folded/en", "en", test_folded);
  g_test_add_data_func ("/choices/folded/ar", "ar", test_folded);
  return g_test_run ();
}
