#include "config.h"

#include <libintl.h>
#include <stdlib.h>

#include "app/dermaga-direction.h"
#include "app/dermaga-page.h"
#include "app/dermaga-style.h"
#include "app/widgets/dermaga-probe-row.h"
#include "app/widgets/dermaga-probe-section.h"
#include "base/dermaga-i18n.h"
#include "gallery-history.h"
#include "gallery-learn.h"
#include "gallery-mail.h"
#include "gallery-picture.h"
#include "gallery-port.h"
#include "gallery-practice.h"
#include "gallery-show.h"
#include "gallery-signin.h"
#include "inspect.h"
#include "port-scenes.h"
#include "scenes.h"
#include "signin-scenes.h"

/* Draws each page in each state into a PNG; tests/app/gallery calls it for all of them. Or inspects
 * them all in the language that tests/app/pseudo.py makes, in the smallest window. */

typedef GalleryView View;

static void
arrange_nothing (Scene *scene)
{
}

/* As it is without a network; the machine that draws this has one, or not. */
static void
arrange_offline (Scene *scene)
{
  GtkWidget *page = gtk_stack_get_visible_child (
      GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "stack")));
  GObject *card = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "offline");

  gtk_widget_set_visible (GTK_WIDGET (card), TRUE);
}

static void
arrange_servers (Scene *scene)
{
  GtkWidget *expander = scene_find (scene, GTK_TYPE_EXPANDER, "servers");

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
}

static void
arrange_privacy (Scene *scene)
{
  GtkWidget *expander = scene_find (scene, GTK_TYPE_EXPANDER, "expander");

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  scene_iterate (300);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_CHECK_BUTTON, "send_address"));
}

void
gallery_arrange_tested (Scene *scene)
{
  scene_check (scene);
  scene_iterate (500);
}

static void
arrange_details (Scene *scene)
{
  gallery_arrange_tested (scene);
  g_signal_emit_by_name (scene_find (scene, DERMAGA_TYPE_PROBE_ROW, NULL), "activate");
}

static void
arrange_transcript (Scene *scene)
{
  arrange_details (scene);
  scene_iterate (300);
  gtk_expander_set_expanded (
      GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, NULL)), TRUE);
  scene_iterate (300);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_EXPANDER, NULL));
}

/* Sixty ways that wait, with one behind the fold that works. */
static void
arrange_many (Scene *scene)
{
  gallery_next (scene);
  scene_add_many (scene);
  scene_iterate (300);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP, "mail.other.test", 993, DERMAGA_SOURCE_GUESS);
  scene_iterate (300);
}

static void
arrange_many_end (Scene *scene)
{
  arrange_many (scene);
  gtk_widget_grab_focus (GTK_WIDGET (dermaga_probe_section_get_list (
      DERMAGA_PROBE_SECTION (scene_find (scene, DERMAGA_TYPE_PROBE_SECTION, "outgoing")))));
  scene_iterate (300);
}

static void
arrange_cancelled (Scene *scene)
{
  gallery_next (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.cancel", NULL);
  scene_iterate (300);
}

void
gallery_arrange_verdict (Scene *scene)
{
  gallery_arrange_tested (scene);
  gallery_next (scene);
}

static void
open_expander (Scene *scene, const char *id)
{
  GtkWidget *expander = scene_find (scene, GTK_TYPE_EXPANDER, id);

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  scene_iterate (300);
  gtk_widget_grab_focus (expander);
}

/* Seven findings: three in front, the others behind the expander. */
static void
arrange_findings (Scene *scene)
{
  static const guint conditions[] = {
    DERMAGA_CONDITION_WILDCARD_DNS,
    DERMAGA_CONDITION_NULL_MX,
    DERMAGA_CONDITION_DNS_BROKEN,
  };
  DermagaResult *result;

  gallery_arrange_tested (scene);
  result = dermaga_wizard_get_result (scene->wizard);
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    dermaga_result_add_condition (result, conditions[i]);
  dermaga_result_add_hints (result, DERMAGA_HINT_APP_PASSWORD | DERMAGA_HINT_ENABLE_ACCESS
                                        | DERMAGA_HINT_PAID_ONLY);
  gallery_next (scene);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_EXPANDER, "more_expander"));
}

