#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_json_text_check:
 * @text: UTF-8, NUL-terminated
 * @max_depth: how deeply objects and arrays may be nested, at most 64
 * @n_members: (out): how many members all objects have in sum, duplicates counted
 *
 * Whether @text is JSON as RFC 8259 has it, before it is given to json-glib: that parser calls
 * itself for each level, lets members of one name pass, and takes comments, assignments and other
 * kinds of number. What cannot be in a string (U+0000, half a surrogate pair) is refused.
 *
 * Returns: %FALSE with %DERMAGA_CONFIG_ERROR_SYNTAX or %DERMAGA_CONFIG_ERROR_DEPTH
 */
gboolean dermaga_json_text_check (const char *text, guint max_depth, guint *n_members,
                                  GError **error);

G_END_DECLS
