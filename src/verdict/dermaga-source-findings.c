#include "config.h"

#include "verdict/dermaga-source-findings.h"

#include "base/dermaga-target.h"

#include <glib/gi18n.h>

/* What follows from comparing the places that name servers with each other and with what works. */

typedef struct {
  GPtrArray *findings;
  DermagaResult *result;
  const DermagaRecommendation *recommendation;
} Search;

/* What the sentences may name; %NULL members are not used. */
typedef struct {
  const char *source; /* title of a place */
  const char *host;
  const char *port;   /* of @host */
  const char *state;  /* of @port */
  const char *other;  /* another host, and its port */
  const char *other_port;
} Values;

/* (transfer full): @template is translated here. */
static char *
fill (const Search *search, const char *template, const Values *values)
{
  return dermaga_fill (_(template), "target", dermaga_result_get_target (search->result),
                       "source", values->source, "host", values->host, "port", values->port,
                       "state", values->state, "other", values->other, "other_port",
                       values->other_port, NULL);
}

/* Takes @meaning. */
static void
add (const Search *search, const char *code, DermagaSeverity severity, const DermagaTexts *texts,
     const Values *values, char *meaning)
{
  g_ptr_array_add (search->findings,
                   dermaga_finding_new (
                     code, severity,
                     dermaga_words_new (fill (search, texts->headline, values), meaning,
                                        fill (search, texts->action, values))));
}

static char *
port_text (const DermagaCandidate *candidate)
{
  return g_strdup_printf ("%u", (guint) candidate->port);
}

static const DermagaSourceReport *
find_report (const Search *search, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (search->result);

  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *) sources->pdata[i])->id, id))
      return sources->pdata[i];
  return NULL;
}

static const DermagaCandidate *
get_choice (const Search *search, DermagaDirection direction)
{
  const DermagaChoice *choice = direction == DERMAGA_DIRECTION_INCOMING
                                  ? search->recommendation->incoming
                                  : search->recommendation->outgoing;

  return choice != NULL ? dermaga_probe_get_candidate (choice->probe) : NULL;
}

static gboolean
serves (const DermagaCandidate *server, DermagaDirection direction)
{
  return dermaga_protocol_get_direction (server->protocol) == direction;
}

/* (transfer none) (nullable): the row of that server once something is known of it. */
static DermagaProbe *
find_tested (const Search *search, const DermagaCandidate *server)
{
  DermagaProbe *probe = dermaga_result_find (search->result, server);

  return probe != NULL && dermaga_probe_is_done (probe)
             && dermaga_probe_get_outcome (probe) != DERMAGA_OUTCOME_NOT_CHECKED
           ? probe
           : NULL;
}

/* What the server itself or its entry in DNS did; not what the user's network, a busy moment or
 * an offended server explains as well. Silence counts: that is how a server that is gone looks. */
static gboolean
speaks_against_server (DermagaOutcome outcome)
{
  switch ((int) outcome)
    {
    case DERMAGA_OUTCOME_NOT_CHECKED:
    case DERMAGA_OUTCOME_DNS_NO_REPLY:
    case DERMAGA_OUTCOME_NET_UNREACH:
    case DERMAGA_OUTCOME_LOCAL_BLOCK:
    case DERMAGA_OUTCOME_NET_BLOCKED:
    case DERMAGA_OUTCOME_PORTAL:
    case DERMAGA_OUTCOME_INTERCEPTED:
    case DERMAGA_OUTCOME_TAMPERED:
    case DERMAGA_OUTCOME_TEMPFAIL:
    case DERMAGA_OUTCOME_BANNED:
      return FALSE;
    default:
      return !dermaga_outcome_is_safe (outcome);
    }
}

/* Published for everybody, by whom. */
static const struct {
  const char *id;
  gboolean by_provider;
} published[] = {
  { "file", FALSE }, { "pacc", TRUE }, { "autoconfig", TRUE }, { "well-known", TRUE },
  { "ispdb", FALSE },
};

/* published-stale */

static const DermagaTexts stale_at_provider = {
  N_("The settings that the provider publishes do not work"), NULL,
  N_("Use the settings that are recommended here. If it is the same from another network, tell "
     "your provider that what it publishes needs to be brought up to date."),
};

static const DermagaTexts stale_elsewhere = {
  N_("Settings that are published for {target} do not work"), NULL,
  N_("Use the settings that are recommended here. If it is the same from another network, tell "
     "whoever maintains “{source}”, or your provider, that it needs to be brought up to date."),
};

/* (transfer none) (nullable): the first encrypted server of the direction if none of those that are
 * named for it works, and each was tried. */
