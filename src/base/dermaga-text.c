#include "config.h"

#include "base/dermaga-text.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu

typedef enum {
  TREATMENT_KEEP,
  TREATMENT_SPACE,
  TREATMENT_DROP,
  TREATMENT_REPLACE,
} Treatment;

/* Letters and marks that Unicode counts as ordinary but that take no room on the screen. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164
         || c == 0xFFA0 || (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F)
         || (c >= 0xE0000 && c <= 0xE0FFF);
}

static Treatment
classify (gunichar c)
{
  if (c >= 0x20 && c < 0x7F)
    return TREATMENT_KEEP;
  if (g_unichar_isspace (c) || c == 0x0B || c == 0x85)
    return TREATMENT_SPACE;
  if (is_invisible (c) || g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_iscntrl (c))
    return TREATMENT_DROP;
  /* Non-characters, and what this version of GLib does not know and so cannot vouch for. */
  if (!g_unichar_isdefined (c))
    return TREATMENT_REPLACE;
  return TREATMENT_KEEP;
}

/* Reads one character and moves on; a byte that begins no valid character counts as one. */
static gunichar
next_char (const char **position, const char *end)
{
  gunichar c;

  if (**position == '\0')
    {
      (*position)++;
      return 0;
    }
  c = g_utf8_get_char_validated (*position, end - *position);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      (*position)++;
      return REPLACEMENT;
    }
  *position = g_utf8_next_char (*position);
  return c;
}

/* Cuts @text, which is one character too long, to @max_chars with a mark. */
static void
mark_cut (GString *text, gsize max_chars)
{
  if (max_chars == 0)
    {
      g_string_truncate (text, 0);
      return;
    }
  g_string_truncate (text, g_utf8_offset_to_pointer (text->str, max_chars - 1) - text->str);
  g_string_append (text, "…");
}

char *
dermaga_text_make_safe (const char *bytes, gssize length, gsize max_chars)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *position = bytes;
  const char *end;
  gsize n_chars = 0;
  /* A run of white space that holds more than plain spaces is one space, "\r\n" among others. */
  gboolean after_converted = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);

  end = bytes + (length < 0 ? strlen (bytes) : (gsize) length);
  while (position < end && n_chars <= max_chars)
    {
      gunichar c = next_char (&position, end);
      Treatment treatment = classify (c);

      if (treatment == TREATMENT_DROP)
        continue;
      if (treatment == TREATMENT_SPACE || (c == ' ' && after_converted))
        {
          after_converted = TRUE;
          if (text->len > 0 && text->str[text->len - 1] == ' ')
            continue;
          c = ' ';
        }
      else
        after_converted = FALSE;

      g_string_append_unichar (text, treatment == TREATMENT_REPLACE ? REPLACEMENT : c);
      n_chars++;
    }
  if (n_chars > max_chars)
    mark_cut (text, max_chars);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028
         || c == 0x2029;
}

/* Adds what a character outside a line's end becomes; returns how many columns that takes. */
static gsize
append_in_line (GString *text, gunichar c, gsize column)
{
  gsize width = c == '\t' ? 8 - column % 8 : 1;

  switch (c == '\t' ? TREATMENT_SPACE : classify (c))
    {
    case TREATMENT_DROP:
      return 0;
    case TREATMENT_SPACE:
      g_string_append_printf (text, "%*s", (int) width, "");
      return width;
    case TREATMENT_REPLACE:
      g_string_append_unichar (text, REPLACEMENT);
      return 1;
    case TREATMENT_KEEP:
      g_string_append_unichar (text, c);
      return 1;
    }
  g_return_val_if_reached (0);
}

char *
dermaga_text_make_safe_lines (const char *bytes, gssize length, gsize max_chars, gsize max_line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *position = bytes;
  const char *end;
  gsize n_chars = 0;
  gsize column = 0;

  g_return_val_if_fail (bytes != NULL && max_line > 0, NULL);

  end = bytes + (length < 0 ? strlen (bytes) : (gsize) length);
  while (position < end && n_chars <= max_chars)
    {
      gunichar c = next_char (&position, end);
      gsize width;

      if (c == '\r' && position < end && *position == '\n')
        continue;
      if (is_line_end (c) || column >= max_line)
        {
          g_string_append_c (text, '\n');
          n_chars++;
          column = 0;
        }
      if (is_line_end (c))
        continue;
      width = append_in_line (text, c, column);
      n_chars += width;
      column += width;
    }
  if (n_chars > max_chars)
    mark_cut (text, max_chars);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
dermaga_text_is_clean (const char *text)
{
  g_autofree char *safe = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  safe = dermaga_text_make_safe (text, -1, G_MAXSIZE);
  return g_str_equal (safe, text);
}
