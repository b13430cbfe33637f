#include "config.h"

#include <string.h>

#include "app/dermaga-page.h"
#include "app/widgets/dermaga-consent-card.h"
#include "app/widgets/dermaga-signin-form.h"
#include "base/dermaga-i18n.h"
#include "scenes.h"
#include "signin-scenes.h"
#include "verdict/dermaga-signin-texts.h"

/* "Is my password accepted?", beside the steps. Warnings of GTK and GLib end the program. The
 * practice provider takes one password for every name. */

#define RIGHT "practice"
#define WRONG "sandi salah"

static const char address[] = "siti@" DERMAGA_PRACTICE_DOMAIN;

static DermagaSigninInquiry *
get_inquiry (Scene *scene)
{
  return dermaga_wizard_get_signin_inquiry (scene->wizard);
}

/* The verdict of a check of what was @typed, and the page opened from there. */
static Scene *
open_page (SceneKind kind, const char *typed)
{
  Scene *scene = scene_new (kind, typed);

  scene_check (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  scene_settle (scene);
  signin_scene_open (scene);
  return scene;
}

static gboolean
can_sign_in (Scene *scene)
{
  return gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "next"));
}

static GtkEditable *
get_entry (Scene *scene, const char *id)
{
  return GTK_EDITABLE (scene_find (scene, GTK_TYPE_WIDGET, id));
}

static void
press (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
}

static void
sign_in (Scene *scene, const char *password)
{
  signin_scene_type (scene, password);
  g_assert_true (can_sign_in (scene));
  press (scene);
  g_assert_true (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
  while (dermaga_signin_inquiry_get_running (get_inquiry (scene)))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_verdicts (Scene *scene, DermagaSigninVerdict verdict)
{
  for (guint i = 0; i <= DERMAGA_DIRECTION_OUTGOING; i++)
    {
      const DermagaSigninResult *result
          = dermaga_signin_inquiry_get_result (get_inquiry (scene), i);

      g_assert_nonnull (result);
      g_assert_cmpstr (dermaga_signin_verdict_to_string (result->verdict), ==,
                       dermaga_signin_verdict_to_string (verdict));
    }
}

/* Every answer, in both languages: its words are there, and nothing is cut or shares a key. */
static void
test_verdicts (gconstpointer data)
{
  dermaga_i18n_set_language (data);
  {
    g_autoptr (Scene) scene = open_page (SCENE_GOOD, address);

    for (DermagaSigninVerdict verdict = 0; verdict < DERMAGA_N_SIGNIN_VERDICTS; verdict++)
      {
        g_autoptr (DermagaWords) words = NULL;

        dermaga_signin_inquiry_forget (get_inquiry (scene));
        signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, verdict,
                             "A rather-long-word-of-the-server-that-does-not-end-anywhere-at-all",
                             DERMAGA_DELIVERY_NOT_ASKED);
        words = dermaga_explain_signin (dermaga_signin_inquiry_get_result (
            get_inquiry (scene), DERMAGA_DIRECTION_INCOMING));
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, words->headline));
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, words->meaning));
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, words->action));
        g_assert_nonnull (
            scene_find_text (scene, GTK_TYPE_LABEL, dermaga_explain_signin_state (verdict)));
        scene_iterate (50);
        scene_assert_fits (scene);
        scene_assert_keys_differ (scene);
      }
  }
}

static void
test_deliveries (gconstpointer data)
{
  dermaga_i18n_set_language (data);
  {
    g_autoptr (Scene) scene = open_page (SCENE_GOOD, address);

    for (DermagaDelivery delivery = DERMAGA_DELIVERY_ACCEPTED; delivery < DERMAGA_N_DELIVERIES;
         delivery++)
      {
        g_autoptr (DermagaWords) words = NULL;

        signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_ACCEPTED, "5.7.1 No",
                             delivery);
        words = dermaga_explain_delivery (dermaga_signin_inquiry_get_result (
            get_inquiry (scene), DERMAGA_DIRECTION_OUTGOING));
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, words->headline));
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, words->meaning));
        g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "send_test"));
        scene_assert_fits (scene);
        scene_assert_keys_differ (scene);
      }
  }
}

