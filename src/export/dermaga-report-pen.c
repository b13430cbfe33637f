#include "config.h"

#include "export/dermaga-report-pen.h"

#include "base/dermaga-text.h"

/* Longer than any text of our own; hostile values end here. */
#define MAX_CHARS 4000

static char *
make_safe (const DermagaPen *pen, const char *text)
{
  g_autofree char *safe = dermaga_text_make_safe (text, -1, MAX_CHARS);

  return dermaga_report_veil (pen->veil, safe);
}

void
dermaga_pen_begin (DermagaPen *pen, const char *title, const char *language)
{
  g_autofree char *safe = make_safe (pen, title);

  pen->class->begin (pen, safe, language);
}

void
dermaga_pen_end (DermagaPen *pen)
{
  pen->class->end (pen);
}

void
dermaga_pen_heading (DermagaPen *pen, guint level, guint anchor, const char *text)
{
  g_autofree char *safe = make_safe (pen, text);

  pen->class->heading (pen, level, anchor, safe);
}

void
dermaga_pen_paragraph (DermagaPen *pen, DermagaTone tone, const char *text)
{
  g_autofree char *safe = make_safe (pen, text);

  if (*safe != '\0')
    pen->class->paragraph (pen, tone, safe);
}

void
dermaga_pen_table (DermagaPen *pen, DermagaTable kind, const char *const *columns, guint n_columns)
{
  g_return_if_fail (n_columns <= DERMAGA_PEN_MAX_CELLS);

  pen->table = kind;
  pen->n_columns = columns != NULL ? n_columns : 0;
  for (guint i = 0; i < pen->n_columns; i++)
    pen->columns[i] = make_safe (pen, columns[i]);
  pen->class->table (pen, kind, (const char *const *) pen->columns, pen->n_columns);
}

void
dermaga_pen_row (DermagaPen *pen, const DermagaCell *cells, guint n_cells)
{
  DermagaCell safe[DERMAGA_PEN_MAX_CELLS] = { 0 };
  char *texts[DERMAGA_PEN_MAX_CELLS];

  g_return_if_fail (n_cells <= DERMAGA_PEN_MAX_CELLS);

  for (guint i = 0; i < n_cells; i++)
    {
      texts[i] = make_safe (pen, cells[i].text != NULL ? cells[i].text : "");
      safe[i] = cells[i];
      safe[i].text = texts[i];
    }
  pen->class->row (pen, safe, n_cells);
  for (guint i = 0; i < n_cells; i++)
    g_free (texts[i]);
}

void
dermaga_pen_end_table (DermagaPen *pen)
{
  pen->class->end_table (pen);
  for (guint i = 0; i < pen->n_columns; i++)
    g_clear_pointer (&pen->columns[i], g_free);
  pen->n_columns = 0;
}

void
dermaga_pen_begin_box (DermagaPen *pen, DermagaTone tone)
{
  pen->class->begin_box (pen, tone);
}

void
dermaga_pen_end_box (DermagaPen *pen)
{
  pen->class->end_box (pen);
}

void
dermaga_pen_fact (DermagaPen *pen, const char *name, const char *value)
{
  const DermagaCell cells[] = { { name, DERMAGA_TONE_FAINT, 0 },
                                { value, DERMAGA_TONE_PLAIN, 0 } };

  if (value != NULL && *value != '\0')
    dermaga_pen_row (pen, cells, G_N_ELEMENTS (cells));
}
