#include "config.h"

#include "model/dermaga-json.h"

#include <string.h>

#include "base/dermaga-target.h"

#define MAX_TEXT (4u * 1024u * 1024u) /* octets of a file */
#define MAX_DEPTH 32u                 /* the contract itself has 6 */
#define DEFAULT_USER_NAME "%EMAILADDRESS%"

G_DEFINE_QUARK (dermaga-json-error-quark, dermaga_json_error)

void
dermaga_saved_choice_free (DermagaSavedChoice *choice)
{
  if (choice == NULL)
    return;
  dermaga_server_free (choice->server);
  g_free (choice);
}

static gboolean
fail (GError **error, DermagaJsonError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_JSON_ERROR, code, fact);
  return FALSE;
}

static gboolean
is_json_outside_strings (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("{}[],:+-. \t\r\n", c) != NULL);
}

/* Moves from a string's first quote to its last. A NUL in it would cut the string for all who read
 * it later, so that what was checked would not be what stood there. */
static gboolean
skip_string (const char *text, gsize *position, gsize length)
{
  static const char nul[] = "\\u0000";
  gsize i = *position + 1;

  while (i < length && text[i] != '"')
    {
      if (length - i >= strlen (nul) && memcmp (text + i, nul, strlen (nul)) == 0)
        return FALSE;
      i += text[i] == '\\' ? 2 : 1;
    }
  *position = i;
  return i < length;
}

/*
 * JSON-GLib calls itself once for each level, so that a file of brackets would end the stack; and
 * it takes more than JSON (comments, strings in single quotes), behind which brackets could be
 * hidden from this count. All that is refused before it sees the text.
 */
static gboolean
check_shape (const char *text, gsize length, GError **error)
{
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        {
          if (!skip_string (text, &i, length))
            return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "a string without end or with NUL");
          continue;
        }
      if (!is_json_outside_strings (text[i]))
        return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "not JSON");
      if (text[i] == '{' || text[i] == '[')
        depth++;
      else if ((text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "nested too deep");
    }
  return TRUE;
}

static gboolean
parse (JsonParser *parser, const char *text, gsize length, GError **error)
{
  g_autoptr (GError) syntax = NULL;

  if (length > MAX_TEXT)
    return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "longer than 4 MiB");
  if (!g_utf8_validate_len (text, length, NULL))
    return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "not UTF-8");
  if (!check_shape (text, length, error))
    return FALSE;
  if (!json_parser_load_from_data (parser, text, length, &syntax))
    return fail (error, DERMAGA_JSON_ERROR_SYNTAX, syntax->message);
  if (json_parser_has_assignment (parser, NULL) || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return fail (error, DERMAGA_JSON_ERROR_SYNTAX, "not a JSON object");
  return TRUE;
}

/* (nullable): the member if it is there and of that type */
static JsonNode *
get_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

static const char *
get_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

/* An absent member is FALSE; one of another type is an error. */
static gboolean
read_consent (JsonObject *object, gboolean *consent_needed, GError **error)
{
  JsonNode *node = get_value (object, "consent_needed", G_TYPE_BOOLEAN);

  if (node == NULL && json_object_has_member (object, "consent_needed"))
    return fail (error, DERMAGA_JSON_ERROR_VALUE, "consent_needed is not true or false");
  if (node != NULL && json_node_get_boolean (node))
    *consent_needed = TRUE;
  return TRUE;
}

static gboolean
read_port (JsonObject *object, guint16 *port, GError **error)
{
  JsonNode *node = get_value (object, "port", G_TYPE_INT64);

  if (node == NULL || json_node_get_int (node) < 1 || json_node_get_int (node) > G_MAXUINT16)
    return fail (error, DERMAGA_JSON_ERROR_VALUE, "port is not a number from 1 to 65535");
  *port = (guint16) json_node_get_int (node);
  return TRUE;
}

static gboolean
read_user_name (JsonObject *object, const char **user_name, GError **error)
{
  *user_name = json_object_has_member (object, "username") ? get_string (object, "username")
                                                           : DEFAULT_USER_NAME;
  return dermaga_user_name_is_valid (*user_name)
         || fail (error, DERMAGA_JSON_ERROR_VALUE, "username is not usable");
}