/* The whole way with the practice provider: refused, then accepted, then a message. */
static void
test_practice (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *send;

  dermaga_i18n_set_language ("en");
  scene = open_page (SCENE_GOOD, address);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Is your password accepted?");
  g_assert_nonnull (strstr (scene_get_text (scene, "note"), "imap." DERMAGA_PRACTICE_DOMAIN));
  g_assert_nonnull (strstr (scene_get_text (scene, "note"), "smtp." DERMAGA_PRACTICE_DOMAIN));
  g_assert_nonnull (strstr (scene_get_text (scene, "note"), "Not saved."));
  g_assert_cmpstr (gtk_editable_get_text (get_entry (scene, "incoming_user")), ==, address);
  g_assert_null (scene_find (scene, GTK_TYPE_ENTRY, "email"));
  g_assert_false (can_sign_in (scene));

  sign_in (scene, WRONG);
  assert_verdicts (scene, DERMAGA_SIGNIN_REJECTED);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Not signed in");
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "send_test"));

  sign_in (scene, RIGHT);
  assert_verdicts (scene, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "Your password is accepted");
  send = scene_find (scene, GTK_TYPE_BUTTON, "send_test");
  g_assert_true (gtk_widget_get_sensitive (send));
  g_signal_emit_by_name (send, "clicked");
  while (dermaga_signin_inquiry_get_running (get_inquiry (scene)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (dermaga_signin_inquiry_get_result (get_inquiry (scene),
                                                      DERMAGA_DIRECTION_OUTGOING)->delivery,
                   ==, DERMAGA_DELIVERY_ACCEPTED);
}

/* Only a domain is known: the user name follows the address that is typed here, until it is typed
 * itself. */
static void
test_address (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = open_page (SCENE_GOOD, DERMAGA_PRACTICE_DOMAIN);
  signin_scene_type (scene, RIGHT);
  g_assert_false (can_sign_in (scene));
  gtk_editable_set_text (get_entry (scene, "email"), address);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (scene, "incoming_user")), ==, address);
  g_assert_true (can_sign_in (scene));
  gtk_editable_set_text (get_entry (scene, "incoming_user"), "siti");
  gtk_editable_set_text (get_entry (scene, "email"), "bukan alamat");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (scene, "incoming_user")), ==, "siti");
  press (scene);
  g_assert_false (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
  g_assert_cmpstr (scene_get_text (scene, "email_error"), !=, "");
  gtk_editable_set_text (get_entry (scene, "email"), "");
  sign_in (scene, RIGHT);
  g_assert_cmpstr (dermaga_signin_inquiry_get_result (get_inquiry (scene),
                                                      DERMAGA_DIRECTION_INCOMING)
                       ->server->user_name,
                   ==, "siti");
}

