#include "config.h"

#include "export/dermaga-report-pen.h"

#include <string.h>

/* As in a letter: fits a mail without being broken again. */
#define WIDTH 76u
#define NAME_COLUMN 22u
#define TIME_COLUMN 9u

static guint
length_of (const char *text)
{
  return (guint) g_utf8_strlen (text, -1);
}

static void
pad (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

/* Words of @text from column @used on; further lines begin at @indent. Ends the line. */
static void
wrap (GString *out, const char *text, guint used, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint column = used;
  gboolean at_start = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = length_of (words[i]);

      if (length == 0)
        continue;
      if (!at_start && column + 1 + length > WIDTH)
        {
          g_string_append_c (out, '\n');
          pad (out, indent);
          column = indent;
          at_start = TRUE;
        }
      g_string_append_printf (out, "%s%s", at_start ? "" : " ", words[i]);
      column += length + (at_start ? 0 : 1);
      at_start = FALSE;
    }
  g_string_append_c (out, '\n');
}

static void
begin (DermagaPen *pen, const char *title, const char *language)
{
  g_string_append_printf (pen->out, "%s\n", title);
  for (guint i = 0; i < MIN (length_of (title), WIDTH); i++)
    g_string_append_c (pen->out, '=');
  g_string_append (pen->out, "\n\n");
}

static void
end (DermagaPen *pen)
{
}

static void
heading (DermagaPen *pen, guint level, guint anchor, const char *text)
{
  g_autofree char *numbered
    = anchor > 0 ? g_strdup_printf ("[%u] %s", anchor, text) : g_strdup (text);

  /* The title of the whole stands there already. */
  if (level == 1)
    return;
  if (pen->out->len > 0 && !g_str_has_suffix (pen->out->str, "\n\n"))
    g_string_append_c (pen->out, '\n');
  wrap (pen->out, numbered, 0, 0);
  if (level == 2)
    {
      for (guint i = 0; i < MIN (length_of (numbered), WIDTH); i++)
        g_string_append_c (pen->out, '-');
      g_string_append_c (pen->out, '\n');
    }
}

static void
paragraph (DermagaPen *pen, DermagaTone tone, const char *text)
{
  wrap (pen->out, text, 0, 0);
}

/* What the columns are is plain to see; their headings would only be in the way. */
static void
table (DermagaPen *pen, DermagaTable kind, const char *const *columns, guint n_columns)
{
  if (kind == DERMAGA_TABLE_DIALOGUE)
    g_string_append_c (pen->out, '\n');
}

static void
end_table (DermagaPen *pen)
{
  if (pen->table == DERMAGA_TABLE_DIALOGUE)
    g_string_append_c (pen->out, '\n');
}

static void
row_of_facts (GString *out, const DermagaCell *cells)
{
  guint length = length_of (cells[0].text) + 1;

  g_string_append_printf (out, "%s:", cells[0].text);
  pad (out, length < NAME_COLUMN ? NAME_COLUMN - length : 1);
  wrap (out, cells[1].text, MAX (length + 1, NAME_COLUMN), NAME_COLUMN);
}

/* The last cell is a sentence about the others. */
static void
row_of_rows (GString *out, const DermagaCell *cells, guint n_cells)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i + 1 < n_cells; i++)
    if (*cells[i].text != '\0')
      g_string_append_printf (line, "%s%s", i == 0 ? "" : ", ", cells[i].text);
  if (cells[0].anchor > 0)
    g_string_append_printf (line, " [%u]", cells[0].anchor);
  wrap (out, line->str, 0, 4);
  if (*cells[n_cells - 1].text == '\0')
    return;
  pad (out, 4);
  wrap (out, cells[n_cells - 1].text, 4, 4);
}

/* Never broken: what a server said stays as it was said. */
static void
row_of_dialogue (GString *out, const DermagaCell *cells)
{
  guint length = length_of (cells[0].text);

  pad (out, length < TIME_COLUMN ? TIME_COLUMN - length : 0);
  g_string_append_printf (out, "%s  %s%s%s\n", cells[0].text, cells[1].text,
                          *cells[1].text != '\0' && *cells[2].text != '\0' ? ": " : "",
                          cells[2].text);
}

static void
row (DermagaPen *pen, const DermagaCell *cells, guint n_cells)
{
  switch (pen->table)
    {
    case DERMAGA_TABLE_FACTS:
      row_of_facts (pen->out, cells);
      break;
    case DERMAGA_TABLE_ROWS:
      row_of_rows (pen->out, cells, n_cells);
      break;
    case DERMAGA_TABLE_DIALOGUE:
      row_of_dialogue (pen->out, cells);
      break;
    }
}

static void
begin_box (DermagaPen *pen, DermagaTone tone)
{
  if (pen->out->len > 0 && !g_str_has_suffix (pen->out->str, "\n\n")
      && !g_str_has_suffix (pen->out->str, "-\n"))
    g_string_append_c (pen->out, '\n');
}

static void
end_box (DermagaPen *pen)
{
}

const DermagaPenClass dermaga_text_pen = {
  .begin = begin,
  .end = end,
  .heading = heading,
  .paragraph = paragraph,
  .table = table,
  .row = row,
  .end_table = end_table,
  .begin_box = begin_box,
  .end_box = end_box,
};
