#include "config.h"

#include "history-scenes.h"

#define DAY ((gint64) 24 * 60 * 60)

static DermagaOutcome
get_safe (const DermagaCandidate *way)
{
  switch (way->security)
    {
    case DERMAGA_SECURITY_TLS:
      return DERMAGA_OUTCOME_OK_TLS;
    case DERMAGA_SECURITY_STARTTLS:
      return DERMAGA_OUTCOME_OK_STARTTLS;
    case DERMAGA_SECURITY_NONE:
      return DERMAGA_OUTCOME_NEED_STARTTLS;
    }
  g_return_val_if_reached (DERMAGA_OUTCOME_NOT_CHECKED);
}

static DermagaOutcome
get_earlier (HistoryKind kind, const DermagaRunRow *row)
{
  switch (kind)
    {
    case HISTORY_SAME:
      return row->outcome;
    case HISTORY_LOST:
      return row->outcome == DERMAGA_OUTCOME_REFUSED ? get_safe (row->way) : row->outcome;
    case HISTORY_GAINED:
      return dermaga_outcome_is_safe (row->outcome) && row->way->port == 465
                 ? DERMAGA_OUTCOME_REFUSED
                 : row->outcome;
    case HISTORY_MANY:
      return get_safe (row->way);
    }
  g_return_val_if_reached (row->outcome);
}

void
history_scene_give (Scene *scene, HistoryKind kind, guint days)
{
  DermagaPast *past = dermaga_wizard_get_past (scene->wizard);
  DermagaResult *result = dermaga_wizard_get_result (scene->wizard);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);
  const DermagaRun *now = dermaga_past_end (past, result);
  DermagaRun *then;

  g_assert_nonnull (now);
  then = dermaga_run_new (now->started - (days > 0 ? days * DAY : 3600));
  for (guint i = 0; i < now->rows->len; i++)
    {
      const DermagaRunRow *row = now->rows->pdata[i];

      dermaga_run_add (then, row->way, get_earlier (kind, row));
    }
  dermaga_run_set_recommended (then, now->incoming, now->outgoing);
  g_ptr_array_add (runs, then);
  dermaga_past_set_runs (past, runs);
  dermaga_past_end (past, result);
}

void
history_scene_break (Scene *scene)
{
  GListModel *probes = dermaga_result_get_probes (dermaga_wizard_get_result (scene->wizard));

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_TIMEOUT);
    }
}
