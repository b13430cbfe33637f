#pragma once

#include "model/dermaga-run.h"

G_BEGIN_DECLS

/** What a change is to a person, the most important first. Port 25 is always OTHER: no mail program
 *  sends through it. */
typedef enum {
  DERMAGA_CHANGE_LOST,                  /* a safe way is none any more */
  DERMAGA_CHANGE_RECOMMENDED,           /* another way is recommended, or one where none was */
  DERMAGA_CHANGE_CERTIFICATE_PROBLEM,   /* came, on a way that was not safe either */
  DERMAGA_CHANGE_CERTIFICATE_WELL,      /* the problem is gone */
  DERMAGA_CHANGE_GAINED,                /* a safe way that was none */
  DERMAGA_CHANGE_OTHER,
} DermagaChangeKind;

/**
 * DermagaChange: what differs between two checks.
 * @way: (nullable): where the outcome changed; %NULL for RECOMMENDED
 * @then: of the earlier check, @now: of the later one; only with @way
 * @before: (nullable), @after: (nullable): what was, and is, recommended; only for RECOMMENDED
 */
typedef struct {
  DermagaChangeKind kind;
  DermagaDirection direction;
  DermagaCandidate *way;
  DermagaOutcome then;
  DermagaOutcome now;
  DermagaCandidate *before;
  DermagaCandidate *after;
} DermagaChange;

void dermaga_change_free (DermagaChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaChange, dermaga_change_free)

/**
 * dermaga_run_compare:
 * @n_same: (out) (optional): how many ways were known in both
 *
 * Like with like: a way (protocol, host, port, security) that either of the two does not know says
 * nothing, and neither does one that this computer could not try then. Outcomes that mean the same
 * to a person, such as the ways in which there can be no answer, are no change.
 *
 * Returns: (transfer full) (element-type DermagaChange): the most important first
 */
GPtrArray *dermaga_run_compare (const DermagaRun *then, const DermagaRun *now, guint *n_same);

/**
 * dermaga_runs_find_base: which of earlier runs to compare @now with
 * @runs: (element-type DermagaRun): the latest first
 *
 * The latest that has a way in common with it. But where nothing changed since an earlier check of
 * the same day, the one before that is looked at, up to the last one of an earlier day: whoever
 * tests again does not lose sight of what is new.
 *
 * Returns: (transfer none) (nullable)
 */
const DermagaRun *dermaga_runs_find_base (GPtrArray *runs, const DermagaRun *now);

/** dermaga_run_is_same_day: whether both began on the same day, where this computer is. */
gboolean dermaga_run_is_same_day (const DermagaRun *a, const DermagaRun *b);

/**
 * dermaga_changes_suggest_other_network:
 * @changes: (element-type DermagaChange)
 *
 * Whether several safe ways, on more than one port, do not answer any more or are not reached:
 * then it may be the network that is another. It is not known.
 */
gboolean dermaga_changes_suggest_other_network (GPtrArray *changes);

G_END_DECLS
