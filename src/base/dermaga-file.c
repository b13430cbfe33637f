#include "config.h"

#include "base/dermaga-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", name,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *contents)
{
  gsize left;
  const guint8 *bytes = g_bytes_get_data (contents, &left);

  while (left > 0)
    {
      gssize written = write (fd, bytes, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      left -= written;
    }
  return TRUE;
}

/* Takes @fd over. A mode given at creation is subject to the umask, so it is set here. */
static gboolean
fill (int fd, mode_t mode, GBytes *contents)
{
  gboolean written = fchmod (fd, mode) == 0 && write_all (fd, contents) && fsync (fd) == 0;
  int write_errno = errno;

  if (close (fd) != 0 && written)
    return FALSE;
  errno = write_errno;
  return written;
}

/* A new name must not hide a device, a pipe or a folder; a symbolic link is judged by its end. */
static gboolean
may_replace (const char *path, GError **error)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return errno == ENOENT || fail (error, errno, path);
  if (S_ISDIR (info.st_mode))
    return fail (error, EISDIR, path);
  if (!S_ISREG (info.st_mode))
    return fail (error, EINVAL, path);
  return TRUE;
}

/* Fails with EEXIST when @path came to be meanwhile. link() is the portable way; a file system
 * without hard links (a USB stick) can rename without replacing. */
static gboolean
place_new (const char *temporary, const char *path)
{
  if (link (temporary, path) == 0)
    {
      g_unlink (temporary);
      return TRUE;
    }
  if (errno == EEXIST)
    return FALSE;
  return renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
}

/* Best effort: without it a power cut may take the name away again, never the contents. */
static void
flush_directory (const char *directory)
{
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
save (const char *path, mode_t mode, GBytes *contents, gboolean overwrite, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *temporary = NULL;
  int fd;
  int saved_errno;

  if (overwrite && !may_replace (path, error))
    return FALSE;
  directory = g_path_get_dirname (path);
  temporary = g_build_filename (directory, ".dermaga-XXXXXX", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, errno, path);

  if (fill (fd, mode, contents)
      && (overwrite ? rename (temporary, path) == 0 : place_new (temporary, path)))
    {
      flush_directory (directory);
      return TRUE;
    }
  saved_errno = errno;
  g_unlink (temporary);
  return fail (error, saved_errno, path);
}

gboolean
dermaga_file_save (const char *path, GBytes *contents, gboolean overwrite, GError **error)
{
  g_return_val_if_fail (path != NULL && contents != NULL, FALSE);

  return save (path, 0600, contents, overwrite, error);
}

gboolean
dermaga_file_save_public (const char *path, GBytes *contents, gboolean overwrite, GError **error)
{
  g_return_val_if_fail (path != NULL && contents != NULL, FALSE);

  return save (path, 0644, contents, overwrite, error);
}
