#pragma once

#include "practice/dermaga-practice-mime.h"

G_BEGIN_DECLS

/** dermaga_practice_append_string: as IMAP writes strings: NIL, quoted, or a literal. */
void dermaga_practice_append_string (GString *out, const char *text);

/** dermaga_practice_append_envelope: of ENVELOPE (RFC 3501 §7.4.2), from a header. */
void dermaga_practice_append_envelope (GString *out, const char *header, gsize length);

/**
 * dermaga_practice_append_structure:
 * @parsed: (nullable): @contents; %NULL when it could not be read: then it is one text
 * @extended: BODYSTRUCTURE rather than BODY
 */
void dermaga_practice_append_structure (GString *out, GBytes *contents, GMimeMessage *parsed,
                                        gboolean extended);

G_END_DECLS
