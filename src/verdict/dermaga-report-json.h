#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/** dermaga_report_json: (transfer full): the whole JSON contract of schema 1, pretty-printed, with
 *  a final newline. */
char *dermaga_report_json (DermagaResult *result);

/** dermaga_port_check_json: (transfer full): "port_checks" of that contract with this one alone. */
char *dermaga_port_check_json (const DermagaPortCheck *check);

G_END_DECLS
