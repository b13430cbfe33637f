#include "config.h"

#include "discover/dermaga-pacc.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"
#include "discover/dermaga-config-text.h"
#include "discover/dermaga-json-text.h"

#define MAX_DEPTH 16u
#define USER_NAME "%EMAILADDRESS%"

/* The draft knows no other ports: encrypted from the start, or not at all. */
static const struct {
  const char *name;
  DermagaProtocol protocol;
  guint16 port;
} services[] = {
  { "imap", DERMAGA_PROTOCOL_IMAP, 993 },
  { "pop3", DERMAGA_PROTOCOL_POP3, 995 },
  { "submit", DERMAGA_PROTOCOL_SMTP, 465 },
  { "smtp", DERMAGA_PROTOCOL_SMTP, 465 }, /* its name up to -02 */
};

/* Each returns %NULL where the member is missing or of another type. */

static JsonObject *
get_object (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
is_true (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

static gboolean
fail (GError **error, DermagaConfigError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, code, fact);
  return FALSE;
}

/* The parser lets the last of two members of one name win, others the first: a document that can be
 * read in two ways is not read. Depth is bounded before. */
static guint
count_members (JsonNode *node)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        n += 1 + count_members (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_members (json_array_get_element (array, i));
    }
  return n;
}

static gboolean
parse (JsonParser *parser, const char *text, GError **error)
{
  guint n_members;

  if (!dermaga_json_text_check (text, MAX_DEPTH, &n_members, error))
    return FALSE;
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no JSON");
  if (count_members (json_parser_get_root (parser)) != n_members)
    return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "two members of one name");
  return TRUE;
}

/* (transfer full) (nullable): the ASCII form in lower case. */
static char *
read_host (JsonObject *service)
{
  const char *host = get_string (service, "host");

  if (host == NULL || !dermaga_text_is_clean (host) || strchr (host, ' ') != NULL)
    return NULL;
  return dermaga_host_parse (host, NULL);
}

/* A document for two versions of the draft names the same server twice. */
static gboolean
is_known (GPtrArray *servers, DermagaProtocol protocol, const char *host)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      if (server->protocol == protocol && g_str_equal (server->host, host))
        return TRUE;
    }
  return FALSE;
}

static void
read_servers (DermagaProviderConfig *config, JsonObject *protocols, char **auth)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      DermagaProtocol protocol = services[i].protocol;
      gboolean is_incoming = dermaga_protocol_get_direction (protocol)
                             == DERMAGA_DIRECTION_INCOMING;
      GPtrArray *servers = is_incoming ? config->incoming : config->outgoing;
      g_autofree char *host = NULL;
      DermagaProviderServer *server;

      if (!json_object_has_member (protocols, services[i].name))
        continue;
      host = read_host (get_object (protocols, services[i].name));
      if (host == NULL)
        {
          config->n_dropped++;
          continue;
        }
      if (is_known (servers, protocol, host))
        continue;
      server = dermaga_provider_server_new (protocol, host, services[i].port,
                                            DERMAGA_SECURITY_TLS, USER_NAME);
      g_strfreev (server->auth);
      server->auth = g_strdupv (auth);
      g_ptr_array_add (servers, server);
    }
}

static gboolean
takes_oauth (JsonObject *authentication)
{
  const char *issuer = get_string (get_object (authentication, "oauth-public"), "issuer");

  return issuer != NULL && g_ascii_strncasecmp (issuer, "https://", strlen ("https://")) == 0;
}

static gboolean
read_document (DermagaProviderConfig *config, JsonNode *node, GError **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *protocols = get_object (root, "protocols");
  JsonObject *authentication = get_object (root, "authentication");
  const char *name = get_string (get_object (get_object (root, "info"), "provider"), "name");
  gboolean oauth = takes_oauth (authentication);
  gboolean password = is_true (authentication, "password");
  char *auth[] = { NULL, NULL, NULL };
  guint n = 0;

  if (protocols == NULL)
    return fail (error, DERMAGA_CONFIG_ERROR_KIND, "no protocols");
  if (oauth)
    auth[n++] = (char *) "oauth2";
  if (password)
    auth[n++] = (char *) "password-cleartext";
  read_servers (config, protocols, auth);
  if (config->incoming->len == 0 && config->outgoing->len == 0)
    return fail (error, DERMAGA_CONFIG_ERROR_NO_SERVER, "no usable server");
  if (name != NULL)
    config->display_name = dermaga_config_text_make_shown (name);
  if (oauth && !password)
    config->hints |= DERMAGA_HINT_BROWSER_SIGN_IN;
  return TRUE;
}

DermagaProviderConfig *
dermaga_pacc_read (GBytes *document, GError **error)
{
  g_autoptr (DermagaProviderConfig) config = dermaga_provider_config_new ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  text = dermaga_config_text_decode_utf8 (document, DERMAGA_PACC_MAX_SIZE, error);
  if (text == NULL || !parse (parser, text, error)
      || !read_document (config, json_parser_get_root (parser), error))
    return NULL;
  return g_steal_pointer (&config);
}
