#include "config.h"

#include "base/dermaga-timer.h"
#include "probe/dermaga-scan-private.h"

/* After so long without a greeting a port that should begin in clear may be one that waits for
 * TLS. Earlier would trouble servers that delay their greeting on purpose. Nothing is usual on
 * other ports, so there the question is asked sooner. */
#define SILENCE_US (8 * G_USEC_PER_SEC)
#define SILENCE_UNUSUAL_US (2 * G_USEC_PER_SEC)

#define NEVER G_MAXINT64

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

/* @evidence answers for @twin, which need not go on, or begin. */
static void
settle (DermagaScan *self, DermagaAttempt *twin, DermagaAttempt *evidence)
{
  g_ptr_array_remove (self->waiting, twin);
  if (twin->connection != NULL && g_hash_table_remove (self->by_connection, twin->connection))
    {
      dermaga_connection_cancel (twin->connection);
      dermaga_peers_leave (self->peers, twin->address_text);
    }
  dermaga_attempt_answer_for (evidence, twin);
}

/* Whether @attempt shows that the port begins with TLS. */
static gboolean
shows_tls (DermagaAttempt *attempt)
{
  return dermaga_attempt_get_outcome (attempt, DERMAGA_SECURITY_STARTTLS)
         == DERMAGA_OUTCOME_NEED_TLS;
}

/* Whether @attempt shows that the port begins in clear: a good greeting came, however late. */
static gboolean
shows_clear (DermagaAttempt *attempt)
{
  DermagaSession session;

  if (attempt->mode == DERMAGA_SECURITY_TLS || attempt->connection == NULL)
    return FALSE;
  session = dermaga_connection_get_session (attempt->connection);
  return dermaga_classify (&session, DERMAGA_SECURITY_TLS, NULL) == DERMAGA_OUTCOME_NEED_STARTTLS;
}

/* Whether it still waits for a first word, in the manner that the port does not have. */
static gboolean
waits_in_vain (DermagaAttempt *twin, gboolean begins_with_tls)
{
  DermagaPhase phase;

  if (twin->connection == NULL || dermaga_attempt_is_decided (twin)
      || (twin->mode == DERMAGA_SECURITY_TLS) == begins_with_tls)
    return FALSE;
  phase = dermaga_connection_get_phase (twin->connection);
  return begins_with_tls ? phase == DERMAGA_PHASE_LISTENING : phase <= DERMAGA_PHASE_SECURING;
}

/* A port that was tried in both manners has shown which one it has: the wait is over. */
void
dermaga_scan_settle_silent_twins (DermagaScan *self, DermagaEndpoint *endpoint)
{
  DermagaAttempt *evidence = NULL;
  gboolean begins_with_tls = FALSE;

  for (guint i = 0; i < endpoint->attempts->len; i++)
    {
      DermagaAttempt *attempt = endpoint->attempts->pdata[i];

      if (!shows_tls (attempt) && !shows_clear (attempt))
        continue;
      evidence = attempt;
      begins_with_tls = shows_tls (attempt);
    }
  for (guint i = 0; evidence != NULL && i < endpoint->attempts->len; i++)
    if (waits_in_vain (endpoint->attempts->pdata[i], begins_with_tls))
      settle (self, endpoint->attempts->pdata[i], evidence);
}

/* What three SYNs in a row did not get under one name, three more will not get under another. */
void
dermaga_scan_settle_unreachable_twins (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);

  if (!dermaga_attempt_was_unreachable (attempt))
    return;
  for (guint i = 0; i < endpoint->attempts->len; i++)
    {
      DermagaAttempt *twin = endpoint->attempts->pdata[i];

      if (dermaga_attempt_is_decided (twin) || dermaga_attempt_is_talking (twin))
        continue;
      settle (self, twin, attempt);
    }
}

/* Silence */

static gboolean
is_usual_port (guint16 port)
{
  return port == 587 || port == 2525 || port == 143 || port == 110;
}

/* How long until @attempt may be tried in the other manner for want of a greeting; NEVER. */
static gint64
get_wait_for_other_manner (DermagaScan *self, const DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);

  if (attempt->mode == DERMAGA_SECURITY_TLS || attempt->port == 25 || attempt->connection == NULL
      || dermaga_connection_get_phase (attempt->connection) != DERMAGA_PHASE_LISTENING
      || endpoint->tried_other_manner
      || dermaga_endpoint_was_tried_as (endpoint, attempt->host, DERMAGA_SECURITY_TLS))
    return NEVER;
  return MAX (0, (is_usual_port (attempt->port) ? SILENCE_US : SILENCE_UNUSUAL_US)
                   - dermaga_connection_get_age (attempt->connection));
}

/* How long until @attempt is to be called slow; NEVER once it is. */
static gint64
get_wait_for_slow (const DermagaAttempt *attempt)
{
  if (!dermaga_attempt_is_talking (attempt) || dermaga_attempt_is_slow (attempt)
      || dermaga_attempt_is_decided (attempt))
    return NEVER;
  return DERMAGA_SLOW_US - dermaga_connection_get_silence (attempt->connection);
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

      if (get_wait_for_other_manner (self, attempt) == 0)
        try_other_manner (self, attempt);
    }
  dermaga_scan_start_waiting (self);
  dermaga_scan_update_rows (self);
  dermaga_scan_watch_silence (self);
  self->changed (self, self->user_data);
  return G_SOURCE_REMOVE;
}

/* One timer, for what is due first. */
void
dermaga_scan_watch_silence (DermagaScan *self)
{
  gint64 wait = NEVER;

  for (guint i = 0; i < self->attempts->len; i++)
    {
      const DermagaAttempt *attempt = self->attempts->pdata[i];

      wait = MIN (wait, get_wait_for_other_manner (self, attempt));
      wait = MIN (wait, get_wait_for_slow (attempt));
    }
  if (wait == NEVER)
    dermaga_timer_clear (&self->silence_timer);
  else
    dermaga_timer_set (&self->silence_timer, wait, silence_cb, self);
}
