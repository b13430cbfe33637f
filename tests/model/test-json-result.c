#include "model/dermaga-json.h"

#include <string.h>

static const char good[]
    = "{\"schema\":1,\"target\":\"example.com\",\"recommendation\":{\"incoming\":null,"
      "\"outgoing\":{\"protocol\":\"smtp\",\"host\":\"z.example.com\",\"port\":465,"
      "\"security\":\"tls\"}},\"probes\":["
      "{\"protocol\":\"smtp\",\"host\":\"a.example.com\",\"port\":465,\"security\":\"tls\","
      "\"source\":\"guess\",\"outcome\":\"ok-tls\",\"auth\":[\"plain\"]},"
      "{\"protocol\":\"smtp\",\"host\":\"z.example.com\",\"port\":465,\"security\":\"tls\","
      "\"source\":\"guess\",\"username\":\"%EMAILLOCALPART%\",\"consent_needed\":true,"
      "\"outcome\":\"ok-tls\",\"auth\":[]}],"
      "\"findings\":[{\"code\":\"wildcard-dns\"}],"
      "\"sources\":[{\"id\":\"srv\",\"status\":\"found\",\"problem\":null,\"detail\":\"\","
      "\"url\":null,\"elapsed_ms\":1,\"servers\":[{\"protocol\":\"smtp\","
      "\"host\":\"z.example.com\",\"port\":465,\"security\":\"tls\"}]}]}";

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaResult) result = dermaga_json_read_result (good, -1, &error);
  DermagaProbe *best;
  const DermagaSourceReport *report;

  g_assert_no_error (error);
  g_assert_cmpstr (dermaga_result_get_target (result), ==, "example.com");
  g_assert_true (dermaga_result_get_finished (result));
  g_assert_cmpuint (g_list_model_get_n_items (dermaga_result_get_probes (result)), ==, 2);
  g_assert_cmpuint (dermaga_result_get_conditions (result), ==, DERMAGA_CONDITION_WILDCARD_DNS);
  /* By its name it would come last, but it was what the report recommends. */
  best = dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, NULL);
  g_assert_cmpstr (dermaga_probe_get_candidate (best)->host, ==, "z.example.com");
  g_assert_cmpstr (dermaga_probe_get_candidate (best)->user_name, ==, "%EMAILLOCALPART%");
  g_assert_true (dermaga_probe_get_candidate (best)->outside);
  report = dermaga_result_get_sources (result)->pdata[0];
  g_assert_cmpstr (report->id, ==, "srv");
  g_assert_cmpuint (report->servers->len, ==, 1);
}

/* What a check writes is read back as it was. */
static void
test_round_trip (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autoptr (DermagaResult) read = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) again = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  JsonObject *object;

  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    {
      g_autoptr (DermagaCandidate) candidate
          = dermaga_candidate_new (DERMAGA_PROTOCOL_IMAP, "imap.example.com", 1000 + outcome,
                                   DERMAGA_SECURITY_TLS, outcome % DERMAGA_N_SOURCES, 0);
      DermagaProbe *probe = dermaga_result_add (result, candidate);

      dermaga_probe_set_outcome (probe, outcome);
      dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
    }
  dermaga_result_set_source (result, "pacc", DERMAGA_SOURCE_STATUS_FAILED, "", 5000);
  dermaga_result_set_source_origin (result, "pacc", "https://a.example/",
                                    DERMAGA_SOURCE_PROBLEM_DIGEST);
  object = dermaga_json_result (result);
  json_object_set_null_member (object, "recommendation");
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  read = dermaga_json_read_result (text, -1, &error);
  g_assert_no_error (error);
  object = dermaga_json_result (read);
  json_object_set_null_member (object, "recommendation");
  json_node_take_object (again, object);
  second = json_to_string (again, FALSE);
  g_assert_cmpstr (text, ==, second);
}

/* When it was made is told where the report says so, and where it can have been. */
static void
test_started (void)
{
  static const struct { const char *member; gint64 seconds; } cases[] = {
    { "", 0 },
    { "\"started\":\"2026-05-03T14:05:09Z\",", 1777817109 },
    { "\"started\":\"2026-05-03T21:05:09+07:00\",", 1777817109 },
    { "\"started\":\"2999-01-01T00:00:00Z\",", 0 },
    { "\"started\":\"1066-10-14T09:00:00Z\",", 0 },
    { "\"started\":\"yesterday\",", 0 },
    { "\"started\":1777817109,", 0 },
    { "\"started\":null,", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("{", cases[i].member, good + 1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (DermagaResult) result = dermaga_json_read_result (text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpint (dermaga_result_get_started (result), ==, cases[i].seconds * G_USEC_PER_SEC);
    }
}

static void
test_refused (void)
{
  static const struct { const char *what; const char *by; } changes[] = {
    { "\"probes\"", "\"rows\"" },
    { "\"probes\":[", "\"probes\":[1," },
    { "\"source\":\"guess\"", "\"source\":\"friend\"" },
    { "\"source\":\"guess\"", "\"source\":null" },
    { "\"outcome\":\"ok-tls\"", "\"outcome\":\"fine\"" },
    { "\"security\":\"tls\",\"source\"", "\"security\":\"none\",\"source\"" },
    { "\"auth\":[\"plain\"]", "\"auth\":null" },
    { "\"auth\":[\"plain\"]", "\"auth\":[1]" },
    { "\"auth\":[\"plain\"]", "\"auth\":[[]]" },
    { "\"auth\":[\"plain\"]", "\"auth\":[null]" },
    { "\"consent_needed\":true", "\"consent_needed\":\"no\"" },
    { "\"consent_needed\":true", "\"browser_sign_in\":\"no\"" },
    { "\"consent_needed\":true", "\"browser_sign_in\":1" },
    { "%EMAILLOCALPART%", "a\\nb" },
    { "a.example.com", "z.example.com" },
    { "a.example.com", "a b" },
    { "\"port\":465,\"security\"", "\"port\":0,\"security\"" },
    { "\"sources\"", "\"source\"" },
    { "\"schema\":1", "\"schema\":2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (good, changes[i].what, 2);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (parts[1]);
      text = g_strjoin (changes[i].by, parts[0], parts[1], NULL);
      g_assert_null (dermaga_json_read_result (text, -1, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == DERMAGA_JSON_ERROR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-result/good", test_good);
  g_test_add_func ("/json-result/round-trip", test_round_trip);
  g_test_add_func ("/json-result/started", test_started);
  g_test_add_func ("/json-result/refused", test_refused);
  return g_test_run ();
}
