#include "config.h"

#include "model/dermaga-server-words.h"
#include "probe/dermaga-ban.h"
#include "probe/dermaga-scan-private.h"

/* What a server makes of several connections at once: it may ask for fewer, or shut the door. */

/* Too many */

static gboolean
was_told_of_limit (DermagaAttempt *attempt)
{
  DermagaSession session = dermaga_connection_get_session (attempt->connection);
  g_autofree char *words = dermaga_server_words_of (session.facts, session.tls);

  return dermaga_server_words_tell_limit (words);
}

/* "Too many connections" may have been our own doing. One further connection, all alone, tells. */
void
dermaga_scan_consider_second_look (DermagaScan *self, DermagaAttempt *attempt)
{
  DermagaEndpoint *endpoint = dermaga_scan_endpoint_of (self, attempt);
  const DermagaCandidate *candidate = dermaga_scan_candidate_of (attempt);
  DermagaAttempt *second;

  if (endpoint->looked_again
      || dermaga_attempt_get_outcome (attempt, candidate->security) != DERMAGA_OUTCOME_TEMPFAIL
      || !was_told_of_limit (attempt))
    return;
  endpoint->looked_again = TRUE;
  second = dermaga_scan_add_attempt (self, endpoint, attempt->address, candidate, attempt->mode,
                                     attempt->host);
  second->second_look = TRUE;
}

static gboolean
is_open (const DermagaAttempt *attempt)
{
  return attempt->connection != NULL && !dermaga_attempt_is_closed (attempt);
}

/* A second look waits for the others to leave, but not for those who keep silent; nobody else
 * begins while it is under way. */
gboolean
dermaga_scan_is_its_turn (DermagaScan *self, const DermagaAttempt *attempt)
{
  for (guint i = 0; i < self->attempts->len; i++)
    {
      const DermagaAttempt *other = self->attempts->pdata[i];

      if (other == attempt || !g_str_equal (other->address_text, attempt->address_text))
        continue;
      if (other->second_look && is_open (other))
        return FALSE;
      if (!attempt->second_look)
        continue;
      if (dermaga_attempt_is_talking (other) && !dermaga_attempt_is_slow (other))
        return FALSE;
      if (!other->second_look && g_ptr_array_find (self->waiting, other, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Shut out */

/* Not for want of a way: that says nothing about the server. */
static gboolean
ended_without_a_word (DermagaAttempt *attempt)
{
  DermagaSession session;

  if (attempt->ended == 0 || attempt->answered != 0)
    return FALSE;
  session = dermaga_connection_get_session (attempt->connection);
  return session.transport != DERMAGA_TRANSPORT_CANCELLED
         && dermaga_attempt_get_outcome (attempt, dermaga_scan_candidate_of (attempt)->security)
              != DERMAGA_OUTCOME_NET_UNREACH;
}

static gint64
find_start_of_ban (DermagaScan *self, const char *address)
{
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (DermagaContact));

  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];
      DermagaContact contact;

      if (attempt->connection == NULL || !g_str_equal (attempt->address_text, address))
        continue;
      contact = (DermagaContact){ attempt->port, attempt->started, attempt->answered,
                                  attempt->ended, ended_without_a_word (attempt) };
      g_array_append_val (contacts, contact);
    }
  return dermaga_ban_find_start ((DermagaContact *) (gpointer) contacts->data, contacts->len);
}

/* Those that wait are not begun any more, those under way are given up. */
static void
shut_out (DermagaScan *self, DermagaAttempt *attempt)
{
  g_ptr_array_remove (self->waiting, attempt);
  if (attempt->connection != NULL && g_hash_table_remove (self->by_connection, attempt->connection))
    {
      dermaga_connection_cancel (attempt->connection);
      dermaga_peers_leave (self->peers, attempt->address_text);
    }
  dermaga_attempt_ban (attempt);
}

void
dermaga_scan_look_for_ban (DermagaScan *self, DermagaAttempt *news)
{
  gint64 start;

  if (!ended_without_a_word (news) || g_hash_table_contains (self->banned, news->address_text))
    return;
  start = find_start_of_ban (self, news->address_text);
  if (start == 0)
    return;
  g_hash_table_add (self->banned, g_strdup (news->address_text));
  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];

      if (g_str_equal (attempt->address_text, news->address_text)
          && (attempt->connection == NULL || attempt->started >= start))
        shut_out (self, attempt);
    }
}
