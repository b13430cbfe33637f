#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-port-findings.h"

/* What stands in the way of a safe server, the most telling first. */
typedef enum {
  OBSTACLE_UNFINISHED,
  OBSTACLE_PORTAL,
  OBSTACLE_TAMPERED,
  OBSTACLE_DECLINED, /* what works lies outside the domain, and the person will not use it */
  OBSTACLE_CERTIFICATE,
  OBSTACLE_PLAIN,
  OBSTACLE_ENCRYPTION,
  OBSTACLE_CANCELLED,
  OBSTACLE_SILENT,    /* something answered, but not so that it helps */
  OBSTACLE_TIMEOUT,   /* nothing answered at all */
  OBSTACLE_NOT_FOUND,
} Obstacle;

#define N_OBSTACLES (OBSTACLE_NOT_FOUND + 1)

typedef struct {
  const char *title;
  const char *summary;
} Situation;

static const Situation sending_missing[N_OBSTACLES] = {
  [OBSTACLE_UNFINISHED] = { N_("Settings for receiving found"),
                            N_("Ports for sending are still being checked.") },
  [OBSTACLE_DECLINED] = { N_("Only settings for receiving are left"),
                          N_("Settings for receiving were found. The servers for sending that work "
                             "lie outside {target}, and you chose not to use them. Ask your "
                             "provider for the right ones.") },
  [OBSTACLE_PORTAL] = { N_("Sign in to the network first"),
                        N_("Settings for receiving were found. For sending, the network wants you "
                           "to sign in with a web browser first.") },
  [OBSTACLE_TAMPERED] = { N_("Sending is not safe on this network"),
                          N_("Settings for receiving were found. When sending, something on the "
                             "way seems to interfere with the connection. Test again from another "
                             "network.") },
  [OBSTACLE_CERTIFICATE] = { N_("Sending has a certificate problem"),
                             N_("Settings for receiving were found. A server for sending answers, "
                                "but it cannot prove who it is: make no exception for it.") },
  [OBSTACLE_PLAIN] = { N_("Sending works, but is not private"),
                       N_("Settings for receiving were found. Sending works only without "
                          "encryption, so anyone in between could read your password. We advise "
                          "against it: ask your provider for encrypted settings.") },
  [OBSTACLE_ENCRYPTION] = { N_("Sending has no safe encryption"),
                            N_("Settings for receiving were found. A server for sending answers, "
                               "but no safe encryption could be set up with it.") },
  [OBSTACLE_CANCELLED] = { N_("Settings for receiving found"),
                           N_("The check ended before sending was known. Test again to find "
                              "settings for sending too.") },
  [OBSTACLE_TIMEOUT] = { N_("Your network seems to block sending mail"),
                         N_("Settings for receiving were found. No port for sending answered, "
                            "which is likely due to the network that you are using. Test again "
                            "from another network, such as a phone’s.") },
  [OBSTACLE_SILENT] = { N_("Receiving works, sending does not"),
                        N_("Settings for receiving were found. No server for sending answered as "
                           "it should.") },
  [OBSTACLE_NOT_FOUND] = { N_("Only settings for receiving were found"),
                           N_("No server for sending was found under the usual names. Ask your "
                              "provider for its name.") },
};

static const Situation receiving_missing[N_OBSTACLES] = {
  [OBSTACLE_UNFINISHED] = { N_("Settings for sending found"),
                            N_("Ports for receiving are still being checked.") },
  [OBSTACLE_DECLINED] = { N_("Only settings for sending are left"),
                          N_("Settings for sending were found. The servers for receiving that work "
                             "lie outside {target}, and you chose not to use them. Ask your "
                             "provider for the right ones.") },
  [OBSTACLE_PORTAL] = { N_("Sign in to the network first"),
                        N_("Settings for sending were found. For receiving, the network wants you "
                           "to sign in with a web browser first.") },
  [OBSTACLE_TAMPERED] = { N_("Receiving is not safe on this network"),
                          N_("Settings for sending were found. When receiving, something on the "
                             "way seems to interfere with the connection. Test again from another "
                             "network.") },
  [OBSTACLE_CERTIFICATE] = { N_("Receiving has a certificate problem"),
                             N_("Settings for sending were found. A server for receiving answers, "
                                "but it cannot prove who it is: make no exception for it.") },
  [OBSTACLE_PLAIN] = { N_("Receiving works, but is not private"),
                       N_("Settings for sending were found. Receiving works only without "
                          "encryption, so anyone in between could read your password. We advise "
                          "against it: ask your provider for encrypted settings.") },
  [OBSTACLE_ENCRYPTION] = { N_("Receiving has no safe encryption"),
                            N_("Settings for sending were found. A server for receiving answers, "
                               "but no safe encryption could be set up with it.") },
  [OBSTACLE_CANCELLED] = { N_("Settings for sending found"),
                           N_("The check ended before receiving was known. Test again to find "
                              "settings for receiving too.") },
  [OBSTACLE_TIMEOUT] = { N_("Sending works, receiving does not"),
                         N_("Settings for sending were found. No port for receiving answered at "
                            "all: the server may be down, or your network blocks it. Test again "
                            "later or from another network.") },
  [OBSTACLE_SILENT] = { N_("Sending works, receiving does not"),
                        N_("Settings for sending were found. No server for receiving answered as "
                           "it should.") },
  [OBSTACLE_NOT_FOUND] = { N_("Only settings for sending were found"),
                           N_("No server for receiving was found under the usual names. Ask your "
                              "provider for its name.") },
};

