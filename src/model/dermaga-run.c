#include "config.h"

#include "model/dermaga-run.h"

/* With these nothing was learned of the provider, whatever the rows say. */
#define NO_EVIDENCE                                                                               \
  (DERMAGA_CONDITION_OFFLINE | DERMAGA_CONDITION_DNS_SILENT | DERMAGA_CONDITION_CANCELLED)

static void
row_free (gpointer data)
{
  DermagaRunRow *row = data;

  dermaga_candidate_free (row->way);
  g_free (row);
}

DermagaRun *
dermaga_run_new (gint64 started)
{
  DermagaRun *run = g_new0 (DermagaRun, 1);

  run->started = started;
  run->rows = g_ptr_array_new_with_free_func (row_free);
  return run;
}

void
dermaga_run_free (DermagaRun *run)
{
  if (run == NULL)
    return;
  g_ptr_array_unref (run->rows);
  dermaga_candidate_free (run->incoming);
  dermaga_candidate_free (run->outgoing);
  g_free (run);
}

/* Who named it, and for whom, is not kept. */
static DermagaCandidate *
strip (const DermagaCandidate *way)
{
  return way != NULL ? dermaga_candidate_new (way->protocol, way->host, way->port, way->security,
                                              DERMAGA_SOURCE_FILE, 0)
                     : NULL;
}

const DermagaRunRow *
dermaga_run_find (const DermagaRun *run, const DermagaCandidate *way)
{
  for (guint i = 0; i < run->rows->len; i++)
    {
      const DermagaRunRow *row = run->rows->pdata[i];

      if (dermaga_candidate_equal (row->way, way))
        return row;
    }
  return NULL;
}

void
dermaga_run_add (DermagaRun *run, const DermagaCandidate *way, DermagaOutcome outcome)
{
  DermagaRunRow *row;

  if (run->rows->len == DERMAGA_RUN_MAX_ROWS || dermaga_run_find (run, way) != NULL)
    return;
  row = g_new0 (DermagaRunRow, 1);
  row->way = strip (way);
  row->outcome = outcome;
  g_ptr_array_add (run->rows, row);
}

void
dermaga_run_set_recommended (DermagaRun *run, const DermagaCandidate *incoming,
                             const DermagaCandidate *outgoing)
{
  g_clear_pointer (&run->incoming, dermaga_candidate_free);
  g_clear_pointer (&run->outgoing, dermaga_candidate_free);
  run->incoming = strip (incoming);
  run->outgoing = strip (outgoing);
}

DermagaRun *
dermaga_run_copy (const DermagaRun *run)
{
  DermagaRun *copy = dermaga_run_new (run->started);

  for (guint i = 0; i < run->rows->len; i++)
    {
      const DermagaRunRow *row = run->rows->pdata[i];

      dermaga_run_add (copy, row->way, row->outcome);
    }
  dermaga_run_set_recommended (copy, run->incoming, run->outgoing);
  return copy;
}

DermagaRun *
dermaga_run_from_result (DermagaResult *result, const DermagaCandidate *incoming,
                         const DermagaCandidate *outgoing)
{
  GListModel *probes = dermaga_result_get_probes (result);
  DermagaRun *run;

  if (!dermaga_result_get_finished (result)
      || (dermaga_result_get_conditions (result) & NO_EVIDENCE) != 0)
    return NULL;
  run = dermaga_run_new (dermaga_result_get_started (result) / G_USEC_PER_SEC);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_is_done (probe)
          && dermaga_probe_get_outcome (probe) != DERMAGA_OUTCOME_NOT_CHECKED)
        dermaga_run_add (run, dermaga_probe_get_candidate (probe),
                         dermaga_probe_get_outcome (probe));
    }
  dermaga_run_set_recommended (run, incoming, outgoing);
  return run;
}
