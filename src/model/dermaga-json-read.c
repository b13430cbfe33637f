#include "config.h"

#include "model/dermaga-json-private.h"

#include "base/dermaga-target.h"

#define DEFAULT_USER_NAME "%EMAILADDRESS%"

void
dermaga_saved_choice_free (DermagaSavedChoice *choice)
{
  if (choice == NULL)
    return;
  dermaga_server_free (choice->server);
  g_free (choice);
}

static gboolean
fail (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
}

/* An absent member is FALSE; one of another type is an error. */
static gboolean
read_consent (JsonObject *object, gboolean *consent_needed, GError **error)
{
  JsonNode *node = dermaga_json_get_value (object, "consent_needed", G_TYPE_BOOLEAN);

  if (node == NULL && json_object_has_member (object, "consent_needed"))
    return fail (error, "consent_needed is not true or false");
  if (node != NULL && json_node_get_boolean (node))
    *consent_needed = TRUE;
  return TRUE;
}

static gboolean
read_user_name (JsonObject *object, const char **user_name, GError **error)
{
  *user_name = json_object_has_member (object, "username")
                   ? dermaga_json_get_string (object, "username")
                   : DEFAULT_USER_NAME;
  return dermaga_user_name_is_valid (*user_name) || fail (error, "username is not usable");
}

static DermagaServer *
read_server (JsonObject *object, DermagaDirection direction, GError **error)
{
  g_autoptr (DermagaCandidate) read = dermaga_json_read_server (object, DERMAGA_SOURCE_FILE, error);
  const char *user_name = NULL;

  if (read == NULL)
    return NULL;
  if (dermaga_protocol_get_direction (read->protocol) != direction)
    {
      fail (error, "protocol is of the other direction");
      return NULL;
    }
  /* A recommendation is never without encryption; a file that has one was not written by us. */
  if (read->security == DERMAGA_SECURITY_NONE)
    {
      fail (error, "security is not starttls or tls");
      return NULL;
    }
  if (!read_user_name (object, &user_name, error))
    return NULL;
  return dermaga_server_new (read->protocol, read->host, read->port, read->security, user_name);
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
    return fail (error, "a server is not an object");
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
  const char *host = dermaga_json_get_string (root, "target");

  if (host == NULL || !dermaga_host_is_valid (host))
    return fail (error, "target is not a domain");
  *target = g_strdup (host);
  return TRUE;
}

static gboolean
read_choices (JsonObject *root, DermagaSavedChoice **incoming, DermagaSavedChoice **outgoing,
              GError **error)
{
  JsonNode *node = json_object_get_member (root, "recommendation");

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "recommendation is not there");
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
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (DermagaSavedChoice) read_incoming = NULL;
  g_autoptr (DermagaSavedChoice) read_outgoing = NULL;
  g_autofree char *domain = NULL;
  JsonObject *root;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (target != NULL && incoming != NULL && outgoing != NULL, FALSE);

  *target = NULL;
  *incoming = NULL;
  *outgoing = NULL;
  node = dermaga_json_parse (text, length, error);
  if (node == NULL)
    return FALSE;
  root = json_node_get_object (node);
  if (!read_target (root, &domain, error)
      || !read_choices (root, &read_incoming, &read_outgoing, error))
    return FALSE;
  *target = g_steal_pointer (&domain);
  *incoming = g_steal_pointer (&read_incoming);
  *outgoing = g_steal_pointer (&read_outgoing);
  return TRUE;
}
