#include "config.h"

#include "export/dermaga-zip.h"

#include <string.h>

#define VERSION_NEEDED 10           /* 1.0: stored entries */
#define VERSION_MADE_BY (3 << 8 | 20) /* Unix, so that the mode below counts */
#define DOS_TIME 0                  /* 00:00:00 */
#define DOS_DATE (1 << 5 | 1)       /* 1 January 1980, the first day the format knows */
#define UNIX_MODE (0100600u << 16)  /* regular file, rw for its owner */

guint32
dermaga_crc32 (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xedb88320 & -(crc & 1));
    }
  return ~crc;
}

static void
put16 (GByteArray *out, guint16 value)
{
  guint16 bytes = GUINT16_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &bytes, sizeof bytes);
}

static void
put32 (GByteArray *out, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &bytes, sizeof bytes);
}

/* The fields that the local header and the directory have in common. */
static void
put_entry (GByteArray *out, const char *name, guint32 crc, guint32 length)
{
  put16 (out, VERSION_NEEDED);
  put16 (out, 0); /* flags */
  put16 (out, 0); /* method: stored */
  put16 (out, DOS_TIME);
  put16 (out, DOS_DATE);
  put32 (out, crc);
  put32 (out, length); /* as stored */
  put32 (out, length); /* as unpacked */
  put16 (out, strlen (name));
  put16 (out, 0); /* extra field */
}

GBytes *
dermaga_zip_single (const char *name, const char *contents, gsize length)
{
  GByteArray *out = g_byte_array_new ();
  guint32 crc = dermaga_crc32 ((const guint8 *) contents, length);
  guint directory;
  guint directory_size;

  g_assert (length < G_MAXUINT32);
  put32 (out, 0x04034b50);
  put_entry (out, name, crc, length);
  g_byte_array_append (out, (const guint8 *) name, strlen (name));
  g_byte_array_append (out, (const guint8 *) contents, length);

  directory = out->len;
  put32 (out, 0x02014b50);
  put16 (out, VERSION_MADE_BY);
  put_entry (out, name, crc, length);
  put16 (out, 0); /* comment */
  put16 (out, 0); /* disk */
  put16 (out, 0); /* internal attributes */
  put32 (out, UNIX_MODE);
  put32 (out, 0); /* offset of the local header */
  g_byte_array_append (out, (const guint8 *) name, strlen (name));
  directory_size = out->len - directory;

  put32 (out, 0x06054b50);
  put16 (out, 0); /* this disk */
  put16 (out, 0); /* disk of the directory */
  put16 (out, 1); /* entries on this disk */
  put16 (out, 1); /* entries */
  put32 (out, directory_size);
  put32 (out, directory);
  put16 (out, 0); /* comment */
  return g_byte_array_free_to_bytes (out);
}