static const DermagaCandidate *
find_stale (const Search *search, const DermagaSourceReport *report, DermagaDirection direction)
{
  const DermagaCandidate *first = NULL;

  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];
      DermagaProbe *probe;

      if (!serves (server, direction))
        continue;
      probe = find_tested (search, server);
      if (probe == NULL || !speaks_against_server (dermaga_probe_get_outcome (probe)))
        return NULL;
      if (first == NULL && server->security != DERMAGA_SECURITY_NONE)
        first = server;
    }
  return first;
}

/* (transfer full) (nullable) */
static char *
describe_stale (const Search *search, const DermagaSourceReport *report,
                DermagaDirection direction)
{
  const DermagaCandidate *best = get_choice (search, direction);
  const DermagaCandidate *stale = best != NULL ? find_stale (search, report, direction) : NULL;
  g_autofree char *port = NULL;
  g_autofree char *best_port = NULL;
  g_autofree char *state = NULL;

  if (stale == NULL)
    return NULL;
  port = port_text (stale);
  best_port = port_text (best);
  state = dermaga_explain_state (find_tested (search, stale));
  return fill (search,
               direction == DERMAGA_DIRECTION_INCOMING
                 ? N_("For receiving mail, nothing that “{source}” names works safely: for port "
                      "{port} of {host}, the result is “{state}”. Port {other_port} of {other} is "
                      "recommended instead.")
                 : N_("For sending mail, nothing that “{source}” names works safely: for port "
                      "{port} of {host}, the result is “{state}”. Port {other_port} of {other} is "
                      "recommended instead."),
               &(Values){ .source = dermaga_explain_source_name (report->id), .host = stale->host,
                          .port = port, .other = best->host, .other_port = best_port,
                          .state = state });
}

static void
look_for_stale (const Search *search)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const DermagaSourceReport *report = find_report (search, published[i].id);
      g_autofree char *incoming = NULL;
      g_autofree char *outgoing = NULL;
      char *meaning;

      if (report == NULL)
        continue;
      incoming = describe_stale (search, report, DERMAGA_DIRECTION_INCOMING);
      outgoing = describe_stale (search, report, DERMAGA_DIRECTION_OUTGOING);
      if (incoming == NULL && outgoing == NULL)
        continue;
      if (incoming != NULL && outgoing != NULL)
        meaning = dermaga_append_sentence (g_steal_pointer (&incoming),
                                           g_steal_pointer (&outgoing));
      else
        meaning = incoming != NULL ? g_steal_pointer (&incoming) : g_steal_pointer (&outgoing);
      add (search, "published-stale", DERMAGA_SEVERITY_WARNING,
           published[i].by_provider ? &stale_at_provider : &stale_elsewhere,
           &(Values){ .source = dermaga_explain_source_name (report->id) }, meaning);
      return;
    }
}

/* plain-only-published */

static const DermagaTexts plain_only = {
  N_("Published settings are without encryption"), NULL,
  N_("Use encrypted settings only. If none are recommended here, ask your provider for them."),
};

static gboolean
is_plain_only (const DermagaSourceReport *report, DermagaDirection direction)
{
  gboolean any = FALSE;

  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];

      if (!serves (server, direction))
        continue;
      if (server->security != DERMAGA_SECURITY_NONE)
        return FALSE;
      any = TRUE;
    }
  return any;
}

static void
look_for_plain_only (const Search *search)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const DermagaSourceReport *report = find_report (search, published[i].id);
      gboolean incoming = report != NULL && is_plain_only (report, DERMAGA_DIRECTION_INCOMING);
      gboolean outgoing = report != NULL && is_plain_only (report, DERMAGA_DIRECTION_OUTGOING);
      gboolean lacking = (incoming && search->recommendation->incoming == NULL)
                         || (outgoing && search->recommendation->outgoing == NULL);
      Values values = { NULL };

      if (!incoming && !outgoing)
        continue;
      values.source = dermaga_explain_source_name (report->id);
      add (search, "plain-only-published",
           lacking ? DERMAGA_SEVERITY_WARNING : DERMAGA_SEVERITY_INFO, &plain_only, &values,
           fill (search,
                 incoming && outgoing
                   ? N_("“{source}” names only servers without encryption, on which anyone in "
                        "between could read your password and your mail. Dermaga never chooses "
                        "them by itself.")
                 : incoming
                   ? N_("For receiving mail, “{source}” names only servers without encryption, on "
                        "which anyone in between could read your password and your mail. Dermaga "
                        "never chooses them by itself.")
                   : N_("For sending mail, “{source}” names only servers without encryption, on "
                        "which anyone in between could read your password and your mail. Dermaga "
                        "never chooses them by itself."),
                 &values));
      return;
    }
}

/* source-suspicious */

