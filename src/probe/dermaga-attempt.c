#include "config.h"

#include "probe/dermaga-attempt.h"

DermagaAttempt *
dermaga_attempt_new (GInetAddress *address, guint16 port, DermagaProtocol protocol,
                     DermagaSecurity mode, DermagaHost *host)
{
  DermagaAttempt *attempt = g_new0 (DermagaAttempt, 1);

  attempt->address = g_object_ref (address);
  attempt->address_text = g_inet_address_to_string (address);
  attempt->port = port;
  attempt->protocol = protocol;
  attempt->mode = mode;
  attempt->host = host;
  return attempt;
}

void
dermaga_attempt_free (DermagaAttempt *attempt)
{
  if (attempt->connection != NULL)
    dermaga_connection_leave (attempt->connection);
  g_clear_object (&attempt->connection);
  for (guint i = 0; i < G_N_ELEMENTS (attempt->rows); i++)
    g_clear_object (&attempt->rows[i]);
  g_object_unref (attempt->address);
  g_free (attempt->address_text);
  g_free (attempt);
}

void
dermaga_attempt_start (DermagaAttempt *attempt, DermagaNetwork *network,
                       DermagaConnectionFunc func, gpointer user_data)
{
  attempt->connection
    = dermaga_connection_new (network, attempt->address, attempt->port, attempt->protocol,
                              attempt->mode, attempt->host->name, func, user_data);
  dermaga_connection_start (attempt->connection);
  attempt->started = g_get_monotonic_time ();
}

void
dermaga_attempt_note_times (DermagaAttempt *attempt)
{
  if (attempt->answered == 0 && dermaga_connection_was_answered (attempt->connection))
    attempt->answered = g_get_monotonic_time ();
  if (attempt->ended == 0 && dermaga_attempt_is_closed (attempt))
    attempt->ended = g_get_monotonic_time ();
}

static void
hand_over (DermagaAttempt *attempt, DermagaProbe *row, DermagaSecurity security,
           DermagaOutcome outcome, const DermagaSession *session)
{
  gboolean is_ipv6 = g_inet_address_get_family (attempt->address) == G_SOCKET_FAMILY_IPV6;
  DermagaAddressResult *result = dermaga_address_result_new (attempt->address_text, is_ipv6);

  result->outcome = outcome;
  result->os_error = session->os_error;
  result->timing = dermaga_connection_get_timing (attempt->connection);
  if (result->timing.total < 0)
    result->timing.total = dermaga_connection_get_age (attempt->connection);
  result->facts = dermaga_facts_copy (session->facts);
  if (session->tls != NULL && security != DERMAGA_SECURITY_NONE)
    result->tls = dermaga_tls_facts_copy (session->tls);
  if (session->transcript != NULL)
    result->transcript = dermaga_transcript_ref (session->transcript);
  dermaga_probe_take_address (row, result);
}

void
dermaga_attempt_take_answers (DermagaAttempt *attempt)
{
  DermagaSession session = dermaga_connection_get_session (attempt->connection);

  for (guint security = 0; security < G_N_ELEMENTS (attempt->rows); security++)
    {
      gboolean decided = FALSE;
      DermagaOutcome outcome;

      if (attempt->rows[security] == NULL || attempt->decided[security])
        continue;
      outcome = dermaga_classify (&session, security, &decided);
      if (!decided && !dermaga_attempt_is_closed (attempt))
        continue;
      attempt->decided[security] = TRUE;
      hand_over (attempt, attempt->rows[security], security, outcome, &session);
    }
}

void
dermaga_attempt_answer_for (DermagaAttempt *attempt, DermagaAttempt *twin)
{
  DermagaSession session = dermaga_connection_get_session (attempt->connection);

  for (guint security = 0; security < G_N_ELEMENTS (twin->rows); security++)
    {
      if (twin->rows[security] == NULL || twin->decided[security])
        continue;
      twin->decided[security] = TRUE;
      hand_over (attempt, twin->rows[security], security,
                 dermaga_classify (&session, security, NULL), &session);
    }
}

