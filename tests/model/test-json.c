#include "model/dermaga-json.h"

#include <string.h>

#include "session.h"

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

static DermagaProbe *
add_row (DermagaResult *result)
{
  g_autoptr (DermagaCandidate) candidate
      = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 587,
                               DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_GUESS, 0);

  return dermaga_result_add (result, candidate);
}

static DermagaAddressResult *
make_address (Tls tls, DermagaOutcome outcome)
{
  const Scenario scenario = {
    .mode = DERMAGA_SECURITY_STARTTLS,
    .stage = DERMAGA_STAGE_LEAVE,
    .seen = HAS_GREETING | HAS_STARTTLS | HAS_UPGRADE | HAS_SECURE | HAS_SECURE_AUTH,
  };
  g_autoptr (MadeSession) made = made_session_new (&scenario);
  DermagaAddressResult *result = dermaga_address_result_new ("192.0.2.1", FALSE);

  result->outcome = outcome;
  result->timing = (DermagaTiming) { .connect = 1040, .greeting = 2000, .tls = -1, .total = 9999 };
  result->facts = dermaga_facts_copy (&made->facts);
  result->tls = make_tls_facts (tls, NULL);
  return result;
}

static void
test_row (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *probe = add_row (result);
  g_autofree char *text = NULL;

  dermaga_probe_take_address (probe, make_address (TLS_GOOD, DERMAGA_OUTCOME_OK_STARTTLS));
  text = to_text (dermaga_json_probe (probe));
  g_assert_cmpstr (
      text, ==,
      "{\"protocol\":\"smtp\",\"host\":\"smtp.example.com\",\"port\":587,"
      "\"security\":\"starttls\",\"source\":\"guess\",\"username\":null,"
      "\"consent_needed\":false,\"outcome\":\"ok-starttls\","
      "\"auth\":[\"plain\",\"login\"],"
      "\"tls\":{\"version\":\"TLSv1.3\",\"cipher\":\"TLS_AES_256_GCM_SHA384\","
      "\"subject\":\"CN = mail.example.com\",\"issuer\":\"CN = Test CA\","
      "\"not_before\":\"2023-11-14T22:13:20Z\",\"not_after\":\"2027-01-15T08:00:00Z\","
      "\"names\":[\"mail.example.com\",\"imap.example.com\"],\"faults\":[],"
      "\"staple\":\"none\"},"
      "\"addresses\":[{\"address\":\"192.0.2.1\",\"family\":\"ipv4\",\"outcome\":\"ok-starttls\","
      "\"timing_ms\":{\"connect\":1.0,\"greeting\":2.0,\"total\":10.0}}]}");
}

static void
test_row_without_evidence (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autofree char *text = to_text (dermaga_json_probe (add_row (result)));

  g_assert_cmpstr (text, ==,
                   "{\"protocol\":\"smtp\",\"host\":\"smtp.example.com\",\"port\":587,"
                   "\"security\":\"starttls\",\"source\":\"guess\",\"username\":null,"
      "\"consent_needed\":false,\"outcome\":\"not-checked\","
                   "\"auth\":[],\"tls\":null,\"addresses\":[]}");
}

static JsonObject *
get_tls (DermagaProbe *probe, JsonObject **row)
{
  *row = dermaga_json_probe (probe);
  return JSON_NODE_HOLDS_NULL (json_object_get_member (*row, "tls"))
             ? NULL
             : json_object_get_object_member (*row, "tls");
}

