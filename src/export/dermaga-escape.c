#include "config.h"

#include "export/dermaga-escape.h"

#include <string.h>

/**
 * dermaga_escape_js:
 *
 * For a JavaScript string in double quotes, as preference files hold them.
 */
char *
dermaga_escape_js (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/**
 * dermaga_escape_php:
 *
 * For a PHP string in single quotes, where only the backslash and the quote mean anything.
 */
char *
dermaga_escape_php (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/**
 * dermaga_escape_xml:
 *
 * For XML element content and attribute values.
 */
char *
dermaga_escape_xml (const char *text)
{
  return g_markup_escape_text (text, -1);
}

/* What may not appear in a comment of each style, and what is written for it. */
static void
defuse (GString *line, DermagaCommentStyle style)
{
  switch (style)
    {
    case DERMAGA_COMMENT_LINE:
    case DERMAGA_COMMENT_ZONE:
    case DERMAGA_COMMENT_HASH:
      return;
    case DERMAGA_COMMENT_STAR:
      g_string_replace (line, "*/", "* /", 0);
      g_string_replace (line, "?>", "? >", 0);
      return;
    case DERMAGA_COMMENT_XML:
      /* Again and again: one pass makes "- --" of "---". */
      while (g_string_replace (line, "--", "- -", 0) > 0)
        continue;
      return;
    }
}

void
dermaga_append_comment (GString *out, DermagaCommentStyle style, const char *text)
{
  static const char *const starts[] = { "// ", " * ", "  ", "; ", "# " };
  g_autoptr (GString) line = g_string_new (text);

  g_strdelimit (line->str, "\r\n\t\v\f", ' ');
  defuse (line, style);
  g_string_append (out, starts[style]);
  g_string_append_len (out, line->str, line->len);
  g_string_append_c (out, '\n');
}

const char *
dermaga_email_domain (const char *email)
{
  const char *at = strrchr (email, '@');

  return at != NULL ? at + 1 : email;
}

gboolean
dermaga_server_is_insecure (const DermagaServer *server)
{
  return server != NULL && server->security == DERMAGA_SECURITY_NONE;
}
