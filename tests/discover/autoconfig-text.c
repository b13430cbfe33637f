#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#include "base/dermaga-text.h"
#include "model/dermaga-settings.h"

DermagaProviderConfig *
autoconfig_read (const char *text, GError **error)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));

  return dermaga_autoconfig_read (file, error);
}

char *
autoconfig_wrap (const char *elements)
{
  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<clientConfig version=\"1.1\">\n"
                          "  <emailProvider id=\"a.test\">\n"
                          "    <domain>a.test</domain>\n"
                          "    %s\n"
                          "  </emailProvider>\n"
                          "</clientConfig>\n",
                          elements);
}

char *
autoconfig_server (const char *type, const char *elements)
{
  const char *element = g_str_equal (type, "smtp") ? "outgoingServer" : "incomingServer";

  return g_strdup_printf ("<%s type=\"%s\">%s</%s>", element, type, elements, element);
}

static void
describe_servers (GString *text, GPtrArray *servers)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);
      g_autofree char *auth = g_strjoinv (",", server->auth);

      g_string_append_printf (text, "%s %s %u %s %s %s\n",
                              dermaga_protocol_to_string (server->protocol), server->host,
                              server->port, dermaga_security_to_string (server->security),
                              server->user_name != NULL ? server->user_name : "-",
                              *auth != '\0' ? auth : "-");
    }
}

char *
autoconfig_describe (const DermagaProviderConfig *config)
{
  GString *text = g_string_new (NULL);

  describe_servers (text, config->incoming);
  describe_servers (text, config->outgoing);
  if (config->n_dropped > 0)
    g_string_append_printf (text, "+%u\n", config->n_dropped);
  return g_string_free (text, FALSE);
}

static void
assert_servers_safe (GPtrArray *servers, DermagaDirection direction)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      g_assert_true (dermaga_protocol_get_direction (server->protocol) == direction);
      g_assert_cmpuint (server->port, >, 0);
      g_assert_true (strchr (server->host, '%') != NULL || dermaga_host_is_valid (server->host));
      g_assert_true (dermaga_text_is_clean (server->host));
      g_assert_true (server->user_name == NULL || dermaga_user_name_is_valid (server->user_name));
      g_assert_true (server->user_name == NULL || dermaga_text_is_clean (server->user_name));
    }
}

void
autoconfig_assert_safe (const DermagaProviderConfig *config)
{
  g_assert_true (config->id == NULL || dermaga_text_is_clean (config->id));
  g_assert_true (config->display_name == NULL || dermaga_text_is_clean (config->display_name));
  for (char **domain = config->domains; *domain != NULL; domain++)
    g_assert_true (strchr (*domain, '%') != NULL || dermaga_host_is_valid (*domain));
  assert_servers_safe (config->incoming, DERMAGA_DIRECTION_INCOMING);
  assert_servers_safe (config->outgoing, DERMAGA_DIRECTION_OUTGOING);
}

void
autoconfig_assert_fails (const char *text, gssize length, DermagaConfigError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (DermagaProviderConfig) config = dermaga_autoconfig_read (file, &error);

  g_assert_null (config);
  g_assert_error (error, DERMAGA_CONFIG_ERROR, (int) code);
}