static const DermagaTexts no_proof = {
  N_("{host} could not prove who it is"),
  N_("Dermaga asked there for the provider’s settings, but the web server that answered could not "
     "prove with a certificate that it is the right one. What it says was not used. Often such an "
     "address is only set up wrongly; someone in between would look the same."),
  N_("Nothing needs to be done if you can sign in with the recommended settings. You may tell your "
     "provider."),
};

static const DermagaTexts unprotected_detour = {
  N_("{host} leads to an unprotected address"),
  N_("Dermaga asked there for the provider’s settings and was sent on to an address without "
     "protection, where anyone on the way could forge the answer. It was not followed."),
  N_("Nothing needs to be done if you can sign in with the recommended settings. You may tell your "
     "provider."),
};

static gboolean
rests_on_http (const Search *search)
{
  const DermagaCandidate *incoming = get_choice (search, DERMAGA_DIRECTION_INCOMING);
  const DermagaCandidate *outgoing = get_choice (search, DERMAGA_DIRECTION_OUTGOING);

  return (incoming != NULL && incoming->source == DERMAGA_SOURCE_HTTP)
         || (outgoing != NULL && outgoing->source == DERMAGA_SOURCE_HTTP);
}

/* (transfer full): which web server it was: the one that was asked, or where that one led. */
static char *
find_web_host (const Search *search, const DermagaSourceReport *report, const char *prefix)
{
  g_autoptr (GUri) uri
    = report->url != NULL ? g_uri_parse (report->url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri != NULL && dermaga_host_is_valid (g_uri_get_host (uri)))
    return g_strdup (g_uri_get_host (uri));
  return g_strconcat (prefix, dermaga_result_get_target (search->result), NULL);
}

/* That the protected way is disturbed matters more where the unprotected one was believed. */
static void
look_for_suspicious (const Search *search)
{
  static const struct {
    const char *id;
    const char *prefix;
  } own[] = { { "pacc", "ua-auto-config." }, { "autoconfig", "autoconfig." },
              { "well-known", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const DermagaSourceReport *report = find_report (search, own[i].id);
      g_autofree char *host = NULL;
      const DermagaTexts *texts;
      Values values = { NULL };

      if (report == NULL || report->status == DERMAGA_SOURCE_STATUS_FOUND)
        continue;
      if (report->problem == DERMAGA_SOURCE_PROBLEM_CERTIFICATE)
        texts = &no_proof;
      else if (report->problem == DERMAGA_SOURCE_PROBLEM_DOWNGRADE)
        texts = &unprotected_detour;
      else
        continue;
      host = find_web_host (search, report, own[i].prefix);
      values.host = host;
      add (search, "source-suspicious",
           rests_on_http (search) ? DERMAGA_SEVERITY_WARNING : DERMAGA_SEVERITY_INFO, texts,
           &values, fill (search, texts->meaning, &values));
      return;
    }
}

/* http-lead */

static const DermagaTexts http_lead = {
  N_("The settings came without protection"),
  N_("The name {host} was published over http, and anyone on the way could have put another name "
     "there. The server did prove that {host} is its own name, but not that it belongs to your "
     "provider."),
  N_("Make sure that {host} belongs to your provider before you type your password."),
};

static void
look_for_http (const Search *search)
{
  for (guint i = 0; i < 2; i++)
    {
      const DermagaCandidate *choice
        = get_choice (search, i == 0 ? DERMAGA_DIRECTION_INCOMING : DERMAGA_DIRECTION_OUTGOING);
      Values values = { NULL };

      if (choice == NULL || choice->source != DERMAGA_SOURCE_HTTP)
        continue;
      values.host = choice->host;
      add (search, "http-lead", DERMAGA_SEVERITY_WARNING, &http_lead, &values,
           fill (search, http_lead.meaning, &values));
      return;
    }
}

/* exchange */

static const DermagaTexts exchange = {
  N_("{target} seems to use Microsoft Exchange"),
  N_("It answers as Exchange does. There, IMAP and SMTP for mail programs may be switched off, for "
     "everybody or for single people, although the ports answer."),
  N_("If you cannot sign in, ask your administrator whether IMAP and SMTP are switched on for you. "
     "Do not type your password into a page that opens by itself."),
};

static void
look_for_exchange (const Search *search)
{
  Values values = { NULL };

  if (dermaga_result_get_conditions (search->result) & DERMAGA_CONDITION_EXCHANGE)
    add (search, "exchange", DERMAGA_SEVERITY_INFO, &exchange, &values,
         fill (search, exchange.meaning, &values));
}

void
dermaga_source_findings_add (GPtrArray *findings, DermagaResult *result,
                             const DermagaRecommendation *recommendation)
{
  const Search search = { findings, result, recommendation };

  look_for_stale (&search);
  look_for_plain_only (&search);
  look_for_http (&search);
  look_for_suspicious (&search);
  look_for_exchange (&search);
  dermaga_disagreement_findings_add (findings, result, recommendation);
}