static DermagaServer *
read_server (JsonObject *object, DermagaDirection direction, GError **error)
{
  const char *host = get_string (object, "host");
  const char *user_name = NULL;
  DermagaProtocol protocol;
  DermagaSecurity security;
  guint16 port;

  if (!dermaga_protocol_from_string (get_string (object, "protocol"), &protocol)
      || dermaga_protocol_get_direction (protocol) != direction)
    {
      fail (error, DERMAGA_JSON_ERROR_VALUE, "protocol is unknown or of the other direction");
      return NULL;
    }
  /* A recommendation is never without encryption; a file that has one was not written by us. */
  if (!dermaga_security_from_string (get_string (object, "security"), &security)
      || security == DERMAGA_SECURITY_NONE)
    {
      fail (error, DERMAGA_JSON_ERROR_VALUE, "security is not starttls or tls");
      return NULL;
    }
  if (host == NULL || !dermaga_host_is_valid (host))
    {
      fail (error, DERMAGA_JSON_ERROR_VALUE, "host is not a host name");
      return NULL;
    }
  if (!read_port (object, &port, error) || !read_user_name (object, &user_name, error))
    return NULL;
  return dermaga_server_new (protocol, host, port, security, user_name);
}

/* An absent half and null are the same: nothing safe was found. */
static gboolean
read_choice (JsonObject *recommendation, const char *member, DermagaDirection direction,
             DermagaSavedChoice **choice, GError **error)
{
  JsonNode *node = json_object_get_member (recommendation, member);
  g_autoptr (DermagaSavedChoice) read = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, DERMAGA_JSON_ERROR_VALUE, "a server is not an object");
  read = g_new0 (DermagaSavedChoice, 1);
  read->server = read_server (json_node_get_object (node), direction, error);
  if (read->server == NULL
      || !read_consent (json_node_get_object (node), &read->consent_needed, error)
      || !read_consent (recommendation, &read->consent_needed, error))
    return FALSE;
  *choice = g_steal_pointer (&read);
  return TRUE;
}

static gboolean
read_target (JsonObject *root, char **target, GError **error)
{
  const char *host = get_string (root, "target");

  if (host == NULL || !dermaga_host_is_valid (host))
    return fail (error, DERMAGA_JSON_ERROR_VALUE, "target is not a domain");
  *target = g_strdup (host);
  return TRUE;
}

static gboolean
read_schema (JsonObject *root, GError **error)
{
  JsonNode *schema = get_value (root, "schema", G_TYPE_INT64);

  return (schema != NULL && json_node_get_int (schema) == DERMAGA_JSON_SCHEMA)
         || fail (error, DERMAGA_JSON_ERROR_SCHEMA, "not schema 1");
}

static gboolean
read_choices (JsonObject *root, DermagaSavedChoice **incoming, DermagaSavedChoice **outgoing,
              GError **error)
{
  JsonNode *node = json_object_get_member (root, "recommendation");

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, DERMAGA_JSON_ERROR_VALUE, "recommendation is not there");
  return read_choice (json_node_get_object (node), "incoming", DERMAGA_DIRECTION_INCOMING,
                      incoming, error)
         && read_choice (json_node_get_object (node), "outgoing", DERMAGA_DIRECTION_OUTGOING,
                         outgoing, error);
}

gboolean
dermaga_json_read_recommendation (const char *text, gssize length, char **target,
                                  DermagaSavedChoice **incoming, DermagaSavedChoice **outgoing,
                                  GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (DermagaSavedChoice) read_incoming = NULL;
  g_autoptr (DermagaSavedChoice) read_outgoing = NULL;
  g_autofree char *domain = NULL;
  JsonObject *root;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (target != NULL && incoming != NULL && outgoing != NULL, FALSE);

  *target = NULL;
  *incoming = NULL;
  *outgoing = NULL;
  if (!parse (parser, text, length < 0 ? strlen (text) : (gsize) length, error))
    return FALSE;
  root = json_node_get_object (json_parser_get_root (parser));
  if (!read_schema (root, error) || !read_target (root, &domain, error)
      || !read_choices (root, &read_incoming, &read_outgoing, error))
    return FALSE;
  *target = g_steal_pointer (&domain);
  *incoming = g_steal_pointer (&read_incoming);
  *outgoing = g_steal_pointer (&read_outgoing);
  return TRUE;
}
