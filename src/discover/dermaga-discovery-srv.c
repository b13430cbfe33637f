#include "config.h"

#include "discover/dermaga-discovery-private.h"

/* A domain may publish many; a client needs few, and each is several connections. */
#define MAX_TARGETS 4

void
dermaga_discovery_ask_srv (DermagaDiscovery *self)
{
  guint n_services;
  const DermagaSrvService *services = dermaga_srv_services (&n_services);
  guint wanted = dermaga_discovery_get_wanted (self);

  for (guint i = 0; i < n_services; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", services[i].label, self->target->domain);

      if ((wanted & (1u << services[i].protocol)) != 0)
        dermaga_discovery_ask (self, name, DERMAGA_DNS_SRV,
                               (Question){ .kind = ASK_SRV, .service = &services[i] });
    }
}

/* A source's servers, once each, for its report. */
static char *
list_hosts (DermagaDiscovery *self, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (self->result);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (!g_str_equal (report->id, id))
        continue;
      for (guint j = 0; j < report->servers->len; j++)
        {
          char *host = ((DermagaCandidate *) report->servers->pdata[j])->host;

          if (!g_ptr_array_find_with_equal_func (names, host, g_str_equal, NULL))
            g_ptr_array_add (names, host);
        }
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

void
dermaga_discovery_report_found (DermagaDiscovery *self, const char *id)
{
  g_autofree char *hosts = list_hosts (self, id);

  dermaga_result_set_source (self->result, id, DERMAGA_SOURCE_STATUS_FOUND, hosts,
                             dermaga_discovery_get_elapsed (self));
}

/* RFC 2782: the target "." says that this service is not offered; another one may be. */
static guint
announce_targets (DermagaDiscovery *self, const DermagaSrvService *service, GPtrArray *records)
{
  guint n_announced = 0;

  for (guint i = 0; i < records->len && n_announced < MAX_TARGETS; i++)
    {
      const DermagaDnsRecord *record = records->pdata[i];
      DermagaProviderServer server = { .protocol = service->protocol,
                                       .host = record->target,
                                       .port = record->port,
                                       .security = service->security };

      if (*record->target == '\0' || record->port == 0)
        continue;
      dermaga_discovery_announce (self, "srv", &server, DERMAGA_SOURCE_SRV, i, 0);
      n_announced++;
    }
  return n_announced;
}

void
dermaga_discovery_take_srv (DermagaDiscovery *self, const DermagaSrvService *service,
                            DermagaDnsAnswer *answer)
{
  if (answer->status == DERMAGA_DNS_FOUND)
    self->srv_found += announce_targets (self, service, answer->records);
  if (answer->status == DERMAGA_DNS_SERVFAIL || answer->status == DERMAGA_DNS_NO_REPLY)
    self->srv_failed = TRUE;

  if (self->pending[ASK_SRV] > 0)
    return;
  if (self->srv_found > 0)
    {
      dermaga_discovery_report_found (self, "srv");
      return;
    }
  dermaga_result_set_source (self->result, "srv",
                             self->srv_failed ? DERMAGA_SOURCE_STATUS_FAILED
                                              : DERMAGA_SOURCE_STATUS_NONE,
                             "", dermaga_discovery_get_elapsed (self));
  if (self->srv_failed)
    dermaga_result_set_source_origin (self->result, "srv", NULL,
                                      DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
}
