#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_text_make_safe:
 * @bytes: (array length=length): bytes from outside, in any encoding
 * @length: number of bytes, or -1 when NUL-terminated
 * @max_chars: the most characters to keep
 *
 * Makes remote text fit to be shown: valid UTF-8, no NUL, no C0/C1 controls (white space becomes
 * one space), no bidirectional controls, no zero-width or other format characters, no
 * non-characters, at most @max_chars characters ("…" marks a cut).
 * It is still not markup: show it with gtk_label_set_text() only.
 *
 * Returns: (transfer full): the text
 */
char *dermaga_text_make_safe (const char *bytes, gssize length, gsize max_chars);

/**
 * dermaga_text_make_safe_lines:
 * @max_line: the most columns of a line; a longer one goes on in the next
 *
 * The same for text of many lines: line ends of every kind become "\n", tabs the blanks that they
 * stand for, and blanks stay. A line of a million characters would keep the screen busy for
 * seconds.
 *
 * Returns: (transfer full): the text
 */
char *dermaga_text_make_safe_lines (const char *bytes, gssize length, gsize max_chars,
                                    gsize max_line);

/**
 * dermaga_text_is_clean:
 *
 * Returns: whether @text is valid UTF-8 and dermaga_text_make_safe() would leave it as it is.
 */
gboolean dermaga_text_is_clean (const char *text);

G_END_DECLS