static const Situation both_missing[N_OBSTACLES] = {
  [OBSTACLE_UNFINISHED] = { N_("Still checking"),
                            N_("No safe settings are known yet.") },
  [OBSTACLE_DECLINED] = { N_("No other safe servers were found"),
                          N_("The servers that work lie outside {target}, and you chose not to use "
                             "them. Ask your provider for the names of the right ones and type "
                             "them in.") },
  [OBSTACLE_PORTAL] = { N_("Sign in to the network first"),
                        N_("The network does not let mail through until you have signed in with a "
                           "web browser. Then test again.") },
  [OBSTACLE_TAMPERED] = { N_("Not safe on this network"),
                          N_("Something on the way seems to interfere with the connection and may "
                             "be trying to read your mail. Do not sign in here. Test again from "
                             "another network.") },
  [OBSTACLE_CERTIFICATE] = { N_("A certificate problem stands in the way"),
                             N_("A mail server answers, but it cannot prove who it is. See below "
                                "what is wrong, and do not make an exception for it.") },
  [OBSTACLE_PLAIN] = { N_("Works, but not private"),
                       N_("Only connections without encryption work, so anyone in between could "
                          "read your password. We advise against using them: ask your provider for "
                          "encrypted settings.") },
  [OBSTACLE_ENCRYPTION] = { N_("No safe encryption"),
                            N_("A mail server answers, but no safe encryption could be set up with "
                               "it. Tell your provider.") },
  [OBSTACLE_CANCELLED] = { N_("The check was stopped"),
                           N_("No safe settings were known by then. Test again to find them.") },
  [OBSTACLE_TIMEOUT] = { N_("No mail server answers"),
                         N_("No port answered at all. Either the servers are down, or your network "
                            "blocks mail. Test again later or from another network.") },
  [OBSTACLE_SILENT] = { N_("No mail server answers"),
                        N_("There are servers, but none answered as it should. They may be down, "
                           "or your network blocks mail. Test again later or from another "
                           "network.") },
  [OBSTACLE_NOT_FOUND] = { N_("No mail server found"),
                           N_("No mail server was found under the usual names. Check the spelling, "
                              "or ask your provider for the server names and type them in.") },
};

/* Conditions of the whole check, which explain why there is nothing; the first that holds. */
static const struct {
  DermagaCondition condition;
  Situation situation;
} conditions[] = {
  { DERMAGA_CONDITION_OFFLINE,
    { N_("This computer is offline"), N_("Connect it to a network, then test again.") } },
  { DERMAGA_CONDITION_NO_DOMAIN,
    { N_("The domain does not exist"),
      N_("There is no domain {target}. Check the spelling.") } },
  { DERMAGA_CONDITION_DNS_SILENT,
    { N_("Names cannot be looked up"),
      N_("The directory that turns names into addresses (DNS) did not answer. Check your Internet "
         "connection, then test again.") } },
  { DERMAGA_CONDITION_DNS_BROKEN,
    { N_("The domain cannot be looked up"),
      N_("The directory that turns names into addresses (DNS) reported a fault for {target}. Test "
         "again later, or tell your provider.") } },
};

static const Situation wrong_clock = {
  N_("Set the clock of this computer first"),
  N_("It seems to be wrong, and by a wrong clock good certificates look as if they were out of "
     "date. Set the date and time, then test again."),
};

static const Situation no_mail_domain = {
  N_("No mail server found"),
  N_("{target} declares that it takes no mail. Check the spelling."),
};

