#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/**
 * dermaga_finish:
 *
 * Prints the report of a check, as text or as JSON.
 *
 * Returns: the exit status
 */
int dermaga_finish (DermagaResult *result, gboolean json, gboolean accept_unverified);

/**
 * dermaga_finish_config:
 *
 * The same for a check of the servers that a configuration file names: the answer is whether mail
 * programs that read the file will succeed.
 */
int dermaga_finish_config (const DermagaProviderConfig *config, DermagaResult *result,
                           gboolean json);

/** dermaga_refuse_without_consent: complains that --accept-unverified is needed; exit status. */
int dermaga_refuse_without_consent (void);

/** dermaga_exit_status: what a check's result means to a script. */
int dermaga_exit_status (DermagaResult *result, const DermagaRecommendation *recommendation,
                         gboolean accept_unverified);

G_END_DECLS
