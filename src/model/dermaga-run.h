#pragma once

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/* How much is kept of one domain. */
#define DERMAGA_RUN_MAX_ROWS 256u
#define DERMAGA_RUN_MAX_KEPT 10u

/** DermagaRunRow: one way of connecting, and what came of it. */
typedef struct {
  DermagaCandidate *way; /* without user name; its source is not kept */
  DermagaOutcome outcome;
} DermagaRunRow;

/**
 * DermagaRun: what stays of a check, so that a later one can be compared with it: nothing about
 * the person, no addresses, nothing that a server said.
 * @started: Unix time in seconds
 * @rows: (element-type DermagaRunRow): of which something is known
 * @incoming: (nullable), @outgoing: (nullable): what was recommended
 */
typedef struct {
  gint64 started;
  GPtrArray *rows;
  DermagaCandidate *incoming;
  DermagaCandidate *outgoing;
} DermagaRun;

DermagaRun *dermaga_run_new (gint64 started);
DermagaRun *dermaga_run_copy (const DermagaRun *run);
void dermaga_run_free (DermagaRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaRun, dermaga_run_free)

/**
 * dermaga_run_from_result:
 * @incoming: (nullable), @outgoing: (nullable): what is recommended
 *
 * Returns: (transfer full) (nullable): %NULL where the check says nothing about the provider: it
 * did not come to its end, or this computer had no network or no answer from any name server
 */
DermagaRun *dermaga_run_from_result (DermagaResult *result, const DermagaCandidate *incoming,
                                     const DermagaCandidate *outgoing);
/** dermaga_run_add: the first %DERMAGA_RUN_MAX_ROWS ways, each once. */
void dermaga_run_add (DermagaRun *run, const DermagaCandidate *way, DermagaOutcome outcome);
void dermaga_run_set_recommended (DermagaRun *run, const DermagaCandidate *incoming,
                                  const DermagaCandidate *outgoing);
/** dermaga_run_find: (transfer none) (nullable): the row of that way. */
const DermagaRunRow *dermaga_run_find (const DermagaRun *run, const DermagaCandidate *way);

/** dermaga_runs_to_json: (transfer full): the file for @domain. @runs: (element-type DermagaRun):
 *  the latest first. */
char *dermaga_runs_to_json (const char *domain, GPtrArray *runs);
/**
 * dermaga_runs_read:
 *
 * Reads such a file. Anybody may have written it: every value is checked, and a file with one that
 * is not allowed, or of another domain, is refused as a whole. Runs that would be of the future are
 * left out.
 *
 * Returns: (transfer full) (element-type DermagaRun): the latest first, at most
 * %DERMAGA_RUN_MAX_KEPT; %NULL with a #DermagaJsonError
 */
GPtrArray *dermaga_runs_read (const char *text, gssize length, const char *domain, GError **error);

G_END_DECLS
