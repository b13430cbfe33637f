#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_practice_html_to_text:
 * @html: UTF-8, otherwise of any kind: nothing in it is believed
 * @image: what an image is called in the language of the reader
 * @max_chars: the most characters to keep
 * @n_remote: (out) (nullable): how many images a mail program would fetch from somewhere
 *
 * What a page says, as plain text that is safe to show (dermaga_text_make_safe_lines()): blocks
 * become lines, lists have their marks, quotations theirs; the target of a link stands behind its
 * text, and the address of an image beside what it is said to show. Scripts and styles are left
 * out. Nothing is fetched, and the time is linear in @length.
 *
 * Returns: (transfer full): the text
 */
char *dermaga_practice_html_to_text (const char *html, gsize length, const char *image,
                                     gsize max_chars, guint *n_remote);

/** dermaga_practice_html_decode: (transfer full): @text with its character references decoded. */
char *dermaga_practice_html_decode (const char *text, gsize length);

G_END_DECLS
