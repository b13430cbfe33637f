#include "config.h"

#include "practice/dermaga-practice-header.h"

#include <string.h>

/* Behind the line that begins at @line. */
static const char *
line_end (const char *line, const char *end)
{
  const char *newline = line < end ? memchr (line, '\n', (gsize) (end - line)) : NULL;

  return newline != NULL ? newline + 1 : end;
}

static gboolean
is_empty_line (const char *line, const char *end)
{
  return line < end && (*line == '\n' || (end - line >= 2 && line[0] == '\r' && line[1] == '\n'));
}

gsize
dermaga_practice_header_length (const char *mail, gsize length)
{
  const char *end;

  if (length == 0)
    return 0;
  end = mail + length;
  for (const char *line = mail; line < end; line = line_end (line, end))
    if (is_empty_line (line, end))
      return (gsize) (line_end (line, end) - mail);
  return length;
}

/* RFC 5322 §2.2: printable US-ASCII but the colon; blanks before the colon are obsolete syntax. */
static gsize
measure_name (const char *line, const char *end)
{
  gsize length = 0;
  gsize blanks = 0;

  while (line + length < end && g_ascii_isgraph (line[length]) && line[length] != ':')
    length++;
  while (line + length + blanks < end && (line[length + blanks] == ' '
                                          || line[length + blanks] == '\t'))
    blanks++;
  return line + length + blanks < end && line[length + blanks] == ':' ? length : 0;
}

gboolean
dermaga_practice_header_next (const char *header, gsize length, DermagaPracticeField *field)
{
  const char *end;
  const char *start;
  const char *next;

  if (length == 0)
    return FALSE;
  end = header + length;
  start = field->field != NULL ? field->field + field->length : header;
  if (start >= end || is_empty_line (start, end))
    return FALSE;
  next = line_end (start, end);
  while (next < end && (*next == ' ' || *next == '\t'))
    next = line_end (next, end);
  field->field = start;
  field->length = (gsize) (next - start);
  field->name_length = measure_name (start, next);
  return TRUE;
}

gboolean
dermaga_practice_field_is (const DermagaPracticeField *field, const char *name)
{
  return field->name_length == strlen (name)
         && g_ascii_strncasecmp (field->field, name, field->name_length) == 0;
}

char *
dermaga_practice_field_dup_value (const DermagaPracticeField *field, gsize max)
{
  const char *colon = memchr (field->field, ':', field->length);
  const char *end = field->field + field->length;
  g_autoptr (GString) value = g_string_new (NULL);

  if (colon == NULL)
    return g_strdup ("");
  for (const char *p = colon + 1; p < end && value->len < max; p++)
    if (*p != '\r' && *p != '\n' && *p != '\0')
      g_string_append_c (value, *p == '\t' ? ' ' : *p);
  return g_strstrip (g_strdup (value->str));
}

char *
dermaga_practice_header_dup (const char *header, gsize length, const char *name, gsize max)
{
  DermagaPracticeField field = { 0 };

  while (dermaga_practice_header_next (header, length, &field))
    if (dermaga_practice_field_is (&field, name))
      return dermaga_practice_field_dup_value (&field, max);
  return NULL;
}
