#include "config.h"

#include <libintl.h>
#include <string.h>

#include "app/dermaga-page.h"
#include "app/widgets/dermaga-mail-row.h"
#include "base/dermaga-i18n.h"
#include "practice-mails.h"

/* The page with the captured mails, beside the steps. Warnings of GTK and GLib end the program. */

#define PATIENCE_MS 20000

static Scene *
open_page (const char *language)
{
  Scene *scene;

  dermaga_i18n_set_language (language);
  scene = scene_new (SCENE_GOOD, "siti@practice.test");
  practice_mails_open (scene);
  return scene;
}

/* The window's edges count, too. Asked for again, as by whoever drags the edge: side by side, the
 * page is wider than alone, and no window gets smaller than what it shows at that moment. */
static void
resize (Scene *scene, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (scene->window), width, height);
  for (guint waited = 0; ABS (gtk_widget_get_width (GTK_WIDGET (scene->window)) - width) > 40;
       waited += 20)
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      scene_iterate (20);
      gtk_window_set_default_size (GTK_WINDOW (scene->window), width, height);
    }
  scene_iterate (100);
}

/* Down to the smallest window that is promised, and back. */
static void
assert_fits (Scene *scene)
{
  int width;
  int height;

  resize (scene, 360, 294);
  gtk_widget_measure (GTK_WIDGET (scene->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (scene->window), GTK_ORIENTATION_VERTICAL, 360, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpint (height, <=, 294);
  resize (scene, 1024, 700);
}

static gboolean
says (Scene *scene, const char *id, const char *expected)
{
  GtkWidget *label = scene_find (scene, GTK_TYPE_LABEL, id);

  return label != NULL && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), expected);
}

static void
wait_text (Scene *scene, const char *id, const char *expected)
{
  for (guint waited = 0; !says (scene, id, expected); waited += 20)
    {
      if (waited >= PATIENCE_MS)
        g_error ("%s: “%s”, not “%s”", id, scene_get_text (scene, id), expected);
      scene_iterate (20);
    }
}

/* A row comes with the frame after the change. */
static void
wait_row (Scene *scene, const char *text)
{
  for (guint waited = 0; scene_find_text (scene, DERMAGA_TYPE_MAIL_ROW, text) == NULL;
       waited += 20)
    {
      if (waited >= PATIENCE_MS)
        g_error ("there is no row for “%s”", text);
      scene_iterate (20);
    }
}

static void
press (Scene *scene, const char *id)
{
  GtkWidget *button = scene_find (scene, GTK_TYPE_BUTTON, id);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  scene_iterate (200);
}

static GtkSingleSelection *
get_selection (Scene *scene)
{
  GtkWidget *view = scene_find (scene, GTK_TYPE_LIST_VIEW, "view");

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static void
activate (Scene *scene, guint position)
{
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"), "activate", position);
  scene_iterate (200);
}

static char *
get_view_text (Scene *scene, const char *id)
{
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (scene_find (scene, GTK_TYPE_TEXT_VIEW, id)));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
assert_view (Scene *scene, const char *part, const char *text)
{
  g_autofree char *shown = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "parts")), part);
  scene_iterate (50);
  shown = get_view_text (scene, part);
  if (strstr (shown, text) == NULL)
    g_error ("“%s” is not in “%s”", text, shown);
}

/* Where to send, before there is anything, and the way out of the page. */
static void
test_empty (gconstpointer language)
{
  g_autoptr (Scene) scene = open_page (language);
  DermagaPractice *practice = dermaga_practice_room_peek_practice (
      dermaga_wizard_get_practice_room (scene->wizard));
  g_autoptr (GArray) places = dermaga_practice_get_places (practice);

  g_assert_null (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"));
  g_assert_null (scene_find (scene, GTK_TYPE_BUTTON, "next"));
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *port
          = g_strdup_printf ("%u", g_array_index (places, DermagaPracticePlace, i).real_port);

      g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LIST_BOX_ROW, port));
    }
  g_assert_cmpstr (scene_get_text (scene, "server"), ==, "127.0.0.1");
  g_assert_cmpstr (scene_get_text (scene, "password"), ==, "practice");
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "save_certificate"));
  scene_assert_keys_differ (scene);
  assert_fits (scene);
  g_assert_cmpstr (scene_get_text (scene, "status"), ==, gettext ("No mail yet"));
  scene_assert_keys_differ (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_settle (scene);
  g_assert_cmpstr (scene_get_text (scene, "target"), ==, "siti@practice.test");
}