static void
arrange_findings_more (Scene *scene)
{
  arrange_findings (scene);
  open_expander (scene, "more_expander");
  gallery_scroll_to_end (scene);
}

static void
arrange_port_checks (Scene *scene)
{
  gallery_arrange_tested (scene);
  dermaga_result_take_port_check (dermaga_wizard_get_result (scene->wizard),
                                  port_scene_new (DERMAGA_PORT_VERDICT_BLOCKED, 25));
  gallery_next (scene);
  open_expander (scene, "port_checks_expander");
  gallery_scroll_to_end (scene);
}

static void
arrange_companies (Scene *scene)
{
  arrange_privacy (scene);
  open_expander (scene, "which");
}

static void
arrange_ways (Scene *scene)
{
  GtkWidget *expander;

  gallery_arrange_verdict (scene);
  expander = scene_find (scene, GTK_TYPE_EXPANDER, "details");
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  scene_iterate (300);
  gtk_widget_grab_focus (expander);
  gtk_widget_child_focus (GTK_WIDGET (scene->window), GTK_DIR_TAB_FORWARD);
}

void
gallery_arrange_consent (Scene *scene)
{
  gallery_arrange_tested (scene);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_IMAP,
                      "imap-surat-masuk-untuk-semua-pelanggan.penyedia-lain-sekali.test", 993,
                      DERMAGA_SOURCE_SRV);
  scene_add_stranger (scene, DERMAGA_PROTOCOL_SMTP, "smtp.orang.test", 465, DERMAGA_SOURCE_HTTP);
  gallery_next (scene);
}

static void
arrange_declined (Scene *scene)
{
  gallery_arrange_consent (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "decline"), "clicked");
}

static void
arrange_consent_end (Scene *scene)
{
  gallery_arrange_consent (scene);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_BUTTON, "decline"));
}

static void
arrange_privacy_end (Scene *scene)
{
  arrange_privacy (scene);
  gallery_scroll_to_end (scene);
}

static void
arrange_sources (Scene *scene)
{
  DermagaResult *result;

  gallery_arrange_tested (scene);
  result = dermaga_wizard_get_result (scene->wizard);
  dermaga_result_set_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_set_source_origin (result, "autoconfig",
                                    "https://autoconfig.practice.test/mail/config-v1.1.xml",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  gallery_next (scene);
  gtk_expander_set_expanded (
      GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "sources_expander")), TRUE);
  gallery_scroll_to_end (scene);
}

static void
arrange_export (Scene *scene)
{
  gallery_arrange_verdict (scene);
  gallery_next (scene);
}

static void
choose_audience (Scene *scene, DermagaAudience audience)
{
  arrange_export (scene);
  scene_choose_audience (scene, audience);
  scene_iterate (300);
}

static void
arrange_export_wordpress (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_WORDPRESS);
}

static void
arrange_export_steps (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_WORDPRESS);
  gallery_scroll_to_end (scene);
}

/* Whatever is on offer for a phone, the last of it, and by hand. */
static void
arrange_export_phone (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_PHONE);
}

static void
arrange_export_phone_end (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_PHONE);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_TEXT_VIEW, "preview"));
}

static void
arrange_export_by_hand (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_BY_HAND);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_TEXT_VIEW, "preview"));
}

static void
arrange_export_terminal (Scene *scene)
{
  choose_audience (scene, DERMAGA_AUDIENCE_TERMINAL);
}

static void
arrange_plain (Scene *scene)
{
  gallery_arrange_tested (scene);
  scene_take_sign_in_in_clear (scene);
  gallery_next (scene);
}

static void
arrange_export_plain (Scene *scene)
{
  arrange_plain (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "export_plain"), "clicked");
  scene_iterate (500);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_WORDPRESS);
  scene_iterate (300);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_CHECK_BUTTON, "accept"));
}