/* Nothing was said: there is no evidence to hand over but the outcome. */
static void
hand_over_ban (DermagaAttempt *attempt, DermagaProbe *row)
{
  gboolean is_ipv6 = g_inet_address_get_family (attempt->address) == G_SOCKET_FAMILY_IPV6;
  DermagaAddressResult *result = dermaga_address_result_new (attempt->address_text, is_ipv6);

  result->outcome = DERMAGA_OUTCOME_BANNED;
  if (attempt->connection != NULL)
    {
      result->os_error = dermaga_connection_get_session (attempt->connection).os_error;
      result->timing = dermaga_connection_get_timing (attempt->connection);
    }
  dermaga_probe_take_address (row, result);
}

void
dermaga_attempt_ban (DermagaAttempt *attempt)
{
  attempt->banned = TRUE;
  for (guint security = 0; security < G_N_ELEMENTS (attempt->rows); security++)
    if (attempt->rows[security] != NULL)
      {
        attempt->decided[security] = TRUE;
        hand_over_ban (attempt, attempt->rows[security]);
      }
}

gboolean
dermaga_attempt_is_decided (const DermagaAttempt *attempt)
{
  for (guint i = 0; i < G_N_ELEMENTS (attempt->rows); i++)
    if (attempt->rows[i] != NULL && !attempt->decided[i])
      return FALSE;
  return TRUE;
}

gboolean
dermaga_attempt_is_talking (const DermagaAttempt *attempt)
{
  if (attempt->connection == NULL)
    return FALSE;
  switch (dermaga_connection_get_phase (attempt->connection))
    {
    case DERMAGA_PHASE_CONNECTING:
    case DERMAGA_PHASE_CLOSED:
      return FALSE;
    case DERMAGA_PHASE_LISTENING:
    case DERMAGA_PHASE_TALKING:
    case DERMAGA_PHASE_SECURING:
    case DERMAGA_PHASE_LEAVING:
      return TRUE;
    }
  g_assert_not_reached ();
}

gboolean
dermaga_attempt_is_securing (const DermagaAttempt *attempt)
{
  return attempt->connection != NULL
         && dermaga_connection_get_phase (attempt->connection) == DERMAGA_PHASE_SECURING;
}

gboolean
dermaga_attempt_is_slow (const DermagaAttempt *attempt)
{
  return attempt->connection != NULL
         && dermaga_connection_get_silence (attempt->connection) >= DERMAGA_SLOW_US;
}

gboolean
dermaga_attempt_was_unreachable (const DermagaAttempt *attempt)
{
  DermagaTransport transport;

  if (!dermaga_attempt_is_closed (attempt))
    return FALSE;
  transport = dermaga_connection_get_session (attempt->connection).transport;
  return transport == DERMAGA_TRANSPORT_CONNECT_FAILED
         || transport == DERMAGA_TRANSPORT_CONNECT_TIMEOUT;
}

gboolean
dermaga_attempt_is_closed (const DermagaAttempt *attempt)
{
  return attempt->connection != NULL
         && dermaga_connection_get_phase (attempt->connection) == DERMAGA_PHASE_CLOSED;
}

DermagaOutcome
dermaga_attempt_get_outcome (const DermagaAttempt *attempt, DermagaSecurity security)
{
  gboolean decided = FALSE;
  DermagaSession session;
  DermagaOutcome outcome;

  if (attempt->banned)
    return DERMAGA_OUTCOME_BANNED;
  if (attempt->connection == NULL)
    return DERMAGA_OUTCOME_NOT_CHECKED;
  session = dermaga_connection_get_session (attempt->connection);
  outcome = dermaga_classify (&session, security, &decided);
  return decided || dermaga_attempt_is_closed (attempt) ? outcome : DERMAGA_OUTCOME_NOT_CHECKED;
}

static guint
port_rank (guint16 port)
{
  static const guint16 order[] = { 993, 465, 587, 143, 995, 110, 2525, 25 };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (order) && order[i] != port; i++)
    ;
  /* A port that somebody announced is tried first. */
  return i < G_N_ELEMENTS (order) ? i + 1 : 0;
}

int
dermaga_attempt_compare (gconstpointer a, gconstpointer b)
{
  const DermagaAttempt *one = *(DermagaAttempt *const *) a;
  const DermagaAttempt *other = *(DermagaAttempt *const *) b;

  if (one->host->source != other->host->source)
    return (int) one->host->source - (int) other->host->source;
  if (port_rank (one->port) != port_rank (other->port))
    return (int) port_rank (one->port) - (int) port_rank (other->port);
  return (int) one->host->order - (int) other->host->order;
}
