#include "verdict-fixture.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "base/dermaga-i18n.h"
#include "model/dermaga-json.h"
#include "verdict/dermaga-report-json.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS

static JsonNode *
parse_report (DermagaResult *result)
{
  g_autofree char *text = dermaga_report_json (result);
  JsonNode *root = json_from_string (text, NULL);

  g_assert_nonnull (root);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));
  return root;
}

static void
assert_members (JsonObject *object, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (!json_object_has_member (object, members[i]))
      g_error ("member “%s” is missing", members[i]);
}

static void
test_shape (void)
{
  static const char *const of_root[]
    = { "schema",  "target", "elapsed_ms", "first_safe_ms", "recommendation",
        "verdict", "probes", "findings",   "sources",       NULL };
  static const char *const of_choice[] = { "protocol", "host", "port", "security", "username",
                                           "auth", "source", "reason", "consent_needed", NULL };
  static const char *const of_probe[] = { "protocol", "host", "port", "security", "source",
                                          "outcome", "headline", "meaning", "action", "auth",
                                          "tls", "addresses", NULL };
  static const char *const of_finding[]
    = { "code", "severity", "culprit", "headline", "meaning", "action", NULL };
  static const char *const auth[] = { "plain", "login", NULL };
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonObject *outgoing;
  JsonObject *row;
  JsonArray *probes;

  dermaga_i18n_set_language ("en");
  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_auth (fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS), auth);
  fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_REFUSED);
  dermaga_result_set_source (result, "guess", DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_set_finished (result, TRUE);
  root = parse_report (result);
  object = json_node_get_object (root);
  assert_members (object, of_root);
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);

  outgoing = json_object_get_object_member (
    json_object_get_object_member (object, "recommendation"), "outgoing");
  assert_members (outgoing, of_choice);
  g_assert_cmpint (json_object_get_int_member (outgoing, "port"), ==, 465);
  g_assert_cmpstr (json_object_get_string_member (outgoing, "security"), ==, "tls");
  g_assert_cmpstr (json_object_get_string_member (outgoing, "username"), ==, "%EMAILADDRESS%");
  g_assert_cmpstr (json_object_get_string_member (outgoing, "source"), ==, "guess");
  g_assert_false (json_object_get_boolean_member (outgoing, "consent_needed"));
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (outgoing, "auth")), ==, 2);

  probes = json_object_get_array_member (object, "probes");
  g_assert_cmpuint (json_array_get_length (probes), ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_members (json_array_get_object_element (probes, i), of_probe);
  row = json_array_get_object_element (probes, 2);
  g_assert_cmpstr (json_object_get_string_member (row, "outcome"), ==, "refused");
  fixture_assert_contains (json_object_get_string_member (row, "against"), "Port 25");
  g_assert_false (json_object_has_member (json_array_get_object_element (probes, 1), "against"));

  row = json_array_get_object_element (json_object_get_array_member (object, "findings"), 0);
  assert_members (row, of_finding);
  g_assert_cmpstr (json_object_get_string_member (row, "code"), ==, "port-25-blocked");
  g_assert_cmpstr (json_object_get_string_member (row, "severity"), ==, "info");
  g_assert_cmpstr (json_object_get_string_member (row, "culprit"), ==, "nobody");
}

static void
test_absent (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *recommendation;

  fixture_guess (result, SMTP, 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  dermaga_result_set_finished (result, TRUE);
  root = parse_report (result);
  recommendation
    = json_object_get_object_member (json_node_get_object (root), "recommendation");
  g_assert_cmpuint (json_object_get_size (recommendation), ==, 2);
  g_assert_true (json_object_get_null_member (recommendation, "incoming"));
  g_assert_true (json_object_get_null_member (recommendation, "outgoing"));
}

/* What `check --json` writes, `export --result` reads. */
static void
test_read_back (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    IMAP, "imap.provider.example", 993, TLS, DERMAGA_SOURCE_SRV, 0);
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;
  DermagaProbe *probe;

  candidate->outside = TRUE;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  dermaga_result_set_finished (result, TRUE);
  dermaga_i18n_set_language ("id");
  text = dermaga_report_json (result);
  g_assert_true (dermaga_json_read_recommendation (text, strlen (text), &target, &incoming,
                                                   &outgoing, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (target, ==, FIXTURE_DOMAIN);
  g_assert_null (outgoing);
  g_assert_cmpstr (incoming->server->host, ==, "imap.provider.example");
  g_assert_cmpstr (incoming->server->user_name, ==, "%EMAILADDRESS%");
  g_assert_true (incoming->consent_needed);
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/report/shape", test_shape);
  g_test_add_func ("/verdict/report/absent", test_absent);
  g_test_add_func ("/verdict/report/read-back", test_read_back);
  return g_test_run ();
}