static void
arrange_export_plain_accepted (Scene *scene)
{
  arrange_export_plain (scene);
  gtk_widget_activate (scene_find (scene, GTK_TYPE_CHECK_BUTTON, "accept"));
  scene_iterate (300);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_TEXT_VIEW, "preview"));
}

static const View views[] = {
  { "domain", SCENE_GOOD, "", arrange_nothing },
  { "offline", SCENE_GOOD, "siti@surat.test", arrange_offline },
  { "domain-address", SCENE_GOOD, "siti@surat.test", arrange_servers },
  { "privacy", SCENE_GOOD, "siti@surat.test", arrange_privacy },
  { "privacy-end", SCENE_GOOD, "siti@surat.test", arrange_privacy_end },
  { "domain-error", SCENE_GOOD, "two words.example", gallery_next },
  { "practice", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice },
  { "practice-focus", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_focus },
  { "practice-good", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_good },
  { "practice-blocked", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_blocked },
  { "practice-expired", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_expired },
  { "practice-stripped", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_stripped },
  { "practice-2525", SCENE_ROOM, DERMAGA_PRACTICE_ADDRESS, gallery_arrange_practice_2525 },
  { "topics", SCENE_GOOD, "", gallery_arrange_topics },
  { "lesson", SCENE_GOOD, "", gallery_arrange_lesson },
  { "map", SCENE_GOOD, "", gallery_arrange_map },
  { "map-results", SCENE_NO_RELAY, "siti@practice.test", gallery_arrange_map_results },
  { "four-ports", SCENE_NO_RELAY, "siti@practice.test", gallery_arrange_four_ports },
  { "guide", SCENE_GOOD, "", gallery_arrange_guide },
  { "guide-465", SCENE_GOOD, "", gallery_arrange_guide_465 },
  { "guide-advice", SCENE_GOOD, "", gallery_arrange_advice },
  { "port", SCENE_GOOD, "", gallery_arrange_port },
  { "port-choices", SCENE_GOOD, "", gallery_arrange_port_choices },
  { "port-running", SCENE_SLOW, "", gallery_arrange_port_running },
  { "port-not-allowed", SCENE_GOOD, "", gallery_arrange_port_not_allowed },
  { "port-unknown", SCENE_GOOD, "", gallery_arrange_port_unknown },
  { "port-open", SCENE_GOOD, "", gallery_arrange_port_open },
  { "port-blocked", SCENE_GOOD, "", gallery_arrange_port_blocked },
  { "port-mail-blocked", SCENE_GOOD, "", gallery_arrange_port_mail_blocked },
  { "port-intercepted", SCENE_GOOD, "", gallery_arrange_port_intercepted },
  { "port-portal", SCENE_GOOD, "", gallery_arrange_port_portal },
  { "port-offline", SCENE_GOOD, "", gallery_arrange_port_offline },
  { "port-by-hand", SCENE_GOOD, "", gallery_arrange_port_by_hand },
  { "mail-empty", SCENE_GOOD, "", gallery_arrange_mail_empty },
  { "mail-empty-end", SCENE_GOOD, "", gallery_arrange_mail_empty_end },
  { "mail-list", SCENE_GOOD, "", gallery_arrange_mail_list },
  { "mail-text", SCENE_GOOD, "", gallery_arrange_mail_text },
  { "mail-html", SCENE_GOOD, "", gallery_arrange_mail_html },
  { "mail-headers", SCENE_GOOD, "", gallery_arrange_mail_headers },
  { "mail-files", SCENE_GOOD, "", gallery_arrange_mail_files },
  { "mail-search", SCENE_GOOD, "", gallery_arrange_mail_search },
  { "mail-confirm", SCENE_GOOD, "", gallery_arrange_mail_confirm },
  { "testing", SCENE_SLOW, "siti@practice.test", gallery_next },
  { "many", SCENE_SLOW, "siti@practice.test", arrange_many },
  { "many-end", SCENE_SLOW, "siti@practice.test", arrange_many_end },
  { "tested", SCENE_GOOD, "siti@practice.test", gallery_arrange_tested },
  { "details", SCENE_GOOD, "siti@practice.test", arrange_details },
  { "transcript", SCENE_GOOD, "siti@practice.test", arrange_transcript },
  { "cancelled", SCENE_SLOW, "siti@practice.test", arrange_cancelled },
  { "verdict", SCENE_GOOD, "siti@practice.test", gallery_arrange_verdict },
  { "verdict-domain", SCENE_GOOD, "practice.test", gallery_arrange_verdict },
  { "changes", SCENE_CLOSED, "siti@practice.test", gallery_arrange_changes },
  { "changes-many", SCENE_GOOD, "siti@practice.test", gallery_arrange_changes_many },
  { "changes-gained", SCENE_GOOD, "siti@practice.test", gallery_arrange_changes_gained },
  { "changes-none", SCENE_GOOD, "siti@practice.test", gallery_arrange_changes_none },
  { "findings", SCENE_NO_RELAY, "siti@practice.test", arrange_findings },
  { "findings-more", SCENE_NO_RELAY, "siti@practice.test", arrange_findings_more },
  { "port-checks", SCENE_NO_RELAY, "siti@practice.test", arrange_port_checks },
  { "companies", SCENE_GOOD, "siti@surat.test", arrange_companies },
  { "ways", SCENE_GOOD, "siti@practice.test", arrange_ways },
  { "consent", SCENE_GOOD, "siti@practice.test", gallery_arrange_consent },
  { "consent-end", SCENE_GOOD, "siti@practice.test", arrange_consent_end },
  { "declined", SCENE_GOOD, "siti@practice.test", arrange_declined },
  { "sources", SCENE_GOOD, "siti@practice.test", arrange_sources },
  { "signin", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin },
  { "signin-domain", SCENE_GOOD, "practice.test", gallery_arrange_signin },
  { "signin-typed", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_typed },
  { "signin-accepted", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_accepted },
  { "signin-sent", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_sent },
  { "signin-rejected", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_rejected },
  { "signin-rejected-end", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_rejected_end },
  { "signin-stopped", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_stopped },
  { "signin-browser", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_browser },
  { "signin-consent", SCENE_GOOD, "siti@practice.test", gallery_arrange_signin_consent },
  { "expired", SCENE_EXPIRED, "siti@practice.test", gallery_arrange_verdict },
  { "expired-details", SCENE_EXPIRED, "siti@practice.test", arrange_details },
  { "wrong-name", SCENE_WRONG_NAME, "siti@practice.test", gallery_arrange_verdict },
  { "plain", SCENE_PLAIN, "siti@practice.test", arrange_plain },
  { "closed", SCENE_CLOSED, "siti@practice.test", gallery_arrange_verdict },
  { "export", SCENE_GOOD, "siti@practice.test", arrange_export },
  { "export-wordpress", SCENE_GOOD, "siti@practice.test", arrange_export_wordpress },
  { "export-no-address", SCENE_GOOD, "practice.test", arrange_export_wordpress },
  { "export-steps", SCENE_GOOD, "siti@practice.test", arrange_export_steps },
  { "export-terminal", SCENE_GOOD, "siti@practice.test", arrange_export_terminal },
  { "export-phone", SCENE_GOOD, "siti@practice.test", arrange_export_phone },
  { "export-phone-end", SCENE_GOOD, "siti@practice.test", arrange_export_phone_end },
  { "export-by-hand", SCENE_GOOD, "siti@practice.test", arrange_export_by_hand },
  { "export-plain", SCENE_PLAIN, "siti@practice.test", arrange_export_plain },
  { "export-plain-accepted", SCENE_PLAIN, "siti@practice.test", arrange_export_plain_accepted },
};

