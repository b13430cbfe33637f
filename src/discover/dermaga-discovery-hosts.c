#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "discover/dermaga-conditions.h"

/* Of each family. Some providers answer with sixteen addresses; trying eight ports of each would be
 * a scan, and the first few are what a client meets. */
#define MAX_ADDRESSES 4

/* That the user named a server for one direction says nothing about the other, which other sources
 * may find on the same machine: those are two hosts. */
static DermagaHost *
find_host (DermagaDiscovery *self, const char *name, DermagaSource source)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      DermagaHost *host = self->hosts->pdata[i];

      if (g_str_equal (host->name, name)
          && (host->source == DERMAGA_SOURCE_USER) == (source == DERMAGA_SOURCE_USER))
        return host;
    }
  return NULL;
}

/* A name below the domain, or one that the user typed, is no stranger's; nor can anybody on the way
 * change what this program knows, or what comes over verified https. */
static gboolean
is_outside (DermagaDiscovery *self, const char *name, DermagaSource source, guint exchangers)
{
  return source >= DERMAGA_SOURCE_SRV && (exchangers & self->confirmed) == 0
         && !dermaga_domain_contains (self->target->domain, name)
         && g_strcmp0 (name, self->typed[DERMAGA_DIRECTION_INCOMING]) != 0
         && g_strcmp0 (name, self->typed[DERMAGA_DIRECTION_OUTGOING]) != 0;
}

DermagaHost *
dermaga_discovery_add_host (DermagaDiscovery *self, const char *name, guint serves,
                            DermagaSource source, guint order, guint exchangers)
{
  gboolean outside = is_outside (self, name, source, exchangers);
  DermagaHost *host = find_host (self, name, source);

  if (host != NULL)
    {
      host->exchangers |= exchangers;
      dermaga_host_merge (host, serves, source, order, outside);
      return host;
    }

  host = dermaga_host_new (name, serves, source, order, outside);
  host->exchangers = exchangers;
  g_ptr_array_add (self->hosts, host);
  dermaga_discovery_ask (self, name, DERMAGA_DNS_A,
                         (Question){ .kind = ASK_HOST, .host = host, .family = 0 });
  dermaga_discovery_ask (self, name, DERMAGA_DNS_AAAA,
                         (Question){ .kind = ASK_HOST, .host = host, .family = 1 });
  return host;
}

void
dermaga_discovery_take_addresses (DermagaDiscovery *self, DermagaHost *host, guint family,
                                  DermagaDnsAnswer *answer)
{
  guint n_addresses = 0;

  host->answered[family] = TRUE;
  host->status[family] = answer->status;
  if (answer->status == DERMAGA_DNS_FOUND)
    n_addresses = MIN (answer->addresses->len, MAX_ADDRESSES);
  for (guint i = 0; i < n_addresses; i++)
    g_ptr_array_add (host->addresses, g_object_ref (answer->addresses->pdata[i]));
  if (self->gathered)
    dermaga_host_demote_wildcard (host, self->target->domain, self->wildcard);
  if (dermaga_host_is_answered (host))
    dermaga_conditions_note_domain (self->result, self->target->domain, host);
  dermaga_discovery_tell (self, host);
}

void
dermaga_discovery_take_wildcard (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  if (answer->status != DERMAGA_DNS_FOUND)
    return;
  dermaga_result_add_condition (self->result, DERMAGA_CONDITION_WILDCARD_DNS);
  for (guint i = 0; i < answer->addresses->len; i++)
    g_ptr_array_add (self->wildcard, g_object_ref (answer->addresses->pdata[i]));
}
