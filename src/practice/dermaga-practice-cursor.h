#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaPracticeCursor: reads the arguments of an IMAP command (RFC 3501 §9). What is taken is
 * behind the cursor afterwards; what cannot be taken leaves it where it was.
 */
typedef struct {
  const char *at;
  const char *end;
} DermagaPracticeCursor;

gboolean dermaga_practice_cursor_at_end (const DermagaPracticeCursor *cursor);
/** dermaga_practice_cursor_take: one octet, if it is this one. */
gboolean dermaga_practice_cursor_take (DermagaPracticeCursor *cursor, char octet);
/** dermaga_practice_cursor_take_word: this word, in any case, unless more letters follow. */
gboolean dermaga_practice_cursor_take_word (DermagaPracticeCursor *cursor, const char *word);
/** dermaga_practice_cursor_take_number: (out): in decimal, up to 2^32 - 1. */
gboolean dermaga_practice_cursor_take_number (DermagaPracticeCursor *cursor, guint32 *number);
/** dermaga_practice_cursor_dup_atom: (transfer full) (nullable): "\\Seen" and "+FLAGS" too. */
char *dermaga_practice_cursor_dup_atom (DermagaPracticeCursor *cursor);
/** dermaga_practice_cursor_dup_string: (transfer full) (nullable): an atom, a quoted string or a
 *  literal; no NUL is in it. @wildcards: "%" and "*" may be in an atom. */
char *dermaga_practice_cursor_dup_string (DermagaPracticeCursor *cursor, gboolean wildcards);

/** DermagaPracticeRange: of numbers; "*" is 0. */
typedef struct {
  guint32 first;
  guint32 last;
} DermagaPracticeRange;

/** dermaga_practice_cursor_dup_set: (transfer full) (nullable):
 *  (element-type DermagaPracticeRange): such as 1,3:5,7:* */
GArray *dermaga_practice_cursor_dup_set (DermagaPracticeCursor *cursor);
/** dermaga_practice_set_has: @greatest: what "*" is. */
gboolean dermaga_practice_set_has (const GArray *set, guint32 number, guint32 greatest);

/**
 * dermaga_practice_line_announces:
 * @line: the end of a command so far
 * @length: (out): how many octets a literal at its end announces
 * @waits: (out): the client waits to be asked for them
 */
gboolean dermaga_practice_line_announces (const char *line, gsize *length, gboolean *waits);

G_END_DECLS
