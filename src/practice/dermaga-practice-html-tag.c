#include "config.h"

#include "practice/dermaga-practice-html-tag.h"

#include "practice/dermaga-practice-html.h"

#include <string.h>

#define MAX_VALUE 1000u

void
dermaga_practice_tag_clear (DermagaPracticeTag *self)
{
  g_clear_pointer (&self->href, g_free);
  g_clear_pointer (&self->src, g_free);
  g_clear_pointer (&self->alt, g_free);
}

static gboolean
starts_with (const char *text, const char *end, const char *what)
{
  gsize length = strlen (what);

  return (gsize) (end - text) >= length && memcmp (text, what, length) == 0;
}

static const char *
find (const char *text, const char *end, const char *what)
{
  const char *found = text < end ? g_strstr_len (text, end - text, what) : NULL;

  return found != NULL ? found + strlen (what) : end;
}

static const char *
skip_blanks (const char *text, const char *end)
{
  while (text < end && (g_ascii_isspace (*text) || *text == '/'))
    text++;
  return text;
}

static gboolean
ends_name (char c)
{
  return g_ascii_isspace (c) || c == '/' || c == '>' || c == '=';
}

static const char *
read_name (char *name, const char *text, const char *end)
{
  gsize length = 0;

  for (; text < end && !ends_name (*text); text++)
    if (length < DERMAGA_PRACTICE_TAG_NAME - 1)
      name[length++] = g_ascii_tolower (*text);
  name[length] = '\0';
  return text;
}

/* Behind the "=": a value in quotes or without. */
static const char *
read_value (const char *text, const char *end, const char **value, gsize *length)
{
  const char *behind;

  if (text < end && (*text == '"' || *text == '\''))
    {
      char quote = *text++;
      const char *closing = text < end ? memchr (text, quote, (gsize) (end - text)) : NULL;

      *value = text;
      *length = (gsize) ((closing != NULL ? closing : end) - text);
      return closing != NULL ? closing + 1 : end;
    }
  for (behind = text; behind < end && !g_ascii_isspace (*behind) && *behind != '>';)
    behind++;
  *value = text;
  *length = (gsize) (behind - text);
  return behind;
}

static void
keep (DermagaPracticeTag *tag, const char *name, const char *value, gsize length)
{
  char **kept = g_str_equal (name, "href")  ? &tag->href
                : g_str_equal (name, "src") ? &tag->src
                : g_str_equal (name, "alt") ? &tag->alt
                                            : NULL;

  /* As in browsers, the first one counts. */
  if (kept != NULL && *kept == NULL)
    *kept = dermaga_practice_html_decode (value, MIN (length, MAX_VALUE));
}

static const char *
read_attribute (DermagaPracticeTag *tag, const char *text, const char *end)
{
  char name[DERMAGA_PRACTICE_TAG_NAME];
  const char *value = NULL;
  const char *behind;
  gsize length = 0;

  text = read_name (name, text, end);
  behind = text;
  while (behind < end && g_ascii_isspace (*behind))
    behind++;
  /* A lone "=" is skipped, so that there is an end to it. */
  if (behind == end || *behind != '=')
    return behind;
  behind++;
  while (behind < end && g_ascii_isspace (*behind))
    behind++;
  behind = read_value (behind, end, &value, &length);
  keep (tag, name, value, length);
  return behind;
}

const char *
dermaga_practice_tag_read (DermagaPracticeTag *tag, const char *text, const char *end)
{
  text++;
  if (starts_with (text, end, "!--"))
    return find (text + 3, end, "-->");
  if (text < end && (*text == '!' || *text == '?'))
    return find (text, end, ">");
  tag->closing = text < end && *text == '/';
  if (tag->closing)
    text++;
  if (text == end || !g_ascii_isalpha (*text))
    return NULL;
  text = read_name (tag->name, text, end);
  while ((text = skip_blanks (text, end)) < end)
    {
      if (*text == '>')
        return text + 1;
      text = read_attribute (tag, text, end);
    }
  return end;
}

const char *
dermaga_practice_tag_skip (const DermagaPracticeTag *tag, const char *text, const char *end)
{
  gsize length = strlen (tag->name);

  while (text < end)
    {
      const char *mark = memchr (text, '<', (gsize) (end - text));

      if (mark == NULL)
        return end;
      text = mark + 1;
      if ((gsize) (end - text) > length && *text == '/'
          && g_ascii_strncasecmp (text + 1, tag->name, length) == 0
          && (text + 1 + length == end || ends_name (text[1 + length])))
        return find (text, end, ">");
    }
  return end;
}
