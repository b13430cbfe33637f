#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** dermaga_crc32: the CRC-32 of ZIP (ISO 3309, APPNOTE 4.4.7) of @length bytes. */
guint32 dermaga_crc32 (const guint8 *bytes, gsize length);

/**
 * dermaga_zip_single:
 * @name: ASCII name of the one entry, without folders
 * @contents: (array length=length): what the entry holds, at most 4 GiB - 1
 *
 * Writes a ZIP archive (APPNOTE 6.3.3) with one stored entry. The same input always gives the same
 * bytes: the entry carries a fixed date.
 *
 * Returns: (transfer full): the archive
 */
GBytes *dermaga_zip_single (const char *name, const char *contents, gsize length);

G_END_DECLS
