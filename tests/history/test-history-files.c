#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/dermaga-history-files.h"
#include "model/dermaga-json.h"

typedef struct {
  char *home;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("dermaga-history-XXXXXX", NULL);
  g_assert_nonnull (fixture->home);
  fixture->folder = g_build_filename (fixture->home, "state", "dermaga", "history", NULL);
}

static void
delete (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      delete (below);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  delete (fixture->home);
  g_free (fixture->home);
  g_free (fixture->folder);
}

static DermagaRun *
make_run (gint64 started)
{
  g_autoptr (DermagaCandidate) way
      = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465,
                               DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  DermagaRun *run = dermaga_run_new (started);

  dermaga_run_add (run, way, DERMAGA_OUTCOME_OK_TLS);
  return run;
}

static void
keep (Fixture *fixture, const char *domain, gint64 started)
{
  g_autoptr (DermagaRun) run = make_run (started);
  g_autoptr (GError) error = NULL;
  gboolean kept = dermaga_history_files_keep (fixture->folder, domain, run, &error);

  g_assert_no_error (error);
  g_assert_true (kept);
}

static guint
count_runs (Fixture *fixture, const char *domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = dermaga_history_files_read (fixture->folder, domain, &error);

  g_assert_no_error (error);
  return runs->len;
}

/* The one file in the folder. */
static char *
find_file (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  g_assert_null (strstr (name, "example"));
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static guint
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  g_assert_cmpuint (count_runs (fixture, "example.com"), ==, 0);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  keep (fixture, "example.com", 100);
  g_assert_cmpuint (count_runs (fixture, "example.com"), ==, 1);
  g_assert_cmpuint (count_runs (fixture, "example.org"), ==, 0);
  path = find_file (fixture);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);

  /* Also where the folder was made by somebody less careful. */
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  keep (fixture, "example.com", 101);
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
}

static void
test_runs_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) runs = NULL;

  for (guint i = 1; i <= DERMAGA_RUN_MAX_KEPT + 5; i++)
    keep (fixture, "example.com", 100 + i);
  runs = dermaga_history_files_read (fixture->folder, "example.com", NULL);
  g_assert_cmpuint (runs->len, ==, DERMAGA_RUN_MAX_KEPT);
  g_assert_cmpint (((DermagaRun *) runs->pdata[0])->started, ==, 100 + DERMAGA_RUN_MAX_KEPT + 5);
  g_assert_cmpint (((DermagaRun *) runs->pdata[runs->len - 1])->started, ==, 106);
}

/* The one that was not checked for longest goes, not the first in the folder. */
static void
test_domains_bounded (Fixture *fixture, gconstpointer data)
{
  const struct timespec long_ago[2] = { { 1000, 0 }, { 1000, 0 } };
  g_autofree char *oldest = NULL;

  keep (fixture, "oldest.example", 100);
  oldest = find_file (fixture);
  for (guint i = 0; i < DERMAGA_HISTORY_MAX_DOMAINS - 1; i++)
    {
      g_autofree char *domain = g_strdup_printf ("d%u.example", i);

      keep (fixture, domain, 100);
    }
  g_assert_cmpuint (count_files (fixture), ==, DERMAGA_HISTORY_MAX_DOMAINS);
  g_assert_cmpint (utimensat (AT_FDCWD, oldest, long_ago, 0), ==, 0);
  keep (fixture, "one-more.example", 100);
  g_assert_cmpuint (count_files (fixture), ==, DERMAGA_HISTORY_MAX_DOMAINS);
  g_assert_cmpuint (count_runs (fixture, "oldest.example"), ==, 0);
  g_assert_cmpuint (count_runs (fixture, "d0.example"), ==, 1);
  g_assert_cmpuint (count_runs (fixture, "one-more.example"), ==, 1);
}

static void
assert_damaged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs
      = dermaga_history_files_read (fixture->folder, "example.com", &error);

  g_assert_null (runs);
  g_assert_nonnull (error);
  g_assert_true (error->domain == DERMAGA_JSON_ERROR || error->domain == G_FILE_ERROR);
}

/* What makes no sense is said, and replaced by the next check. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *huge = g_malloc0 (3 * 1024 * 1024);
  gsize length;

  keep (fixture, "example.com", 100);
  path = find_file (fixture);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
      assert_damaged (fixture);
    }
  g_assert_true (g_file_set_contents (path, huge, 3 * 1024 * 1024, NULL));
  assert_damaged (fixture);
  keep (fixture, "example.com", 101);
  g_assert_cmpuint (count_runs (fixture, "example.com"), ==, 1);
}

/* A file of another domain under this one's name is none of this one's. */
static void
test_swapped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_auto (GStrv) parts = NULL;

  keep (fixture, "example.com", 100);
  path = find_file (fixture);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, "\"example.com\"", -1);
  other = g_strjoinv ("\"example.org\"", parts);
  g_assert_true (g_file_set_contents (path, other, -1, NULL));
  assert_damaged (fixture);
}

/* A pipe would be waited for, a link leads elsewhere; neither is followed nor written through. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *elsewhere = g_build_filename (fixture->home, "elsewhere", NULL);
  g_autofree char *text = NULL;

  keep (fixture, "example.com", 100);
  path = find_file (fixture);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (elsewhere, text, -1, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (symlink (elsewhere, path), ==, 0);
  assert_damaged (fixture);
  keep (fixture, "example.com", 101);
  g_assert_false (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (elsewhere, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "100"));
  g_assert_null (strstr (text, "101"));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_damaged (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_damaged (fixture);
}

static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_build_filename (fixture->folder, ".dermaga-AbCdEf", NULL);
  g_autofree char *foreign = g_build_filename (fixture->folder, "notes.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (dermaga_history_files_clear (fixture->folder, &error));
  g_assert_no_error (error);

  keep (fixture, "example.com", 100);
  keep (fixture, "example.org", 100);
  g_assert_true (g_file_set_contents (left, "half", -1, NULL));
  g_assert_true (dermaga_history_files_clear (fixture->folder, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  keep (fixture, "example.com", 100);
  g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
  g_assert_true (dermaga_history_files_clear (fixture->folder, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

/* What could not be done is never said to be done. */
static void
test_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  g_autoptr (DermagaRun) run = make_run (100);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_false (dermaga_history_files_keep (fixture->folder, "example.com", run, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (dermaga_history_files_clear (fixture->folder, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/history-files/kept", test_kept },
    { "/history-files/runs-bounded", test_runs_bounded },
    { "/history-files/domains-bounded", test_domains_bounded },
    { "/history-files/damaged", test_damaged },
    { "/history-files/swapped", test_swapped },
    { "/history-files/no-file", test_no_file },
    { "/history-files/cleared", test_cleared },
    { "/history-files/in-the-way", test_in_the_way },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
