#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaLines:
 *
 * Cuts a stream of bytes into lines, within bounds. Lines end with CRLF; LF alone is taken too,
 * and told.
 */
typedef struct _DermagaLines DermagaLines;

typedef enum {
  DERMAGA_LINES_NEED_MORE, /* no whole line yet */
  DERMAGA_LINES_LINE,      /* a line was taken */
  DERMAGA_LINES_TOO_LONG,  /* a line, or all that waits, is over its limit; no line will follow */
  DERMAGA_LINES_NUL,       /* a NUL byte in the present line */
  DERMAGA_LINES_TLS,       /* a TLS record begins where a line should (15 03 or 16 03) */
} DermagaLinesStatus;

/**
 * dermaga_lines_new:
 * @max_line: the most octets in a line, terminator included
 * @max_waiting: the most octets that may wait to be taken
 */
DermagaLines *dermaga_lines_new (gsize max_line, gsize max_waiting);
void dermaga_lines_free (DermagaLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaLines, dermaga_lines_free)

/** dermaga_lines_feed: adds bytes from the peer. */
void dermaga_lines_feed (DermagaLines *self, const guint8 *bytes, gsize length);

/**
 * dermaga_lines_take:
 * @line: (out) (transfer none): the line without its terminator, valid until the next call
 * @octets: (out): its length with the terminator
 * @bare_lf: (out): whether it ended with LF alone
 *
 * The three are set for %DERMAGA_LINES_LINE only.
 */
DermagaLinesStatus dermaga_lines_take (DermagaLines *self, const char **line, gsize *octets,
                                       gboolean *bare_lf);

/** dermaga_lines_is_empty: whether no byte waits. */
gboolean dermaga_lines_is_empty (DermagaLines *self);

/** dermaga_lines_clear: forgets everything that waits. */
void dermaga_lines_clear (DermagaLines *self);

G_END_DECLS