/* Side by side: mails come, are read, and are seen by that; what is said of the last one. */
static void
test_wide (gconstpointer language)
{
  g_autoptr (Scene) scene = open_page (language);
  DermagaPracticeStore *store = practice_mails_get_store (scene);

  resize (scene, 1024, 700);
  practice_mails_deliver_some (scene);
  wait_text (scene, "status",
             g_str_equal (language, "id") ? "4 surel, 4 baru" : "4 messages, 4 new");
  /* Nothing is read by itself. */
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (scene)), ==,
                    GTK_INVALID_LIST_POSITION);
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "save_certificate"));
  gtk_single_selection_set_selected (get_selection (scene), 0);
  scene_iterate (200);
  g_assert_cmpstr (scene_get_text (scene, "subject"), ==, "Pesanan Anda sudah kami terima");
  g_assert_cmpuint (dermaga_practice_message_get_flags (dermaga_practice_store_get (store, 3)), ==,
                    DERMAGA_PRACTICE_FLAG_SEEN);
  wait_text (scene, "status",
             g_str_equal (language, "id") ? "4 surel, 3 baru" : "4 messages, 3 new");
  g_assert_true (scene_contains (GTK_WIDGET (scene->window), "budi@asal.example"));
  g_assert_true (scene_contains (GTK_WIDGET (scene->window), "arsip@asal.example"));
  g_assert_true (scene_contains (GTK_WIDGET (scene->window), "gudang@melati.example"));
  assert_view (scene, "text", "terima kasih");
  assert_view (scene, "html", "Lihat pesanan (https://melati.example/pesanan/1)");
  assert_view (scene, "headers", "Message-ID: <pesanan-1@melati.example>\n");
  assert_view (scene, "source", "=?utf-8?Q?Pesanan_Anda");
  gtk_stack_set_visible_child_name (GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "parts")),
                                    "files");
  scene_iterate (200);
  g_assert_nonnull (scene_find_text (scene, GTK_TYPE_LIST_BOX_ROW, "Nota pesanan.pdf"));
  scene_assert_keys_differ (scene);
  assert_fits (scene);

  /* A page alone has no text of its own, and no files. */
  gtk_single_selection_set_selected (get_selection (scene), 1);
  scene_iterate (200);
  assert_view (scene, "html", "Pukul sembilan.");
  g_assert_null (scene_find (scene, GTK_TYPE_LIST_BOX, "files"));
}

/* A list, then a mail, and back; going through the list reads nothing. */
static void
test_narrow (void)
{
  g_autoptr (Scene) scene = open_page ("en");
  DermagaPracticeStore *store = practice_mails_get_store (scene);

  resize (scene, 360, 640);
  practice_mails_deliver_some (scene);
  wait_text (scene, "status", "4 messages, 4 new");
  gtk_single_selection_set_selected (get_selection (scene), 1);
  scene_iterate (200);
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "subject"));
  g_assert_cmpuint (dermaga_practice_message_get_flags (dermaga_practice_store_get (store, 2)), ==,
                    0);
  activate (scene, 1);
  g_assert_cmpstr (scene_get_text (scene, "subject"), ==, "Rapat besok");
  g_assert_null (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"));
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "next_below"));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_iterate (200);
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "subject"));
  wait_text (scene, "status", "4 messages, 3 new");
  press (scene, "where");
  g_assert_nonnull (scene_find (scene, GTK_TYPE_BUTTON, "save_certificate"));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.back", NULL);
  scene_iterate (200);
  g_assert_nonnull (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"));

  /* Whoever reads while the window grows goes on reading. */
  activate (scene, 0);
  resize (scene, 1024, 700);
  g_assert_cmpstr (scene_get_text (scene, "subject"), ==, "Pesanan Anda sudah kami terima");
  g_assert_nonnull (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"));
}

static void
search (Scene *scene, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_SEARCH_ENTRY, "search")), text);
}

static void
test_search (void)
{
  g_autoptr (Scene) scene = open_page ("en");

  resize (scene, 1024, 700);
  practice_mails_deliver_some (scene);
  search (scene, "KOMENTAR");
  wait_text (scene, "status", "1 of 4 messages");
  g_assert_nonnull (scene_find_text (scene, DERMAGA_TYPE_MAIL_ROW, "[Situs]"));
  /* What comes meanwhile is searched, too. */
  practice_mails_deliver (scene, "Subject: lain\r\n\r\nkomentar\r\n");
  wait_text (scene, "status", "2 of 5 messages");
  practice_mails_deliver (scene, "Subject: lain\r\n\r\nlain\r\n");
  wait_text (scene, "status", "2 of 6 messages");
  search (scene, "tidak ada di mana pun");
  wait_text (scene, "status", "0 of 6 messages");
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_SEARCH_ENTRY, "search"), "stop-search");
  wait_text (scene, "status", "6 messages, 6 new");
}

