#pragma once

#include "base/dermaga-target.h"

G_BEGIN_DECLS

/* Shared by the two halves of dermaga-target.h; nobody else includes it. */

/**
 * dermaga_character_is_hidden:
 *
 * Returns: whether @c cannot be seen or changes how its neighbours are shown: controls, format
 * and bidirectional characters, fillers, variation selectors, unassigned and private characters
 */
gboolean dermaga_character_is_hidden (gunichar c);

/**
 * dermaga_input_clean:
 * @input: anything
 *
 * Returns: (transfer full): @input without outer white space, valid UTF-8, without hidden
 * characters; white space may remain inside
 */
char *dermaga_input_clean (const char *input, GError **error);

/**
 * dermaga_host_to_ascii:
 * @host: UTF-8 without hidden characters or white space
 *
 * Returns: (transfer full): a strict ASCII host name of one label or more, without trailing dot
 */
char *dermaga_host_to_ascii (const char *host, GError **error);

/** dermaga_host_to_display: (transfer full): @host (ASCII) in Unicode where that cannot mislead. */
char *dermaga_host_to_display (const char *host);

G_END_DECLS
