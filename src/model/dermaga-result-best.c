#include "config.h"

#include "model/dermaga-result.h"

static gboolean
is_better (DermagaProbe *probe, DermagaProbe *than)
{
  return than == NULL
         || dermaga_candidate_compare (dermaga_probe_get_candidate (probe),
                                       dermaga_probe_get_candidate (than))
                < 0;
}

/* A row without encryption can never be safe, so nobody needs to wait for it. */
static gboolean
may_become_safe (DermagaProbe *probe)
{
  return !dermaga_probe_is_done (probe)
         && dermaga_probe_get_candidate (probe)->security != DERMAGA_SECURITY_NONE;
}

/* Whoever accepts and then says nothing for seconds is waited for only where nothing safe is known
 * that as good a source names. */
static gboolean
may_still_matter (DermagaProbe *slow, DermagaProbe *best)
{
  return best == NULL
         || (is_better (slow, best)
             && dermaga_probe_get_candidate (slow)->source
                  < dermaga_probe_get_candidate (best)->source);
}

/* A mail exchanger takes mail for its own users only (RFC 5321, RFC 6409 §3.1): where port 25
 * offers no sign-in, nobody can send through it, however well it is encrypted. */
static gboolean
is_recommendable (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return dermaga_probe_is_done (probe)
         && dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe))
         && (candidate->protocol != DERMAGA_PROTOCOL_SMTP || candidate->port != 25
             || dermaga_probe_get_auth (probe)[0] != NULL);
}

/* @all: consent is not asked about here. */
static gboolean
is_agreed (DermagaProbe *probe, gboolean all, GHashTable *agreed)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return all || !candidate->outside
         || (agreed != NULL && g_hash_table_contains (agreed, candidate->host));
}

static DermagaProbe *
find_best (DermagaResult *self, DermagaDirection direction, gboolean all, GHashTable *agreed,
           gboolean *settled)
{
  GListModel *probes = dermaga_result_get_probes (self);
  DermagaProbe *best = NULL;
  DermagaProbe *best_pending = NULL;
  DermagaProbe *best_slow = NULL;

  g_return_val_if_fail (probes != NULL, NULL);

  /* The model keeps the rows alive; what is compared here is borrowed. */
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_direction (probe) != direction || !is_agreed (probe, all, agreed))
        continue;
      if (is_recommendable (probe) && is_better (probe, best))
        best = probe;
      if (!may_become_safe (probe))
        continue;
      if (dermaga_probe_get_state (probe) == DERMAGA_PROBE_STATE_SLOW)
        best_slow = is_better (probe, best_slow) ? probe : best_slow;
      else if (is_better (probe, best_pending))
        best_pending = probe;
    }
  if (settled != NULL)
    *settled = (best_pending == NULL || (best != NULL && is_better (best, best_pending)))
               && (best_slow == NULL || !may_still_matter (best_slow, best));
  return best;
}

DermagaProbe *
dermaga_result_get_best (DermagaResult *self, DermagaDirection direction, gboolean *settled)
{
  return find_best (self, direction, TRUE, NULL, settled);
}

DermagaProbe *
dermaga_result_get_best_agreed (DermagaResult *self, DermagaDirection direction,
                                GHashTable *agreed)
{
  return find_best (self, direction, FALSE, agreed, NULL);
}
