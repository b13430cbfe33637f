#include "config.h"

#include "verdict/dermaga-source-findings.h"

#include <glib/gi18n.h>
#include <string.h>

/* Places that name different servers. They cannot all be right, and a user who cannot sign in
 * should know of the other ones. */

/* What places say of one domain's servers; most trusted first. What the user gave is no claim of
 * anybody else, and what was guessed is none at all. */
static const char *const claimants[] = { "pacc", "autoconfig", "well-known", "table", "ispdb",
                                         "srv",  "mx",         "mx-autoconfig", "mx-ispdb" };

/* Where the servers of the provider stand to which the mail is delivered. */
static const char *const deliverers[] = { "mx", "mx-autoconfig", "mx-ispdb" };

/* (transfer container) (element-type DermagaCandidate): what that place claims. The exchangers
 * themselves are no claim: nobody says that people read their mail there. */
static GPtrArray *
list_claims (DermagaResult *result, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (result);
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (!g_str_equal (report->id, id))
        continue;
      for (guint j = 0; j < report->servers->len; j++)
        if (((DermagaCandidate *) report->servers->pdata[j])->source != DERMAGA_SOURCE_MX)
          g_ptr_array_add (claims, report->servers->pdata[j]);
    }
  return claims;
}

static gboolean
is_same_place (gconstpointer a, gconstpointer b)
{
  const DermagaCandidate *first = a;
  const DermagaCandidate *second = b;

  return first->protocol == second->protocol && first->port == second->port
         && g_str_equal (first->host, second->host);
}

static gboolean
contains (GPtrArray *claims, const DermagaCandidate *server)
{
  return g_ptr_array_find_with_equal_func (claims, server, is_same_place, NULL);
}

/* (nullable): the first of that protocol */
static const DermagaCandidate *
find_first (GPtrArray *claims, DermagaProtocol protocol)
{
  for (guint i = 0; i < claims->len; i++)
    if (((DermagaCandidate *) claims->pdata[i])->protocol == protocol)
      return claims->pdata[i];
  return NULL;
}

static gboolean
differ (GPtrArray *first, GPtrArray *second, DermagaProtocol protocol)
{
  if (find_first (first, protocol) == NULL || find_first (second, protocol) == NULL)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    {
      const DermagaCandidate *server = first->pdata[i];

      if (server->protocol == protocol && contains (second, server))
        return FALSE;
    }
  return TRUE;
}

static const DermagaCandidate *
get_choice (const DermagaRecommendation *recommendation, DermagaDirection direction)
{
  const DermagaChoice *choice = direction == DERMAGA_DIRECTION_INCOMING
                                  ? recommendation->incoming
                                  : recommendation->outgoing;

  return choice != NULL ? dermaga_probe_get_candidate (choice->probe) : NULL;
}

static gboolean
is_safe (DermagaResult *result, const DermagaCandidate *server)
{
  DermagaProbe *probe = dermaga_result_find (result, server);

  return probe != NULL && dermaga_probe_is_done (probe)
         && dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe));
}

static gboolean
has_safe (DermagaResult *result, GPtrArray *claims, DermagaProtocol protocol)
{
  for (guint i = 0; i < claims->len; i++)
    {
      const DermagaCandidate *server = claims->pdata[i];

      if (server->protocol == protocol && is_safe (result, server))
        return TRUE;
    }
  return FALSE;
}

/* sources-disagree */

/* Which of the two was taken, and why, as far as that is certain; %NULL otherwise. */
static const char *
describe_taken (DermagaResult *result, const DermagaCandidate *choice, GPtrArray *first,
                GPtrArray *second, DermagaProtocol protocol)
{
  gboolean first_works = has_safe (result, first, protocol);

  if (choice == NULL)
    return first_works || has_safe (result, second, protocol)
             ? NULL
             : N_("Neither of them works safely so far.");
  if (contains (first, choice))
    return find_first (first, protocol)->source < find_first (second, protocol)->source
             ? N_("The recommended server is that of “{source}”, which is the more trustworthy "
                  "of the two.")
             : N_("The recommended server is that of “{source}”.");
  if (contains (second, choice))
    return first_works ? N_("The recommended server is that of “{other_source}”.")
                       : N_("The recommended server is that of “{other_source}”, since nothing "
                            "that “{source}” names for this works safely so far.");
  return N_("The recommended server is neither of them.");
}

static char *
fill_pair (const char *template, const char *source, const char *other_source,
           const DermagaCandidate *server, const DermagaCandidate *other)
{
  g_autofree char *port = g_strdup_printf ("%u", (guint) server->port);
  g_autofree char *other_port = g_strdup_printf ("%u", (guint) other->port);
  g_autofree char *protocol
    = g_ascii_strup (dermaga_protocol_to_string (server->protocol), -1);

  return dermaga_fill (_(template), "protocol", protocol, "source", source, "host", server->host,
                       "port", port, "other_source", other_source, "other", other->host,
                       "other_port", other_port, NULL);
}

