#include "base/dermaga-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("dermaga-file-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->path = g_build_filename (fixture->directory, "account.xml", NULL);
}

static guint
count_entries (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static gboolean
save (const char *path, const char *text, gboolean overwrite, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dermaga_file_save (path, bytes, overwrite, error);
}

static void
assert_contents (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, text);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  static const mode_t masks[] = { 0, 022, 077, 0777 };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (GError) error = NULL;
      mode_t old = umask (masks[i]);
      gboolean saved = save (fixture->path, "secret", FALSE, &error);
      struct stat info;

      umask (old);
      g_assert_no_error (error);
      g_assert_true (saved);
      g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0600);
      g_assert_cmpint (info.st_nlink, ==, 1);
      assert_contents (fixture->path, "secret");
      g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
      g_unlink (fixture->path);
    }
}

/* Whoever keeps strict habits still publishes what a web server can read. */
static void
test_public (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("public", strlen ("public"));
  g_autoptr (GError) error = NULL;
  mode_t old = umask (077);
  gboolean saved = dermaga_file_save_public (fixture->path, bytes, FALSE, &error);
  struct stat info;

  umask (old);
  g_assert_no_error (error);
  g_assert_true (saved);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0644);
  assert_contents (fixture->path, "public");
  g_assert_false (dermaga_file_save_public (fixture->path, bytes, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture->path, "", FALSE, &error));
  assert_contents (fixture->path, "");
}

static void
test_exists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture->path, "old", FALSE, NULL));
  g_assert_false (save (fixture->path, "new", FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  assert_contents (fixture->path, "old");
  g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
}

static void
test_dangling_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("nowhere", fixture->path), ==, 0);
  g_assert_false (save (fixture->path, "new", FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
}

static void
test_overwrite (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  g_assert_true (save (fixture->path, "new", TRUE, &error));
  g_assert_no_error (error);
  assert_contents (fixture->path, "new");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_entries (fixture->directory), ==, 1);

  g_unlink (fixture->path);
  g_assert_true (save (fixture->path, "first", TRUE, &error));
  assert_contents (fixture->path, "first");
}

static void
test_special (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) directory_error = NULL;
  g_autoptr (GError) pipe_error = NULL;
  g_autoptr (GError) link_error = NULL;
  struct stat info;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (save (fixture->path, "new", TRUE, &directory_error));
  g_assert_error (directory_error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_rmdir (fixture->path);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_false (save (fixture->path, "new", TRUE, &pipe_error));
  g_assert_error (pipe_error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_cmpint (g_lstat (fixture->path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  g_unlink (fixture->path);

  g_assert_cmpint (symlink ("/dev/null", fixture->path), ==, 0);
  g_assert_false (save (fixture->path, "new", TRUE, &link_error));
  g_assert_error (link_error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
}

static void
test_no_directory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "no", "where", NULL);

  g_assert_false (save (path, "new", FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A full disk, as far as a limit on file size can play one. */
static void
test_no_space (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (100000, 'x');
  struct rlimit old;
  struct rlimit small;
  gboolean saved;
  void (*old_handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  saved = save (fixture->path, text, TRUE, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, old_handler);

  g_assert_false (saved);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
  assert_contents (fixture->path, "old");
  g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
}

typedef struct {
  const char *path;
  char *text;
} Racer;

static gpointer
race (gpointer data)
{
  Racer *racer = data;
  g_autoptr (GError) error = NULL;

  if (save (racer->path, racer->text, FALSE, &error))
    return racer->text;
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  return NULL;
}

static void
test_race (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 20; round++)
    {
      Racer racers[6];
      GThread *threads[G_N_ELEMENTS (racers)];
      const char *winner = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
        {
          racers[i].path = fixture->path;
          racers[i].text = g_strnfill (5000, 'a' + i);
          threads[i] = g_thread_new ("racer", race, &racers[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
        {
          const char *text = g_thread_join (threads[i]);

          g_assert_true (text == NULL || winner == NULL);
          if (text != NULL)
            winner = text;
        }
      g_assert_nonnull (winner);
      assert_contents (fixture->path, winner);
      g_assert_cmpuint (count_entries (fixture->directory), ==, 1);
      g_unlink (fixture->path);
      for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
        g_free (racers[i].text);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/file/new", test_new);
  add ("/file/public", test_public);
  add ("/file/empty", test_empty);
  add ("/file/exists", test_exists);
  add ("/file/dangling-link", test_dangling_link);
  add ("/file/overwrite", test_overwrite);
  add ("/file/special", test_special);
  add ("/file/no-directory", test_no_directory);
  add ("/file/no-space", test_no_space);
  add ("/file/race", test_race);
  return g_test_run ();
}
