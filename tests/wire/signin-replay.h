#pragma once

#include "transcript.h"
#include "wire/dermaga-signin-dialogue.h"

/** How a replay departs from the transcript: see ReplaySplit. */
typedef struct {
  guint step;
  gsize at;
  gboolean polled;
} SigninSplit;

/**
 * signin_replay: plays a transcript of a sign-in and checks that the client says exactly that.
 * @split: (nullable)
 */
DermagaSigninDialogue *signin_replay (const Transcript *transcript, const SigninSplit *split);
/** signin_replay_bytewise: every octet of the server alone. */
DermagaSigninDialogue *signin_replay_bytewise (const Transcript *transcript);
/** signin_replay_cut: the end, or the deadline, comes after @at octets of @step. */
DermagaSigninDialogue *signin_replay_cut (const Transcript *transcript, guint step, gsize at,
                                          void (*stop) (gpointer talk));

/** signin_facts_to_lines: "verdict accepted", "mechanism plain" and so on. */
char **signin_facts_to_lines (const DermagaSigninFacts *facts);
