#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "discover/dermaga-provider-table.h"
#include "model/dermaga-settings.h"

/* What is tried of one document: whoever publishes more than this does not want to be found. */
#define MAX_SERVERS 8
#define MAX_HOSTS 6

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

gboolean
dermaga_discovery_looks_around (DermagaDiscovery *self)
{
  return self->config == NULL && dermaga_discovery_get_wanted (self) != 0;
}

void
dermaga_discovery_report_skipped (DermagaDiscovery *self, const char *id,
                                  DermagaSourceProblem problem)
{
  dermaga_result_set_source (self->result, id, DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
  dermaga_result_set_source_origin (self->result, id, NULL, problem);
}

/* Announcing */

DermagaHost *
dermaga_discovery_announce (DermagaDiscovery *self, const char *id,
                            const DermagaProviderServer *server, DermagaSource source,
                            guint order, guint exchangers)
{
  /* Of the user's own file exactly what it names is tried. */
  guint serves = source == DERMAGA_SOURCE_FILE ? 0 : 1u << server->protocol;
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaHost *host;

  host = dermaga_discovery_add_host (self, server->host, serves, source, order, exchangers);
  candidate = dermaga_candidate_new (server->protocol, server->host, server->port,
                                     server->security, source, order);
  candidate->outside = host->outside;
  candidate->user_name = g_strdup (server->user_name);
  dermaga_host_announce (host, candidate);
  if (id != NULL)
    dermaga_result_add_source_server (self->result, id, candidate);
  dermaga_discovery_tell (self, host);
  return host;
}

/* Whether @host is one of those in @names, or there is room to become one. */
static gboolean
is_within_bounds (GHashTable *names, const char *host)
{
  if (g_hash_table_size (names) >= MAX_HOSTS && !g_hash_table_contains (names, host))
    return FALSE;
  g_hash_table_add (names, g_strdup (host));
  return TRUE;
}

/* (transfer full) (nullable): as a pattern again, so that user names can be compared, and the
 * address is not spread. */
static char *
generalize_user_name (const DermagaTarget *target, const char *user_name)
{
  return user_name == NULL || target->email == NULL
           ? g_strdup (user_name)
           : dermaga_generalize_user_name (user_name, target->email);
}

guint
dermaga_discovery_announce_config (DermagaDiscovery *self, const char *id,
                                   const DermagaProviderConfig *config, DermagaSource source,
                                   guint order, guint exchangers)
{
  GPtrArray *const lists[] = { config->incoming, config->outgoing };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint wanted = dermaga_discovery_get_wanted (self);
  guint n_announced = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < MIN (lists[i]->len, MAX_SERVERS); j++)
      {
        DermagaProviderServer server = *(DermagaProviderServer *) lists[i]->pdata[j];
        g_autofree char *user_name = NULL;
        DermagaHost *host;

        if ((wanted & (1u << server.protocol)) == 0 || !is_within_bounds (names, server.host))
          continue;
        user_name = generalize_user_name (self->target, server.user_name);
        server.user_name = user_name;
        host = dermaga_discovery_announce (self, id, &server, source, order + j, exchangers);
        host->hints |= config->hints;
        n_announced++;
      }
  return n_announced;
}

/* What the table knows well enough; where a panel gives the user name, nobody else can. */
guint
dermaga_discovery_announce_provider (DermagaDiscovery *self, const char *id,
                                     const DermagaProviderConfig *config, DermagaSource source,
                                     guint exchangers)
{
  GPtrArray *const lists[] = { config->incoming, config->outgoing };
  guint wanted = dermaga_discovery_get_wanted (self);
  guint n_announced = 0;

  if (dermaga_provider_table_get_sureness (config) > DERMAGA_SURENESS_LIST)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const DermagaProviderServer *server = lists[i]->pdata[j];
        DermagaHost *host;

        if (server->user_name == NULL || (wanted & (1u << server->protocol)) == 0)
          continue;
        host = dermaga_discovery_announce (self, id, server, source, j, exchangers);
        host->hints |= config->hints;
        n_announced++;
      }
  return n_announced;
}

void
dermaga_discovery_use_hints (DermagaDiscovery *self, const DermagaCandidate *used)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));

  for (guint i = 0; i < self->hosts->len; i++)
    {
      const DermagaHost *host = self->hosts->pdata[i];

      if (g_str_equal (host->name, used->host))
        dermaga_result_add_hints (self->result, host->hints);
    }
}

/* What is known without asking */

static void
add_typed (DermagaDiscovery *self, DermagaDirection direction, guint serves)
{
  if (self->typed[direction] == NULL)
    return;
  dermaga_discovery_add_host (self, self->typed[direction], serves, DERMAGA_SOURCE_USER, 0, 0);
}

