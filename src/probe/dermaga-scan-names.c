#include "config.h"

#include "probe/dermaga-scan-private.h"

/* Further names tried on one address and port after a certificate for another name: of those that
 * lead there anyway, and of those that the certificate itself holds. */
#define MAX_FURTHER_NAMES 2
#define MAX_CERTIFIED_NAMES 2

/* One name that was tried in place of another. */
typedef struct
{
  DermagaProbe *accused; /* owned */
  DermagaCandidate *candidate;
} Alternative;

void
dermaga_scan_alternative_free (gpointer data)
{
  Alternative *alternative = data;

  g_object_unref (alternative->accused);
  dermaga_candidate_free (alternative->candidate);
  g_free (alternative);
}

/* Whether @candidate, if all goes well with it, would be what is recommended. */
static gboolean
could_win (DermagaScan *self, const DermagaCandidate *candidate)
{
  DermagaDirection direction = dermaga_protocol_get_direction (candidate->protocol);
  DermagaProbe *best = dermaga_result_get_best (self->result, direction, NULL);

  return best == NULL
         || dermaga_candidate_compare (candidate, dermaga_probe_get_candidate (best)) < 0;
}

static void
note_alternative (DermagaScan *self, const DermagaCandidate *tried,
                  const DermagaCandidate *candidate)
{
  Alternative *alternative = g_new0 (Alternative, 1);

  alternative->accused = g_object_ref (dermaga_result_find (self->result, tried));
  alternative->candidate = dermaga_candidate_copy (candidate);
  g_ptr_array_add (self->alternatives, alternative);
}

void
dermaga_scan_update_alternatives (DermagaScan *self)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      const Alternative *alternative = self->alternatives->pdata[i];
      DermagaProbe *row = dermaga_result_find (self->result, alternative->candidate);

      if (row != NULL)
        dermaga_probe_set_alternative (alternative->accused, dermaga_probe_get_candidate (row),
                                       dermaga_probe_is_done (row) ? dermaga_probe_get_outcome (row)
                                                                   : DERMAGA_OUTCOME_NOT_CHECKED);
    }
}

static gboolean
try_name (DermagaScan *self, const DermagaCandidate *tried, DermagaHost *host)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_host_get_candidate_at (host, tried);

  if (!could_win (self, candidate))
    return FALSE;
  dermaga_scan_try_everywhere (self, host, candidate);
  note_alternative (self, tried, candidate);
  return TRUE;
}

/* Names out of certificates */

static gboolean
leads_to (const DermagaHost *host, GInetAddress *address)
{
  return g_ptr_array_find_with_equal_func (host->addresses, address,
                                           (GEqualFunc) g_inet_address_equal, NULL);
}

/* (nullable): one that this certificate holds, and that leads to this very machine. */
static DermagaHost *
choose_offered (DermagaScan *self, const DermagaEndpoint *endpoint, const DermagaAttempt *attempt)
{
  for (guint i = 0; i < self->offered->len; i++)
    {
      DermagaHost *host = self->offered->pdata[i];

      if (leads_to (host, attempt->address) && !dermaga_endpoint_was_tried (endpoint, host)
          && dermaga_connection_matches_host (attempt->connection, host->name))
        return host;
    }
  return NULL;
}

/* Whether one of the names that lead here anyway is the certificate's. */
static gboolean
is_known_name (const DermagaEndpoint *endpoint, const DermagaAttempt *attempt)
{
  for (guint i = 0; i < endpoint->hosts->len; i++)
    if (dermaga_connection_matches_host (attempt->connection,
                                         ((DermagaHost *) endpoint->hosts->pdata[i])->name))
      return TRUE;
  return FALSE;
}

/* A name that leads here for another use may be the certificate's: nobody need look for more. */
static gboolean
offer_neighbours (DermagaScan *self, const DermagaAttempt *attempt)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaHost *host = ((DermagaAttempt *) self->attempts->pdata[i])->host;

      if (!leads_to (host, attempt->address)
          || !dermaga_connection_matches_host (attempt->connection, host->name))
        continue;
      found = TRUE;
      if (!g_ptr_array_find (self->offered, host, NULL))
        g_ptr_array_add (self->offered, host);
    }
  return found;
}

/* Nobody need look for a name that could not win, or that would meet the same dates. */
static void
ask_for_names (DermagaScan *self, const DermagaEndpoint *endpoint, const DermagaAttempt *attempt,
               const DermagaCandidate *tried)
{
  const DermagaTlsFacts *tls = dermaga_connection_get_session (attempt->connection).tls;
  DermagaCandidate ideal = *tried;

  ideal.source = DERMAGA_SOURCE_CERTIFICATE;
  ideal.order = 0;
  if (self->certificate != NULL && tls != NULL && tls->chain->len > 0
      && !dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_TIME)
      && !is_known_name (endpoint, attempt) && !offer_neighbours (self, attempt)
      && could_win (self, &ideal))
    self->certificate (tls->chain->pdata[0], self->user_data);
}

/* An authority vouches for the certificate, or its outcome would be another. What holds on port 25
 * matters to nobody, and a name out of a certificate leads to no further names. */
static void
consider_certified_names (DermagaScan *self, DermagaEndpoint *endpoint, DermagaAttempt *attempt,
                          const DermagaCandidate *tried)
{
  DermagaHost *host;

  if (attempt->port == 25 || attempt->host->source == DERMAGA_SOURCE_CERTIFICATE)
    return;
  ask_for_names (self, endpoint, attempt, tried);
  while (endpoint->certified_names < MAX_CERTIFIED_NAMES
         && (host = choose_offered (self, endpoint, attempt)) != NULL
         && try_name (self, tried, host))
    endpoint->certified_names++;
}

/* The certificate was for another name: where other names lead to the same place, one of them may
 * be the right one, and a server that chooses by SNI may show another certificate. */
void
dermaga_scan_consider_further_name (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);
  const DermagaCandidate *tried = dermaga_scan_candidate_of (attempt);
  DermagaHost *host = NULL;

  if (dermaga_attempt_get_outcome (attempt, tried->security) != DERMAGA_OUTCOME_CERT_NAME)
    return;
  if (endpoint->further_names < MAX_FURTHER_NAMES)
    host = dermaga_endpoint_choose_name (endpoint, attempt);
  if (host != NULL && try_name (self, tried, host))
    endpoint->further_names++;
  consider_certified_names (self, endpoint, attempt, tried);
}

void
dermaga_scan_offer_name (DermagaScan *self, DermagaHost *host)
{
  guint n_attempts = self->attempts->len;

  if (!g_ptr_array_find (self->offered, host, NULL))
    g_ptr_array_add (self->offered, host);
  for (guint i = 0; i < n_attempts; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (attempt->connection != NULL && leads_to (host, attempt->address))
        dermaga_scan_consider_further_name (self, attempt);
    }
  dermaga_scan_start_waiting (self);
  dermaga_scan_update_rows (self);
}
