#include "config.h"

#include "discover/dermaga-config-text.h"

#include <string.h>

#include "base/dermaga-text.h"
#include "model/dermaga-provider-config.h"

#define MAX_SHOWN_CHARS 100
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static gboolean
has_word (const char *text, const char *word)
{
  return g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

gboolean
dermaga_config_text_is_web_page (const char *text)
{
  while (text != NULL)
    {
      text += strspn (text, " \t\r\n");
      if (g_str_has_prefix (text, "<!--"))
        text = strstr (text + strlen ("<!--"), "-->");
      else if (g_str_has_prefix (text, "<?"))
        text = strstr (text, "?>");
      else
        break;
      if (text != NULL)
        text = strchr (text, '>') + 1;
    }
  if (text == NULL)
    return FALSE;
  if (has_word (text, "<!doctype"))
    {
      text += strlen ("<!doctype");
      return has_word (text + strspn (text, " \t\r\n"), "html");
    }
  return has_word (text, "<html") && strchr (" \t\r\n/>", text[strlen ("<html")]) != NULL;
}

char *
dermaga_config_text_make_shown (const char *value)
{
  g_autofree char *safe = dermaga_text_make_safe (value, -1, MAX_SHOWN_CHARS);

  g_strstrip (safe);
  return *safe != '\0' ? g_steal_pointer (&safe) : NULL;
}

void
dermaga_config_text_too_big (gsize max_size, GError **error)
{
  g_set_error (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_TOO_BIG,
               "over %" G_GSIZE_FORMAT " octets", max_size);
}

static char *
fail (GError **error, DermagaConfigError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, code, fact);
  return NULL;
}

char *
dermaga_config_text_decode_utf8 (GBytes *document, gsize max_size, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (document, &length);
  g_autofree char *text = NULL;

  if (length > max_size)
    {
      dermaga_config_text_too_big (max_size, error);
      return NULL;
    }
  if (length >= strlen (BYTE_ORDER_MARK)
      && memcmp (bytes, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      bytes += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }
  text = length > 0 ? g_strndup (bytes, length) : g_strdup ("");
  if (dermaga_config_text_is_web_page (text))
    return fail (error, DERMAGA_CONFIG_ERROR_WEB_PAGE, "HTML");
  /* This does not accept a NUL either, where the copy ended. */
  if (!g_utf8_validate_len (text, length, NULL))
    return fail (error, DERMAGA_CONFIG_ERROR_ENCODING, "not UTF-8");
  if (strspn (text, " \t\r\n") == length)
    return fail (error, DERMAGA_CONFIG_ERROR_EMPTY, "empty");
  return g_steal_pointer (&text);
}
