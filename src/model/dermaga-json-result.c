#include "config.h"

#include "model/dermaga-json-private.h"

#include "base/dermaga-target.h"

#define MAX_ROWS 4096u
#define MAX_MECHANISMS 64u

static gboolean
fail (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
}

static gboolean
read_source (JsonObject *object, DermagaSource *source)
{
  const char *text = dermaga_json_get_string (object, "source");

  for (guint i = 0; i < DERMAGA_N_SOURCES; i++)
    if (g_strcmp0 (text, dermaga_source_to_string (i)) == 0)
      {
        *source = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_outcome (JsonObject *object, DermagaSecurity security, DermagaOutcome *outcome)
{
  const char *text = dermaga_json_get_string (object, "outcome");

  for (guint i = 0; i < DERMAGA_N_OUTCOMES; i++)
    if (g_strcmp0 (text, dermaga_outcome_to_string (i)) == 0)
      {
        *outcome = i;
        return security != DERMAGA_SECURITY_NONE || !dermaga_outcome_is_safe (*outcome);
      }
  return FALSE;
}

/* Absent in reports of the first version: then nothing is known but the usual. */
static gboolean
read_candidate_details (JsonObject *object, DermagaCandidate *candidate, GError **error)
{
  JsonNode *consent = dermaga_json_get_value (object, "consent_needed", G_TYPE_BOOLEAN);
  const char *user_name = dermaga_json_get_string (object, "username");

  if (consent == NULL && json_object_has_member (object, "consent_needed"))
    return fail (error, "consent_needed is not true or false");
  if (user_name != NULL && !dermaga_user_name_is_valid (user_name))
    return fail (error, "username is not usable");
  candidate->outside = consent != NULL && json_node_get_boolean (consent);
  candidate->user_name = g_strdup (user_name);
  return TRUE;
}

static gboolean
read_auth (JsonObject *object, DermagaProbe *probe, GError **error)
{
  JsonNode *node = json_object_get_member (object, "auth");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (array == NULL || json_array_get_length (array) > MAX_MECHANISMS)
    return fail (error, "auth is not a list, or too long");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (json_node_get_value_type (word) != G_TYPE_STRING
          || !g_str_is_ascii (json_node_get_string (word)))
        return fail (error, "a sign-in mechanism is not a word");
      g_ptr_array_add (words, (gpointer) json_node_get_string (word));
    }
  g_ptr_array_add (words, NULL);
  dermaga_probe_set_auth (probe, (const char *const *) words->pdata);
  return TRUE;
}

static gboolean
read_browser_sign_in (JsonObject *object, DermagaProbe *probe, GError **error)
{
  JsonNode *node = dermaga_json_get_value (object, "browser_sign_in", G_TYPE_BOOLEAN);

  if (node == NULL && json_object_has_member (object, "browser_sign_in"))
    return fail (error, "browser_sign_in is not true or false");
  dermaga_probe_set_wants_browser (probe, node != NULL && json_node_get_boolean (node));
  return TRUE;
}

/* @order stands for what the source preferred, which the report says by the order of its rows. */
static gboolean
read_row (JsonObject *object, DermagaResult *result, guint order, GError **error)
{
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaSource source;
  DermagaOutcome outcome;
  DermagaProbe *probe;

  if (!read_source (object, &source))
    return fail (error, "source of a row is unknown");
  candidate = dermaga_json_read_server (object, source, error);
  if (candidate == NULL)
    return FALSE;
  if (!read_outcome (object, candidate->security, &outcome))
    return fail (error, "outcome of a row is unknown or impossible");
  if (!read_candidate_details (object, candidate, error))
    return FALSE;
  if (dermaga_result_find (result, candidate) != NULL)
    return fail (error, "a row is there twice");
  candidate->order = order;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, outcome);
  if (!read_auth (object, probe, error) || !read_browser_sign_in (object, probe, error))
    return FALSE;
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return TRUE;
}

/* What was recommended ranked first among its equals. */
static gboolean
is_recommended (const DermagaSavedChoice *choice, JsonObject *row)
{
  JsonNode *port = dermaga_json_get_value (row, "port", G_TYPE_INT64);

  return choice != NULL
         && g_strcmp0 (choice->server->host, dermaga_json_get_string (row, "host")) == 0
         && port != NULL && choice->server->port == json_node_get_int (port);
}

static gboolean
read_rows (JsonObject *root, DermagaResult *result, const DermagaSavedChoice *incoming,
           const DermagaSavedChoice *outgoing, GError **error)
{
  JsonNode *node = json_object_get_member (root, "probes");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  if (array == NULL || json_array_get_length (array) > MAX_ROWS)
    return fail (error, "probes are not a list, or too many");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (row == NULL)
        return fail (error, "a row is not an object");
      if (!read_row (row, result,
                     is_recommended (incoming, row) || is_recommended (outgoing, row) ? 0 : i + 1,
                     error))
        return FALSE;
    }
  return TRUE;
}

static void
take_sources (DermagaResult *result, GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      dermaga_result_set_source (result, report->id, report->status, report->detail,
                                 report->elapsed_us);
      dermaga_result_set_source_origin (result, report->id, report->url, report->problem);
      for (guint j = 0; j < report->servers->len; j++)
        dermaga_result_add_source_server (result, report->id, report->servers->pdata[j]);
    }
}

/* Of the conditions only these change what may be concluded from the rows. */
static void
read_conditions (JsonObject *root, DermagaResult *result)
{
  JsonNode *node = json_object_get_member (root, "findings");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *finding = json_array_get_element (array, i);
      const char *code = JSON_NODE_HOLDS_OBJECT (finding)
                             ? dermaga_json_get_string (json_node_get_object (finding), "code")
                             : NULL;

      if (g_strcmp0 (code, "wildcard-dns") == 0)
        dermaga_result_add_condition (result, DERMAGA_CONDITION_WILDCARD_DNS);
      else if (g_strcmp0 (code, "cancelled") == 0)
        dermaga_result_add_condition (result, DERMAGA_CONDITION_CANCELLED);
    }
}

/* Absent in reports of the first versions; what cannot have been is as good as unknown. */
static void
read_started (JsonObject *root, DermagaResult *result)
{
  const char *text = dermaga_json_get_string (root, "started");
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  gint64 seconds = time != NULL ? g_date_time_to_unix (time) : 0;

  if (seconds < 0 || seconds > g_get_real_time () / G_USEC_PER_SEC)
    seconds = 0;
  dermaga_result_set_started (result, seconds * G_USEC_PER_SEC);
}

DermagaResult *
dermaga_json_read_result (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (DermagaResult) result = NULL;
  g_autofree char *target = NULL;

  if (!dermaga_json_read_recommendation (text, length, &target, &incoming, &outgoing, error))
    return NULL;
  sources = dermaga_json_read_sources (text, length, error);
  if (sources == NULL)
    return NULL;
  root = dermaga_json_parse (text, length, error);
  result = dermaga_result_new (target, NULL);
  if (root == NULL || !read_rows (json_node_get_object (root), result, incoming, outgoing, error)
      || !dermaga_json_read_port_checks (json_node_get_object (root), result, error))
    return NULL;
  take_sources (result, sources);
  read_conditions (json_node_get_object (root), result);
  read_started (json_node_get_object (root), result);
  dermaga_result_set_finished (result, TRUE);
  return g_steal_pointer (&result);
}
