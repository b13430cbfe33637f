#include "config.h"

#include "cli/practice-json.h"

#include <json-glib/json-glib.h>

static JsonObject *
new_event (const char *event)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", event);
  return object;
}

/* Takes @object. */
static char *
to_line (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (root, FALSE);

  json_object_unref (object);
  return g_strconcat (text, "\n", NULL);
}

char *
dermaga_practice_json_check (const char *report)
{
  JsonObject *object = new_event ("check");
  JsonNode *node = json_from_string (report, NULL);

  g_assert (node != NULL);
  json_object_set_member (object, "result", node);
  return to_line (object);
}

static void
add_places (JsonObject *object, DermagaPractice *practice)
{
  g_autoptr (GArray) places = dermaga_practice_get_places (practice);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < places->len; i++)
    {
      const DermagaPracticePlace *place = &g_array_index (places, DermagaPracticePlace, i);
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "protocol",
                                     dermaga_protocol_to_string (place->protocol));
      json_object_set_string_member (row, "security",
                                     dermaga_security_to_string (place->security));
      json_object_set_string_member (row, "host", "127.0.0.1");
      json_object_set_int_member (row, "port", place->real_port);
      json_object_set_int_member (row, "usual_port", place->port);
      json_array_add_object_element (array, row);
    }
  json_object_set_array_member (object, "places", array);
}

char *
dermaga_practice_json_ready (DermagaPractice *practice)
{
  JsonObject *object = new_event ("ready");

  json_object_set_string_member (object, "domain", DERMAGA_PRACTICE_DOMAIN);
  json_object_set_string_member (object, "password", DERMAGA_PRACTICE_PASSWORD);
  json_object_set_string_member (object, "authority",
                                 dermaga_practice_get_authority_pem (practice));
  add_places (object, practice);
  return to_line (object);
}

char *
dermaga_practice_json_message (DermagaPracticeMessage *message)
{
  JsonObject *object = new_event ("message");
  const char *const *recipients = dermaga_practice_message_get_recipients (message);
  JsonArray *array = json_array_new ();

  for (guint i = 0; recipients[i] != NULL; i++)
    json_array_add_string_element (array, recipients[i]);
  json_object_set_int_member (object, "id", dermaga_practice_message_get_id (message));
  json_object_set_string_member (object, "sender", dermaga_practice_message_get_sender (message));
  json_object_set_array_member (object, "recipients", array);
  json_object_set_string_member (object, "from", dermaga_practice_message_get_from (message));
  json_object_set_string_member (object, "subject",
                                 dermaga_practice_message_get_subject (message));
  json_object_set_int_member (object, "size",
                              (gint64) dermaga_practice_message_get_size (message));
  json_object_set_string_member (
    object, "protocol",
    dermaga_protocol_to_string (dermaga_practice_message_get_protocol (message)));
  json_object_set_int_member (object, "port", dermaga_practice_message_get_port (message));
  json_object_set_string_member (
    object, "security",
    dermaga_security_to_string (dermaga_practice_message_get_security (message)));
  json_object_set_string_member (object, "user", dermaga_practice_message_get_user (message));
  json_object_set_string_member (object, "mailbox",
                                 dermaga_practice_message_get_mailbox (message));
  return to_line (object);
}

char *
dermaga_practice_json_end (guint64 n_captured, guint64 n_dropped)
{
  JsonObject *object = new_event ("end");

  json_object_set_int_member (object, "captured", (gint64) n_captured);
  json_object_set_int_member (object, "dropped", (gint64) n_dropped);
  return to_line (object);
}
