#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/* Inside verdict/ and for its tests. */

/**
 * dermaga_finding_kinds: (transfer none) (array zero-terminated=1): all codes, what matters most
 * first. Part of the JSON contract: a code never changes its meaning.
 */
const char *const *dermaga_finding_kinds (void);

/** dermaga_finding_kind_get_rank: the place of @code in that order; behind all for another word. */
guint dermaga_finding_kind_get_rank (const char *code);

/** dermaga_finding_kind_get_culprit: whom the evidence for @code points at. */
DermagaCulprit dermaga_finding_kind_get_culprit (const char *code);

G_END_DECLS
