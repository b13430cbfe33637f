#include "config.h"

#include <glib/gstdio.h>

#include "history/dermaga-history.h"

/* What the callbacks brought, in their order. */
static guint n_answers;
static int n_runs = -1;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = dermaga_history_load_finish (result, &error);

  g_assert_no_error (error);
  n_runs = (int) runs->len;
  n_answers++;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dermaga_history_keep_finish (result, &error);
  g_assert_no_error (error);
  n_answers++;
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dermaga_history_clear_finish (result, &error);
  g_assert_no_error (error);
  n_answers++;
}

static void
wait_for (guint n)
{
  while (n_answers < n)
    g_main_context_iteration (NULL, TRUE);
  n_answers = 0;
}

static DermagaRun *
make_run (void)
{
  g_autoptr (DermagaCandidate) way
      = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465,
                               DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  DermagaRun *run = dermaga_run_new (100);

  dermaga_run_add (run, way, DERMAGA_OUTCOME_OK_TLS);
  return run;
}

/* Many at once: each is done, and in the order of asking. */
static void
test_order (void)
{
  g_autoptr (DermagaRun) run = make_run ();

  for (guint i = 0; i < 8; i++)
    dermaga_history_keep_async ("example.com", run, kept_cb, NULL);
  dermaga_history_load_async ("example.com", NULL, loaded_cb, NULL);
  wait_for (9);
  g_assert_cmpint (n_runs, ==, 8);
  g_assert_true (dermaga_history_exists ());

  dermaga_history_keep_async ("example.com", run, kept_cb, NULL);
  dermaga_history_clear_async (cleared_cb, NULL);
  dermaga_history_load_async ("example.com", NULL, loaded_cb, NULL);
  wait_for (3);
  g_assert_cmpint (n_runs, ==, 0);
  g_assert_false (dermaga_history_exists ());
}

/* The program may end at once: what was asked for is done before. */
static void
test_wait (void)
{
  g_autoptr (DermagaRun) run = make_run ();

  dermaga_history_keep_async ("example.com", run, kept_cb, NULL);
  dermaga_history_wait ();
  g_assert_true (dermaga_history_exists ());
  dermaga_history_clear_async (cleared_cb, NULL);
  dermaga_history_wait ();
  g_assert_false (dermaga_history_exists ());
  wait_for (2);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dermaga_history_load_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  n_answers++;
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  dermaga_history_load_async ("example.com", cancellable, cancelled_cb, NULL);
  g_cancellable_cancel (cancellable);
  wait_for (1);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("dermaga-history-XXXXXX", NULL);
  g_autofree char *above = g_build_filename (home, "dermaga", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/order", test_order);
  g_test_add_func ("/history/wait", test_wait);
  g_test_add_func ("/history/cancelled", test_cancelled);
  status = g_test_run ();
  g_rmdir (above);
  g_assert_cmpint (g_rmdir (home), ==, 0);
  return status;
}