static Obstacle
obstacle_of_row (DermagaProbe *probe, gboolean declined)
{
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  gboolean is_relay = dermaga_candidate_is_relay (candidate);

  if (declined && candidate->outside && dermaga_outcome_is_safe (outcome)
      && (!is_relay || *dermaga_probe_get_auth (probe) != NULL))
    return OBSTACLE_DECLINED;
  if (outcome == DERMAGA_OUTCOME_PORTAL)
    return OBSTACLE_PORTAL;
  if (outcome == DERMAGA_OUTCOME_TAMPERED || outcome == DERMAGA_OUTCOME_INTERCEPTED)
    return OBSTACLE_TAMPERED;
  if (dermaga_outcome_is_dns (outcome))
    return OBSTACLE_NOT_FOUND;
  if (outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return OBSTACLE_CANCELLED;
  if (outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_NET_BLOCKED)
    return OBSTACLE_TIMEOUT;
  /* What port 25 offers or lacks says nothing about the ports that are made for people. */
  if (is_relay)
    return OBSTACLE_SILENT;
  if (dermaga_outcome_is_certificate (outcome))
    return OBSTACLE_CERTIFICATE;
  if (outcome == DERMAGA_OUTCOME_OK_PLAIN)
    return OBSTACLE_PLAIN;
  if (outcome == DERMAGA_OUTCOME_NO_STARTTLS || outcome == DERMAGA_OUTCOME_STARTTLS_FAIL
      || outcome == DERMAGA_OUTCOME_TLS_OLD || outcome == DERMAGA_OUTCOME_TLS_WEAK
      || outcome == DERMAGA_OUTCOME_TLS_CUT)
    return OBSTACLE_ENCRYPTION;
  return OBSTACLE_SILENT;
}

static Obstacle
find_obstacle (DermagaResult *result, DermagaDirection direction, gboolean declined)
{
  GListModel *probes = dermaga_result_get_probes (result);
  gboolean finished = dermaga_result_get_finished (result);
  Obstacle obstacle = finished ? OBSTACLE_NOT_FOUND : OBSTACLE_UNFINISHED;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_direction (probe) == direction && dermaga_probe_is_done (probe))
        obstacle = MIN (obstacle, obstacle_of_row (probe, declined));
    }
  return obstacle;
}

gboolean
dermaga_sending_seems_blocked (DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);
  g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);
  gboolean receiving_answered = FALSE;

  if (dermaga_port_findings_sending_is_open (result))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
      gboolean in_vain
        = outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_NET_BLOCKED;

      if (!dermaga_probe_is_done (probe) || dermaga_outcome_is_dns (outcome))
        continue;
      if (dermaga_probe_get_direction (probe) == DERMAGA_DIRECTION_INCOMING)
        receiving_answered = receiving_answered || dermaga_outcome_is_safe (outcome);
      else if (!in_vain)
        return FALSE;
      else
        g_hash_table_add (ports,
                          GUINT_TO_POINTER (dermaga_probe_get_candidate (probe)->port));
    }
  return receiving_answered && g_hash_table_size (ports) >= 2;
}

static gboolean
is_due_to_clock (DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);

  if (dermaga_result_get_clock_verdict (result).state != DERMAGA_CLOCK_WRONG)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_CERT_TIME)
        return TRUE;
    }
  return FALSE;
}

static Situation
find_situation (const DermagaRecommendation *recommendation, DermagaResult *result)
{
  static const Situation use_them = {
    N_("Use these settings"),
    N_("Both servers answer, and the encryption to both was verified. The check "
       "itself tried no password."),
  };
  guint set = dermaga_result_get_conditions (result);
  Obstacle incoming;
  Obstacle outgoing;
  Obstacle obstacle;

  if (dermaga_recommendation_is_safe_pair (recommendation))
    return use_them;
  incoming = find_obstacle (result, DERMAGA_DIRECTION_INCOMING, recommendation->declined);
  outgoing = find_obstacle (result, DERMAGA_DIRECTION_OUTGOING, recommendation->declined);
  /* To suspect the network takes more than one silent port. */
  if (outgoing == OBSTACLE_TIMEOUT && recommendation->incoming != NULL
      && !dermaga_sending_seems_blocked (result))
    outgoing = OBSTACLE_SILENT;
  if (recommendation->incoming != NULL)
    return sending_missing[outgoing];
  if (recommendation->outgoing != NULL)
    return receiving_missing[incoming];

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (set & conditions[i].condition)
      return conditions[i].situation;
  obstacle = MIN (incoming, outgoing);
  if (obstacle == OBSTACLE_CERTIFICATE && is_due_to_clock (result))
    return wrong_clock;
  if (obstacle == OBSTACLE_NOT_FOUND && (set & DERMAGA_CONDITION_NULL_MX))
    return no_mail_domain;
  return both_missing[obstacle];
}

