#include "config.h"

#include <string.h>

#include "model/dermaga-json.h"
#include "model/dermaga-run.h"

#define ROW                                                                                       \
  "{\"protocol\":\"smtp\",\"host\":\"smtp.example.com\",\"port\":465,\"security\":\"tls\","       \
  "\"outcome\":\"ok-tls\"}"
#define RUN "{\"started\":1777800000,\"incoming\":null,\"outgoing\":null,\"rows\":[" ROW "]}"
#define FILE_OF(runs) "{\"schema\":1,\"domain\":\"example.com\",\"runs\":[" runs "]}"

static DermagaCandidate *
make_way (DermagaProtocol protocol, guint16 port, DermagaSecurity security)
{
  DermagaCandidate *way = dermaga_candidate_new (protocol, "mail.example.com", port, security,
                                                 DERMAGA_SOURCE_GUESS, 7);

  way->user_name = g_strdup ("siti");
  return way;
}

static void
add_row (DermagaResult *result, guint16 port, DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) way
      = make_way (DERMAGA_PROTOCOL_SMTP, port, DERMAGA_SECURITY_TLS);
  DermagaProbe *probe = dermaga_result_add (result, way);

  dermaga_probe_set_outcome (probe, outcome);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

static DermagaResult *
make_result (void)
{
  DermagaResult *result = dermaga_result_new ("example.com", "siti@example.com");

  add_row (result, 465, DERMAGA_OUTCOME_OK_TLS);
  add_row (result, 587, DERMAGA_OUTCOME_REFUSED);
  add_row (result, 2525, DERMAGA_OUTCOME_NOT_CHECKED);
  dermaga_result_set_finished (result, TRUE);
  return result;
}

