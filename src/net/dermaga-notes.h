#pragma once

#include "tls/dermaga-tls-facts.h"
#include "wire/dermaga-dialogue.h"
#include "wire/dermaga-transcript.h"

G_BEGIN_DECLS

/* Inside net/ only: what a connection notes in its transcript beside the dialogue. */

/** dermaga_notes_add_handshake: how TLS went, with every certificate fault; what came in place of
 *  it, if that was no TLS. */
void dermaga_notes_add_handshake (DermagaTranscript *transcript, gint64 at,
                                  const DermagaTlsFacts *tls);

/**
 * dermaga_notes_add_end: that the connection was closed, and why.
 * @ended: the peer closed it
 * @reset: and not in an orderly way
 */
void dermaga_notes_add_end (DermagaTranscript *transcript, gint64 at, const DermagaFacts *facts,
                            gboolean ended, gboolean reset);

G_END_DECLS