static DermagaWords *
describe_disagreement (DermagaResult *result, const DermagaRecommendation *recommendation,
                       const char *id, const char *other_id, DermagaProtocol protocol)
{
  g_autoptr (GPtrArray) first = list_claims (result, id);
  g_autoptr (GPtrArray) second = list_claims (result, other_id);
  const DermagaCandidate *choice
    = get_choice (recommendation, dermaga_protocol_get_direction (protocol));
  const char *source = dermaga_explain_source_name (id);
  const char *other_source = dermaga_explain_source_name (other_id);
  const char *taken;
  char *meaning;

  if (!differ (first, second, protocol))
    return NULL;
  taken = describe_taken (result, choice, first, second, protocol);
  meaning = fill_pair (N_("For {protocol}, “{source}” names {host} (port {port}), while "
                          "“{other_source}” names {other} (port {other_port})."),
                       source, other_source, find_first (first, protocol),
                       find_first (second, protocol));
  if (taken != NULL)
    meaning = dermaga_append_sentence (meaning, fill_pair (taken, source, other_source,
                                                           find_first (first, protocol),
                                                           find_first (second, protocol)));
  return dermaga_words_new (
    g_strdup (_("Different servers are named for the same use")), meaning,
    g_strdup (_("Nothing needs to be done if you can sign in with the recommended settings. "
                "Otherwise ask your provider which servers are the right ones.")));
}

/* The most trusted places that differ are told; what others say adds nothing to the doubt. */
static DermagaWords *
find_disagreement (DermagaResult *result, const DermagaRecommendation *recommendation)
{
  static const DermagaProtocol protocols[]
    = { DERMAGA_PROTOCOL_IMAP, DERMAGA_PROTOCOL_SMTP, DERMAGA_PROTOCOL_POP3 };

  for (guint i = 0; i < G_N_ELEMENTS (claimants); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (claimants); j++)
      for (guint k = 0; k < G_N_ELEMENTS (protocols); k++)
        {
          DermagaWords *words = describe_disagreement (result, recommendation, claimants[i],
                                                       claimants[j], protocols[k]);

          if (words != NULL)
            return words;
        }
  return NULL;
}

/* mx-elsewhere */

static gboolean
is_inside (const char *host, const char *domain)
{
  gsize length = strlen (host);
  gsize suffix = strlen (domain);

  return length >= suffix && g_ascii_strcasecmp (host + length - suffix, domain) == 0
         && (length == suffix || host[length - suffix - 1] == '.');
}

/* Whether it may be tried: it works, or nothing is known against it. */
static gboolean
may_work (DermagaResult *result, const DermagaCandidate *server)
{
  DermagaProbe *probe = dermaga_result_find (result, server);

  return probe == NULL || !dermaga_probe_is_done (probe)
         || dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_NOT_CHECKED
         || dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe));
}

/* (nullable): the delivering provider's server of that direction, if it is another one */
static const DermagaCandidate *
find_elsewhere (DermagaResult *result, const DermagaCandidate *choice)
{
  const char *target = dermaga_result_get_target (result);
  const DermagaCandidate *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (deliverers); i++)
    {
      g_autoptr (GPtrArray) claims = list_claims (result, deliverers[i]);

      for (guint j = 0; j < claims->len; j++)
        {
          const DermagaCandidate *server = claims->pdata[j];

          if (g_str_equal (server->host, choice->host))
            return NULL;
          if (found == NULL && server->protocol == choice->protocol
              && server->security != DERMAGA_SECURITY_NONE && !is_inside (server->host, target)
              && may_work (result, server))
            found = server;
        }
    }
  return found;
}

static DermagaWords *
describe_elsewhere (DermagaResult *result, const DermagaCandidate *choice)
{
  const char *target = dermaga_result_get_target (result);
  const DermagaCandidate *other;
  g_autofree char *port = NULL;

  if (choice == NULL
      || (choice->source != DERMAGA_SOURCE_GUESS && !is_inside (choice->host, target)))
    return NULL;
  other = find_elsewhere (result, choice);
  if (other == NULL)
    return NULL;
  port = g_strdup_printf ("%u", (guint) other->port);
  return dermaga_words_new (
    g_strdup (_("The mailbox may be at another provider")),
    dermaga_fill (_("{host} is recommended, but the directory of names (DNS) says that mail for "
                    "{target} is delivered to a provider whose server is {other}."),
                  "host", choice->host, "target", target, "other", other->host, NULL),
    dermaga_fill (_("If you cannot sign in at {host}, and know that this provider handles your "
                    "mail, try port {port} of {other}."),
                  "host", choice->host, "port", port, "other", other->host, NULL));
}

void
dermaga_disagreement_findings_add (GPtrArray *findings, DermagaResult *result,
                                   const DermagaRecommendation *recommendation)
{
  DermagaWords *words = find_disagreement (result, recommendation);

  if (words != NULL)
    g_ptr_array_add (findings,
                     dermaga_finding_new ("sources-disagree", DERMAGA_SEVERITY_INFO, words));
  words = describe_elsewhere (result, get_choice (recommendation, DERMAGA_DIRECTION_INCOMING));
  if (words == NULL)
    words = describe_elsewhere (result, get_choice (recommendation, DERMAGA_DIRECTION_OUTGOING));
  if (words != NULL)
    g_ptr_array_add (findings,
                     dermaga_finding_new ("mx-elsewhere", DERMAGA_SEVERITY_INFO, words));
}
