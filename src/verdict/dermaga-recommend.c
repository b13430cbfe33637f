#include "config.h"

#include "verdict/dermaga-words.h"

static DermagaChoice *
make_choice (DermagaProbe *best)
{
  const DermagaCandidate *candidate = best != NULL ? dermaga_probe_get_candidate (best) : NULL;
  DermagaChoice *choice;

  /* The model ranks; that nothing unsafe is ever recommended is checked here once more. */
  if (best == NULL || !dermaga_probe_is_done (best)
      || candidate->security == DERMAGA_SECURITY_NONE
      || !dermaga_outcome_is_safe (dermaga_probe_get_outcome (best)))
    return NULL;

  choice = g_new0 (DermagaChoice, 1);
  choice->probe = g_object_ref (best);
  choice->reason = dermaga_explain_reason (best);
  choice->user_name
    = g_strdup (candidate->user_name != NULL ? candidate->user_name : "%EMAILADDRESS%");
  choice->consent_needed = candidate->outside;
  return choice;
}

static DermagaChoice *
choose (DermagaResult *result, DermagaDirection direction)
{
  return make_choice (dermaga_result_get_best (result, direction, NULL));
}

static DermagaChoice *
choose_agreed (DermagaResult *result, DermagaDirection direction, GHashTable *agreed)
{
  return make_choice (dermaga_result_get_best_agreed (result, direction, agreed));
}

static void
choice_free (DermagaChoice *choice)
{
  if (choice == NULL)
    return;
  g_clear_object (&choice->probe);
  g_free (choice->reason);
  g_free (choice->user_name);
  g_free (choice);
}

/**
 * dermaga_recommend:
 *
 * Picks the best safe way in and the best safe way out of what is known so far, and says what
 * that amounts to. It may be asked while the check is running; the answer then is preliminary.
 *
 * Returns: (transfer full): never %NULL
 */
DermagaRecommendation *
dermaga_recommend (DermagaResult *result)
{
  DermagaRecommendation *recommendation = g_new0 (DermagaRecommendation, 1);

  recommendation->incoming = choose (result, DERMAGA_DIRECTION_INCOMING);
  recommendation->outgoing = choose (result, DERMAGA_DIRECTION_OUTGOING);
  dermaga_situation_describe (recommendation, result);
  return recommendation;
}

DermagaRecommendation *
dermaga_recommend_without_consent (DermagaResult *result, GHashTable *agreed)
{
  DermagaRecommendation *recommendation = g_new0 (DermagaRecommendation, 1);

  recommendation->declined = TRUE;
  recommendation->incoming = choose_agreed (result, DERMAGA_DIRECTION_INCOMING, agreed);
  recommendation->outgoing = choose_agreed (result, DERMAGA_DIRECTION_OUTGOING, agreed);
  dermaga_situation_describe (recommendation, result);
  return recommendation;
}

static DermagaChoice *
choice_again (const DermagaChoice *choice)
{
  DermagaChoice *again;

  if (choice == NULL)
    return NULL;
  again = g_new0 (DermagaChoice, 1);
  again->probe = g_object_ref (choice->probe);
  again->reason = dermaga_explain_reason (choice->probe);
  again->user_name = g_strdup (choice->user_name);
  again->consent_needed = choice->consent_needed;
  return again;
}

DermagaRecommendation *
dermaga_recommendation_again (const DermagaRecommendation *recommendation, DermagaResult *result)
{
  DermagaRecommendation *again = g_new0 (DermagaRecommendation, 1);

  again->declined = recommendation->declined;
  again->incoming = choice_again (recommendation->incoming);
  again->outgoing = choice_again (recommendation->outgoing);
  dermaga_situation_describe (again, result);
  return again;
}

void
dermaga_recommendation_free (DermagaRecommendation *recommendation)
{
  if (recommendation == NULL)
    return;
  choice_free (recommendation->incoming);
  choice_free (recommendation->outgoing);
  g_free (recommendation->title);
  g_free (recommendation->summary);
  g_free (recommendation->agreed_title);
  g_free (recommendation->agreed_summary);
  g_free (recommendation);
}

gboolean
dermaga_recommendation_needs_consent (const DermagaRecommendation *recommendation)
{
  return (recommendation->incoming != NULL && recommendation->incoming->consent_needed)
         || (recommendation->outgoing != NULL && recommendation->outgoing->consent_needed);
}

gboolean
dermaga_recommendation_is_safe_pair (const DermagaRecommendation *recommendation)
{
  return recommendation->incoming != NULL && recommendation->outgoing != NULL;
}

static DermagaServer *
probe_to_server (DermagaProbe *probe, const char *user_name)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  DermagaServer *server = dermaga_server_new (candidate->protocol, candidate->host,
                                              candidate->port, candidate->security, user_name);

  server->browser_sign_in = dermaga_probe_wants_browser (probe);
  return server;
}

static gboolean
is_safe_row (DermagaProbe *probe)
{
  return dermaga_probe_is_done (probe)
         && dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe));
}

/* The same host, as safe and encrypted from the start. Another host would be another choice. */
static DermagaProbe *
find_with_tls (DermagaResult *result, const DermagaServer *wanted)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->security == DERMAGA_SECURITY_TLS && candidate->protocol == wanted->protocol
          && g_str_equal (candidate->host, wanted->host) && is_safe_row (probe))
        return probe; /* the result holds it */
    }
  return NULL;
}

static void
add_what_is_known (DermagaServer *server, DermagaResult *result, DermagaServer **with_tls)
{
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaProbe *probe;

  if (server == NULL)
    return;
  candidate = dermaga_candidate_new (server->protocol, server->host, server->port,
                                     server->security, DERMAGA_SOURCE_GUESS, 0);
  probe = dermaga_result_find (result, candidate);
  server->browser_sign_in = probe != NULL && dermaga_probe_wants_browser (probe);
  probe = server->security == DERMAGA_SECURITY_STARTTLS ? find_with_tls (result, server) : NULL;
  if (probe != NULL)
    *with_tls = probe_to_server (probe, server->user_name);
}

void
dermaga_settings_add_known (DermagaSettings *settings, DermagaResult *result)
{
  g_return_if_fail (settings->incoming_tls == NULL && settings->outgoing_tls == NULL);

  add_what_is_known (settings->incoming, result, &settings->incoming_tls);
  add_what_is_known (settings->outgoing, result, &settings->outgoing_tls);
}

static DermagaServer *
choice_to_server (const DermagaChoice *choice, const char *email)
{
  g_autofree char *user_name = NULL;

  if (choice == NULL)
    return NULL;
  user_name = dermaga_expand_user_name (choice->user_name, email);
  return probe_to_server (choice->probe, user_name);
}

/**
 * dermaga_recommendation_to_settings:
 * @result: what @recommendation was made from
 * @email: the user's address, for the user-name patterns
 * @display_name: (nullable): the sender's name
 *
 * Returns: (transfer full): settings with the halves that were recommended; not yet validated
 */
DermagaSettings *
dermaga_recommendation_to_settings (const DermagaRecommendation *recommendation,
                                    DermagaResult *result, const char *email,
                                    const char *display_name)
{
  DermagaSettings *settings = dermaga_settings_new (email, display_name);

  settings->incoming = choice_to_server (recommendation->incoming, email);
  settings->outgoing = choice_to_server (recommendation->outgoing, email);
  dermaga_settings_add_known (settings, result);
  return settings;
}
