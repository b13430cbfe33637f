#include "config.h"

#include "probe/dermaga-scan.h"

#include "base/dermaga-timer.h"
#include "probe/dermaga-impostor.h"
#include "probe/dermaga-scan-private.h"

DermagaScan *
dermaga_scan_new (DermagaNetwork *network, DermagaResult *result, GFunc changed, gpointer user_data)
{
  DermagaScan *self = g_new0 (DermagaScan, 1);

  self->network = g_object_ref (network);
  self->result = g_object_ref (result);
  self->changed = changed;
  self->user_data = user_data;
  self->peers = dermaga_peers_new ();
  self->endpoints =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dermaga_endpoint_free);
  self->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_attempt_free);
  self->waiting = g_ptr_array_new ();
  self->offered = g_ptr_array_new ();
  self->alternatives = g_ptr_array_new_with_free_func (dermaga_scan_alternative_free);
  self->by_connection = g_hash_table_new (NULL, NULL);
  self->banned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows =
    g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
dermaga_scan_free (DermagaScan *self)
{
  dermaga_timer_clear (&self->silence_timer);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->by_connection);
  g_hash_table_unref (self->banned);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->offered);
  g_ptr_array_unref (self->alternatives);
  g_hash_table_unref (self->endpoints);
  g_ptr_array_unref (self->attempts);
  dermaga_peers_free (self->peers);
  g_object_unref (self->result);
  g_object_unref (self->network);
  g_free (self);
}

/* Rows */

static gboolean
row_attempt_is_good (const DermagaAttempt *attempt, DermagaSecurity security)
{
  DermagaOutcome outcome = dermaga_attempt_get_outcome (attempt, security);

  return dermaga_outcome_is_safe (outcome) || outcome == DERMAGA_OUTCOME_OK_PLAIN;
}

/* A row is done when one address is good and no other is in the middle of a conversation, or when
 * every address has given its answer and no further address can come. One that fell silent holds
 * no conversation. */
static void
update_row (DermagaScan *self, DermagaProbe *row)
{
  GPtrArray *attempts = g_hash_table_lookup (self->rows, row);
  DermagaSecurity security = dermaga_probe_get_candidate (row)->security;
  gboolean good = FALSE, talking = FALSE, open = FALSE, securing = FALSE, started = FALSE;
  gboolean named = TRUE, slow = FALSE;

  for (guint i = 0; i < attempts->len; i++)
    {
      DermagaAttempt *attempt = attempts->pdata[i];

      started = started || attempt->connection != NULL;
      named = named && dermaga_host_is_answered (attempt->host);
      if (attempt->decided[security])
        {
          good = good || row_attempt_is_good (attempt, security);
          continue;
        }
      open = TRUE;
      if (dermaga_attempt_is_slow (attempt))
        {
          slow = TRUE;
          continue;
        }
      talking = talking || dermaga_attempt_is_talking (attempt);
      securing = securing || dermaga_attempt_is_securing (attempt);
    }

  if (dermaga_probe_is_done (row))
    return;
  if ((good && !talking) || (!open && (named || self->names_complete)))
    dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_DONE);
  else if (securing)
    dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_SECURING);
  else if (slow)
    dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_SLOW);
  else if (started)
    dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_CONNECTING);
}

void
dermaga_scan_update_rows (DermagaScan *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    update_row (self, row);
  dermaga_scan_update_alternatives (self);
  dermaga_result_queue_changed (self->result);
}

static void
attach_row (DermagaScan *self, DermagaAttempt *attempt, const DermagaCandidate *model,
            DermagaSecurity security)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_copy (model);
  GPtrArray *attempts;
  DermagaProbe *row;

  candidate->security = security;
  row = dermaga_result_add (self->result, candidate);
  attempts = g_hash_table_lookup (self->rows, row);
  if (attempts == NULL)
    {
      attempts = g_ptr_array_new ();
      g_hash_table_insert (self->rows, g_object_ref (row), attempts);
    }
  g_ptr_array_add (attempts, attempt);
  attempt->rows[security] = g_object_ref (row);
}

/* Starting */

static void connection_cb (DermagaConnection *connection, gpointer user_data);

void
dermaga_scan_start_waiting (DermagaScan *self)
{
  g_ptr_array_sort (self->waiting, dermaga_attempt_compare);
  for (guint i = 0; i < self->waiting->len;)
    {
      DermagaAttempt *attempt = self->waiting->pdata[i];
      gint64 deadline_us;

      if (!dermaga_scan_is_its_turn (self, attempt)
          || !dermaga_peers_enter (self->peers, attempt->address_text))
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->waiting, i);
      dermaga_attempt_start (attempt, self->network, connection_cb, self);
      deadline_us = dermaga_peers_get_connect_deadline (self->peers, attempt->address_text);
      dermaga_connection_set_connect_deadline (attempt->connection, deadline_us);
      g_hash_table_insert (self->by_connection, attempt->connection, attempt);
    }
}

