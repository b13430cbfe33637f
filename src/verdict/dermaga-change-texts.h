#pragma once

#include "model/dermaga-change.h"

G_BEGIN_DECLS

/** What changed between two checks, in words: what was measured, and no cause. */

/** dermaga_changes_title: (transfer full): "What _changed since 3 May 2026", with an access key;
 *  of a check of the same day, the time. */
char *dermaga_changes_title (const DermagaRun *then, const DermagaRun *now);
/** dermaga_changes_none: (transfer full): the one line where nothing did. */
char *dermaga_changes_none (const DermagaRun *then, const DermagaRun *now);
/** dermaga_explain_change: (transfer full): a sentence. */
char *dermaga_explain_change (const DermagaChange *change, const DermagaRun *then,
                              const DermagaRun *now);
/** dermaga_explain_other_network: (transfer full): for changes of which
 *  dermaga_changes_suggest_other_network() says so: that it may be, and is not known. */
char *dermaga_explain_other_network (const DermagaRun *then, const DermagaRun *now);

G_END_DECLS