static void
report_typed (DermagaDiscovery *self)
{
  const char *incoming = self->typed[DERMAGA_DIRECTION_INCOMING];
  const char *outgoing = self->typed[DERMAGA_DIRECTION_OUTGOING];
  g_autofree char *both = NULL;

  if (incoming == NULL && outgoing == NULL)
    return;
  if (incoming != NULL && outgoing != NULL && !g_str_equal (incoming, outgoing))
    both = g_strconcat (incoming, " ", outgoing, NULL);
  dermaga_result_set_source (self->result, "user", DERMAGA_SOURCE_STATUS_FOUND,
                             both != NULL ? both : incoming != NULL ? incoming : outgoing, 0);
}

static void
use_config (DermagaDiscovery *self)
{
  gboolean found = dermaga_discovery_announce_config (self, "file", self->config,
                                                      DERMAGA_SOURCE_FILE, 0, 0) > 0;

  dermaga_result_set_source (
    self->result, "file", found ? DERMAGA_SOURCE_STATUS_FOUND : DERMAGA_SOURCE_STATUS_FAILED,
    self->config->id, dermaga_discovery_get_elapsed (self));
  if (!found)
    dermaga_result_set_source_origin (self->result, "file", NULL,
                                      DERMAGA_SOURCE_PROBLEM_NO_SERVER);
}

static void
use_table (DermagaDiscovery *self)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_domain (self->target->domain);
  DermagaSourceStatus status = DERMAGA_SOURCE_STATUS_NONE;

  if (config != NULL)
    {
      dermaga_result_add_hints (self->result, config->hints);
      if (dermaga_discovery_announce_provider (self, "table", config, DERMAGA_SOURCE_TABLE, 0) > 0)
        status = DERMAGA_SOURCE_STATUS_FOUND;
    }
  dermaga_result_set_source (self->result, "table", status, config != NULL ? config->id : "",
                             dermaga_discovery_get_elapsed (self));
}

void
dermaga_discovery_ask_known (DermagaDiscovery *self)
{
  add_typed (self, DERMAGA_DIRECTION_INCOMING, DERMAGA_SERVES_INCOMING);
  add_typed (self, DERMAGA_DIRECTION_OUTGOING, DERMAGA_SERVES_SMTP);
  report_typed (self);
  if (self->config != NULL)
    use_config (self);
  if (dermaga_discovery_looks_around (self))
    use_table (self);
  else
    dermaga_discovery_report_skipped (self, "table", DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
}

/* Asking */

static void
ask_guesses (DermagaDiscovery *self)
{
  guint n_guesses;
  const DermagaGuess *guesses = dermaga_guesses (&n_guesses);
  g_autofree char *random_name = g_strdup_printf ("x%08x%08x.%s", g_random_int (), g_random_int (),
                                                  self->target->domain);

  for (guint i = 0; i < n_guesses; i++)
    {
      g_autofree char *name = dermaga_guess_name (&guesses[i], self->target->domain);
      guint serves = guesses[i].serves & dermaga_discovery_get_wanted (self);

      if (name != NULL && serves != 0)
        dermaga_discovery_add_host (self, name, serves, DERMAGA_SOURCE_GUESS, i, 0)->guessed = TRUE;
    }
  if (dermaga_host_is_valid (random_name))
    {
      dermaga_discovery_ask (self, random_name, DERMAGA_DNS_A, (Question){ .kind = ASK_WILDCARD });
      dermaga_discovery_ask (self, random_name, DERMAGA_DNS_AAAA,
                             (Question){ .kind = ASK_WILDCARD });
    }
}

/* Every source has its report from the start, in the order in which they are trusted. */
static void
report_all (DermagaDiscovery *self)
{
  static const char *const ids[]
    = { "pacc",         "autoconfig", "well-known", "ispdb", "srv", "mx", "mx-autoconfig",
        "mx-ispdb", "mta-sts",    "autodiscover", "http", "guess" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    dermaga_result_set_source (self->result, ids[i], DERMAGA_SOURCE_STATUS_PENDING, "", -1);
}

/* Not asked by the user's choice, or because there is nothing to look for. */
static void
skip_all (DermagaDiscovery *self, DermagaSourceProblem problem)
{
  for (guint kind = 0; kind < N_WEB_KINDS; kind++)
    dermaga_discovery_skip_web (self, kind, problem);
  dermaga_discovery_report_skipped (self, "srv", problem);
  dermaga_discovery_report_skipped (self, "mx", problem);
}

void
dermaga_discovery_ask_all (DermagaDiscovery *self)
{
  report_all (self);
  if (!dermaga_discovery_looks_around (self))
    {
      skip_all (self, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
      dermaga_discovery_report_skipped (self, "guess", DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
      return;
    }
  if (self->privacy == DERMAGA_PRIVACY_OFFLINE)
    skip_all (self, DERMAGA_SOURCE_PROBLEM_PRIVACY);
  else
    {
      dermaga_discovery_ask_srv (self);
      dermaga_discovery_ask (self, self->target->domain, DERMAGA_DNS_MX,
                             (Question){ .kind = ASK_MX });
    }
  ask_guesses (self);
  if (self->privacy != DERMAGA_PRIVACY_OFFLINE)
    dermaga_discovery_ask_web (self);
}
