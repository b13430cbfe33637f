#include "config.h"

#include "discover/dermaga-provider-table.h"

#include "base/dermaga-target.h"
#include "discover/dermaga-provider-rows.h"

#include <stdlib.h>
#include <string.h>

/* One place a provider, filled when it is first found. */
static DermagaProviderConfig **configs;

static DermagaProviderConfig *
build_config (const DermagaProviderRow *row)
{
  DermagaProviderConfig *config = dermaga_provider_config_new ();

  config->id = g_strdup (row->id);
  config->display_name = g_strdup (row->name);
  g_strfreev (config->domains);
  config->domains = g_strsplit (row->domains, " ", -1);
  config->hints = row->hints;
  for (guint i = 0; i < row->n_servers; i++)
    {
      const DermagaServerRow *from = &dermaga_server_rows[row->first_server + i];
      DermagaProviderServer *server = dermaga_provider_server_new (
        from->protocol, from->host, from->port, from->security, from->user_name);

      g_strfreev (server->auth);
      server->auth = g_strsplit (row->auth, " ", -1);
      g_ptr_array_add (dermaga_protocol_get_direction (from->protocol)
                           == DERMAGA_DIRECTION_INCOMING ? config->incoming : config->outgoing,
                       server);
    }
  return config;
}

const DermagaProviderConfig *
dermaga_provider_table_get (guint index)
{
  g_return_val_if_fail (index < dermaga_n_provider_rows, NULL);

  if (configs == NULL)
    configs = g_new0 (DermagaProviderConfig *, dermaga_n_provider_rows);
  if (configs[index] == NULL)
    configs[index] = build_config (&dermaga_provider_rows[index]);
  return configs[index];
}

guint
dermaga_provider_table_get_n_providers (void)
{
  return dermaga_n_provider_rows;
}

void
dermaga_provider_table_clear (void)
{
  for (guint i = 0; configs != NULL && i < dermaga_n_provider_rows; i++)
    g_clear_pointer (&configs[i], dermaga_provider_config_free);
  g_clear_pointer (&configs, g_free);
}

static int
compare_name (const void *key, const void *element)
{
  return strcmp (key, ((const DermagaProviderName *) element)->name);
}

static const DermagaProviderConfig *
find_name (const char *name, const DermagaProviderName *names, guint n_names)
{
  const DermagaProviderName *found
    = bsearch (name, names, n_names, sizeof *names, compare_name);

  return found == NULL ? NULL : dermaga_provider_table_get (found->provider);
}

/* (nullable): in small letters, without the dot of the root; %NULL when it is no host name. */
static char *
normalize (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  return dermaga_host_is_valid (lower) ? g_steal_pointer (&lower) : NULL;
}

const DermagaProviderConfig *
dermaga_provider_table_find_domain (const char *domain)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (domain != NULL, NULL);

  name = normalize (domain);
  if (name == NULL)
    return NULL;
  return find_name (name, dermaga_provider_domains, dermaga_provider_n_domains);
}

const DermagaProviderConfig *
dermaga_provider_table_find_mx (const char *mx_host)
{
  g_autofree char *name = NULL;
  const DermagaProviderConfig *config = NULL;

  g_return_val_if_fail (mx_host != NULL, NULL);

  /* From the whole name to its last label: the first that is known is the longest. */
  name = normalize (mx_host);
  for (const char *suffix = name; suffix != NULL && config == NULL;)
    {
      const char *dot = strchr (suffix, '.');

      config = find_name (suffix, dermaga_provider_patterns, dermaga_provider_n_patterns);
      suffix = dot == NULL ? NULL : dot + 1;
    }
  return config;
}

static const DermagaProviderRow *
find_row (const DermagaProviderConfig *config)
{
  for (guint i = 0; configs != NULL && i < dermaga_n_provider_rows; i++)
    if (configs[i] == config)
      return &dermaga_provider_rows[i];
  return NULL;
}

DermagaSureness
dermaga_provider_table_get_sureness (const DermagaProviderConfig *config)
{
  const DermagaProviderRow *row = NULL;

  g_return_val_if_fail (config != NULL, DERMAGA_SURENESS_LOW);

  row = find_row (config);
  g_return_val_if_fail (row != NULL, DERMAGA_SURENESS_LOW);
  return row->sureness;
}

const char *
dermaga_provider_table_get_date (const DermagaProviderConfig *config)
{
  const DermagaProviderRow *row = NULL;

  g_return_val_if_fail (config != NULL, NULL);

  row = find_row (config);
  g_return_val_if_fail (row != NULL, NULL);
  return row->date;
}
