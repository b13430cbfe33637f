#include "config.h"

#include "export/dermaga-publication.h"

#include <json-glib/json-glib.h>
#include <string.h>

static guint16
port_of (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return 465;
    case DERMAGA_PROTOCOL_IMAP:
      return 993;
    case DERMAGA_PROTOCOL_POP3:
      return 995;
    }
  g_assert_not_reached ();
}

/* (nullable): the best server that the format can name. */
static const DermagaProviderServer *
find_server (GPtrArray *servers, DermagaProtocol protocol)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      if (server->protocol == protocol && server->security == DERMAGA_SECURITY_TLS
          && server->port == port_of (protocol)
          && g_str_equal (server->user_name, "%EMAILADDRESS%"))
        return server;
    }
  return NULL;
}

static void
put_host (JsonObject *protocols, const char *name, const char *host)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "host", host);
  json_object_set_object_member (protocols, name, object);
}

static gboolean
put_server (JsonObject *protocols, GPtrArray *servers, DermagaProtocol protocol)
{
  const DermagaProviderServer *server = find_server (servers, protocol);

  if (server == NULL)
    return FALSE;
  put_host (protocols, dermaga_protocol_to_string (protocol), server->host);
  /* The name that the draft has from -03 on; both are overlooked by who does not know them. */
  if (protocol == DERMAGA_PROTOCOL_SMTP)
    put_host (protocols, "submit", server->host);
  return TRUE;
}

static JsonObject *
make_info (const char *display_name)
{
  JsonObject *info = json_object_new ();
  JsonObject *provider = json_object_new ();

  json_object_set_string_member (provider, "name", display_name);
  json_object_set_object_member (info, "provider", provider);
  return info;
}

GBytes *
dermaga_publish_pacc (const DermagaPublication *publication, GError **error)
{
  const DermagaProviderConfig *config = publication->config;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *document = json_object_new ();
  JsonObject *protocols = json_object_new ();
  JsonObject *authentication = json_object_new ();
  g_autofree char *text = NULL;
  gboolean incoming, outgoing;

  json_node_take_object (root, document);
  json_object_set_object_member (document, "protocols", protocols);
  json_object_set_object_member (document, "authentication", authentication);
  if (!dermaga_publication_validate (publication, error))
    return NULL;
  incoming = put_server (protocols, config->incoming, DERMAGA_PROTOCOL_IMAP);
  incoming |= put_server (protocols, config->incoming, DERMAGA_PROTOCOL_POP3);
  outgoing = put_server (protocols, config->outgoing, DERMAGA_PROTOCOL_SMTP);
  if (!incoming || !outgoing)
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "no server with TLS from the start on its standard port");
      return NULL;
    }
  json_object_set_boolean_member (authentication, "password", TRUE);
  json_object_set_object_member (document, "info", make_info (config->display_name));
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (g_strconcat (text, "\n", NULL), strlen (text) + 1);
}