/* What cannot be sent is said beside the entry, and nothing is sent. */
static void
test_unusable (void)
{
  g_autoptr (Scene) scene = NULL;
  g_autofree char *long_password = g_strnfill (1025, 'x');

  dermaga_i18n_set_language ("en");
  scene = open_page (SCENE_GOOD, address);
  signin_scene_type (scene, long_password);
  press (scene);
  g_assert_false (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
  g_assert_cmpstr (scene_get_text (scene, "password_error"), !=, "");
  signin_scene_type (scene, RIGHT);
  g_assert_null (scene_find (scene, GTK_TYPE_LABEL, "password_error"));
  gtk_editable_set_text (get_entry (scene, "incoming_user"), "");
  g_assert_false (can_sign_in (scene));
}

/* Another form of the name is offered, and tried when it is pressed. */
static void
test_other_name (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *button;

  dermaga_i18n_set_language ("en");
  scene = open_page (SCENE_GOOD, address);
  signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED, NULL,
                       DERMAGA_DELIVERY_NOT_ASKED);
  button = scene_find_text (scene, GTK_TYPE_BUTTON, "Try the User Name “\u2066siti\u2069” There");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
  signin_scene_type (scene, RIGHT);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (dermaga_signin_inquiry_is_trying (get_inquiry (scene),
                                                   DERMAGA_DIRECTION_INCOMING));
  g_assert_false (dermaga_signin_inquiry_is_trying (get_inquiry (scene),
                                                    DERMAGA_DIRECTION_OUTGOING));
  while (dermaga_signin_inquiry_get_running (get_inquiry (scene)))
    g_main_context_iteration (NULL, TRUE);
  /* The two names differ now, and each has its entry. */
  g_assert_cmpstr (gtk_editable_get_text (get_entry (scene, "incoming_user")), ==, "siti");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (scene, "outgoing_user")), ==, address);
  scene_assert_keys_differ (scene);
  /* After an answer that is not about the name, none is offered. */
  signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_TOO_MANY, NULL,
                       DERMAGA_DELIVERY_NOT_ASKED);
  g_assert_null (scene_find_text (scene, GTK_TYPE_BUTTON,
                                  "Try the User Name “\u2066siti@practice.test\u2069” There"));
}

/* Two refusals warn, five stop that server, and a new check does not forget them. */
static void
test_lockout (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = open_page (SCENE_GOOD, address);
  for (guint n = 1; n <= DERMAGA_SIGNIN_MAX_REFUSALS; n++)
    {
      g_autofree char *warning = dermaga_explain_lockout ("imap." DERMAGA_PRACTICE_DOMAIN, n);

      signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED, NULL,
                           DERMAGA_DELIVERY_NOT_ASKED);
      g_assert_cmpint (warning != NULL, ==, n >= 2);
      if (warning != NULL)
        g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LABEL, warning));
    }
  g_assert_null (strstr (scene_get_text (scene, "note"), "imap."));
  sign_in (scene, RIGHT);
  g_assert_cmpint (dermaga_signin_inquiry_get_result (get_inquiry (scene),
                                                      DERMAGA_DIRECTION_OUTGOING)->verdict,
                   ==, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpint (dermaga_signin_inquiry_get_result (get_inquiry (scene),
                                                      DERMAGA_DIRECTION_INCOMING)->verdict,
                   ==, DERMAGA_SIGNIN_REJECTED);
  for (guint n = 0; n < DERMAGA_SIGNIN_MAX_REFUSALS; n++)
    signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_REJECTED, NULL,
                         DERMAGA_DELIVERY_NOT_ASKED);
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "form"));
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "No more is tried here");
  g_assert_false (can_sign_in (scene));
  dermaga_signin_inquiry_forget (get_inquiry (scene));
  g_assert_cmpuint (dermaga_signin_inquiry_count_refusals (get_inquiry (scene),
                                                           "imap." DERMAGA_PRACTICE_DOMAIN),
                    ==, DERMAGA_SIGNIN_MAX_REFUSALS);
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "form"));
}

/* Nobody is asked for a password where it could not be sent, or would not be taken. */
static void
test_obstacles (gconstpointer data)
{
  dermaga_i18n_set_language (data);
  {
    g_autoptr (Scene) browser = scene_new (SCENE_GOOD, address);
    g_autoptr (Scene) stranger = scene_new (SCENE_GOOD, address);

    scene_check (browser);
    dermaga_result_add_hints (dermaga_wizard_get_result (browser->wizard),
                              DERMAGA_HINT_BROWSER_SIGN_IN);
    press (browser);
    signin_scene_open (browser);
    g_assert_null (scene_find (browser, GTK_TYPE_PASSWORD_ENTRY, "password"));
    g_assert_false (can_sign_in (browser));
    scene_assert_fits (browser);
    scene_assert_keys_differ (browser);

    scene_check (stranger);
    scene_add_stranger (stranger, DERMAGA_PROTOCOL_IMAP, "imap.orang.test", 993,
                        DERMAGA_SOURCE_SRV);
    press (stranger);
    signin_scene_open (stranger);
    g_assert_null (scene_find (stranger, GTK_TYPE_PASSWORD_ENTRY, "password"));
    g_assert_false (can_sign_in (stranger));
    scene_assert_fits (stranger);
    /* Skipping does not lead past the question, but back to it. */
    gtk_widget_activate_action (GTK_WIDGET (stranger->window), "win.skip", NULL);
    scene_settle (stranger);
    g_assert_cmpint (dermaga_wizard_get_step (stranger->wizard), ==, DERMAGA_STEP_VERDICT);
    g_assert_nonnull (scene_find (stranger, DERMAGA_TYPE_CONSENT_CARD, NULL));
  }
}