static void
test_tls (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *probe = add_row (result);
  g_autoptr (JsonObject) faulty = NULL;
  g_autoptr (JsonObject) cut = NULL;
  DermagaAddressResult *address = make_address (TLS_EXPIRED_OTHER_NAME, DERMAGA_OUTCOME_CERT_NAME);
  JsonArray *faults = NULL;
  JsonObject *tls = NULL;

  /* The same fault at another depth is said once. */
  g_array_append_vals (address->tls->faults,
                       &(DermagaTlsFault) { .code = g_array_index (address->tls->faults,
                                                                   DermagaTlsFault, 0).code,
                                            .depth = 1 }, 1);
  ((DermagaCertificate *) g_ptr_array_index (address->tls->chain, 0))->not_after = G_MAXINT64;
  dermaga_probe_take_address (probe, address);
  tls = get_tls (probe, &faulty);
  faults = json_object_get_array_member (tls, "faults");
  g_assert_cmpuint (json_array_get_length (faults), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (faults, 0), ==, "expired");
  g_assert_cmpstr (json_array_get_string_element (faults, 1), ==, "name-mismatch");
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (tls, "not_after")));

  dermaga_probe_take_address (probe, make_address (TLS_CUT, DERMAGA_OUTCOME_TLS_CUT));
  g_assert_null (get_tls (probe, &cut));
}

/* Numbers of milliseconds are short to read and right to an eighth. */
static void
test_milliseconds (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *probe = add_row (result);

  for (gint64 us = 0; us < 20000; us += 7)
    {
      DermagaAddressResult *address = make_address (TLS_NONE, DERMAGA_OUTCOME_OK_STARTTLS);
      g_autofree char *text = NULL;
      g_autofree char *number = NULL;
      const char *dot = NULL;

      address->timing = (DermagaTiming) { .connect = -1, .greeting = -1, .tls = -1, .total = us };
      dermaga_probe_take_address (probe, address);
      text = to_text (dermaga_json_probe (probe));
      number = g_strdup (strstr (text, "\"total\":") + strlen ("\"total\":"));
      *strchr (number, '}') = '\0';
      dot = strchr (number, '.');
      g_assert_nonnull (dot);
      g_assert_cmpuint (strlen (dot + 1), <=, 3);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (number, NULL), (double) us / 1000.0, 0.0626);
      g_assert_null (strstr (text, "\"connect\""));
    }
}

static void
test_result (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", "ani@example.com");
  g_autofree char *empty = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *source = NULL;

  dermaga_result_set_started (result, 0);
  empty = to_text (dermaga_json_result (result));
  g_assert_cmpstr (empty, ==,
                   "{\"schema\":1,\"target\":\"example.com\",\"started\":null,\"elapsed_ms\":null,"
                   "\"first_safe_ms\":null,\"probes\":[],\"sources\":[],"
                   "\"clock\":{\"state\":\"unknown\"}}");
  add_row (result);
  dermaga_result_set_elapsed (result, 412400);
  dermaga_result_set_first_safe (result, 309500);
  dermaga_result_set_source (result, "srv", DERMAGA_SOURCE_STATUS_FOUND, "a \"b\"", 90000);
  dermaga_result_set_source (result, "mx", DERMAGA_SOURCE_STATUS_PENDING, NULL, -1);
  dermaga_result_set_started (result, G_GINT64_CONSTANT (1777817109999999));
  object = dermaga_json_result (result);
  g_assert_cmpstr (json_object_get_string_member (object, "started"), ==, "2026-05-03T14:05:09Z");
  g_assert_cmpint (json_object_get_int_member (object, "elapsed_ms"), ==, 412);
  g_assert_cmpint (json_object_get_int_member (object, "first_safe_ms"), ==, 310);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "probes")), ==, 1);
  source = json_array_get_object_element (json_object_get_array_member (object, "sources"), 0);
  g_assert_cmpstr (json_object_get_string_member (source, "id"), ==, "srv");
  g_assert_cmpstr (json_object_get_string_member (source, "status"), ==, "found");
  g_assert_cmpstr (json_object_get_string_member (source, "detail"), ==, "a \"b\"");
  g_assert_cmpint (json_object_get_int_member (source, "elapsed_ms"), ==, 90);
  source = json_array_get_object_element (json_object_get_array_member (object, "sources"), 1);
  g_assert_cmpstr (json_object_get_string_member (source, "status"), ==, "skipped");
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (source, "elapsed_ms")));
}

