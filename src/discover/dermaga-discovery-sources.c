#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "discover/dermaga-provider-table.h"

guint
dermaga_discovery_get_wanted (DermagaDiscovery *self)
{
  guint serves = 0;

  if (self->typed[DERMAGA_DIRECTION_INCOMING] == NULL)
    serves |= DERMAGA_SERVES_INCOMING;
  if (self->typed[DERMAGA_DIRECTION_OUTGOING] == NULL)
    serves |= DERMAGA_SERVES_SMTP;
  return serves;
}

void
dermaga_discovery_announce (DermagaDiscovery *self, const DermagaProviderServer *server,
                            DermagaSource source, guint order)
{
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaHost *host;

  host = dermaga_discovery_add_host (self, server->host, 1u << server->protocol, source, order);
  candidate = dermaga_candidate_new (server->protocol, server->host, server->port,
                                     server->security, source, order);
  candidate->outside = host->outside;
  candidate->user_name = g_strdup (server->user_name);
  g_ptr_array_add (host->announced, g_steal_pointer (&candidate));
  dermaga_discovery_tell (self, host);
}

/* What the table knows well enough; where a panel gives the user name, nobody else can. */
static gboolean
announce_provider (DermagaDiscovery *self, const DermagaProviderConfig *config,
                   DermagaSource source)
{
  GPtrArray *const lists[] = { config->incoming, config->outgoing };
  guint wanted = dermaga_discovery_get_wanted (self);
  gboolean any = FALSE;

  if (dermaga_provider_table_get_sureness (config) > DERMAGA_SURENESS_LIST)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const DermagaProviderServer *server = lists[i]->pdata[j];

        if (server->user_name == NULL || (wanted & (1u << server->protocol)) == 0)
          continue;
        dermaga_discovery_announce (self, server, source, j);
        any = TRUE;
      }
  return any;
}

/* The exchangers of the large providers are no mailbox servers, but tell whose customer this is. */
void
dermaga_discovery_follow_exchanger (DermagaDiscovery *self, const char *name, guint order)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_mx (name);
  DermagaHost *host;

  if (config != NULL && announce_provider (self, config, DERMAGA_SOURCE_MX))
    return;
  host = dermaga_discovery_add_host (self, name, dermaga_discovery_get_wanted (self),
                                     DERMAGA_SOURCE_MX, order);
  dermaga_discovery_tell (self, host);
}

void
dermaga_discovery_ask_sources (DermagaDiscovery *self)
{
  guint n_services;
  const DermagaSrvService *services = dermaga_srv_services (&n_services);
  guint wanted = dermaga_discovery_get_wanted (self);

  for (guint i = 0; i < n_services; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", services[i].label, self->domain);

      if ((wanted & (1u << services[i].protocol)) != 0)
        dermaga_discovery_ask (self, name, DERMAGA_DNS_SRV,
                               (Question){ .kind = ASK_SRV, .service = &services[i] });
    }
  dermaga_discovery_ask (self, self->domain, DERMAGA_DNS_MX, (Question){ .kind = ASK_MX });
  dermaga_result_set_source (self->result, "srv", DERMAGA_SOURCE_STATUS_PENDING, "", -1);
  dermaga_result_set_source (self->result, "mx", DERMAGA_SOURCE_STATUS_PENDING, "", -1);
}

void
dermaga_discovery_use_table (DermagaDiscovery *self)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_domain (self->domain);
  DermagaSourceStatus status = DERMAGA_SOURCE_STATUS_NONE;

  if (config != NULL)
    {
      dermaga_result_add_hints (self->result, config->hints);
      if (announce_provider (self, config, DERMAGA_SOURCE_TABLE))
        status = DERMAGA_SOURCE_STATUS_FOUND;
    }
  dermaga_result_set_source (self->result, "table", status, config != NULL ? config->id : "",
                             dermaga_discovery_get_elapsed (self));
}

void
dermaga_discovery_ask_guesses (DermagaDiscovery *self)
{
  guint n_guesses;
  const DermagaGuess *guesses = dermaga_guesses (&n_guesses);
  g_autofree char *random_name = g_strdup_printf ("x%08x%08x.%s", g_random_int (), g_random_int (),
                                                  self->domain);

  for (guint i = 0; i < n_guesses; i++)
    {
      g_autofree char *name = dermaga_guess_name (&guesses[i], self->domain);
      guint serves = guesses[i].serves & dermaga_discovery_get_wanted (self);

      if (name != NULL && serves != 0)
        dermaga_discovery_add_host (self, name, serves, DERMAGA_SOURCE_GUESS, i);
    }
  if (dermaga_host_is_valid (random_name))
    {
      dermaga_discovery_ask (self, random_name, DERMAGA_DNS_A, (Question){ .kind = ASK_WILDCARD });
      dermaga_discovery_ask (self, random_name, DERMAGA_DNS_AAAA,
                             (Question){ .kind = ASK_WILDCARD });
    }
  dermaga_result_set_source (self->result, "guess", DERMAGA_SOURCE_STATUS_PENDING, "", -1);
}

void
dermaga_discovery_add_typed (DermagaDiscovery *self, DermagaDirection direction, guint serves)
{
  if (self->typed[direction] == NULL)
    return;
  dermaga_discovery_add_host (self, self->typed[direction], serves, DERMAGA_SOURCE_USER, 0);
  dermaga_result_set_source (self->result, "user", DERMAGA_SOURCE_STATUS_FOUND,
                             self->typed[direction], 0);
}
