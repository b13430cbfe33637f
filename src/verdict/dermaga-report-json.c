#include "config.h"

#include "verdict/dermaga-report-json.h"

#include "model/dermaga-json.h"

static void
set_words (JsonObject *object, const DermagaWords *words)
{
  json_object_set_string_member (object, "headline", words->headline);
  json_object_set_string_member (object, "meaning", words->meaning);
  json_object_set_string_member (object, "action", words->action);
}

static JsonArray *
strings_to_array (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static void
set_choice (JsonObject *recommendation, const char *member, const DermagaChoice *choice)
{
  const DermagaCandidate *candidate;
  JsonObject *object;

  if (choice == NULL)
    {
      json_object_set_null_member (recommendation, member);
      return;
    }
  candidate = dermaga_probe_get_candidate (choice->probe);
  object = json_object_new ();
  json_object_set_string_member (object, "protocol",
                                 dermaga_protocol_to_string (candidate->protocol));
  json_object_set_string_member (object, "host", candidate->host);
  json_object_set_int_member (object, "port", candidate->port);
  json_object_set_string_member (object, "security",
                                 dermaga_security_to_string (candidate->security));
  json_object_set_string_member (object, "username", choice->user_name);
  json_object_set_array_member (object, "auth",
                                strings_to_array (dermaga_probe_get_auth (choice->probe)));
  json_object_set_string_member (object, "source", dermaga_source_to_string (candidate->source));
  json_object_set_string_member (object, "reason", choice->reason);
  json_object_set_boolean_member (object, "consent_needed", choice->consent_needed);
  json_object_set_object_member (recommendation, member, object);
}

static JsonObject *
recommendation_to_object (const DermagaRecommendation *recommendation)
{
  JsonObject *object = json_object_new ();

  set_choice (object, "incoming", recommendation->incoming);
  set_choice (object, "outgoing", recommendation->outgoing);
  return object;
}

/* The answer in words; "recommendation" holds its two halves and nothing else. */
static JsonObject *
verdict_to_object (const DermagaRecommendation *recommendation)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", recommendation->title);
  json_object_set_string_member (object, "summary", recommendation->summary);
  return object;
}

/* "against" says of every finished row that was not recommended why not. */
static JsonArray *
probes_to_array (DermagaResult *result, const DermagaRecommendation *recommendation)
{
  GListModel *probes = dermaga_result_get_probes (result);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      g_autoptr (DermagaWords) words = dermaga_explain_probe (probe);
      g_autofree char *against = dermaga_explain_against (recommendation, probe);
      JsonObject *object = dermaga_json_probe (probe);

      set_words (object, words);
      if (against != NULL)
        json_object_set_string_member (object, "against", against);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
findings_to_array (DermagaResult *result, const DermagaRecommendation *recommendation)
{
  g_autoptr (GPtrArray) findings = dermaga_findings (result, recommendation);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const DermagaFinding *finding = findings->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", finding->code);
      json_object_set_string_member (object, "severity",
                                     dermaga_severity_to_string (finding->severity));
      json_object_set_string_member (object, "culprit",
                                     dermaga_culprit_to_string (finding->culprit));
      set_words (object, finding->words);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
port_check_to_object (const DermagaPortCheck *check)
{
  g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);
  JsonObject *object = dermaga_json_port_check (check);

  set_words (object, words);
  return object;
}

static JsonArray *
port_checks_to_array (GPtrArray *checks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < checks->len; i++)
    json_array_add_object_element (array, port_check_to_object (checks->pdata[i]));
  return array;
}

/* Takes @object. */
static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

char *
dermaga_port_check_json (const DermagaPortCheck *check)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_array_add_object_element (array, port_check_to_object (check));
  json_object_set_int_member (object, "schema", DERMAGA_JSON_SCHEMA);
  json_object_set_array_member (object, "port_checks", array);
  return to_text (object);
}

char *
dermaga_report_json (DermagaResult *result)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  JsonObject *object = dermaga_json_result (result);

  json_object_set_object_member (object, "recommendation",
                                 recommendation_to_object (recommendation));
  json_object_set_object_member (object, "verdict", verdict_to_object (recommendation));
  json_object_set_array_member (object, "probes", probes_to_array (result, recommendation));
  json_object_set_array_member (object, "findings", findings_to_array (result, recommendation));
  json_object_set_array_member (object, "port_checks",
                                port_checks_to_array (dermaga_result_get_port_checks (result)));
  return to_text (object);
}
