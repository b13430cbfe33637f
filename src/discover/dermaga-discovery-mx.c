#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include <string.h>

#include "discover/dermaga-provider-table.h"
#include "net/dermaga-public-suffix.h"

/* A mail exchanger (RFC 5321 §5.1) is often no mailbox server, but tells whose customer this is. */

static gboolean
is_ours (DermagaDiscovery *self, const char *name)
{
  return dermaga_domain_contains (self->target->domain, name);
}

/* Whether the provider of domain @name may be asked: the user's own domain is asked anyway. */
static gboolean
ask_provider_of (DermagaDiscovery *self, const char *name, guint place)
{
  g_autofree char *host = g_strconcat ("autoconfig.", name, NULL);
  g_autofree char *list_path = g_strconcat ("/v1.1/", name, NULL);

  if (g_str_equal (name, self->target->domain) || !dermaga_host_is_valid (host))
    return FALSE;
  dermaga_discovery_fetch (self, WEB_MX_AUTOCONFIG, host, DERMAGA_AUTOCONFIG_PATH,
                           place * DERMAGA_ORDER_STEP);
  if (self->privacy == DERMAGA_PRIVACY_PUBLIC_LIST)
    dermaga_discovery_fetch (self, WEB_MX_ISPDB, DERMAGA_ISPDB_HOST, list_path,
                             (2 + place) * DERMAGA_ORDER_STEP);
  return TRUE;
}

static void
skip_provider (DermagaDiscovery *self)
{
  dermaga_discovery_skip_web (self, WEB_MX_AUTOCONFIG, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
  if (self->privacy == DERMAGA_PRIVACY_PUBLIC_LIST)
    dermaga_discovery_skip_web (self, WEB_MX_ISPDB, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
}

/* draft-ietf-mailmaint-autoconfig: the exchanger's name without its first label, where that is
 * longer than the part that was registered, and then that part. */
static void
ask_provider (DermagaDiscovery *self, const char *exchanger)
{
  g_autofree char *base = dermaga_domain_get_base (exchanger);
  const char *dot = strchr (exchanger, '.');
  gboolean asked = FALSE;

  if (base != NULL && dot != NULL && strlen (dot + 1) > strlen (base))
    asked = ask_provider_of (self, dot + 1, 0);
  if (base != NULL)
    asked = ask_provider_of (self, base, 1) || asked;
  if (!asked)
    skip_provider (self);
}

/* The exchangers of the large providers lead to servers that this program knows. */
static void
follow_exchanger (DermagaDiscovery *self, const char *name, guint place)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_mx (name);
  gboolean known = FALSE;
  DermagaHost *host;

  self->exchangers[place] = g_strdup (name);
  if (config != NULL && place == 0)
    known = dermaga_discovery_announce_provider (self, "mx", config, DERMAGA_SOURCE_MX_PROVIDER,
                                                 1u << place)
            > 0;
  if (place == 0 && known)
    skip_provider (self);
  else if (place == 0)
    ask_provider (self, name);
  if (known || (config != NULL && place > 0))
    return;
  host = dermaga_discovery_add_host (self, name, dermaga_discovery_get_wanted (self),
                                     DERMAGA_SOURCE_MX, place, 1u << place);
  dermaga_discovery_tell (self, host);
}

/* Only where an exchanger leads elsewhere there is something to confirm. */
static void
ask_mta_sts (DermagaDiscovery *self)
{
  g_autofree char *name = g_strconcat ("_mta-sts.", self->target->domain, NULL);

  for (guint i = 0; i < DERMAGA_MAX_EXCHANGERS; i++)
    if (self->exchangers[i] != NULL && !is_ours (self, self->exchangers[i]))
      {
        dermaga_discovery_ask (self, name, DERMAGA_DNS_TXT, (Question){ .kind = ASK_MTA_STS });
        return;
      }
  dermaga_discovery_skip_web (self, WEB_MTA_STS, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
}

static void
fail (DermagaDiscovery *self)
{
  dermaga_result_set_source (self->result, "mx", DERMAGA_SOURCE_STATUS_FAILED, "",
                             dermaga_discovery_get_elapsed (self));
  dermaga_result_set_source_origin (self->result, "mx", NULL, DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
  skip_provider (self);
  dermaga_discovery_skip_web (self, WEB_MTA_STS, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
}

static void
append_name (GString *names, const char *target)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                          *target != '\0' ? target : ".");
}

/* RFC 7505: a lone "." says that the domain takes no mail. */
static gboolean
is_null_mx (const DermagaDnsAnswer *answer)
{
  return answer->status == DERMAGA_DNS_FOUND && answer->records->len == 1
         && *((const DermagaDnsRecord *) answer->records->pdata[0])->target == '\0';
}

void
dermaga_discovery_take_mx (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_followed = 0;

  if (answer->status == DERMAGA_DNS_SERVFAIL || answer->status == DERMAGA_DNS_NO_REPLY)
    {
      fail (self);
      return;
    }
  if (is_null_mx (answer))
    dermaga_result_add_condition (self->result, DERMAGA_CONDITION_NULL_MX);
  for (guint i = 0; answer->status == DERMAGA_DNS_FOUND && i < answer->records->len; i++)
    {
      const DermagaDnsRecord *record = answer->records->pdata[i];

      append_name (names, record->target);
      if (*record->target != '\0' && n_followed < DERMAGA_MAX_EXCHANGERS)
        follow_exchanger (self, record->target, n_followed++);
    }
  if (n_followed == 0)
    skip_provider (self);
  ask_mta_sts (self);
  dermaga_result_set_source (self->result, "mx",
                             n_followed > 0 ? DERMAGA_SOURCE_STATUS_FOUND
                                            : DERMAGA_SOURCE_STATUS_NONE,
                             names->str, dermaga_discovery_get_elapsed (self));
}

/* Confirming */

/* What was reported of @host before it was known to be no stranger. */
static void
trust_reported (DermagaDiscovery *self, const char *host)
{
  GPtrArray *sources = dermaga_result_get_sources (self->result);

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      for (guint j = 0; j < report->servers->len; j++)
        {
          DermagaCandidate *server = report->servers->pdata[j];

          if (g_str_equal (server->host, host))
            server->outside = FALSE;
        }
    }
}

void
dermaga_discovery_confirm (DermagaDiscovery *self, guint exchangers)
{
  self->confirmed |= exchangers;
  for (guint i = 0; i < self->hosts->len; i++)
    {
      DermagaHost *host = self->hosts->pdata[i];

      if (!host->outside || (host->exchangers & exchangers) == 0)
        continue;
      dermaga_host_trust (host);
      trust_reported (self, host->name);
      dermaga_discovery_tell (self, host);
    }
}