static void
test_delete (void)
{
  g_autoptr (Scene) scene = open_page ("en");
  DermagaPracticeStore *store = practice_mails_get_store (scene);

  resize (scene, 1024, 700);
  practice_mails_deliver_some (scene);
  wait_text (scene, "status", "4 messages, 4 new");
  gtk_single_selection_set_selected (get_selection (scene), 1);
  scene_iterate (200);
  press (scene, "delete");
  /* The one behind it takes its place. */
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 3);
  g_assert_true (g_str_has_prefix (scene_get_text (scene, "subject"), "[Situs]"));
  /* A mail program deletes the one that is read. */
  dermaga_practice_store_remove (store, 2);
  scene_iterate (200);
  g_assert_null (scene_find (scene, GTK_TYPE_WIDGET, "subject"));

  press (scene, "delete_all");
  scene_assert_keys_differ (scene);
  g_assert_true (
      g_str_has_prefix (scene_get_text (scene, "confirm_text"), "Delete all 2 messages?"));
  g_assert_true (gtk_widget_has_focus (scene_find (scene, GTK_TYPE_BUTTON, "keep")));
  press (scene, "keep");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 2);
  press (scene, "delete_all");
  press (scene, "really_delete");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 0);
  wait_text (scene, "status", "No mail yet");
  g_assert_false (gtk_widget_get_sensitive (scene_find (scene, GTK_TYPE_BUTTON, "delete_all")));
}

/* As many as are kept, and more, while the list is shown: it stays a list of a few rows, and says
 * that the oldest had to go. */
static void
test_many (void)
{
  g_autoptr (Scene) scene = open_page ("en");
  gint64 begin = g_get_monotonic_time ();
  gint64 worst = 0;

  resize (scene, 1024, 700);
  for (guint i = 0; i < 10003; i++)
    {
      g_autofree char *mail = g_strdup_printf ("From: a@b.test\r\nSubject: %u\r\n\r\nisi\r\n", i);
      gint64 before = g_get_monotonic_time ();

      practice_mails_deliver (scene, mail);
      if (i % 100 == 0)
        while (g_main_context_iteration (NULL, FALSE))
          ;
      worst = MAX (worst, g_get_monotonic_time () - before);
    }
  wait_text (scene, "status", "10000 messages, 10000 new");
  wait_text (scene, "dropped", "The 3 oldest messages were deleted to make room.");
  wait_row (scene, "10002");
  g_test_message ("10,003 messages in %.1f s, %.0f ms at most",
                  (double) (g_get_monotonic_time () - begin) / 1e6, (double) worst / 1000);
  begin = g_get_monotonic_time ();
  search (scene, "Subject: 77");
  wait_text (scene, "status", "111 of 10000 messages");
  g_test_message ("found in %.1f s", (double) (g_get_monotonic_time () - begin) / 1e6);
}

/* A change of language builds the window anew, at the same page. */
static void
test_new_window (void)
{
  g_autoptr (Scene) scene = open_page ("en");

  practice_mails_deliver_some (scene);
  dermaga_window_store (scene->window);
  scene_close (scene->window);
  dermaga_i18n_set_language ("id");
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_settle (scene);
  wait_text (scene, "status", "4 surel, 4 baru");
}

/* Marks of direction, controls and markup from outside reach no label. */
static void
test_hostile (void)
{
  g_autoptr (Scene) scene = open_page ("en");
  GtkWidget *subject;

  resize (scene, 1024, 700);
  practice_mails_deliver (scene, "From: \"<b>Bank</b>\xe2\x80\xae\" <a@b.test>\r\n"
                                 "Subject: <span foreground='red'>a</span>\x1b[31m&amp;\r\n"
                                 "X: <u>\r\n\r\n<script>\r\n");
  wait_text (scene, "status", "1 message, 1 new");
  gtk_single_selection_set_selected (get_selection (scene), 0);
  scene_iterate (200);
  g_assert_cmpstr (scene_get_text (scene, "subject"), ==,
                   "<span foreground='red'>a</span>[31m&amp;");
  subject = scene_find_text (scene, DERMAGA_TYPE_MAIL_ROW, "<span foreground='red'>a</span>");
  g_assert_nonnull (subject);
  g_assert_true (scene_contains (subject, "\"<b>Bank</b>\" <a@b.test>"));
  assert_view (scene, "text", "<script>");
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  gtk_test_init (&argc, &argv);

  g_test_add_data_func ("/mail-page/empty/en", "en", test_empty);
  g_test_add_data_func ("/mail-page/empty/id", "id", test_empty);
  g_test_add_data_func ("/mail-page/wide/en", "en", test_wide);
  g_test_add_data_func ("/mail-page/wide/id", "id", test_wide);
  g_test_add_func ("/mail-page/narrow", test_narrow);
  g_test_add_func ("/mail-page/search", test_search);
  g_test_add_func ("/mail-page/delete", test_delete);
  g_test_add_func ("/mail-page/many", test_many);
  g_test_add_func ("/mail-page/new-window", test_new_window);
  g_test_add_func ("/mail-page/hostile", test_hostile);
  return g_test_run ();
}
