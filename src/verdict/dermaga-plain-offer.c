#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/*
 * Who removes the offer of encryption on the way makes every server look as if it had none. So
 * nothing is offered where anything at all speaks for encryption, or against the network: a single
 * sign suffices, of whatever server. What is left cannot be told from a stripper that is careful;
 * the words that go with the offer say so.
 */

/* What makes the whole check distrusted. That STARTTLS is not offered is what is to be expected of
 * a server without encryption, and no such sign. */
static gboolean
is_suspicious (DermagaOutcome outcome)
{
  return (dermaga_outcome_is_warning (outcome) && outcome != DERMAGA_OUTCOME_NO_STARTTLS)
         || outcome == DERMAGA_OUTCOME_PORTAL || outcome == DERMAGA_OUTCOME_TLS_CUT;
}

/* That an encrypted way does not exist is known where the server itself said so, or where there is
 * no server. Silence says nothing. */
static gboolean
is_known_to_be_missing (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_REFUSED || outcome == DERMAGA_OUTCOME_NO_STARTTLS
         || outcome == DERMAGA_OUTCOME_DNS_NXDOMAIN || outcome == DERMAGA_OUTCOME_DNS_NODATA;
}

static gboolean
network_interferes (DermagaResult *result)
{
  GPtrArray *checks = dermaga_result_get_port_checks (result);

  for (guint i = 0; i < checks->len; i++)
    {
      DermagaPortVerdict verdict = dermaga_port_check_get_verdict (checks->pdata[i]);

      if (verdict == DERMAGA_PORT_VERDICT_INTERCEPTED || verdict == DERMAGA_PORT_VERDICT_PORTAL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_offer_anything (DermagaResult *result)
{
  const guint unfit = DERMAGA_CONDITION_CANCELLED | DERMAGA_CONDITION_WILDCARD_DNS
                      | DERMAGA_CONDITION_OFFLINE;
  GListModel *probes = dermaga_result_get_probes (result);

  if (!dermaga_result_get_finished (result)
      || (dermaga_result_get_conditions (result) & unfit) != 0 || network_interferes (result))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      GPtrArray *addresses = dermaga_probe_get_addresses (probe);

      if (!dermaga_probe_is_done (probe) || is_suspicious (dermaga_probe_get_outcome (probe)))
        return FALSE;
      for (guint a = 0; a < addresses->len; a++)
        if (is_suspicious (((DermagaAddressResult *) addresses->pdata[a])->outcome))
          return FALSE;
    }
  return TRUE;
}

/* Names that somebody published, whoever that was; not those that were typed or guessed. */
static gboolean
is_published (DermagaSource source)
{
  return source != DERMAGA_SOURCE_USER && source != DERMAGA_SOURCE_GUESS
         && source != DERMAGA_SOURCE_MX && source != DERMAGA_SOURCE_CERTIFICATE;
}

/* Whoever publishes settings for that direction and names encryption has it. */
static gboolean
is_published_as_encrypted (DermagaResult *result, DermagaDirection direction)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  for (guint i = 0; i < sources->len; i++)
    {
      GPtrArray *servers = ((DermagaSourceReport *) sources->pdata[i])->servers;

      for (guint s = 0; s < servers->len; s++)
        {
          const DermagaCandidate *server = servers->pdata[s];

          if (dermaga_protocol_get_direction (server->protocol) == direction
              && server->security != DERMAGA_SECURITY_NONE)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
speaks_for_encryption (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  if (candidate->security == DERMAGA_SECURITY_NONE)
    return FALSE;
  if (is_published (candidate->source))
    return TRUE;
  /* What is silent between servers says nothing of the ports that are made for people. */
  return dermaga_candidate_is_relay (candidate) ? dermaga_outcome_is_safe (outcome)
                                                : !is_known_to_be_missing (outcome);
}

/* A program signs in; IMAP and POP3 have a way of their own for that, which is not listed. */
static gboolean
can_be_offered (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return candidate->security == DERMAGA_SECURITY_NONE && !candidate->outside
         && dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_OK_PLAIN
         && !dermaga_candidate_is_relay (candidate)
         && (candidate->protocol != DERMAGA_PROTOCOL_SMTP
             || dermaga_probe_get_auth (probe)[0] != NULL);
}

/* (nullable) (transfer none) */
static DermagaProbe *
find_plain (DermagaResult *result, DermagaDirection direction)
{
  GListModel *probes = dermaga_result_get_probes (result);
  DermagaProbe *best = NULL;

  if (dermaga_result_get_best (result, direction, NULL) != NULL
      || is_published_as_encrypted (result, direction))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (dermaga_probe_get_direction (probe) != direction)
        continue;
      if (speaks_for_encryption (probe))
        return NULL;
      if (can_be_offered (probe)
          && (best == NULL
              || dermaga_candidate_compare (candidate, dermaga_probe_get_candidate (best)) < 0))
        best = probe; /* the result holds it */
    }
  return best;
}

DermagaPlainOffer *
dermaga_plain_offer_find (DermagaResult *result)
{
  DermagaProbe *incoming;
  DermagaProbe *outgoing;
  DermagaPlainOffer *offer;

  if (!may_offer_anything (result))
    return NULL;
  incoming = find_plain (result, DERMAGA_DIRECTION_INCOMING);
  outgoing = find_plain (result, DERMAGA_DIRECTION_OUTGOING);
  if (incoming == NULL && outgoing == NULL)
    return NULL;
  offer = g_new0 (DermagaPlainOffer, 1);
  g_set_object (&offer->incoming, incoming);
  g_set_object (&offer->outgoing, outgoing);
  return offer;
}

void
dermaga_plain_offer_free (DermagaPlainOffer *offer)
{
  if (offer == NULL)
    return;
  g_clear_object (&offer->incoming);
  g_clear_object (&offer->outgoing);
  g_free (offer);
}

static char *
name_server (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return g_strdup_printf ("%s:%u", candidate->host, (guint) candidate->port);
}

static const char *
get_headline (const DermagaPlainOffer *offer)
{
  if (offer->incoming == NULL)
    return _("Sending works only without encryption");
  if (offer->outgoing == NULL)
    return _("Receiving works only without encryption");
  return _("Receiving and sending work only without encryption");
}

static char *
describe_danger (const DermagaPlainOffer *offer)
{
  g_autofree char *first = name_server (offer->incoming != NULL ? offer->incoming
                                                                : offer->outgoing);
  g_autofree char *second = name_server (offer->outgoing != NULL ? offer->outgoing
                                                                 : offer->incoming);

  if (g_str_equal (first, second))
    /* Translators: {server} is a host and a port: "smtp.example.com:587" */
    return dermaga_fill (_("Anyone on the way to {server} can read your password and all mail, "
                           "and change it. Either the server has no encryption, or something on "
                           "the way hides it: from here the two look the same."),
                         "server", first, NULL);
  /* Translators: {server} and {other} are a host and a port each: "imap.example.com:143" */
  return dermaga_fill (_("Anyone on the way to {server} and {other} can read your password and all "
                         "mail, and change it. Either the servers have no encryption, or something "
                         "on the way hides it: from here the two look the same."),
                       "server", first, "other", second, NULL);
}

DermagaWords *
dermaga_plain_offer_explain (const DermagaPlainOffer *offer)
{
  return dermaga_words_new (
    g_strdup (get_headline (offer)), describe_danger (offer),
    g_strdup (_("We advise against it: ask your provider for encrypted settings, or test again "
                "from another network.")));
}

static gboolean
complete (DermagaProbe *probe, const char *email, DermagaServer **server)
{
  const DermagaCandidate *candidate;
  g_autofree char *user_name = NULL;

  if (probe == NULL || *server != NULL)
    return FALSE;
  candidate = dermaga_probe_get_candidate (probe);
  user_name = dermaga_expand_user_name (candidate->user_name, email);
  *server = dermaga_server_new (candidate->protocol, candidate->host, candidate->port,
                                candidate->security, user_name);
  (*server)->browser_sign_in = dermaga_probe_wants_browser (probe);
  return TRUE;
}

gboolean
dermaga_plain_offer_complete (const DermagaPlainOffer *offer, gboolean needs_incoming,
                              gboolean needs_outgoing, DermagaSettings *settings)
{
  gboolean incoming = needs_incoming
                      && complete (offer->incoming, settings->email, &settings->incoming);
  gboolean outgoing = needs_outgoing
                      && complete (offer->outgoing, settings->email, &settings->outgoing);

  return incoming || outgoing;
}