static void
load_style (void)
{
  dermaga_style_load ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/dermaga/Dermaga/icons");
}

static void
draw (const View *view, int width, int height, const char *path)
{
  g_autoptr (Scene) scene = scene_new (view->kind, view->typed);

  gallery_set_size (scene, width, height);
  view->arrange (scene);
  scene_iterate (400);
  gallery_save_picture (scene, path);
}

/* Whether nothing is wrong with that page. */
static gboolean
inspect (const View *view, guint number, GPtrArray *(*find_faults) (GtkWindow *))
{
  g_autoptr (Scene) scene = scene_new (view->kind, view->typed);
  g_autoptr (GPtrArray) faults = NULL;

  /* Each page for itself. */
  gtk_stack_set_hhomogeneous (GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "stack")), FALSE);
  gallery_make_narrow (scene);
  view->arrange (scene);
  scene_settle (scene);
  scene_wait_for_frame (GTK_WIDGET (scene->window));
  faults = find_faults (GTK_WINDOW (scene->window));
  g_print ("%s %u - %s\n", faults->len == 0 ? "ok" : "not ok", number, view->name);
  for (guint i = 0; i < faults->len; i++)
    g_print ("# %s\n", (const char *) faults->pdata[i]);
  return faults->len == 0;
}

/* The catalogue lies in @folder; prints TAP. */
static int
inspect_all (const char *folder)
{
  g_autofree char *trouble = NULL;
  gboolean good;

  bindtextdomain (GETTEXT_PACKAGE, folder);
  dermaga_i18n_set_language ("xx");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene_hurry ();
  g_print ("1..%u\n", (guint) G_N_ELEMENTS (views) + 1);
  trouble = inspect_itself ();
  good = trouble == NULL;
  g_print ("%s 1 - what is wrong on purpose is found\n", good ? "ok" : "not ok");
  if (!good)
    g_print ("# %s\n", trouble);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    good = inspect (&views[i], i + 2, inspect_window) && good;
  return good ? 0 : 1;
}

