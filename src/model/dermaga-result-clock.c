#include "config.h"

#include "model/dermaga-result.h"

/* Whether an authority vouches for them, whatever else is wrong. */
static gboolean
is_vouched_for (const DermagaTlsFacts *tls)
{
  return tls->complete && tls->chain->len > 0
         && !dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_TRUST)
         && !dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_BAD);
}

static void
note_certificates (DermagaClock *clock, const char *host, const DermagaTlsFacts *tls)
{
  gint64 not_before = G_MININT64;
  gint64 not_after = G_MAXINT64;

  for (guint i = 0; i < tls->chain->len; i++)
    {
      const DermagaCertificate *certificate = tls->chain->pdata[i];

      not_before = MAX (not_before, certificate->not_before);
      not_after = MIN (not_after, certificate->not_after);
    }
  dermaga_clock_note_certificate (clock, host, not_before, not_after);
}

static void
note_row (DermagaClock *clock, DermagaProbe *probe)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *address = addresses->pdata[i];

      if (address->tls != NULL && is_vouched_for (address->tls))
        note_certificates (clock, dermaga_probe_get_candidate (probe)->host, address->tls);
    }
}

void
dermaga_result_judge_clock (DermagaResult *self, gint64 now)
{
  GListModel *probes = dermaga_result_get_probes (self);
  g_autoptr (DermagaClock) clock = NULL;

  g_return_if_fail (probes != NULL);

  clock = dermaga_clock_copy (dermaga_result_get_clock (self));
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      note_row (clock, probe);
    }
  dermaga_result_set_clock_verdict (self, dermaga_clock_judge (clock, now));
}
