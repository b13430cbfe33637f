#include "model/dermaga-json.h"

#include <string.h>

static const char good[]
  = "{\"schema\":1,\"target\":\"example.com\","
    "\"recommendation\":{\"incoming\":null,\"outgoing\":null},\"probes\":[],\"sources\":[],"
    "\"port_checks\":[{\"port\":25,\"elapsed_ms\":90,\"controls\":["
    "{\"kind\":\"negative\",\"company\":null,\"host\":null,\"address\":\"192.0.2.1\","
    "\"family\":\"ipv4\",\"port\":25,\"outcome\":\"timeout\",\"open\":false,\"genuine\":false,"
    "\"round_trip_ms\":null},"
    "{\"kind\":\"same-port\",\"company\":\"One\",\"host\":\"mx.one.example\","
    "\"address\":\"192.0.2.7\",\"family\":\"ipv4\",\"port\":25,\"outcome\":\"ok-starttls\","
    "\"open\":true,\"genuine\":true,\"round_trip_ms\":1.5}]}]}";

static DermagaResult *
read_report (const char *text, GError **error)
{
  return dermaga_json_read_result (text, -1, error);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaResult) result = read_report (good, &error);
  const DermagaPortCheck *check;
  const DermagaControl *control;

  g_assert_no_error (error);
  check = dermaga_result_find_port_check (result, 25);
  g_assert_nonnull (check);
  g_assert_true (check->finished);
  g_assert_cmpint (check->elapsed_us, ==, 90000);
  g_assert_cmpuint (check->controls->len, ==, 2);
  control = check->controls->pdata[1];
  g_assert_cmpstr (control->company, ==, "One");
  g_assert_cmpstr (control->host, ==, "mx.one.example");
  g_assert_cmpint (control->round_trip_us, ==, 1500);
  g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, DERMAGA_PORT_VERDICT_OPEN);
}

/* What is written is read back as it was. */
static void
test_round_trip (void)
{
  g_autoptr (DermagaResult) first = read_report (good, NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) again
    = dermaga_json_port_check (dermaga_result_find_port_check (first, 25));
  g_autoptr (DermagaResult) second = NULL;
  g_autofree char *check = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;

  json_node_set_object (node, again);
  check = json_to_string (node, FALSE);
  text = g_strconcat ("{\"schema\":1,\"target\":\"example.com\",\"recommendation\":{\"incoming\":"
                      "null,\"outgoing\":null},\"probes\":[],\"sources\":[],\"port_checks\":[",
                      check, "]}", NULL);
  second = read_report (text, NULL);
  g_assert_nonnull (second);
  {
    g_autoptr (JsonNode) other = json_node_new (JSON_NODE_OBJECT);
    g_autoptr (JsonObject) object
      = dermaga_json_port_check (dermaga_result_find_port_check (second, 25));

    json_node_set_object (other, object);
    before = json_to_string (other, FALSE);
  }
  g_assert_cmpstr (check, ==, before);
}

/* Reports without it were written before ports were checked. */
static void
test_absent (void)
{
  g_autofree char *text = g_strndup (good, strstr (good, ",\"port_checks\"") - good);
  g_autofree char *whole = g_strconcat (text, "}", NULL);
  g_autoptr (DermagaResult) result = read_report (whole, NULL);

  g_assert_nonnull (result);
  g_assert_cmpuint (dermaga_result_get_port_checks (result)->len, ==, 0);
}

static void
test_refused (void)
{
  static const struct {
    const char *what;
    const char *by;
  } changes[] = {
    { "[{\"port\":25,", "[{\"port\":26," },
    { "[{\"port\":25,", "[{\"port\":0," },
    { "[{\"port\":25,", "[{\"port\":\"25\"," },
    { "\"port_checks\":[", "\"port_checks\":[7," },
    { "\"controls\":[", "\"controls\":[null," },
    { "\"controls\":[", "\"controls\":{},\"more\":[" },
    { "\"negative\"", "\"positive\"" },
    { "\"ipv4\"", "\"ipv5\"" },
    { "\"timeout\"", "\"late\"" },
    { "192.0.2.1\"", "not an address\"" },
    { "\"company\":null", "\"company\":\"Nobody\"" },
    { "\"One\"", "\"<b>\\u202eOne\"" },
    { "\"One\"", "null" },
    { "mx.one.example", "mx.one.example/../" },
    { "\"open\":true", "\"open\":false" },
    { "\"open\":true", "\"open\":1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (good, changes[i].what, 2);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_nonnull (parts[1]);
      text = g_strjoin (changes[i].by, parts[0], parts[1], NULL);
      g_test_message ("%s", changes[i].by);
      g_assert_null (read_report (text, &error));
      g_assert_error (error, DERMAGA_JSON_ERROR, DERMAGA_JSON_ERROR_VALUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-ports/good", test_good);
  g_test_add_func ("/json-ports/round-trip", test_round_trip);
  g_test_add_func ("/json-ports/absent", test_absent);
  g_test_add_func ("/json-ports/refused", test_refused);
  return g_test_run ();
}
