#include "config.h"

#include "cli/paper.h"

#include "base/dermaga-text.h"

#define MAX_PARAGRAPH 4000
#define RESET "\033[0m"

static const char *
ink_sequence (DermagaInk ink)
{
  switch (ink)
    {
    case DERMAGA_INK_PLAIN:
      return "";
    case DERMAGA_INK_HEADING:
      return "\033[1m";
    case DERMAGA_INK_GOOD:
      return "\033[32m";
    case DERMAGA_INK_WARNING:
      return "\033[33m";
    case DERMAGA_INK_BAD:
      return "\033[31m";
    case DERMAGA_INK_FAINT:
      return "\033[2m";
    }
  g_assert_not_reached ();
}

static void
append_inked (DermagaPaper *paper, DermagaInk ink, const char *safe)
{
  gboolean inked = paper->colour && ink != DERMAGA_INK_PLAIN && *safe != '\0';

  g_string_append (paper->text, inked ? ink_sequence (ink) : "");
  g_string_append (paper->text, safe);
  g_string_append (paper->text, inked ? RESET : "");
}

void
dermaga_paper_pad (DermagaPaper *paper, guint columns)
{
  for (guint i = 0; i < columns; i++)
    g_string_append_c (paper->text, ' ');
}

void
dermaga_paper_end_line (DermagaPaper *paper)
{
  while (paper->text->len > 0 && paper->text->str[paper->text->len - 1] == ' ')
    g_string_truncate (paper->text, paper->text->len - 1);
  g_string_append_c (paper->text, '\n');
}

void
dermaga_paper_write (DermagaPaper *paper, DermagaInk ink, const char *text, guint columns)
{
  g_autofree char *safe = dermaga_text_make_safe (text, -1, MAX_PARAGRAPH);
  guint length = (guint) g_utf8_strlen (safe, -1);

  append_inked (paper, ink, safe);
  if (length < columns)
    dermaga_paper_pad (paper, columns - length);
}

void
dermaga_paper_wrap (DermagaPaper *paper, DermagaInk ink, const char *text, guint indent,
                    guint used)
{
  g_autofree char *safe = dermaga_text_make_safe (text, -1, MAX_PARAGRAPH);
  g_auto (GStrv) words = g_strsplit (safe, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  guint line_length = 0;

  if (used < indent)
    dermaga_paper_pad (paper, indent - used);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (words[i], -1);

      if (line->len > 0 && indent + line_length + 1 + length > paper->width)
        {
          append_inked (paper, ink, line->str);
          dermaga_paper_end_line (paper);
          dermaga_paper_pad (paper, indent);
          g_string_truncate (line, 0);
          line_length = 0;
        }
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
      line_length += length + (line_length > 0 ? 1 : 0);
    }
  append_inked (paper, ink, line->str);
  dermaga_paper_end_line (paper);
}
