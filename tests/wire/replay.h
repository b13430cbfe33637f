#pragma once

#include "transcript.h"

/** How a replay departs from the transcript. */
typedef struct {
  guint step;      /* the server's step that is treated so */
  gsize at;        /* after so many octets of it */
  gboolean polled; /* ask the dialogue what to do between the two halves, as the driver does */
} ReplaySplit;

/**
 * replay_run:
 * @split: (nullable): deliver one step in two pieces
 *
 * Plays the whole transcript and checks that the client says exactly what it should.
 * Returns: (transfer full): the dialogue afterwards
 */
DermagaDialogue *replay_run (const Transcript *transcript, const ReplaySplit *split);

/** replay_run_bytewise: the same, every octet alone. */
DermagaDialogue *replay_run_bytewise (const Transcript *transcript);

/**
 * replay_run_cut:
 * @stop: dermaga_dialogue_end() or dermaga_dialogue_expire(), called after @at octets of @step
 */
DermagaDialogue *replay_run_cut (const Transcript *transcript, guint step, gsize at,
                                 void (*stop) (DermagaDialogue *dialogue));
