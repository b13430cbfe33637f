#include "config.h"

#include "model/dermaga-run.h"

#include "model/dermaga-json-private.h"

static gboolean
fail (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
}

static JsonObject *
write_way (const DermagaCandidate *way)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "protocol", dermaga_protocol_to_string (way->protocol));
  json_object_set_string_member (object, "host", way->host);
  json_object_set_int_member (object, "port", way->port);
  json_object_set_string_member (object, "security", dermaga_security_to_string (way->security));
  return object;
}

static void
write_recommended (JsonObject *object, const char *member, const DermagaCandidate *way)
{
  if (way != NULL)
    json_object_set_object_member (object, member, write_way (way));
  else
    json_object_set_null_member (object, member);
}

static JsonObject *
write_run (const DermagaRun *run)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < run->rows->len; i++)
    {
      const DermagaRunRow *row = run->rows->pdata[i];
      JsonObject *written = write_way (row->way);

      json_object_set_string_member (written, "outcome", dermaga_outcome_to_string (row->outcome));
      json_array_add_object_element (rows, written);
    }
  json_object_set_int_member (object, "started", run->started);
  write_recommended (object, "incoming", run->incoming);
  write_recommended (object, "outgoing", run->outgoing);
  json_object_set_array_member (object, "rows", rows);
  return object;
}

char *
dermaga_runs_to_json (const char *domain, GPtrArray *runs)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < runs->len && i < DERMAGA_RUN_MAX_KEPT; i++)
    json_array_add_object_element (array, write_run (runs->pdata[i]));
  json_object_set_int_member (root, "schema", DERMAGA_JSON_SCHEMA);
  json_object_set_string_member (root, "domain", domain);
  json_object_set_array_member (root, "runs", array);
  json_node_take_object (node, root);
  return json_to_string (node, FALSE);
}

/* (transfer none) (nullable): the list if it is one and not too long. */
static JsonArray *
get_array (JsonObject *object, const char *member, guint max)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  return array != NULL && json_array_get_length (array) <= max ? array : NULL;
}

static JsonObject *
get_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* What was not checked is not written, so a file that has it was not written by us. */
static gboolean
read_outcome (JsonObject *object, DermagaSecurity security, DermagaOutcome *outcome)
{
  const char *text = dermaga_json_get_string (object, "outcome");

  for (*outcome = DERMAGA_OUTCOME_NOT_CHECKED + 1; *outcome < DERMAGA_N_OUTCOMES; (*outcome)++)
    if (g_strcmp0 (text, dermaga_outcome_to_string (*outcome)) == 0)
      return security != DERMAGA_SECURITY_NONE || !dermaga_outcome_is_safe (*outcome);
  return FALSE;
}

static gboolean
read_rows (JsonObject *object, DermagaRun *run, GError **error)
{
  JsonArray *array = get_array (object, "rows", DERMAGA_RUN_MAX_ROWS);

  if (array == NULL)
    return fail (error, "rows are not a list, or too many");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *row = get_object (array, i);
      g_autoptr (DermagaCandidate) way = NULL;
      DermagaOutcome outcome;

      if (row == NULL)
        return fail (error, "a row is not an object");
      way = dermaga_json_read_server (row, DERMAGA_SOURCE_FILE, error);
      if (way == NULL)
        return FALSE;
      if (!read_outcome (row, way->security, &outcome))
        return fail (error, "outcome of a row is unknown or impossible");
      if (dermaga_run_find (run, way) != NULL)
        return fail (error, "a row is there twice");
      dermaga_run_add (run, way, outcome);
    }
  return TRUE;
}

static gboolean
read_recommended (JsonObject *object, const char *member, DermagaDirection direction,
                  DermagaCandidate **way, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr (DermagaCandidate) read = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "a server is not an object");
  read = dermaga_json_read_server (json_node_get_object (node), DERMAGA_SOURCE_FILE, error);
  if (read == NULL)
    return FALSE;
  if (dermaga_protocol_get_direction (read->protocol) != direction
      || read->security == DERMAGA_SECURITY_NONE)
    return fail (error, "a recommended server is impossible");
  *way = g_steal_pointer (&read);
  return TRUE;
}

static DermagaRun *
read_run (JsonObject *object, GError **error)
{
  g_autoptr (DermagaRun) run = NULL;
  JsonNode *started = dermaga_json_get_value (object, "started", G_TYPE_INT64);

  if (started == NULL)
    {
      fail (error, "started is not a number");
      return NULL;
    }
  run = dermaga_run_new (json_node_get_int (started));
  return read_rows (object, run, error)
                 && read_recommended (object, "incoming", DERMAGA_DIRECTION_INCOMING,
                                      &run->incoming, error)
                 && read_recommended (object, "outgoing", DERMAGA_DIRECTION_OUTGOING,
                                      &run->outgoing, error)
             ? g_steal_pointer (&run)
             : NULL;
}

static gboolean
may_have_been (const DermagaRun *run)
{
  return run->started > 0 && run->started <= g_get_real_time () / G_USEC_PER_SEC;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  gint64 first = (*(DermagaRun *const *) a)->started;
  gint64 second = (*(DermagaRun *const *) b)->started;

  return (first < second) - (first > second);
}

static gboolean
read_runs (JsonObject *root, GPtrArray *runs, GError **error)
{
  JsonArray *array = get_array (root, "runs", DERMAGA_RUN_MAX_KEPT);

  if (array == NULL)
    return fail (error, "runs are not a list, or too many");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (array, i);
      g_autoptr (DermagaRun) run = NULL;

      if (object == NULL)
        return fail (error, "a run is not an object");
      run = read_run (object, error);
      if (run == NULL)
        return FALSE;
      if (may_have_been (run))
        g_ptr_array_add (runs, g_steal_pointer (&run));
    }
  return TRUE;
}

GPtrArray *
dermaga_runs_read (const char *text, gssize length, const char *domain, GError **error)
{
  g_autoptr (JsonNode) node = dermaga_json_parse (text, length, error);
  g_autoptr (GPtrArray) runs
      = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);

  if (node == NULL)
    return NULL;
  if (g_strcmp0 (dermaga_json_get_string (json_node_get_object (node), "domain"), domain) != 0)
    {
      fail (error, "not of this domain");
      return NULL;
    }
  if (!read_runs (json_node_get_object (node), runs, error))
    return NULL;
  g_ptr_array_sort (runs, compare_runs);
  return g_steal_pointer (&runs);
}
