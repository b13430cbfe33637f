#include "config.h"

#include "model/dermaga-json-private.h"

#include <gio/gio.h>

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"

#define MAX_CHECKS 16u
#define MAX_CONTROLS 64u
#define MAX_COMPANY 100
#define MAX_ELAPSED_MS (60 * 60 * 1000)

static gboolean
fail (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
}

/* Writing */

static void
set_string_or_null (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

/* Whole microseconds as milliseconds, exact to an eighth, which prints without a tail of digits. */
static double
to_ms (gint64 us)
{
  return (us * 8 / 1000) / 8.0;
}

static JsonObject *
control_to_object (const DermagaControl *control)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", dermaga_control_kind_to_string (control->kind));
  set_string_or_null (object, "company", control->company);
  set_string_or_null (object, "host", control->host);
  set_string_or_null (object, "address", control->address);
  json_object_set_string_member (object, "family", control->is_ipv6 ? "ipv6" : "ipv4");
  json_object_set_int_member (object, "port", control->port);
  json_object_set_string_member (object, "outcome", dermaga_outcome_to_string (control->outcome));
  json_object_set_boolean_member (object, "open", control->open);
  json_object_set_boolean_member (object, "genuine", control->genuine);
  if (control->round_trip_us >= 0)
    json_object_set_double_member (object, "round_trip_ms", to_ms (control->round_trip_us));
  else
    json_object_set_null_member (object, "round_trip_ms");
  return object;
}

JsonObject *
dermaga_json_port_check (const DermagaPortCheck *check)
{
  JsonObject *object = json_object_new ();
  JsonArray *controls = json_array_new ();
  static const char *const families[] = { "ipv4", "ipv6" };

  json_object_set_int_member (object, "port", check->port);
  json_object_set_string_member (
    object, "verdict", dermaga_port_verdict_to_string (dermaga_port_check_get_verdict (check)));
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    json_object_set_string_member (
      object, families[i],
      dermaga_port_verdict_to_string (dermaga_port_check_judge (check, i == 1)));
  if (check->elapsed_us >= 0)
    json_object_set_int_member (object, "elapsed_ms", check->elapsed_us / 1000);
  else
    json_object_set_null_member (object, "elapsed_ms");
  for (guint i = 0; i < check->controls->len; i++)
    json_array_add_object_element (controls, control_to_object (check->controls->pdata[i]));
  json_object_set_array_member (object, "controls", controls);
  return object;
}

/* Reading; what the verdicts are follows from the controls again. */

static gboolean
read_port (JsonObject *object, guint16 *port)
{
  JsonNode *node = dermaga_json_get_value (object, "port", G_TYPE_INT64);

  if (node == NULL || json_node_get_int (node) < 1 || json_node_get_int (node) > G_MAXUINT16)
    return FALSE;
  *port = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_kind (JsonObject *object, DermagaControlKind *kind)
{
  const char *text = dermaga_json_get_string (object, "kind");

  for (guint i = 0; i <= DERMAGA_CONTROL_WEB; i++)
    if (g_strcmp0 (text, dermaga_control_kind_to_string (i)) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_outcome (JsonObject *object, DermagaControl *control)
{
  const char *text = dermaga_json_get_string (object, "outcome");
  JsonNode *open = dermaga_json_get_value (object, "open", G_TYPE_BOOLEAN);
  JsonNode *genuine = dermaga_json_get_value (object, "genuine", G_TYPE_BOOLEAN);

  if (open == NULL || genuine == NULL)
    return FALSE;
  control->open = json_node_get_boolean (open);
  control->genuine = json_node_get_boolean (genuine);
  for (guint i = 0; i < DERMAGA_N_OUTCOMES; i++)
    if (g_strcmp0 (text, dermaga_outcome_to_string (i)) == 0)
      {
        control->outcome = i;
        return !control->genuine || control->open;
      }
  return FALSE;
}

/* Who was asked: a name only where a company stands behind it. */
static gboolean
names_are_valid (const DermagaControl *control)
{
  if (control->address != NULL && !g_hostname_is_ip_address (control->address))
    return FALSE;
  if (control->kind == DERMAGA_CONTROL_NEGATIVE)
    return control->company == NULL && control->host == NULL && control->address != NULL;
  return control->company != NULL && dermaga_text_is_clean (control->company)
         && g_utf8_strlen (control->company, -1) <= MAX_COMPANY && control->host != NULL
         && dermaga_host_is_valid (control->host);
}

static void
read_round_trip (JsonObject *object, DermagaControl *control)
{
  JsonNode *node = json_object_get_member (object, "round_trip_ms");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_double (node) >= 0
      && json_node_get_double (node) <= MAX_ELAPSED_MS)
    control->round_trip_us = (gint64) (json_node_get_double (node) * 1000);
}

static gboolean
read_control (JsonObject *object, DermagaPortCheck *check, GError **error)
{
  const char *family = dermaga_json_get_string (object, "family");
  DermagaControlKind kind;
  DermagaControl *control;
  guint16 port;

  if (!read_kind (object, &kind) || !read_port (object, &port))
    return fail (error, "a control has no kind or no port");
  if (g_strcmp0 (family, "ipv4") != 0 && g_strcmp0 (family, "ipv6") != 0)
    return fail (error, "family of a control is unknown");
  control = dermaga_control_new (kind, dermaga_json_get_string (object, "company"),
                                 dermaga_json_get_string (object, "host"),
                                 dermaga_json_get_string (object, "address"),
                                 g_str_equal (family, "ipv6"), port);
  g_ptr_array_add (check->controls, control);
  read_round_trip (object, control);
  return (names_are_valid (control) || fail (error, "a control is not who it may be"))
         && (read_outcome (object, control)
             || fail (error, "outcome of a control is unknown or impossible"));
}

static gboolean
read_controls (JsonObject *object, DermagaPortCheck *check, GError **error)
{
  JsonNode *node = json_object_get_member (object, "controls");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  if (array == NULL || json_array_get_length (array) > MAX_CONTROLS)
    return fail (error, "controls are not a list, or too many");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "a control is not an object");
      if (!read_control (json_node_get_object (element), check, error))
        return FALSE;
    }
  return TRUE;
}

static DermagaPortCheck *
read_check (JsonNode *element, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
  g_autoptr (DermagaPortCheck) check = NULL;
  JsonNode *elapsed;
  guint16 port;

  if (object == NULL || !read_port (object, &port) || !dermaga_port_check_is_mail_port (port))
    {
      fail (error, "a port check is about no mail port");
      return NULL;
    }
  check = dermaga_port_check_new (port);
  check->finished = TRUE;
  elapsed = dermaga_json_get_value (object, "elapsed_ms", G_TYPE_INT64);
  if (elapsed != NULL && json_node_get_int (elapsed) >= 0
      && json_node_get_int (elapsed) <= MAX_ELAPSED_MS)
    check->elapsed_us = json_node_get_int (elapsed) * 1000;
  return read_controls (object, check, error) ? g_steal_pointer (&check) : NULL;
}

gboolean
dermaga_json_read_port_checks (JsonObject *root, DermagaResult *result, GError **error)
{
  JsonNode *node = json_object_get_member (root, "port_checks");
  JsonArray *array;

  if (node == NULL)
    return TRUE; /* written before ports were checked so */
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) > MAX_CHECKS)
    return fail (error, "port_checks are not a list, or too many");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      DermagaPortCheck *check = read_check (json_array_get_element (array, i), error);

      if (check == NULL)
        return FALSE;
      dermaga_result_take_port_check (result, check);
    }
  return TRUE;
}
