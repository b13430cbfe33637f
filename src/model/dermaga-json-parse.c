#include "config.h"

#include "model/dermaga-json-private.h"

#include <string.h>

#include "base/dermaga-target.h"

#define MAX_TEXT (4u * 1024u * 1024u) /* octets of a file */
#define MAX_DEPTH 32u                 /* the contract itself has 6 */

G_DEFINE_QUARK (dermaga-json-error-quark, dermaga_json_error)

gboolean
dermaga_json_fail (GError **error, DermagaJsonError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_JSON_ERROR, code, fact);
  return FALSE;
}

static gboolean
fail_syntax (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_SYNTAX, fact);
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
            return fail_syntax (error, "a string without end or with NUL");
          continue;
        }
      if (!is_json_outside_strings (text[i]))
        return fail_syntax (error, "not JSON");
      if (text[i] == '{' || text[i] == '[')
        depth++;
      else if ((text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return fail_syntax (error, "nested too deep");
    }
  return TRUE;
}

static gboolean
parse (JsonParser *parser, const char *text, gsize length, GError **error)
{
  g_autoptr (GError) syntax = NULL;

  if (length > MAX_TEXT)
    return fail_syntax (error, "longer than 4 MiB");
  if (!g_utf8_validate_len (text, length, NULL))
    return fail_syntax (error, "not UTF-8");
  if (!check_shape (text, length, error))
    return FALSE;
  if (!json_parser_load_from_data (parser, text, length, &syntax))
    return fail_syntax (error, syntax->message);
  if (json_parser_has_assignment (parser, NULL) || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return fail_syntax (error, "not a JSON object");
  return TRUE;
}

static gboolean
check_schema (JsonNode *root, GError **error)
{
  JsonNode *schema
      = dermaga_json_get_value (json_node_get_object (root), "schema", G_TYPE_INT64);

  return (schema != NULL && json_node_get_int (schema) == DERMAGA_JSON_SCHEMA)
         || dermaga_json_fail (error, DERMAGA_JSON_ERROR_SCHEMA, "not schema 1");
}

JsonNode *
dermaga_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!parse (parser, text, length < 0 ? strlen (text) : (gsize) length, error)
      || !check_schema (json_parser_get_root (parser), error))
    return NULL;
  return json_parser_steal_root (parser);
}

JsonNode *
dermaga_json_get_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
dermaga_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = dermaga_json_get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

static DermagaCandidate *
refuse_server (GError **error, const char *fact)
{
  dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
  return NULL;
}

DermagaCandidate *
dermaga_json_read_server (JsonObject *object, DermagaSource source, GError **error)
{
  const char *host = dermaga_json_get_string (object, "host");
  JsonNode *port = dermaga_json_get_value (object, "port", G_TYPE_INT64);
  DermagaProtocol protocol;
  DermagaSecurity security;

  if (!dermaga_protocol_from_string (dermaga_json_get_string (object, "protocol"), &protocol))
    return refuse_server (error, "protocol is unknown");
  if (!dermaga_security_from_string (dermaga_json_get_string (object, "security"), &security))
    return refuse_server (error, "security is unknown");
  if (host == NULL || !dermaga_host_is_valid (host))
    return refuse_server (error, "host is not a host name");
  if (port == NULL || json_node_get_int (port) < 1 || json_node_get_int (port) > G_MAXUINT16)
    return refuse_server (error, "port is not a number from 1 to 65535");
  return dermaga_candidate_new (protocol, host, (guint16) json_node_get_int (port), security,
                                source, 0);
}
