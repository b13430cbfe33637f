#pragma once

#include "export/dermaga-report-veil.h"

G_BEGIN_DECLS

/* Inside export/ only. */

/** How a text is meant; each pen shows it in its own way. */
typedef enum {
  DERMAGA_TONE_PLAIN,
  DERMAGA_TONE_GOOD,
  DERMAGA_TONE_WARNING,
  DERMAGA_TONE_BAD,
  DERMAGA_TONE_FAINT,
} DermagaTone;

/** What a table holds. */
typedef enum {
  DERMAGA_TABLE_FACTS,    /* name and value; no headings */
  DERMAGA_TABLE_ROWS,     /* one way of connecting a row; the first cell names it */
  DERMAGA_TABLE_DIALOGUE, /* one line of a transcript a row */
} DermagaTable;

#define DERMAGA_PEN_MAX_CELLS 6

/**
 * DermagaCell: @text is translated or from outside, in any case not yet made safe for the format.
 * @anchor: 0, or the number of the place that the text leads to
 */
typedef struct {
  const char *text;
  DermagaTone tone;
  guint anchor;
} DermagaCell;

typedef struct _DermagaPen DermagaPen;

/**
 * DermagaPenClass: one format of a report. All texts were veiled and made safe to show; the pen
 * escapes them for its format.
 */
typedef struct {
  void (*begin) (DermagaPen *pen, const char *title, const char *language);
  void (*end) (DermagaPen *pen);
  /* @level from 1; @anchor: 0, or the number of this place */
  void (*heading) (DermagaPen *pen, guint level, guint anchor, const char *text);
  void (*paragraph) (DermagaPen *pen, DermagaTone tone, const char *text);
  /* @columns: (array length=n_columns) (nullable): headings */
  void (*table) (DermagaPen *pen, DermagaTable kind, const char *const *columns, guint n_columns);
  void (*row) (DermagaPen *pen, const DermagaCell *cells, guint n_cells);
  void (*end_table) (DermagaPen *pen);
  /* A box of its own for what belongs together. */
  void (*begin_box) (DermagaPen *pen, DermagaTone tone);
  void (*end_box) (DermagaPen *pen);
} DermagaPenClass;

struct _DermagaPen
{
  const DermagaPenClass *class;
  GString *out;
  const DermagaReportVeil *veil;
  DermagaTable table;
  char *columns[DERMAGA_PEN_MAX_CELLS];
  guint n_columns;
};

extern const DermagaPenClass dermaga_html_pen;
extern const DermagaPenClass dermaga_text_pen;

/* What the content is written with: veils, makes safe, and hands on to the class. */
void dermaga_pen_begin (DermagaPen *pen, const char *title, const char *language);
void dermaga_pen_end (DermagaPen *pen);
void dermaga_pen_heading (DermagaPen *pen, guint level, guint anchor, const char *text);
void dermaga_pen_paragraph (DermagaPen *pen, DermagaTone tone, const char *text);
void dermaga_pen_table (DermagaPen *pen, DermagaTable kind, const char *const *columns,
                        guint n_columns);
void dermaga_pen_row (DermagaPen *pen, const DermagaCell *cells, guint n_cells);
void dermaga_pen_end_table (DermagaPen *pen);
void dermaga_pen_begin_box (DermagaPen *pen, DermagaTone tone);
void dermaga_pen_end_box (DermagaPen *pen);

/** dermaga_pen_fact: a row of %DERMAGA_TABLE_FACTS; nothing when @value is %NULL or empty. */
void dermaga_pen_fact (DermagaPen *pen, const char *name, const char *value);

G_END_DECLS
