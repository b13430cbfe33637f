#pragma once

#include "discover/dermaga-host.h"
#include "model/dermaga-result.h"

G_BEGIN_DECLS

/** dermaga_conditions_report_guesses: says in @result which of @hosts (element-type DermagaHost)
 *  are guesses that lead somewhere. */
void dermaga_conditions_report_guesses (DermagaResult *result, GPtrArray *hosts,
                                        gint64 elapsed_us);
/** dermaga_conditions_note_domain: how @domain itself was answered, once @host is that name, is a
 *  condition of the whole check. */
void dermaga_conditions_note_domain (DermagaResult *result, const char *domain,
                                     const DermagaHost *host);

G_END_DECLS