static void
test_clock (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autofree char *wrong = NULL;
  g_autoptr (JsonObject) object = NULL;

  dermaga_result_set_clock_verdict (
    result, (DermagaClockVerdict){ DERMAGA_CLOCK_WRONG, -86400, TRUE, 1 });
  object = dermaga_json_result (result);
  wrong = to_text (json_object_ref (json_object_get_object_member (object, "clock")));
  g_assert_cmpstr (wrong, ==, "{\"state\":\"wrong\",\"ahead_s\":-86400}");
}

/* The name that was tried in its place. */
static void
test_alternative (void)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    DERMAGA_PROTOCOL_IMAP, "imap.example.com", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaCandidate) first = dermaga_candidate_new (
    DERMAGA_PROTOCOL_IMAP, "mail.hoster.example", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_MX, 0);
  g_autoptr (DermagaCandidate) second = dermaga_candidate_new (
    DERMAGA_PROTOCOL_IMAP, "box.hoster.example", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_MX, 0);
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  g_autoptr (JsonObject) before = dermaga_json_probe (probe);
  g_autoptr (JsonObject) after = NULL;
  g_autofree char *text = NULL;
  DermagaOutcome outcome;

  g_assert_false (json_object_has_member (before, "alternative"));
  dermaga_probe_set_alternative (probe, first, DERMAGA_OUTCOME_NOT_CHECKED);
  dermaga_probe_set_alternative (probe, second, DERMAGA_OUTCOME_CERT_NAME);
  dermaga_probe_set_alternative (probe, first, DERMAGA_OUTCOME_TIMEOUT);
  g_assert_cmpstr (dermaga_probe_get_alternative (probe, &outcome)->host, ==, first->host);
  g_assert_cmpint (outcome, ==, DERMAGA_OUTCOME_TIMEOUT);
  dermaga_probe_set_alternative (probe, second, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_alternative (probe, first, DERMAGA_OUTCOME_OK_TLS);
  after = dermaga_json_probe (probe);
  text = to_text (json_object_ref (json_object_get_object_member (after, "alternative")));
  g_assert_cmpstr (text, ==,
                   "{\"host\":\"box.hoster.example\",\"port\":993,\"outcome\":\"ok-tls\"}");
}

static void
test_sources (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autoptr (DermagaCandidate) server
      = dermaga_candidate_new (DERMAGA_PROTOCOL_IMAP, "a.example.com", 143,
                               DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *found = NULL;
  g_autofree char *failed = NULL;

  dermaga_result_set_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 90000);
  dermaga_result_set_source_origin (result, "autoconfig", "https://a.example/",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  dermaga_result_add_source_server (result, "autoconfig", server);
  dermaga_result_set_source (result, "ispdb", DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
  dermaga_result_set_source_origin (result, "ispdb", NULL, DERMAGA_SOURCE_PROBLEM_PRIVACY);
  object = dermaga_json_result (result);
  found = to_text (json_object_ref (json_array_get_object_element (
      json_object_get_array_member (object, "sources"), 0)));
  failed = to_text (json_object_ref (json_array_get_object_element (
      json_object_get_array_member (object, "sources"), 1)));
  g_assert_cmpstr (found, ==,
                   "{\"id\":\"autoconfig\",\"status\":\"found\",\"problem\":null,"
                   "\"detail\":\"\",\"url\":\"https://a.example/\",\"elapsed_ms\":90,"
                   "\"servers\":[{\"protocol\":\"imap\",\"host\":\"a.example.com\","
                   "\"port\":143,\"security\":\"starttls\"}]}");
  g_assert_cmpstr (failed, ==,
                   "{\"id\":\"ispdb\",\"status\":\"skipped\",\"problem\":\"privacy\","
                   "\"detail\":\"\",\"url\":null,\"elapsed_ms\":null,\"servers\":[]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/row", test_row);
  g_test_add_func ("/json/row-without-evidence", test_row_without_evidence);
  g_test_add_func ("/json/tls", test_tls);
  g_test_add_func ("/json/milliseconds", test_milliseconds);
  g_test_add_func ("/json/result", test_result);
  g_test_add_func ("/json/sources", test_sources);
  g_test_add_func ("/json/clock", test_clock);
  g_test_add_func ("/json/alternative", test_alternative);
  return g_test_run ();
}
