#pragma once

#include "practice/dermaga-practice.h"

G_BEGIN_DECLS

/* What "practice --json" prints while it runs: one object a line, each with an "event". */

/** dermaga_practice_json_check: (transfer full): the report of "check --json" as one line. */
char *dermaga_practice_json_check (const char *report);
/** dermaga_practice_json_ready: (transfer full): where the provider is to be found. */
char *dermaga_practice_json_ready (DermagaPractice *practice);
/** dermaga_practice_json_message: (transfer full): a mail that was captured. */
char *dermaga_practice_json_message (DermagaPracticeMessage *message);
char *dermaga_practice_json_end (guint64 n_captured, guint64 n_dropped);

G_END_DECLS
