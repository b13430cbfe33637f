#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/** dermaga_report_json: (transfer full): the whole JSON contract of schema 1, pretty-printed, with
 *  a final newline. */
char *dermaga_report_json (DermagaResult *result);

G_END_DECLS