DermagaAttempt *
dermaga_scan_add_attempt (DermagaScan *self, DermagaEndpoint *endpoint, GInetAddress *address,
                          const DermagaCandidate *candidate, DermagaSecurity mode,
                          DermagaHost *host)
{
  DermagaAttempt *attempt =
    dermaga_attempt_new (address, candidate->port, candidate->protocol, mode, host);

  DermagaAttempt *evidence = dermaga_endpoint_find_unreachable (endpoint);

  g_ptr_array_add (self->attempts, attempt);
  g_ptr_array_add (endpoint->attempts, attempt);
  if (mode == DERMAGA_SECURITY_TLS)
    attach_row (self, attempt, candidate, DERMAGA_SECURITY_TLS);
  else
    {
      attach_row (self, attempt, candidate, DERMAGA_SECURITY_STARTTLS);
      attach_row (self, attempt, candidate, DERMAGA_SECURITY_NONE);
    }
  if (g_hash_table_contains (self->banned, attempt->address_text))
    dermaga_attempt_ban (attempt);
  else if (evidence != NULL)
    dermaga_attempt_answer_for (evidence, attempt);
  else
    g_ptr_array_add (self->waiting, attempt);
  return attempt;
}

static char *
endpoint_key (const char *address, guint16 port, DermagaProtocol protocol)
{
  return g_strdup_printf ("%s %u %u", address, port, protocol);
}

static DermagaEndpoint *
get_endpoint (DermagaScan *self, const char *address, guint16 port, DermagaProtocol protocol)
{
  g_autofree char *key = endpoint_key (address, port, protocol);
  DermagaEndpoint *endpoint = g_hash_table_lookup (self->endpoints, key);

  if (endpoint == NULL)
    {
      endpoint = dermaga_endpoint_new ();
      g_hash_table_insert (self->endpoints, g_steal_pointer (&key), endpoint);
    }
  return endpoint;
}

static DermagaSecurity
mode_for (const DermagaCandidate *candidate)
{
  return candidate->security == DERMAGA_SECURITY_TLS ? DERMAGA_SECURITY_TLS
                                                     : DERMAGA_SECURITY_STARTTLS;
}

static DermagaEndpoint *
endpoint_at (DermagaScan *self, GInetAddress *address, const DermagaCandidate *candidate)
{
  g_autofree char *text = g_inet_address_to_string (address);

  return get_endpoint (self, text, candidate->port, candidate->protocol);
}

/* Whether @candidate has a row of its own, or is to get one. Then it is tried at all addresses of
 * its name, those that it shares as well: a row must know of every fault. */
static gboolean
needs_row (DermagaScan *self, DermagaHost *host, const DermagaCandidate *candidate)
{
  DermagaProbe *row = dermaga_result_find (self->result, candidate);

  if (row != NULL && g_hash_table_contains (self->rows, row))
    return TRUE;
  for (guint i = 0; i < host->addresses->len; i++)
    {
      DermagaEndpoint *endpoint = endpoint_at (self, host->addresses->pdata[i], candidate);

      /* Its port was published in both modes, or a better source named it since it was told. */
      if (dermaga_endpoint_was_tried (endpoint, host)
            ? !dermaga_endpoint_was_tried_as (endpoint, host, mode_for (candidate))
            : dermaga_endpoint_deserves (endpoint, candidate))
        return TRUE;
    }
  return FALSE;
}

void
dermaga_scan_try_everywhere (DermagaScan *self, DermagaHost *host,
                             const DermagaCandidate *candidate)
{
  for (guint i = 0; i < host->addresses->len; i++)
    {
      DermagaEndpoint *endpoint = endpoint_at (self, host->addresses->pdata[i], candidate);

      if (!dermaga_endpoint_was_tried_as (endpoint, host, mode_for (candidate)))
        dermaga_scan_add_attempt (self, endpoint, host->addresses->pdata[i], candidate,
                                  mode_for (candidate), host);
    }
}

/* One port is one server: whoever vouches for it vouches for what it offers in other modes. */
static void
promote_rows (DermagaScan *self, const DermagaCandidate *candidate)
{
  g_autoptr (DermagaCandidate) other = dermaga_candidate_copy (candidate);

  for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
    {
      DermagaProbe *row;

      other->security = security;
      row = dermaga_result_find (self->result, other);
      if (row != NULL)
        dermaga_probe_promote (row, other);
    }
}

static void
claim (DermagaScan *self, DermagaHost *host, const DermagaCandidate *candidate)
{
  promote_rows (self, candidate);
  if (needs_row (self, host, candidate))
    dermaga_scan_try_everywhere (self, host, candidate);
  for (guint i = 0; i < host->addresses->len; i++)
    {
      DermagaEndpoint *endpoint = endpoint_at (self, host->addresses->pdata[i], candidate);
      guint n_attempts = endpoint->attempts->len;

      if (g_ptr_array_find (endpoint->hosts, host, NULL))
        continue;
      g_ptr_array_add (endpoint->hosts, host);
      /* Another name may have been found to be the wrong one before this one was known. */
      for (guint j = 0; j < n_attempts; j++)
        dermaga_scan_consider_further_name (self, endpoint->attempts->pdata[j]);
    }
}

