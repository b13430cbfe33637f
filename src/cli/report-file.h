#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_report_file_read:
 * @length: (out): octets
 *
 * Reads a report that was written before. One that is far too long is cut, which its reader sees.
 *
 * Returns: (transfer full) (nullable): as it stands in the file, not NUL-terminated; %NULL with one
 * of GIO's errors
 */
char *dermaga_report_file_read (const char *path, gsize *length, GError **error);

G_END_DECLS