/* Whether the pages with these @names fit the smallest window, in the language set; prints TAP. */
static int
measure (const char *const *names)
{
  gboolean good = TRUE;
  guint number = 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene_hurry ();
  g_print ("1..%u\n", g_strv_length ((char **) names));
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strv_contains (names, views[i].name))
      good = inspect (&views[i], ++number, inspect_window_width) && good;
  return good ? 0 : 1;
}

int
main (int argc, char **argv)
{
  const int first = 4; /* of the pictures that are wanted */
  const char *text = g_getenv ("DERMAGA_GALLERY_TEXT");

  dermaga_i18n_init ();
  gtk_disable_setlocale (); /* which would undo it */
  gtk_init ();
  load_style ();
  if (text != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  (int) (96 * 1024 * g_ascii_strtoll (text, NULL, 10) / 100), NULL);
  if (argc == 3 && g_str_equal (argv[1], "inspect"))
    return inspect_all (argv[2]);
  if (argc > 2 && g_str_equal (argv[1], "measure"))
    return measure ((const char *const *) argv + 2);
  if (argc < 4)
    {
      g_printerr ("usage: gallery-window WIDTH HEIGHT FOLDER [PICTURE...]\n"
                  "       gallery-window inspect LOCALE-FOLDER\n"
                  "       gallery-window WIDTH HEIGHT show\n"
                  "       gallery-window measure PAGE...\n"
                  "DERMAGA_GALLERY_TEXT is the size of letters in per cent.\n");
      return 2;
    }

  dermaga_direction_follow_language ();
  if (argc == first && g_str_equal (argv[3], "show"))
    return gallery_show (views, G_N_ELEMENTS (views), atoi (argv[1]), atoi (argv[2]));
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strconcat (views[i].name, ".png", NULL);
      g_autofree char *path = g_build_filename (argv[3], name, NULL);

      if (argc == first || g_strv_contains ((const char *const *) argv + first, views[i].name))
        draw (&views[i], atoi (argv[1]), atoi (argv[2]), path);
    }
  return 0;
}