void
dermaga_scan_add_host (DermagaScan *self, DermagaHost *host)
{
  g_autoptr (GPtrArray) candidates = dermaga_host_get_candidates (host);

  for (guint i = 0; i < candidates->len; i++)
    claim (self, host, candidates->pdata[i]);
  dermaga_scan_start_waiting (self);
  dermaga_scan_update_rows (self);
}

static DermagaOutcome
dns_outcome (const DermagaHost *host)
{
  DermagaDnsStatus v4 = host->status[0], v6 = host->status[1];

  if (v4 == DERMAGA_DNS_NXDOMAIN || v6 == DERMAGA_DNS_NXDOMAIN)
    return DERMAGA_OUTCOME_DNS_NXDOMAIN;
  if (v4 == DERMAGA_DNS_SERVFAIL || v6 == DERMAGA_DNS_SERVFAIL)
    return DERMAGA_OUTCOME_DNS_SERVFAIL;
  if (v4 == DERMAGA_DNS_NO_REPLY || v6 == DERMAGA_DNS_NO_REPLY)
    return DERMAGA_OUTCOME_DNS_NO_REPLY;
  return DERMAGA_OUTCOME_DNS_NODATA;
}

void
dermaga_scan_add_unresolved (DermagaScan *self, DermagaHost *host)
{
  g_autoptr (GPtrArray) candidates = dermaga_host_get_candidates (host);

  for (guint i = 0; i < candidates->len; i++)
    {
      DermagaProbe *row = dermaga_result_add (self->result, candidates->pdata[i]);

      dermaga_probe_set_outcome (row, dns_outcome (host));
      dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_DONE);
    }
  dermaga_result_queue_changed (self->result);
}

void
dermaga_scan_set_certificate_func (DermagaScan *self, DermagaScanCertificateFunc func)
{
  self->certificate = func;
}

DermagaEndpoint *
dermaga_scan_endpoint_of (DermagaScan *self, const DermagaAttempt *attempt)
{
  return get_endpoint (self, attempt->address_text, attempt->port, attempt->protocol);
}

const DermagaCandidate *
dermaga_scan_candidate_of (const DermagaAttempt *attempt)
{
  DermagaSecurity security =
    attempt->mode == DERMAGA_SECURITY_TLS ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;

  return dermaga_probe_get_candidate (attempt->rows[security]);
}

/* News from a connection */

static void
retune_deadlines (DermagaScan *self)
{
  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (attempt->connection != NULL)
        dermaga_connection_set_connect_deadline (
          attempt->connection,
          dermaga_peers_get_connect_deadline (self->peers, attempt->address_text));
    }
}

static void
connection_cb (DermagaConnection *connection, gpointer user_data)
{
  DermagaScan *self = user_data;
  DermagaAttempt *attempt = g_hash_table_lookup (self->by_connection, connection);
  gboolean was_decided;

  g_return_if_fail (attempt != NULL);

  if (dermaga_connection_get_round_trip (connection) >= 0
      && dermaga_peers_note_round_trip (self->peers, attempt->address_text,
                                        dermaga_connection_get_round_trip (connection)))
    retune_deadlines (self);

  was_decided = dermaga_attempt_is_decided (attempt);
  dermaga_attempt_note_times (attempt);
  dermaga_attempt_take_answers (attempt);
  dermaga_scan_settle_silent_twins (self, dermaga_scan_endpoint_of (self, attempt));
  dermaga_scan_settle_unreachable_twins (self, attempt);
  if (!was_decided && dermaga_attempt_is_decided (attempt))
    {
      dermaga_scan_consider_other_manner (self, attempt);
      dermaga_scan_consider_further_name (self, attempt);
      dermaga_scan_consider_second_look (self, attempt);
    }
  if (dermaga_attempt_is_closed (attempt) && g_hash_table_remove (self->by_connection, connection))
    dermaga_peers_leave (self->peers, attempt->address_text);
  dermaga_scan_look_for_ban (self, attempt);
  dermaga_scan_start_waiting (self);
  dermaga_scan_watch_silence (self);
  dermaga_scan_update_rows (self);
  self->changed (self, self->user_data);
}

/* The end */

void
dermaga_scan_names_complete (DermagaScan *self)
{
  self->names_complete = TRUE;
  dermaga_scan_update_rows (self);
}

gboolean
dermaga_scan_is_idle (DermagaScan *self)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (!dermaga_attempt_is_decided (self->attempts->pdata[i]))
      return FALSE;
  return TRUE;
}

void
dermaga_scan_stop (DermagaScan *self)
{
  GHashTableIter iter;
  gpointer row;

  dermaga_timer_clear (&self->silence_timer);
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (attempt->connection != NULL)
        dermaga_connection_leave (attempt->connection);
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (dermaga_probe_is_done (row))
        continue;
      /* What some address has answered already is worth more than "not checked". */
      if (dermaga_probe_get_addresses (row)->len == 0)
        dermaga_probe_set_outcome (row, DERMAGA_OUTCOME_NOT_CHECKED);
      dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_DONE);
    }
  dermaga_scan_update_alternatives (self);
  dermaga_impostor_mark (self->result);
  dermaga_result_queue_changed (self->result);
}
