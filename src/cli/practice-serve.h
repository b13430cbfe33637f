#pragma once

#include "practice/dermaga-practice.h"

G_BEGIN_DECLS

/**
 * dermaga_practice_serve:
 * @json: one JSON object a line, rather than words
 *
 * Prints where the provider is to be found, and each mail that comes, until Ctrl+C or SIGTERM.
 * Returns whether everything could be printed.
 */
gboolean dermaga_practice_serve (DermagaPractice *practice, gboolean json);

G_END_DECLS
