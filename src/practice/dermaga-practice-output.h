#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaPracticeOutput: what a server has still to say, in order. Mail in it is not copied: it is
 * read where it lies, a piece at a time, so that a client that reads slowly costs no memory.
 */
typedef struct _DermagaPracticeOutput DermagaPracticeOutput;

DermagaPracticeOutput *dermaga_practice_output_new (void);
void dermaga_practice_output_free (DermagaPracticeOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPracticeOutput, dermaga_practice_output_free)

/** dermaga_practice_output_say: adds words, line ends included. */
void dermaga_practice_output_say (DermagaPracticeOutput *self, const char *words);
void dermaga_practice_output_printf (DermagaPracticeOutput *self, const char *format, ...)
  G_GNUC_PRINTF (2, 3);
/** dermaga_practice_output_text: adds @length octets, of any kind. */
void dermaga_practice_output_text (DermagaPracticeOutput *self, const char *text, gsize length);
/** dermaga_practice_output_bytes: adds octets that stay where they are until they are sent. */
void dermaga_practice_output_bytes (DermagaPracticeOutput *self, GBytes *bytes);
/**
 * dermaga_practice_output_mail:
 *
 * The same as an answer of several lines (RFC 1939 §3): lines that begin with a dot get another
 * one, the last line is ended if it is not, and a line with a dot alone comes behind.
 */
void dermaga_practice_output_mail (DermagaPracticeOutput *self, GBytes *bytes);

gboolean dermaga_practice_output_is_empty (DermagaPracticeOutput *self);
/** dermaga_practice_output_get_pending: octets that wait, doubled dots not counted. */
gsize dermaga_practice_output_get_pending (DermagaPracticeOutput *self);

/** dermaga_practice_output_take: moves the next octets, @size at most, to @buffer; returns how
 *  many, 0 only when nothing is left. */
gsize dermaga_practice_output_take (DermagaPracticeOutput *self, guint8 *buffer, gsize size);

G_END_DECLS
