#include "config.h"

#include "discover/dermaga-autoconfig-private.h"

#include <string.h>

#include "discover/dermaga-config-text.h"

#define MAX_DECLARATION 256
#define MAX_ENCODING_NAME 32

/* What real files declare. No stateful encodings: iconv knows hundreds, and a stranger's file is
 * not to choose among them all. */
static const char *const known_encodings[] = {
  "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-7",
  "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",
  "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1257",
  "KOI8-R",       "KOI8-U",       "SHIFT_JIS",    "EUC-JP",       "EUC-KR",       "BIG5",
  "GB2312",       "GBK",          "GB18030",
};

/* Declarations that say nothing about bytes that are not UTF-8. */
static const char *const unicode_encodings[] = { "UTF-8", "UTF8", "US-ASCII", "ASCII" };

static const char *
find_name (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return names[i];
  return NULL;
}

/* Returns: (transfer full) (nullable): the encoding in <?xml version="1.0" encoding="..."?> */
static char *
find_declared (const char *text, gsize length)
{
  g_autofree char *declaration = g_strndup (text, MIN (length, MAX_DECLARATION));
  const char *start = declaration + strspn (declaration, " \t\r\n");
  char *end = strstr (start, "?>");
  const char *name;
  gsize name_length;

  if (!g_str_has_prefix (start, "<?xml") || end == NULL)
    return NULL;
  *end = '\0';
  name = strstr (start, "encoding");
  if (name == NULL)
    return NULL;
  name += strlen ("encoding");
  name += strspn (name, " \t\r\n=\"'");
  name_length = strcspn (name, " \t\r\n\"'");
  return name_length <= MAX_ENCODING_NAME ? g_strndup (name, name_length) : NULL;
}

/* Bytes that are valid UTF-8 are UTF-8, whatever is declared: the other way round is as good as
 * never true. For others without an honest declaration Latin 1 is taken, so that a stray letter in
 * a display name does not cost the whole file; what matters in the file is ASCII. */
static const char *
choose_encoding (const char *text, gsize length)
{
  g_autofree char *declared = find_declared (text, length);

  if (declared == NULL
      || find_name (unicode_encodings, G_N_ELEMENTS (unicode_encodings), declared) != NULL)
    return "ISO-8859-1";
  return find_name (known_encodings, G_N_ELEMENTS (known_encodings), declared);
}

static char *
fail (GError **error, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_ENCODING, fact);
  return NULL;
}

static char *
convert (const char *text, gsize length, const char *encoding, gsize *decoded_length,
         GError **error)
{
  char *decoded;

  if (encoding == NULL)
    return fail (error, "declared encoding is not known");
  decoded = g_convert (text, (gssize) length, "UTF-8", encoding, NULL, decoded_length, NULL);
  return decoded != NULL ? decoded : fail (error, "bytes do not fit the declared encoding");
}

static char *
decode (const char *text, gsize length, gsize *decoded_length, GError **error)
{
  if (length >= 2 && memcmp (text, "\xFF\xFE", 2) == 0)
    return convert (text + 2, length - 2, "UTF-16LE", decoded_length, error);
  if (length >= 2 && memcmp (text, "\xFE\xFF", 2) == 0)
    return convert (text + 2, length - 2, "UTF-16BE", decoded_length, error);
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (memchr (text, '\0', length) != NULL)
    return fail (error, "NUL in the file");
  if (!g_utf8_validate_len (text, length, NULL))
    return convert (text, length, choose_encoding (text, length), decoded_length, error);
  *decoded_length = length;
  return g_strndup (text, length);
}

char *
dermaga_autoconfig_decode (GBytes *file, gsize *length, GError **error)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (file, &n_bytes);
  g_autofree char *text = NULL;

  if (n_bytes > DERMAGA_AUTOCONFIG_MAX_SIZE)
    {
      dermaga_config_text_too_big (DERMAGA_AUTOCONFIG_MAX_SIZE, error);
      return NULL;
    }
  text = decode (n_bytes > 0 ? bytes : "", n_bytes, length, error);
  if (text == NULL)
    return NULL;
  if (memchr (text, '\0', *length) != NULL)
    return fail (error, "NUL in the file");
  if (strspn (text, " \t\r\n") == *length)
    {
      g_set_error_literal (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_EMPTY, "empty");
      return NULL;
    }
  return g_steal_pointer (&text);
}
