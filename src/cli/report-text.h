#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/**
 * dermaga_report_text:
 * @colour: whether terminal colours may be used; without them the text holds no control characters
 * @width: columns to fill
 *
 * Returns: (transfer full): the answer, what was noticed, where servers were looked for, and every
 * way that was tried
 */
char *dermaga_report_text (DermagaResult *result, const DermagaRecommendation *recommendation,
                           gboolean colour, guint width);

G_END_DECLS
