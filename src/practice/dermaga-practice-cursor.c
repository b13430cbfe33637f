#include "config.h"

#include "practice/dermaga-practice-cursor.h"

#include <string.h>

#define MAX_RANGES 4096u

gboolean
dermaga_practice_cursor_at_end (const DermagaPracticeCursor *cursor)
{
  return cursor->at == cursor->end;
}

gboolean
dermaga_practice_cursor_take (DermagaPracticeCursor *cursor, char octet)
{
  if (cursor->at == cursor->end || *cursor->at != octet)
    return FALSE;
  cursor->at++;
  return TRUE;
}

gboolean
dermaga_practice_cursor_take_word (DermagaPracticeCursor *cursor, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (cursor->end - cursor->at) < length
      || g_ascii_strncasecmp (cursor->at, word, length) != 0
      || (cursor->at + length < cursor->end
          && (g_ascii_isalnum (cursor->at[length]) || cursor->at[length] == '.')))
    return FALSE;
  cursor->at += length;
  return TRUE;
}

gboolean
dermaga_practice_cursor_take_number (DermagaPracticeCursor *cursor, guint32 *number)
{
  const char *p = cursor->at;
  guint64 value = 0;

  while (p < cursor->end && g_ascii_isdigit (*p) && value <= G_MAXUINT32)
    value = value * 10 + (guint64) (*p++ - '0');
  if (p == cursor->at || value > G_MAXUINT32)
    return FALSE;
  cursor->at = p;
  *number = (guint32) value;
  return TRUE;
}

/* ATOM-CHAR and "]" (RFC 3501 §9, ASTRING-CHAR), and the backslash of flags. */
static gboolean
is_atom_octet (char octet, gboolean wildcards)
{
  if (octet == '%' || octet == '*')
    return wildcards;
  return g_ascii_isgraph (octet) && strchr ("(){\"", octet) == NULL;
}

static char *
dup_atom (DermagaPracticeCursor *cursor, gboolean wildcards)
{
  const char *p = cursor->at;
  char *atom;

  while (p < cursor->end && is_atom_octet (*p, wildcards))
    p++;
  if (p == cursor->at)
    return NULL;
  atom = g_strndup (cursor->at, (gsize) (p - cursor->at));
  cursor->at = p;
  return atom;
}

char *
dermaga_practice_cursor_dup_atom (DermagaPracticeCursor *cursor)
{
  return dup_atom (cursor, FALSE);
}

static char *
dup_quoted (DermagaPracticeCursor *cursor)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = cursor->at + 1; p < cursor->end; p++)
    {
      if (*p == '"')
        {
          cursor->at = p + 1;
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      if (*p == '\\' && p + 1 < cursor->end)
        p++;
      g_string_append_c (text, *p);
    }
  return NULL;
}

/* "{3}" and the end of a line, then three octets. */
static char *
dup_literal (DermagaPracticeCursor *cursor)
{
  DermagaPracticeCursor ahead = { cursor->at + 1, cursor->end };
  guint32 length;
  char *text;

  if (!dermaga_practice_cursor_take_number (&ahead, &length))
    return NULL;
  dermaga_practice_cursor_take (&ahead, '+');
  if (!dermaga_practice_cursor_take (&ahead, '}') || !dermaga_practice_cursor_take (&ahead, '\r')
      || !dermaga_practice_cursor_take (&ahead, '\n') || ahead.end - ahead.at < (gssize) length
      || memchr (ahead.at, '\0', length) != NULL)
    return NULL;
  text = g_strndup (ahead.at, length);
  cursor->at = ahead.at + length;
  return text;
}

char *
dermaga_practice_cursor_dup_string (DermagaPracticeCursor *cursor, gboolean wildcards)
{
  if (cursor->at == cursor->end)
    return NULL;
  if (*cursor->at == '"')
    return dup_quoted (cursor);
  if (*cursor->at == '{')
    return dup_literal (cursor);
  return dup_atom (cursor, wildcards);
}

static gboolean
take_place (DermagaPracticeCursor *cursor, guint32 *number)
{
  if (dermaga_practice_cursor_take (cursor, '*'))
    {
      *number = 0;
      return TRUE;
    }
  return dermaga_practice_cursor_take_number (cursor, number) && *number != 0;
}

GArray *
dermaga_practice_cursor_dup_set (DermagaPracticeCursor *cursor)
{
  DermagaPracticeCursor ahead = *cursor;
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (DermagaPracticeRange));

  do
    {
      DermagaPracticeRange range;

      if (set->len >= MAX_RANGES || !take_place (&ahead, &range.first))
        return NULL;
      range.last = range.first;
      if (dermaga_practice_cursor_take (&ahead, ':') && !take_place (&ahead, &range.last))
        return NULL;
      g_array_append_val (set, range);
    }
  while (dermaga_practice_cursor_take (&ahead, ','));
  *cursor = ahead;
  return g_steal_pointer (&set);
}

gboolean
dermaga_practice_set_has (const GArray *set, guint32 number, guint32 greatest)
{
  for (guint i = 0; i < set->len; i++)
    {
      const DermagaPracticeRange *range = &g_array_index (set, DermagaPracticeRange, i);
      guint32 first = range->first != 0 ? range->first : greatest;
      guint32 last = range->last != 0 ? range->last : greatest;

      if (number >= MIN (first, last) && number <= MAX (first, last))
        return TRUE;
    }
  return FALSE;
}

gboolean
dermaga_practice_line_announces (const char *line, gsize *length, gboolean *waits)
{
  const char *brace = strrchr (line, '{');
  DermagaPracticeCursor cursor;
  guint32 number;

  if (brace == NULL)
    return FALSE;
  cursor.at = brace + 1;
  cursor.end = brace + strlen (brace);
  if (!dermaga_practice_cursor_take_number (&cursor, &number))
    return FALSE;
  *waits = !dermaga_practice_cursor_take (&cursor, '+');
  *length = number;
  return dermaga_practice_cursor_take (&cursor, '}') && dermaga_practice_cursor_at_end (&cursor);
}
