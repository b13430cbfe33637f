#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DERMAGA_INK_PLAIN,
  DERMAGA_INK_HEADING,
  DERMAGA_INK_GOOD,
  DERMAGA_INK_WARNING,
  DERMAGA_INK_BAD,
  DERMAGA_INK_FAINT,
} DermagaInk;

/** DermagaPaper: text in the making for a terminal. All that goes onto it is made safe to show. */
typedef struct {
  GString *text;
  gboolean colour;
  guint width;
} DermagaPaper;

/** dermaga_paper_write: puts @text (one line, up to @columns wide, 0 for any) in that ink. */
void dermaga_paper_write (DermagaPaper *paper, DermagaInk ink, const char *text, guint columns);
/** dermaga_paper_pad: spaces. */
void dermaga_paper_pad (DermagaPaper *paper, guint columns);
void dermaga_paper_end_line (DermagaPaper *paper);
/** dermaga_paper_wrap: a paragraph with @indent; its first line has @used columns already. */
void dermaga_paper_wrap (DermagaPaper *paper, DermagaInk ink, const char *text, guint indent,
                         guint used);

G_END_DECLS
