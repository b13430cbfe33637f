#include "model/dermaga-json.h"

#include <string.h>

#include "base/dermaga-text.h"

static const char good[]
    = "{\"schema\":1,\"sources\":[{\"id\":\"autoconfig\",\"status\":\"found\",\"problem\":null,"
      "\"detail\":\"a\",\"url\":\"https://a.example/\",\"elapsed_ms\":90,\"servers\":["
      "{\"protocol\":\"imap\",\"host\":\"a.example.com\",\"port\":143,\"security\":\"none\"},"
      "{\"protocol\":\"smtp\",\"host\":\"b.example.com\",\"port\":465,\"security\":\"tls\"}]},"
      "{\"id\":\"ispdb\",\"status\":\"skipped\",\"problem\":\"privacy\",\"detail\":\"\","
      "\"url\":null,\"elapsed_ms\":null,\"servers\":[]}]}";

/* The good text with one part replaced by another. */
static char *
change (const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (good, what, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoin (by, parts[0], parts[1], NULL);
}

static GPtrArray *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sources = dermaga_json_read_sources (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sources);
  return sources;
}

static void
assert_refused (const char *text, DermagaJsonError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dermaga_json_read_sources (text, -1, &error));
  g_assert_error (error, DERMAGA_JSON_ERROR, (int) code);
}

static void
test_good (void)
{
  g_autoptr (GPtrArray) sources = read_good (good);
  const DermagaSourceReport *found = sources->pdata[0];
  const DermagaSourceReport *skipped = sources->pdata[1];
  const DermagaCandidate *server;

  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_cmpstr (found->id, ==, "autoconfig");
  g_assert_cmpuint (found->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
  g_assert_cmpuint (found->problem, ==, DERMAGA_SOURCE_PROBLEM_NONE);
  g_assert_cmpstr (found->detail, ==, "a");
  g_assert_cmpstr (found->url, ==, "https://a.example/");
  g_assert_cmpint (found->elapsed_us, ==, 90000);
  g_assert_cmpuint (found->servers->len, ==, 2);
  server = found->servers->pdata[0];
  g_assert_cmpuint (server->protocol, ==, DERMAGA_PROTOCOL_IMAP);
  g_assert_cmpuint (server->security, ==, DERMAGA_SECURITY_NONE);
  g_assert_cmpuint (server->source, ==, DERMAGA_SOURCE_AUTOCONFIG);
  server = found->servers->pdata[1];
  g_assert_cmpstr (server->host, ==, "b.example.com");
  g_assert_cmpuint (server->port, ==, 465);
  g_assert_cmpuint (server->order, ==, 1);
  g_assert_cmpuint (skipped->status, ==, DERMAGA_SOURCE_STATUS_SKIPPED);
  g_assert_cmpuint (skipped->problem, ==, DERMAGA_SOURCE_PROBLEM_PRIVACY);
  g_assert_null (skipped->url);
  g_assert_cmpint (skipped->elapsed_us, ==, -1);
}

/* What a check writes is read back as it was. */
static void
test_round_trip (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GPtrArray) sources = NULL;
  g_autofree char *text = NULL;
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_autofree char *url = g_strconcat ("http://", endless, NULL);
  GPtrArray *written = dermaga_result_get_sources (result);

  for (guint i = 0; i < DERMAGA_N_SOURCE_PROBLEMS; i++)
    {
      static const char *const ids[] = { "user", "srv", "mx-autoconfig", "guess" };

      dermaga_result_set_source (result, ids[i % G_N_ELEMENTS (ids)],
                                 DERMAGA_SOURCE_STATUS_FAILED, endless, i * 1000);
      dermaga_result_set_source_origin (result, ids[i % G_N_ELEMENTS (ids)], url, i);
    }
  json_node_take_object (node, dermaga_json_result (result));
  text = json_to_string (node, TRUE);
  sources = read_good (text);
  g_assert_cmpuint (sources->len, ==, written->len);
  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *read = sources->pdata[i];
      const DermagaSourceReport *wrote = written->pdata[i];

      g_assert_cmpstr (read->id, ==, wrote->id);
      g_assert_cmpuint (read->problem, ==, wrote->problem);
      g_assert_cmpstr (read->detail, ==, wrote->detail);
      g_assert_cmpstr (read->url, ==, wrote->url);
      g_assert_cmpint (read->elapsed_us, ==, wrote->elapsed_us);
    }
}

