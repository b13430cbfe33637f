#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-autodiscover.h"
#include "discover/dermaga-mta-sts.h"
#include "discover/dermaga-pacc.h"
#include "model/dermaga-pacc-digest.h"

static DermagaSourceProblem
problem_of (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == DERMAGA_CONFIG_ERROR,
                        DERMAGA_SOURCE_PROBLEM_SYNTAX);

  switch ((DermagaConfigError) error->code)
    {
    case DERMAGA_CONFIG_ERROR_EMPTY:
    case DERMAGA_CONFIG_ERROR_ENCODING:
    case DERMAGA_CONFIG_ERROR_SYNTAX:
    case DERMAGA_CONFIG_ERROR_DOCTYPE:
    case DERMAGA_CONFIG_ERROR_DEPTH:
      return DERMAGA_SOURCE_PROBLEM_SYNTAX;
    case DERMAGA_CONFIG_ERROR_TOO_BIG:
      return DERMAGA_SOURCE_PROBLEM_TOO_BIG;
    case DERMAGA_CONFIG_ERROR_WEB_PAGE:
      return DERMAGA_SOURCE_PROBLEM_WEB_PAGE;
    case DERMAGA_CONFIG_ERROR_KIND:
      return DERMAGA_SOURCE_PROBLEM_KIND;
    case DERMAGA_CONFIG_ERROR_NO_SERVER:
      return DERMAGA_SOURCE_PROBLEM_NO_SERVER;
    }
  g_return_val_if_reached (DERMAGA_SOURCE_PROBLEM_SYNTAX);
}

/* (transfer full) (nullable) */
static DermagaProviderConfig *
read_config (DermagaDiscovery *self, WebKind kind, GBytes *body, DermagaSourceProblem *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = NULL;

  if (kind == WEB_PACC
      && dermaga_pacc_digest_check (self->pacc_digests, body) != DERMAGA_PACC_DIGEST_MATCH)
    {
      *problem = DERMAGA_SOURCE_PROBLEM_DIGEST;
      return NULL;
    }
  config = kind == WEB_PACC ? dermaga_pacc_read (body, &error)
                            : dermaga_autoconfig_read (body, &error);
  if (config == NULL)
    {
      *problem = problem_of (error);
      return NULL;
    }
  return dermaga_autoconfig_expand (config, self->target);
}

static gboolean
take_config (DermagaDiscovery *self, const WebQuestion *question, const DermagaWebReply *reply,
             DermagaSourceProblem *problem)
{
  g_autoptr (DermagaProviderConfig) config
    = read_config (self, question->kind, reply->body, problem);
  const char *id = dermaga_discovery_get_web_id (question->kind);
  DermagaSource source = dermaga_discovery_get_web_source (question->kind);
  gboolean by_exchanger = source == DERMAGA_SOURCE_MX_PROVIDER;

  if (config == NULL)
    return FALSE;
  /* Whatever came in clear is no more than a lead. */
  if (!reply->secure)
    source = DERMAGA_SOURCE_HTTP;
  *problem = DERMAGA_SOURCE_PROBLEM_NO_SERVER;
  return dermaga_discovery_announce_config (self, id, config, source, question->order,
                                            by_exchanger && reply->secure ? 1u : 0)
         > 0;
}

/* RFC 8461: what the domain says over https about its exchangers confirms what DNS says. */
static gboolean
take_policy (DermagaDiscovery *self, const DermagaWebReply *reply, DermagaSourceProblem *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaMtaSts) policy = NULL;
  guint confirmed = 0;

  if (!reply->secure)
    {
      *problem = DERMAGA_SOURCE_PROBLEM_DOWNGRADE;
      return FALSE;
    }
  policy = dermaga_mta_sts_read (reply->body, &error);
  if (policy == NULL)
    {
      *problem = problem_of (error);
      return FALSE;
    }
  for (guint i = 0; i < DERMAGA_MAX_EXCHANGERS; i++)
    if (self->exchangers[i] != NULL && dermaga_mta_sts_confirms (policy, self->exchangers[i]))
      confirmed |= 1u << i;
  dermaga_discovery_confirm (self, confirmed);
  /* A policy that names others is no missing policy: DNS may have been forged. */
  *problem = DERMAGA_SOURCE_PROBLEM_NO_SERVER;
  return confirmed != 0;
}

gboolean
dermaga_discovery_take_document (DermagaDiscovery *self, const WebQuestion *question,
                                 const DermagaWebReply *reply, DermagaSourceProblem *problem)
{
  *problem = reply->problem;
  if (question->kind == WEB_AUTODISCOVER)
    {
      if (!dermaga_autodiscover_is_exchange (reply))
        return FALSE;
      dermaga_result_add_condition (self->result, DERMAGA_CONDITION_EXCHANGE);
      return TRUE;
    }
  if (reply->problem != DERMAGA_SOURCE_PROBLEM_NONE || reply->body == NULL)
    return FALSE;
  return question->kind == WEB_MTA_STS ? take_policy (self, reply, problem)
                                       : take_config (self, question, reply, problem);
}
