#include "config.h"

#include "base/dermaga-timer.h"
#include "probe/dermaga-scan-private.h"

/* After so long without a greeting a port that should begin in clear may be one that waits for
 * TLS. Earlier would trouble servers that delay their greeting on purpose. */
#define SILENCE_US (8 * G_USEC_PER_SEC)

static void
try_other_manner (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);
  DermagaSecurity mode =
    attempt->mode == DERMAGA_SECURITY_TLS ? DERMAGA_SECURITY_STARTTLS : DERMAGA_SECURITY_TLS;

  if (endpoint->tried_other_manner || dermaga_endpoint_was_tried_as (endpoint, attempt->host, mode))
    return;
  endpoint->tried_other_manner = TRUE;
  dermaga_scan_add_attempt (self, endpoint, attempt->address, dermaga_scan_candidate_of (attempt),
                            mode, attempt->host);
}

/* Real providers have STARTTLS on 465 and TLS on 587. */
void
dermaga_scan_consider_other_manner (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaOutcome outcome =
    dermaga_attempt_get_outcome (attempt, dermaga_scan_candidate_of (attempt)->security);

  if ((attempt->mode == DERMAGA_SECURITY_TLS && outcome == DERMAGA_OUTCOME_NEED_STARTTLS)
      || (attempt->mode != DERMAGA_SECURITY_TLS && outcome == DERMAGA_OUTCOME_NEED_TLS))
    try_other_manner (self, attempt);
}

/* TLS was spoken where a greeting in clear is waited for: the wait is over. */
void
dermaga_scan_settle_silent_twins (DermagaScan *self, DermagaEndpoint *endpoint)
{
  DermagaAttempt *evidence = NULL;

  for (guint i = 0; i < endpoint->attempts->len; i++)
    if (dermaga_attempt_get_outcome (endpoint->attempts->pdata[i], DERMAGA_SECURITY_STARTTLS)
        == DERMAGA_OUTCOME_NEED_TLS)
      evidence = endpoint->attempts->pdata[i];
  for (guint i = 0; evidence != NULL && i < endpoint->attempts->len; i++)
    {
      DermagaAttempt *twin = endpoint->attempts->pdata[i];

      if (twin->mode == DERMAGA_SECURITY_TLS || dermaga_attempt_is_decided (twin)
          || twin->connection == NULL
          || dermaga_connection_get_phase (twin->connection) != DERMAGA_PHASE_LISTENING)
        continue;
      g_hash_table_remove (self->by_connection, twin->connection);
      dermaga_connection_cancel (twin->connection);
      dermaga_peers_leave (self->peers, twin->address_text);
      dermaga_attempt_answer_for (evidence, twin);
    }
}

/* Silence */

static gboolean
is_waiting_for_greeting (const DermagaAttempt *attempt)
{
  return attempt->mode != DERMAGA_SECURITY_TLS && attempt->port != 25 && attempt->connection != NULL
         && dermaga_connection_get_phase (attempt->connection) == DERMAGA_PHASE_LISTENING;
}

static gboolean
silence_cb (gpointer user_data)
{
  DermagaScan *self = user_data;
  guint n_attempts = self->attempts->len;

  dermaga_timer_clear (&self->silence_timer);
  for (guint i = 0; i < n_attempts; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (is_waiting_for_greeting (attempt)
          && dermaga_connection_get_age (attempt->connection) >= SILENCE_US)
        try_other_manner (self, attempt);
    }
  dermaga_scan_start_waiting (self);
  dermaga_scan_update_rows (self);
  dermaga_scan_watch_silence (self);
  return G_SOURCE_REMOVE;
}

/* One timer, for the connection that has been silent longest. */
void
dermaga_scan_watch_silence (DermagaScan *self)
{
  gint64 oldest = -1;

  if (self->silence_timer != NULL)
    return;
  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (is_waiting_for_greeting (attempt)
          && !dermaga_scan_endpoint_of (self, attempt)->tried_other_manner)
        oldest = MAX (oldest, dermaga_connection_get_age (attempt->connection));
    }
  if (oldest < 0)
    return;
  dermaga_timer_set (&self->silence_timer, SILENCE_US - oldest, silence_cb, self);
}
