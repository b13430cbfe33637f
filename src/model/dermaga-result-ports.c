#include "config.h"

#include "model/dermaga-port-check.h"
#include "model/dermaga-result.h"

static gboolean
is_usual (const DermagaCandidate *candidate)
{
  gboolean tls = candidate->port == 465 || candidate->port == 993 || candidate->port == 995;

  return candidate->security == (tls ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS);
}

/* What works says more than what does not, a server that nobody needs to agree to more than one
 * that is to be agreed to, the usual mode of the port more than another. */
static int
rank (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return (dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe)) ? 0 : 4)
         + (candidate->outside ? 2 : 0) + (is_usual (candidate) ? 0 : 1);
}

static gboolean
says_more (DermagaProbe *probe, DermagaProbe *than)
{
  if (rank (probe) != rank (than))
    return rank (probe) < rank (than);
  return dermaga_candidate_compare (dermaga_probe_get_candidate (probe),
                                    dermaga_probe_get_candidate (than))
         < 0;
}

DermagaProbe *
dermaga_result_find_port (DermagaResult *self, guint16 port)
{
  GListModel *probes = dermaga_result_get_probes (self);
  DermagaProbe *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_candidate (probe)->port != port
          || dermaga_probe_get_direction (probe) != dermaga_port_check_get_direction (port)
          || !dermaga_probe_is_done (probe)
          || dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_NOT_CHECKED)
        continue;
      if (found == NULL || says_more (probe, found))
        found = probe; /* the result's */
    }
  return found;
}
