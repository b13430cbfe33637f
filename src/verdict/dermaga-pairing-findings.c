#include "config.h"

#include "verdict/dermaga-source-findings.h"

#include <glib/gi18n.h>

/* A place names a port with one kind of encryption, and it works with the other. */

typedef struct {
  const DermagaCandidate *named;
  const DermagaCandidate *right;
  const char *source;
} Values;

static char *
fill (const char *template, const Values *values)
{
  g_autofree char *port = g_strdup_printf ("%u", (guint) values->named->port);

  return dermaga_fill (_(template), "host", values->named->host, "port", port, "source",
                       values->source, "security",
                       dermaga_explain_security (values->named->security), "other_security",
                       dermaga_explain_security (values->right->security), NULL);
}

static const DermagaTexts mismatch = {
  N_("Port {port} of {host} needs another kind of encryption than is published"),
  N_("“{source}” names it with “{security}”. It was tested, and it works with “{other_security}” "
     "instead."),
  N_("In your mail program, choose “{other_security}” for port {port}."),
};

/* (transfer full) (nullable) */
static DermagaFinding *
look_for_mismatch (DermagaResult *result, DermagaProbe *probe)
{
  const DermagaCandidate *named = dermaga_probe_get_candidate (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  g_autoptr (DermagaCandidate) other = dermaga_candidate_copy (named);
  g_autoptr (GPtrArray) origins = dermaga_explain_origins (result, named);
  const DermagaSourceReport *origin;
  DermagaProbe *right;
  Values values;

  if (named->security == DERMAGA_SECURITY_NONE || origins->len == 0
      || (outcome != DERMAGA_OUTCOME_NEED_TLS && outcome != DERMAGA_OUTCOME_NEED_STARTTLS))
    return NULL;
  other->security
    = outcome == DERMAGA_OUTCOME_NEED_TLS ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;
  right = dermaga_result_find (result, other);
  if (right == NULL || !dermaga_probe_is_done (right)
      || !dermaga_outcome_is_safe (dermaga_probe_get_outcome (right)))
    return NULL;
  origin = origins->pdata[0];
  values = (Values){ named, other, dermaga_explain_source_name (origin->id) };
  return dermaga_finding_new ("wrong-security", DERMAGA_SEVERITY_WARNING,
                              dermaga_words_new (fill (mismatch.headline, &values),
                                                 fill (mismatch.meaning, &values),
                                                 fill (mismatch.action, &values)));
}

void
dermaga_pairing_findings_add (GPtrArray *findings, DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      DermagaFinding *finding
        = dermaga_probe_is_done (probe) ? look_for_mismatch (result, probe) : NULL;

      if (finding == NULL)
        continue;
      g_ptr_array_add (findings, finding);
      return; /* one finding a code */
    }
}
