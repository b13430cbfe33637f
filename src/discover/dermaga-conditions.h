#pragma once

#include "discover/dermaga-host.h"
#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_conditions_report_guesses:
 * @hosts: (element-type DermagaHost)
 * @unanswered: why some may have no answer yet
 *
 * Says in @result which of the usual names lead somewhere, or why that is not known.
 */
void dermaga_conditions_report_guesses (DermagaResult *result, GPtrArray *hosts,
                                        DermagaSourceProblem unanswered, gint64 elapsed_us);
/** dermaga_conditions_note_domain: how @domain itself was answered, once @host is that name, is a
 *  condition of the whole check. */
void dermaga_conditions_note_domain (DermagaResult *result, const char *domain,
                                     const DermagaHost *host);

G_END_DECLS