static void
test_nothing_safe (void)
{
  g_autoptr (Scene) scene = NULL;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_PLAIN, address);
  scene_check (scene);
  press (scene);
  scene_settle (scene);
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "check_password"));
  signin_scene_open (scene);
  g_assert_null (scene_find (scene, GTK_TYPE_PASSWORD_ENTRY, "password"));
  g_assert_cmpstr (scene_get_text (scene, "answer"), ==, "No password can be tried here");
  g_assert_false (can_sign_in (scene));
}

/* However the page is left, the entry is empty when it is there again, and no try goes on. */
static void
test_left (void)
{
  static const char *const ways[] = { "win.back", "win.skip" };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (Scene) scene = open_page (SCENE_GOOD, address);
      g_autoptr (GtkEditable) password = g_object_ref (get_entry (scene, "password"));

      signin_scene_type (scene, RIGHT);
      press (scene);
      g_assert_true (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
      gtk_widget_activate_action (GTK_WIDGET (scene->window), ways[i], NULL);
      g_assert_cmpstr (gtk_editable_get_text (password), ==, "");
      g_assert_false (dermaga_signin_inquiry_get_running (get_inquiry (scene)));
      assert_verdicts (scene, DERMAGA_SIGNIN_CANCELLED);
      scene_settle (scene);
      g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==,
                       i == 0 ? DERMAGA_STEP_VERDICT : DERMAGA_STEP_EXPORT);
      g_assert_false (dermaga_signin_inquiry_get_open (get_inquiry (scene)));
    }
}

/* Back leads to the button that led here. */
static void
test_focus (void)
{
  g_autoptr (Scene) scene = NULL;
  GtkWidget *button, *focus;

  dermaga_i18n_set_language ("en");
  scene = scene_new (SCENE_GOOD, address);
  scene_check (scene);
  press (scene);
  scene_settle (scene);
  button = scene_find (scene, GTK_TYPE_BUTTON, "check_password");
  gtk_widget_grab_focus (button);
  signin_scene_open (scene);
  focus = gtk_root_get_focus (GTK_ROOT (scene->window));
  g_assert_true (focus == scene_find (scene, GTK_TYPE_WIDGET, "answer"));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_settle (scene);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene->window)) == button);
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);
  g_test_add_data_func ("/signin-page/verdicts/en", "en", test_verdicts);
  g_test_add_data_func ("/signin-page/verdicts/id", "id", test_verdicts);
  g_test_add_data_func ("/signin-page/deliveries/en", "en", test_deliveries);
  g_test_add_data_func ("/signin-page/deliveries/id", "id", test_deliveries);
  g_test_add_func ("/signin-page/practice", test_practice);
  g_test_add_func ("/signin-page/address", test_address);
  g_test_add_func ("/signin-page/unusable", test_unusable);
  g_test_add_func ("/signin-page/other-name", test_other_name);
  g_test_add_func ("/signin-page/lockout", test_lockout);
  g_test_add_data_func ("/signin-page/obstacles/en", "en", test_obstacles);
  g_test_add_data_func ("/signin-page/obstacles/id", "id", test_obstacles);
  g_test_add_func ("/signin-page/nothing-safe", test_nothing_safe);
  g_test_add_func ("/signin-page/left", test_left);
  g_test_add_func ("/signin-page/focus", test_focus);
  return g_test_run ();
}
