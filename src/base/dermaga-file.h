#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * dermaga_file_save:
 * @path: where to
 * @overwrite: whether an existing file may be replaced
 *
 * Writes a new file of mode 0600 beside @path, flushes it, and puts it in place in one step
 * (link() or rename()), so that a reader sees the old file or the new one and never half of one.
 * Errors are in G_FILE_ERROR; %G_FILE_ERROR_EXIST when the file is there and @overwrite is not set.
 */
gboolean dermaga_file_save (const char *path, GBytes *contents, gboolean overwrite, GError **error);

/**
 * dermaga_file_save_public:
 *
 * The same with mode 0644, whatever the umask is: for what is to be published. A web server runs
 * as another user, and must be able to read the file where it is put; nothing in it is secret.
 */
gboolean dermaga_file_save_public (const char *path, GBytes *contents, gboolean overwrite,
                                   GError **error);

G_END_DECLS
