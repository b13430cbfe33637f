#pragma once

#include "base/dermaga-secret.h"

G_BEGIN_DECLS

/**
 * dermaga_saslprep:
 * @text: (array length=length): what was typed
 * @prepared: (out): NUL-terminated, wiped by whoever called, whatever is returned
 * @size: of @prepared
 *
 * SASLprep (RFC 4013) for SCRAM: spaces of all kinds become one kind, what is mapped to nothing is
 * left out, NFKC, and no prohibited character. Bidirectional text is left alone, and so is whether
 * a character was there in Unicode 3.2: servers do not agree on either. Nothing of the text is left
 * in memory but in @prepared.
 *
 * Returns: %FALSE when it cannot be prepared: not UTF-8, prohibited characters, empty, too long
 */
gboolean dermaga_saslprep (const char *text, gsize length, char *prepared, gsize size);

G_END_DECLS
