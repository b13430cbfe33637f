#include "config.h"

#include "probe/dermaga-scan-private.h"

/* Further names tried on one address and port after a certificate for another name. */
#define MAX_FURTHER_NAMES 2

/* The certificate was for another name: where other names lead to the same place, one of them may
 * be the right one, and a server that chooses by SNI may show another certificate. */
void
dermaga_scan_consider_further_name (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);
  const DermagaCandidate *tried = dermaga_scan_candidate_of (attempt);
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaProbe *best;
  DermagaHost *host;

  if (dermaga_attempt_get_outcome (attempt, tried->security) != DERMAGA_OUTCOME_CERT_NAME
      || endpoint->further_names >= MAX_FURTHER_NAMES)
    return;
  host = dermaga_endpoint_choose_name (endpoint, attempt);
  if (host == NULL)
    return;

  candidate = dermaga_host_get_candidate_at (host, tried);
  best =
    dermaga_result_get_best (self->result, dermaga_protocol_get_direction (tried->protocol), NULL);
  if (best != NULL
      && dermaga_candidate_compare (candidate, dermaga_probe_get_candidate (best)) >= 0)
    return;
  endpoint->further_names++;
  dermaga_scan_try_everywhere (self, host, candidate);
}