/* What was not checked is not kept, and nothing of the person is. */
static void
test_round_trip (void)
{
  g_autoptr (DermagaResult) result = make_result ();
  g_autoptr (DermagaCandidate) out
      = make_way (DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  const DermagaRun *run;
  const DermagaRunRow *row;

  g_ptr_array_add (runs, dermaga_run_from_result (result, NULL, out));
  text = dermaga_runs_to_json ("example.com", runs);
  g_assert_null (strstr (text, "siti"));
  g_assert_null (strstr (text, "2525"));
  read = dermaga_runs_read (text, -1, "example.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  run = read->pdata[0];
  g_assert_cmpint (run->started, ==, dermaga_result_get_started (result) / G_USEC_PER_SEC);
  g_assert_cmpuint (run->rows->len, ==, 2);
  g_assert_null (run->incoming);
  g_assert_true (dermaga_candidate_equal (run->outgoing, out));
  row = dermaga_run_find (run, out);
  g_assert_cmpint (row->outcome, ==, DERMAGA_OUTCOME_OK_TLS);
  again = dermaga_runs_to_json ("example.com", read);
  g_assert_cmpstr (text, ==, again);
}

/* Each of these would say of the provider what was true of the moment only. */
static void
test_no_evidence (void)
{
  static const DermagaCondition conditions[] = {
    DERMAGA_CONDITION_OFFLINE,
    DERMAGA_CONDITION_DNS_SILENT,
    DERMAGA_CONDITION_CANCELLED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (DermagaResult) result = make_result ();

      dermaga_result_add_condition (result, conditions[i]);
      g_assert_null (dermaga_run_from_result (result, NULL, NULL));
    }
  {
    g_autoptr (DermagaResult) running = make_result ();

    dermaga_result_set_finished (running, FALSE);
    g_assert_null (dermaga_run_from_result (running, NULL, NULL));
  }
}

/* A hostile file costs nothing but itself. */
static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{",
    "{\"schema\":1}",
    "{\"schema\":2,\"domain\":\"example.com\",\"runs\":[]}",
    "{\"schema\":1,\"domain\":\"other.com\",\"runs\":[]}",
    "{\"schema\":1,\"domain\":7,\"runs\":[]}",
    "{\"schema\":1,\"domain\":\"example.com\",\"runs\":{}}",
    FILE_OF ("7"),
    FILE_OF ("{}"),
    FILE_OF ("{\"started\":\"x\",\"rows\":[]}"),
    FILE_OF ("{\"started\":1}"),
    FILE_OF ("{\"started\":1,\"rows\":[7]}"),
    FILE_OF ("{\"started\":1,\"rows\":[{}]}"),
    FILE_OF ("{\"started\":1,\"rows\":[" ROW "," ROW "]}"),
    FILE_OF ("{\"started\":1,\"rows\":[],\"incoming\":7}"),
    /* A server for sending is none for receiving, and clear text is never recommended. */
    FILE_OF ("{\"started\":1,\"rows\":[],\"incoming\":" ROW "}"),
    FILE_OF ("{\"started\":1,\"rows\":[],\"outgoing\":{\"protocol\":\"smtp\",\"host\":\"a.b\","
             "\"port\":25,\"security\":\"none\"}}"),
    FILE_OF ("{\"started\":1,\"rows\":[{\"protocol\":\"smtp\",\"host\":\"a b\",\"port\":25,"
             "\"security\":\"none\",\"outcome\":\"refused\"}]}"),
    FILE_OF ("{\"started\":1,\"rows\":[{\"protocol\":\"smtp\",\"host\":\"a.b\",\"port\":25,"
             "\"security\":\"none\",\"outcome\":\"not-checked\"}]}"),
    FILE_OF ("{\"started\":1,\"rows\":[{\"protocol\":\"smtp\",\"host\":\"a.b\",\"port\":25,"
             "\"security\":\"none\",\"outcome\":\"ok-tls\"}]}"),
    FILE_OF ("{\"started\":1,\"rows\":[{\"protocol\":\"smtp\",\"host\":\"a.b\",\"port\":0,"
             "\"security\":\"tls\",\"outcome\":\"ok-tls\"}]}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (dermaga_runs_read (bad[i], -1, "example.com", &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == DERMAGA_JSON_ERROR);
    }
}

static void
test_too_many (void)
{
  g_autoptr (GString) runs = g_string_new (RUN);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < DERMAGA_RUN_MAX_KEPT; i++)
    g_string_append (runs, "," RUN);
  text = g_strdup_printf (FILE_OF ("%s"), runs->str);
  g_assert_null (dermaga_runs_read (text, -1, "example.com", &error));
  g_assert_error (error, DERMAGA_JSON_ERROR, DERMAGA_JSON_ERROR_VALUE);
}

static void
test_bounded (void)
{
  g_autoptr (DermagaRun) run = dermaga_run_new (1);
  g_autoptr (DermagaRun) copy = NULL;

  for (guint port = 1; port < 1000; port++)
    {
      g_autoptr (DermagaCandidate) way
          = make_way (DERMAGA_PROTOCOL_IMAP, (guint16) port, DERMAGA_SECURITY_TLS);

      dermaga_run_add (run, way, DERMAGA_OUTCOME_REFUSED);
      dermaga_run_add (run, way, DERMAGA_OUTCOME_OK_TLS);
    }
  g_assert_cmpuint (run->rows->len, ==, DERMAGA_RUN_MAX_ROWS);
  copy = dermaga_run_copy (run);
  g_assert_cmpuint (copy->rows->len, ==, DERMAGA_RUN_MAX_ROWS);
}

/* In whichever order they stand; what would be of the future is of a clock that was wrong. */
static void
test_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs
      = dermaga_runs_read (FILE_OF ("{\"started\":5,\"rows\":[]},{\"started\":9,\"rows\":[]},"
                                    "{\"started\":-9,\"rows\":[]},"
                                    "{\"started\":99999999999999,\"rows\":[]}"),
                           -1, "example.com", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (((DermagaRun *) runs->pdata[0])->started, ==, 9);
  g_assert_cmpint (((DermagaRun *) runs->pdata[1])->started, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/round-trip", test_round_trip);
  g_test_add_func ("/run/no-evidence", test_no_evidence);
  g_test_add_func ("/run/refused", test_refused);
  g_test_add_func ("/run/too-many", test_too_many);
  g_test_add_func ("/run/bounded", test_bounded);
  g_test_add_func ("/run/order", test_order);
  return g_test_run ();
}
