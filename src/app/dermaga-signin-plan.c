#include "config.h"

#include "app/dermaga-signin-plan.h"

#include "verdict/dermaga-signin-texts.h"

static void
plan_direction (DermagaSigninPlan *plan, DermagaDirection direction, const DermagaChoice *choice,
                const char *typed, const char *email)
{
  const DermagaCandidate *candidate;
  g_autofree char *published = NULL;

  if (choice == NULL || !dermaga_outcome_is_safe (dermaga_probe_get_outcome (choice->probe)))
    return;
  candidate = dermaga_probe_get_candidate (choice->probe);
  if (candidate->security == DERMAGA_SECURITY_NONE)
    return;
  if (typed == NULL && email != NULL)
    published = dermaga_expand_user_name (choice->user_name, email);
  if (typed == NULL)
    typed = published != NULL && dermaga_user_name_is_valid (published) ? published : "";
  plan->servers[direction] = dermaga_server_new (candidate->protocol, candidate->host,
                                                 candidate->port, candidate->security, typed);
  plan->patterns[direction] = g_strdup (choice->user_name);
  plan->offers[direction] = dermaga_signin_offer (choice->probe);
  plan->offered[direction] = g_strdupv ((char **) dermaga_probe_get_auth (choice->probe));
}

DermagaSigninPlan *
dermaga_signin_plan_new (DermagaWizard *wizard, const char *email)
{
  DermagaSigninInquiry *inquiry = dermaga_wizard_get_signin_inquiry (wizard);
  g_autoptr (DermagaRecommendation) recommendation = dermaga_wizard_recommend (wizard);
  DermagaSigninPlan *plan = g_new0 (DermagaSigninPlan, 1);
  const DermagaDirection in = DERMAGA_DIRECTION_INCOMING, out = DERMAGA_DIRECTION_OUTGOING;

  plan_direction (plan, in, recommendation->incoming,
                  dermaga_signin_inquiry_get_user_name (inquiry, in), email);
  plan_direction (plan, out, recommendation->outgoing,
                  dermaga_signin_inquiry_get_user_name (inquiry, out), email);
  plan->consents = dermaga_wizard_consents (wizard, recommendation);
  plan->hints = dermaga_result_get_hints (dermaga_wizard_get_result (wizard));
  return plan;
}

void
dermaga_signin_plan_free (DermagaSigninPlan *plan)
{
  if (plan == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (plan->servers); i++)
    {
      dermaga_server_free (plan->servers[i]);
      g_free (plan->patterns[i]);
      g_strfreev (plan->offered[i]);
    }
  g_free (plan);
}

static gboolean
is_browser_only (const DermagaSigninPlan *plan, DermagaDirection direction)
{
  return plan->servers[direction] != NULL
         && (plan->offers[direction] == DERMAGA_SIGNIN_OFFER_BROWSER
             || (plan->hints & DERMAGA_HINT_BROWSER_SIGN_IN) != 0);
}

static gboolean
is_stopped (const DermagaSigninPlan *plan, DermagaSigninInquiry *inquiry,
            DermagaDirection direction)
{
  return plan->servers[direction] != NULL
         && dermaga_signin_inquiry_count_refusals (inquiry, plan->servers[direction]->host)
                >= DERMAGA_SIGNIN_MAX_REFUSALS;
}

gboolean
dermaga_signin_plan_may_try (const DermagaSigninPlan *plan, DermagaSigninInquiry *inquiry,
                             DermagaDirection direction)
{
  return plan->servers[direction] != NULL && plan->consents && !is_browser_only (plan, direction)
         && !is_stopped (plan, inquiry, direction);
}

DermagaSigninObstacle
dermaga_signin_plan_find_obstacle (const DermagaSigninPlan *plan, DermagaSigninInquiry *inquiry)
{
  const DermagaDirection in = DERMAGA_DIRECTION_INCOMING, out = DERMAGA_DIRECTION_OUTGOING;

  if (plan->servers[in] == NULL && plan->servers[out] == NULL)
    return DERMAGA_SIGNIN_UNSAFE;
  if (!plan->consents)
    return DERMAGA_SIGNIN_UNKNOWN;
  if (dermaga_signin_plan_may_try (plan, inquiry, in)
      || dermaga_signin_plan_may_try (plan, inquiry, out))
    return DERMAGA_SIGNIN_POSSIBLE;
  return is_stopped (plan, inquiry, in) || is_stopped (plan, inquiry, out)
             ? DERMAGA_SIGNIN_STOPPED
             : DERMAGA_SIGNIN_BROWSER;
}

gboolean
dermaga_signin_plan_names_differ (const DermagaSigninPlan *plan)
{
  const DermagaServer *in = plan->servers[DERMAGA_DIRECTION_INCOMING];
  const DermagaServer *out = plan->servers[DERMAGA_DIRECTION_OUTGOING];

  return in != NULL && out != NULL && !g_str_equal (in->user_name, out->user_name);
}

char *
dermaga_signin_plan_find_other_name (const DermagaSigninPlan *plan, const char *email,
                                     const DermagaSigninResult *result)
{
  DermagaDirection direction = dermaga_protocol_get_direction (result->server->protocol);
  g_auto (GStrv) names = NULL;

  if (result->verdict != DERMAGA_SIGNIN_REJECTED || email == NULL)
    return NULL;
  names = dermaga_signin_user_names (email, plan->patterns[direction]);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], result->server->user_name))
      return g_strdup (names[i]);
  return NULL;
}