/* Names every company outside the domain that would get to see the password. */
static char *
name_companies (const char *const *hosts, guint n_hosts, const char *target)
{
  g_autofree char *domain = dermaga_domain_of_host (hosts[0]);
  g_autofree char *other_domain = n_hosts > 1 ? dermaga_domain_of_host (hosts[1]) : NULL;
  const char *template;

  if (n_hosts == 1)
    template = _("The server {host} belongs to {domain}, not to {target}.");
  else if (g_str_equal (domain, other_domain))
    template = _("The servers {host} and {other} belong to {domain}, not to {target}.");
  else
    template = _("The servers {host} ({domain}) and {other} ({other_domain}) do not belong to "
                 "{target}.");
  return dermaga_fill (template, "host", hosts[0], "domain", domain, "other", hosts[1],
                       "other_domain", other_domain, "target", target, NULL);
}

/* How the names came, and why that is not to be relied on. */
static const char *
describe_way (guint sources)
{
  const guint dns = 1u << DERMAGA_SOURCE_SRV | 1u << DERMAGA_SOURCE_MX;

  if ((sources & ~dns) == 0)
    return _("This comes from the directory of names (DNS), whose answers can be forged.");
  if ((sources & ~(dns | 1u << DERMAGA_SOURCE_MX_PROVIDER)) == 0)
    return _("This follows from where the domain’s mail is delivered, by the directory of names "
             "(DNS), whose answers can be forged.");
  if (sources == 1u << DERMAGA_SOURCE_CERTIFICATE)
    return _("The name comes from the certificate of the server that answered. Whoever answers in "
             "its place could show one of their own.");
  if (sources == 1u << DERMAGA_SOURCE_HTTP)
    return _("This comes from a configuration without protection (http), which can be forged on "
             "the way.");
  return _("This comes from places whose answers can be forged on the way.");
}

static char *
ask_for_consent (const DermagaRecommendation *recommendation, DermagaResult *result)
{
  const DermagaChoice *halves[] = { recommendation->incoming, recommendation->outgoing };
  const char *hosts[2] = { NULL, NULL };
  g_autofree char *domain = NULL;
  g_autofree char *other_domain = NULL;
  char *text;
  guint n_hosts = 0;
  guint sources = 0;

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    if (halves[i] != NULL && halves[i]->consent_needed)
      {
        const DermagaCandidate *server = dermaga_probe_get_candidate (halves[i]->probe);

        sources |= 1u << server->source;
        if (n_hosts == 0 || !g_str_equal (hosts[0], server->host))
          hosts[n_hosts++] = server->host;
      }
  domain = dermaga_domain_of_host (hosts[0]);
  other_domain = n_hosts > 1 ? dermaga_domain_of_host (hosts[1]) : g_strdup (domain);
  text = name_companies (hosts, n_hosts, dermaga_result_get_target (result));
  text = dermaga_append_sentence (text, g_strdup (describe_way (sources)));
  return dermaga_append_sentence (
    text, g_str_equal (domain, other_domain)
            ? dermaga_fill (_("Use these settings only if you know that {domain} handles your "
                              "mail."),
                            "domain", domain, NULL)
            : g_strdup (_("Use these settings only if you know that these companies handle your "
                          "mail.")));
}

void
dermaga_situation_describe (DermagaRecommendation *recommendation, DermagaResult *result)
{
  Situation situation = find_situation (recommendation, result);

  recommendation->title = g_strdup (_(situation.title));
  recommendation->summary
    = dermaga_fill (_(situation.summary), "target", dermaga_result_get_target (result), NULL);
  recommendation->agreed_title = g_strdup (recommendation->title);
  recommendation->agreed_summary = g_strdup (recommendation->summary);
  if (!dermaga_recommendation_needs_consent (recommendation))
    return;
  recommendation->summary = dermaga_append_sentence (recommendation->summary,
                                                     ask_for_consent (recommendation, result));
  if (dermaga_recommendation_is_safe_pair (recommendation))
    {
      g_free (recommendation->title);
      recommendation->title = g_strdup (_("Confirm these settings before you use them"));
    }
}
