#include "config.h"

#include "model/dermaga-json-private.h"

#include "base/dermaga-text.h"

#define MAX_ELAPSED_MS (24 * 60 * 60 * 1000) /* no check lasts a day */

static gboolean
fail (GError **error, const char *fact)
{
  return dermaga_json_fail (error, DERMAGA_JSON_ERROR_VALUE, fact);
}

/* Absent and null are the same. */
static gboolean
is_absent (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
is_text (const char *text, glong max_chars)
{
  return text != NULL && dermaga_text_is_clean (text) && g_utf8_strlen (text, -1) <= max_chars;
}

static gboolean
read_status (JsonObject *object, DermagaSourceReport *report, GError **error)
{
  const char *status = dermaga_json_get_string (object, "status");
  const char *problem = dermaga_json_get_string (object, "problem");

  if (!dermaga_source_status_from_string (status, &report->status)
      || report->status == DERMAGA_SOURCE_STATUS_PENDING)
    return fail (error, "status of a source is unknown");
  return is_absent (object, "problem")
         || (problem != NULL && *problem != '\0'
             && dermaga_source_problem_from_string (problem, &report->problem))
         || fail (error, "problem of a source is unknown");
}

static gboolean
read_texts (JsonObject *object, DermagaSourceReport *report, GError **error)
{
  const char *detail = dermaga_json_get_string (object, "detail");
  const char *url = dermaga_json_get_string (object, "url");

  if (!is_text (detail, DERMAGA_SOURCE_MAX_DETAIL))
    return fail (error, "detail of a source is not clean text");
  if (!is_absent (object, "url")
      && (!dermaga_source_url_is_valid (url) || !is_text (url, DERMAGA_SOURCE_MAX_URL)))
    return fail (error, "url of a source is not a web address");
  g_free (report->detail);
  report->detail = g_strdup (detail);
  report->url = g_strdup (url);
  return TRUE;
}

static gboolean
read_elapsed (JsonObject *object, DermagaSourceReport *report, GError **error)
{
  JsonNode *node = dermaga_json_get_value (object, "elapsed_ms", G_TYPE_INT64);

  if (is_absent (object, "elapsed_ms"))
    return TRUE;
  if (node == NULL || json_node_get_int (node) < 0 || json_node_get_int (node) > MAX_ELAPSED_MS)
    return fail (error, "elapsed_ms of a source is not a time");
  report->elapsed_us = json_node_get_int (node) * 1000;
  return TRUE;
}

/* (transfer none) (nullable): the element if it is an object */
static JsonObject *
get_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_servers (JsonObject *object, DermagaSourceReport *report, GError **error)
{
  JsonNode *node = json_object_get_member (object, "servers");
  DermagaSource source = DERMAGA_SOURCE_MX;
  JsonArray *array;

  if (node == NULL)
    return TRUE; /* written before sources were listed with their servers */
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "servers of a source are not a list");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > DERMAGA_SOURCE_MAX_SERVERS)
    return fail (error, "a source has too many servers");
  dermaga_source_from_report_id (report->id, &source);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = get_object (array, i);
      DermagaCandidate *server;

      if (element == NULL)
        return fail (error, "a server of a source is not an object");
      server = dermaga_json_read_server (element, source, error);
      if (server == NULL)
        return FALSE;
      server->order = i;
      g_ptr_array_add (report->servers, server);
    }
  return TRUE;
}

static gboolean
is_listed (GPtrArray *sources, const char *id)
{
  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *) sources->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

/* An unknown source is one of a later version: it is left out, like an unknown member. */
static gboolean
read_source (JsonObject *object, GPtrArray *sources, GError **error)
{
  const char *id = object != NULL ? dermaga_json_get_string (object, "id") : NULL;
  DermagaSourceReport *report;

  if (id == NULL)
    return fail (error, "a source has no id");
  if (!dermaga_source_from_report_id (id, NULL))
    return TRUE;
  if (is_listed (sources, id))
    return fail (error, "a source is listed twice");
  report = dermaga_source_report_new (id);
  g_ptr_array_add (sources, report);
  return read_status (object, report, error) && read_texts (object, report, error)
         && read_elapsed (object, report, error) && read_servers (object, report, error);
}

GPtrArray *
dermaga_json_read_sources (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) sources
      = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_source_report_free);
  JsonNode *node;

  g_return_val_if_fail (text != NULL, NULL);

  root = dermaga_json_parse (text, length, error);
  if (root == NULL)
    return NULL;
  node = json_object_get_member (json_node_get_object (root), "sources");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      fail (error, "sources are not a list");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!read_source (get_object (json_node_get_array (node), i), sources, error))
      return NULL;
  return g_steal_pointer (&sources);
}
