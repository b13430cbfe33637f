#include "config.h"

#include "export/dermaga-mail-sender.h"

#include <string.h>

#include "export/dermaga-mail-values.h"

#define ENCODED_BYTES 42 /* make 56 characters of Base64 */

gboolean
dermaga_mail_name_is_plain (const char *name)
{
  gsize length = strlen (name);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && strchr (" '-", *p) == NULL)
      return FALSE;
  return g_unichar_isalnum (g_utf8_get_char (name)) && name[length - 1] != ' '
         && strstr (name, "  ") == NULL;
}

/* As encoded words (RFC 2047), which may not be longer than 75 characters each. */
static char *
encode_name (const char *name)
{
  GString *out = g_string_new (NULL);

  for (const char *p = name; *p != '\0';)
    {
      const char *end = p;
      g_autofree char *encoded = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - p <= ENCODED_BYTES)
        end = g_utf8_next_char (end);
      encoded = g_base64_encode ((const guchar *) p, end - p);
      g_string_append_printf (out, "%s=?utf-8?b?%s?=", p == name ? "" : " ", encoded);
      p = end;
    }
  return g_string_free (out, FALSE);
}

char *
dermaga_mail_sender (const DermagaSettings *settings)
{
  g_autofree char *name = NULL;

  if (!dermaga_has_name (settings))
    return g_strdup (settings->email);
  name = dermaga_mail_name_is_plain (settings->display_name)
             ? g_strdup (settings->display_name)
             : encode_name (settings->display_name);
  return g_strdup_printf ("%s <%s>", name, settings->email);
}
