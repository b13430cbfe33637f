#pragma once

#include "model/dermaga-classify.h"

/**
 * outcome_of:
 * @handshake: whether TLS was begun and came to a faultless end
 *
 * What the dialogue's facts mean for that way of connecting.
 */
DermagaOutcome outcome_of (const DermagaFacts *facts, gboolean handshake, DermagaSecurity security);

/** outcomes_to_text: (transfer full): "none=... starttls=... tls=...", as in the transcripts. */
char *outcomes_to_text (const DermagaFacts *facts, gboolean handshake);
