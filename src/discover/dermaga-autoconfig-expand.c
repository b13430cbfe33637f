#include "config.h"

#include "discover/dermaga-autoconfig.h"

#include <string.h>

#include "base/dermaga-text.h"
#include "model/dermaga-settings.h"

#define LOCAL_PART "%EMAILLOCALPART%"
#define ADDRESS "%EMAILADDRESS%"
#define MAX_SHOWN_CHARS 100

/* (nullable): what needs an address cannot be filled in from a domain alone. */
static char *
expand (const char *pattern, const DermagaTarget *target)
{
  g_autofree char *nobody = NULL;

  if (target->email != NULL)
    return dermaga_expand_user_name (pattern, target->email);
  if (strstr (pattern, LOCAL_PART) != NULL || strstr (pattern, ADDRESS) != NULL)
    return NULL;
  nobody = g_strconcat ("@", target->domain, NULL);
  return dermaga_expand_user_name (pattern, nobody);
}

/* (nullable): with @domain in it the result is a name of RFC 1123 or it is dropped. */
static char *
expand_host (const char *pattern, const DermagaTarget *target)
{
  g_autofree char *expanded = expand (pattern, target);
  g_autofree char *host = expanded != NULL ? g_ascii_strdown (expanded, -1) : NULL;

  return dermaga_host_is_valid (host) ? g_steal_pointer (&host) : NULL;
}

static char *
expand_shown (const char *pattern, const DermagaTarget *target)
{
  g_autofree char *expanded = NULL;

  if (pattern == NULL)
    return NULL;
  expanded = expand (pattern, target);
  return dermaga_text_make_safe (expanded != NULL ? expanded : pattern, -1, MAX_SHOWN_CHARS);
}

/* Servers that write the asker's address into the file may have kept the escapes of the URL it
 * came in: "name%40example%2Ecom". */
static char *
undo_echo (char *user_name, const DermagaTarget *target)
{
  g_autofree char *plain = g_uri_unescape_string (user_name, NULL);

  if (plain == NULL || g_str_equal (plain, user_name)
      || (g_ascii_strcasecmp (plain, target->email) != 0
          && g_ascii_strcasecmp (plain, target->local_part) != 0))
    return user_name;
  g_free (user_name);
  return g_steal_pointer (&plain);
}

static char *
expand_user_name (const char *pattern, const DermagaTarget *target)
{
  if (pattern == NULL || target->email == NULL)
    return g_strdup (pattern);
  return undo_echo (dermaga_expand_user_name (pattern, target->email), target);
}

/* Returns: how many were left out */
static guint
expand_servers (GPtrArray *expanded, GPtrArray *servers, const DermagaTarget *target)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);
      g_autofree char *host = expand_host (server->host, target);
      g_autofree char *user_name = expand_user_name (server->user_name, target);
      DermagaProviderServer *copy;

      if (host == NULL || (user_name != NULL && !dermaga_user_name_is_valid (user_name)))
        continue;
      copy = dermaga_provider_server_new (server->protocol, host, server->port, server->security,
                                          user_name);
      g_strfreev (copy->auth);
      copy->auth = g_strdupv (server->auth);
      g_ptr_array_add (expanded, copy);
    }
  return servers->len - expanded->len;
}

static char **
expand_domains (char **domains, const DermagaTarget *target)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *domain = expand_host (domains[i], target);

      if (domain != NULL)
        g_strv_builder_add (builder, domain);
    }
  return g_strv_builder_end (builder);
}

DermagaProviderConfig *
dermaga_autoconfig_expand (const DermagaProviderConfig *config, const DermagaTarget *target)
{
  DermagaProviderConfig *expanded;

  g_return_val_if_fail (config != NULL && target != NULL, NULL);

  expanded = dermaga_provider_config_new ();
  expanded->id = expand_shown (config->id, target);
  expanded->display_name = expand_shown (config->display_name, target);
  g_strfreev (expanded->domains);
  expanded->domains = expand_domains (config->domains, target);
  expanded->hints = config->hints;
  expanded->n_dropped = config->n_dropped;
  expanded->n_dropped += expand_servers (expanded->incoming, config->incoming, target);
  expanded->n_dropped += expand_servers (expanded->outgoing, config->outgoing, target);
  return expanded;
}