/* Reports of before, and of later versions. */
static void
test_other_versions (void)
{
  g_autofree char *later = change ("\"ispdb\"", "\"oracle\"");
  g_autofree char *bare = g_strdup ("{\"schema\":1,\"sources\":[{\"id\":\"mx\",\"status\":\"none\","
                                    "\"detail\":\"\",\"elapsed_ms\":1}]}");
  g_autoptr (GPtrArray) sources = read_good (later);
  g_autoptr (GPtrArray) old = read_good (bare);
  g_autoptr (GPtrArray) none = read_good ("{\"schema\":1,\"sources\":[]}");

  g_assert_cmpuint (sources->len, ==, 1);
  g_assert_cmpuint (old->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *what;
    const char *by;
  } changes[] = {
    { "\"sources\":[", "\"resources\":[" },
    { "\"sources\":[", "\"sources\":[7," },
    { "\"sources\":[", "\"sources\":[{}," },
    { "\"sources\":", "\"sources\":{},\"x\":" },
    { "\"autoconfig\"", "5" },
    { "\"autoconfig\"", "\"ispdb\"" },
    { "\"found\"", "\"pending\"" },
    { "\"found\"", "\"FOUND\"" },
    { "\"found\"", "null" },
    { "\"privacy\"", "\"Privacy\"" },
    { "\"privacy\"", "\"\"" },
    { "\"privacy\"", "true" },
    { "\"detail\":\"a\"", "\"detail\":null" },
    { "\"detail\":\"a\"", "\"detail\":\"a\\u001b[5m\"" },
    { "\"detail\":\"a\"", "\"detail\":\"\\u202e\"" },
    { "\"detail\":\"a\"", "\"detail\":[]" },
    { "https://a.example/", "" },
    { "https://a.example/", "javascript:alert(1)" },
    { "https://a.example/", "file:///etc/passwd" },
    { "https://a.example/", "https://a.example/\\n" },
    { "\"https://a.example/\"", "1" },
    { "90", "-1" },
    { "90", "1.5" },
    { "90", "86400001" },
    { "90", "\"90\"" },
    { "\"servers\":[{", "\"servers\":[null,{" },
    { "\"servers\":[{", "\"servers\":\"\",\"x\":[{" },
    { "\"servers\":[{", "\"servers\":null,\"x\":[{" },
    { "\"imap\"", "\"nntp\"" },
    { "\"none\"", "\"ssl\"" },
    { "143", "0" },
    { "143", "65536" },
    { "a.example.com", "a.example.com/<b>" },
    { "a.example.com", "%EMAILDOMAIN%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = change (changes[i].what, changes[i].by);

      g_test_message ("%s -> %s", changes[i].what, changes[i].by);
      assert_refused (text, DERMAGA_JSON_ERROR_VALUE);
    }
}

static void
test_too_much (void)
{
  g_autofree char *letters = g_strnfill (DERMAGA_SOURCE_MAX_DETAIL, 'b');
  g_autofree char *detail = g_strdup_printf ("\"detail\":\"a%s\"", letters);
  g_autofree char *long_detail = change ("\"detail\":\"a\"", detail);
  g_autofree char *url = g_strdup_printf ("https://%.*s", DERMAGA_SOURCE_MAX_URL, letters);
  g_autofree char *long_url = change ("https://a.example/", url);
  g_autoptr (GString) servers = g_string_new ("\"servers\":[");
  g_autofree char *many = NULL;

  for (guint i = 0; i < DERMAGA_SOURCE_MAX_SERVERS; i++)
    g_string_append (servers, "{\"protocol\":\"imap\",\"host\":\"a.example\",\"port\":1,"
                              "\"security\":\"tls\"},");
  many = change ("\"servers\":[", servers->str);
  assert_refused (long_detail, DERMAGA_JSON_ERROR_VALUE);
  assert_refused (long_url, DERMAGA_JSON_ERROR_VALUE);
  assert_refused (many, DERMAGA_JSON_ERROR_VALUE);
}

static void
test_syntax (void)
{
  g_autofree char *schema = change ("\"schema\":1", "\"schema\":2");

  assert_refused ("[]", DERMAGA_JSON_ERROR_SYNTAX);
  assert_refused (schema, DERMAGA_JSON_ERROR_SCHEMA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-sources/good", test_good);
  g_test_add_func ("/json-sources/round-trip", test_round_trip);
  g_test_add_func ("/json-sources/other-versions", test_other_versions);
  g_test_add_func ("/json-sources/bad-values", test_bad_values);
  g_test_add_func ("/json-sources/too-much", test_too_much);
  g_test_add_func ("/json-sources/syntax", test_syntax);
  return g_test_run ();
}
