#include "config.h"

#include "history/dermaga-history-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dermaga-file.h"

#define SUFFIX ".json"
#define HASH_LENGTH 64u
/* More than the most that is written: 10 runs of 256 ways with long names are 1 MiB. */
#define MAX_SIZE (2 * 1024 * 1024)

static gboolean
fail (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", name,
               g_strerror (code));
  return FALSE;
}

/* Names of domains are too long for a file, and nothing of them should steer where it lies. */
static char *
get_path (const char *folder, const char *domain)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, domain, -1);
  g_autofree char *name = g_strconcat (hash, SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_ours (const char *name)
{
  return strlen (name) == HASH_LENGTH + strlen (SUFFIX) && g_str_has_suffix (name, SUFFIX)
         && strspn (name, "0123456789abcdef") == HASH_LENGTH;
}

/* Also what a program that was ended while it wrote has left. */
static gboolean
is_left (const char *name)
{
  return g_str_has_prefix (name, ".dermaga-");
}

/* Takes @fd over. Neither a pipe, which would be waited for, nor more than there can be. */
static char *
read_all (int fd, const char *path, gsize *length, GError **error)
{
  g_autofree char *text = NULL;
  struct stat info;
  gsize used = 0;
  gssize got = 1;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)
    {
      close (fd);
      fail (error, EINVAL, path);
      return NULL;
    }
  text = g_malloc (info.st_size + 1);
  while (used < (gsize) info.st_size && got > 0)
    {
      got = read (fd, text + used, info.st_size - used);
      if (got > 0)
        used += got;
      else if (got < 0 && errno == EINTR)
        got = 1;
    }
  close (fd);
  if (got < 0)
    {
      fail (error, EIO, path);
      return NULL;
    }
  text[used] = '\0';
  *length = used;
  return g_steal_pointer (&text);
}

GPtrArray *
dermaga_history_files_read (const char *folder, const char *domain, GError **error)
{
  g_autofree char *path = get_path (folder, domain);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (fd < 0 && errno == ENOENT)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);
  if (fd < 0)
    {
      fail (error, errno, path);
      return NULL;
    }
  text = read_all (fd, path, &length, error);
  return text != NULL ? dermaga_runs_read (text, (gssize) length, domain, error) : NULL;
}

/* (transfer full) (element-type filename) (nullable): all that lies there. */
static GPtrArray *
list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

/* (nullable): the file that was not written for longest, where there are more than there may be. */
static char *
find_surplus (const char *folder)
{
  g_autoptr (GPtrArray) names = list (folder);
  g_autofree char *oldest = NULL;
  gint64 oldest_time = G_MAXINT64;
  guint n_files = 0;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      struct stat info;
      gint64 time;

      if (!is_ours (names->pdata[i]) || lstat (path, &info) != 0)
        continue;
      n_files++;
      time = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
      if (time >= oldest_time)
        continue;
      oldest_time = time;
      g_free (oldest);
      oldest = g_steal_pointer (&path);
    }
  return n_files > DERMAGA_HISTORY_MAX_DOMAINS ? g_steal_pointer (&oldest) : NULL;
}

static void
drop_surplus (const char *folder)
{
  char *path;

  while ((path = find_surplus (folder)) != NULL)
    {
      gboolean deleted = g_unlink (path) == 0;

      g_free (path);
      if (!deleted)
        return;
    }
}

/* Nobody else needs to know who was asked about, also where the folder was there before. */
static gboolean
make_folder (const char *folder, GError **error)
{
  return (g_mkdir_with_parents (folder, 0700) == 0 && g_chmod (folder, 0700) == 0)
         || fail (error, errno, folder);
}

gboolean
dermaga_history_files_keep (const char *folder, const char *domain, const DermagaRun *run,
                            GError **error)
{
  g_autofree char *path = get_path (folder, domain);
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GBytes) contents = NULL;
  char *text;

  if (!make_folder (folder, error))
    return FALSE;
  runs = dermaga_history_files_read (folder, domain, NULL);
  if (runs == NULL)
    runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);
  g_ptr_array_insert (runs, 0, dermaga_run_copy (run));
  text = dermaga_runs_to_json (domain, runs);
  contents = g_bytes_new_take (text, strlen (text));
  if (!dermaga_file_save (path, contents, TRUE, error))
    return FALSE;
  drop_surplus (folder);
  return TRUE;
}

gboolean
dermaga_history_files_clear (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = list (folder);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if ((is_ours (names->pdata[i]) || is_left (names->pdata[i])) && g_unlink (path) != 0
          && errno != ENOENT)
        return fail (error, errno, path);
    }
  /* Whatever else somebody put there stays theirs. */
  if (names != NULL && g_rmdir (folder) != 0 && errno != ENOENT && errno != ENOTEMPTY
      && errno != EEXIST)
    return fail (error, errno, folder);
  return names != NULL || !g_file_test (folder, G_FILE_TEST_EXISTS)
         || fail (error, EACCES, folder);
}
