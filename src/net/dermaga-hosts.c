#include "config.h"

#include "net/dermaga-hosts.h"

/* Cuts the next word out of [*cursor, end); a comment ends the line. */
static gboolean
next_word (const char **cursor, const char *end, const char **word, gsize *length)
{
  const char *p = *cursor;

  while (p < end && g_ascii_isspace (*p))
    p++;
  *word = p;
  while (p < end && *p != '#' && !g_ascii_isspace (*p))
    p++;
  *length = (gsize) (p - *word);
  *cursor = p;
  return *length > 0;
}

static gboolean
line_names (const char *cursor, const char *end, const char *name)
{
  gsize name_length = strlen (name);
  const char *word;
  gsize length;

  while (next_word (&cursor, end, &word, &length))
    if (length == name_length && g_ascii_strncasecmp (word, name, length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
dermaga_hosts_lookup (const char *text, gsize length, const char *name, GSocketFamily family,
                      GPtrArray *addresses)
{
  const char *end = text + length;
  gboolean listed = FALSE;

  for (const char *line = text; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *line_end = newline != NULL ? newline : end;
      const char *cursor = line;
      const char *word;
      gsize word_length;

      if (next_word (&cursor, line_end, &word, &word_length) && line_names (cursor, line_end, name))
        {
          g_autofree char *literal = g_strndup (word, word_length);
          g_autoptr (GInetAddress) address = g_inet_address_new_from_string (literal);

          listed = listed || address != NULL;
          if (address != NULL && g_inet_address_get_family (address) == family)
            g_ptr_array_add (addresses, g_steal_pointer (&address));
        }
      line = line_end + 1;
    }
  return listed;
}
