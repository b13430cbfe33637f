#include "config.h"

#include "verdict/dermaga-signin-json.h"

#include "model/dermaga-json.h"
#include "verdict/dermaga-signin-texts.h"

static void
set_words (JsonObject *object, const DermagaWords *words)
{
  json_object_set_string_member (object, "headline", words->headline);
  json_object_set_string_member (object, "meaning", words->meaning);
  json_object_set_string_member (object, "action", words->action);
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
set_code (JsonObject *object, const char *member, int code)
{
  if (code != 0)
    json_object_set_int_member (object, member, code);
  else
    json_object_set_null_member (object, member);
}

static void
set_server (JsonObject *object, const DermagaServer *server)
{
  json_object_set_string_member (object, "protocol",
                                 dermaga_protocol_to_string (server->protocol));
  json_object_set_string_member (object, "host", server->host);
  json_object_set_int_member (object, "port", server->port);
  json_object_set_string_member (object, "security",
                                 dermaga_security_to_string (server->security));
  set_text (object, "username", server->user_name);
}

static JsonArray *
strings_to_array (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static JsonObject *
delivery_to_object (const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_delivery (result);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "delivery",
                                 dermaga_delivery_to_string (result->delivery));
  set_code (object, "reply_code", result->delivery_code);
  set_text (object, "status", result->delivery_status);
  set_text (object, "reply", result->delivery_reply);
  set_words (object, words);
  return object;
}

static JsonObject *
result_to_object (const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);
  JsonObject *object = json_object_new ();

  set_server (object, result->server);
  json_object_set_string_member (object, "verdict",
                                 dermaga_signin_verdict_to_string (result->verdict));
  json_object_set_string_member (object, "outcome", dermaga_outcome_to_string (result->outcome));
  set_text (object, "mechanism", result->mechanism);
  json_object_set_array_member (object, "offered", strings_to_array (result->offered));
  set_code (object, "reply_code", result->reply_code);
  set_text (object, "response_code", result->response_code);
  set_text (object, "reply", result->reply);
  json_object_set_int_member (object, "elapsed_ms", result->elapsed / 1000);
  set_words (object, words);
  if (result->delivery == DERMAGA_DELIVERY_NOT_ASKED)
    json_object_set_null_member (object, "test_message");
  else
    json_object_set_object_member (object, "test_message", delivery_to_object (result));
  return object;
}

char *
dermaga_signin_json (GPtrArray *results)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < results->len; i++)
    json_array_add_object_element (array, result_to_object (results->pdata[i]));
  json_object_set_int_member (object, "schema", DERMAGA_JSON_SCHEMA);
  json_object_set_array_member (object, "signin", array);
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
