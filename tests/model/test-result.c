#include "model/dermaga-result.h"

#include "base/dermaga-text.h"

static DermagaProbe *
add (DermagaResult *result, DermagaProtocol protocol, guint16 port, DermagaSecurity security,
     DermagaSource source)
{
  g_autoptr (DermagaCandidate) candidate
      = dermaga_candidate_new (protocol, "mail.example.com", port, security, source, 0);

  return dermaga_result_add (result, candidate);
}

static void
finish (DermagaProbe *probe, DermagaOutcome outcome)
{
  dermaga_probe_set_outcome (probe, outcome);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
count_cb (gpointer counter)
{
  ++*(guint *) counter;
}

static void
test_new (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", "ani@example.com");
  g_autoptr (DermagaResult) without = dermaga_result_new ("example.com", NULL);
  gboolean settled = FALSE;

  g_assert_cmpstr (dermaga_result_get_target (result), ==, "example.com");
  g_assert_cmpstr (dermaga_result_get_email (result), ==, "ani@example.com");
  g_assert_null (dermaga_result_get_email (without));
  g_assert_cmpint (dermaga_result_get_elapsed (result), ==, -1);
  g_assert_cmpint (dermaga_result_get_first_safe (result), ==, -1);
  g_assert_false (dermaga_result_get_finished (result));
  g_assert_cmpuint (dermaga_result_get_conditions (result), ==, DERMAGA_CONDITION_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (dermaga_result_get_probes (result)), ==, 0);
  g_assert_null (dermaga_result_get_best (result, DERMAGA_DIRECTION_INCOMING, &settled));
  g_assert_true (settled);
}

static void
test_rows (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  GListModel *probes = dermaga_result_get_probes (result);
  guint n_done = 9;
  guint n_all = 9;

  for (guint i = 1; i <= 200; i++)
    {
      g_autoptr (DermagaCandidate) candidate
          = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "a.example", i, DERMAGA_SECURITY_TLS,
                                   DERMAGA_SOURCE_GUESS, i);
      g_autoptr (DermagaProbe) listed = NULL;
      DermagaProbe *probe = NULL;

      g_assert_null (dermaga_result_find (result, candidate));
      probe = dermaga_result_add (result, candidate);
      listed = g_list_model_get_item (probes, i - 1);
      g_assert_true (probe == listed);
      g_assert_true (dermaga_result_find (result, candidate) == probe);
      if (i % 4 == 0)
        finish (probe, DERMAGA_OUTCOME_REFUSED);
    }
  g_assert_cmpuint (g_list_model_get_n_items (probes), ==, 200);
  dermaga_result_count (result, &n_done, &n_all);
  g_assert_cmpuint (n_done, ==, 50);
  g_assert_cmpuint (n_all, ==, 200);
  dermaga_result_count (result, NULL, NULL);
}

/* The same server from a better source: the row stays, and stays findable. */
static void
test_add_again (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *probe
      = add (result, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS);
  DermagaProbe *again
      = add (result, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_SRV);

  g_assert_true (probe == again);
  g_assert_cmpuint (dermaga_probe_get_candidate (probe)->source, ==, DERMAGA_SOURCE_SRV);
  g_assert_true (dermaga_result_find (result, dermaga_probe_get_candidate (probe)) == probe);
  g_assert_cmpuint (g_list_model_get_n_items (dermaga_result_get_probes (result)), ==, 1);
}

static void
test_changed_is_batched (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *probe = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (result, "changed", G_CALLBACK (count_cb), &n_changes);
  probe = add (result, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS);
  dermaga_result_set_elapsed (result, 5);
  dermaga_result_add_condition (result, DERMAGA_CONDITION_NULL_MX);
  dermaga_result_set_source (result, "mx", DERMAGA_SOURCE_STATUS_NONE, NULL, 1);
  g_assert_cmpuint (n_changes, ==, 0);
  spin ();
  g_assert_cmpuint (n_changes, ==, 1);
  spin ();
  g_assert_cmpuint (n_changes, ==, 1);

  finish (probe, DERMAGA_OUTCOME_OK_TLS);
  spin ();
  g_assert_cmpuint (n_changes, ==, 2);
  dermaga_result_queue_changed (result);
  dermaga_result_queue_changed (result);
  spin ();
  g_assert_cmpuint (n_changes, ==, 3);
}

static void
change_once_more_cb (DermagaResult *result, guint *counter)
{
  if (++*counter == 1)
    dermaga_result_set_finished (result, TRUE);
}

/* What a handler changes is announced too, in the next turn. */
static void
test_change_in_a_handler (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  guint n_changes = 0;

  g_signal_connect (result, "changed", G_CALLBACK (change_once_more_cb), &n_changes);
  dermaga_result_queue_changed (result);
  spin ();
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_true (dermaga_result_get_finished (result));
}

static void
drop_cb (DermagaResult *result, DermagaResult **owner)
{
  g_clear_object (owner);
}

static void
test_changed_and_disposal (void)
{
  DermagaResult *dropped = dermaga_result_new ("example.com", NULL);
  DermagaResult *dropped_inside = dermaga_result_new ("example.com", NULL);
  g_autoptr (DermagaProbe) survivor = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (dropped, "changed", G_CALLBACK (count_cb), &n_changes);
  survivor = g_object_ref (
      add (dropped, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS));
  g_object_add_weak_pointer (G_OBJECT (dropped), (gpointer *) &dropped);
  g_object_unref (dropped);
  g_assert_null (dropped);
  finish (survivor, DERMAGA_OUTCOME_REFUSED);
  spin ();
  g_assert_cmpuint (n_changes, ==, 0);

  g_signal_connect (dropped_inside, "changed", G_CALLBACK (drop_cb), &dropped_inside);
  dermaga_result_queue_changed (dropped_inside);
  spin ();
  g_assert_null (dropped_inside);
}

static void
test_sources (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  GPtrArray *sources = dermaga_result_get_sources (result);
  const DermagaSourceReport *report = NULL;

  dermaga_result_set_source (result, "srv", DERMAGA_SOURCE_STATUS_PENDING, NULL, 0);
  dermaga_result_set_source (result, "mx", DERMAGA_SOURCE_STATUS_FAILED, "servfail", 9);
  dermaga_result_set_source (result, "srv", DERMAGA_SOURCE_STATUS_FOUND, "a.example", 7);
  g_assert_cmpuint (sources->len, ==, 2);
  report = g_ptr_array_index (sources, 0);
  g_assert_cmpstr (report->id, ==, "srv");
  g_assert_cmpuint (report->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
  g_assert_cmpstr (report->detail, ==, "a.example");
  g_assert_cmpint (report->elapsed_us, ==, 7);
  g_assert_cmpstr (dermaga_source_status_to_string (DERMAGA_SOURCE_STATUS_PENDING), ==, "pending");
  g_assert_cmpstr (dermaga_source_status_to_string (DERMAGA_SOURCE_STATUS_FOUND), ==, "found");
  g_assert_cmpstr (dermaga_source_status_to_string (DERMAGA_SOURCE_STATUS_NONE), ==, "none");
  g_assert_cmpstr (dermaga_source_status_to_string (DERMAGA_SOURCE_STATUS_FAILED), ==, "failed");
  g_assert_cmpstr (dermaga_source_status_to_string (DERMAGA_SOURCE_STATUS_SKIPPED), ==, "skipped");
}

static void
test_source_origin (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_autofree char *long_url = g_strconcat ("https://", endless, NULL);
  const DermagaSourceReport *report;

  dermaga_result_set_source_origin (result, "pacc", "https://a.example/\033[5m",
                                    DERMAGA_SOURCE_PROBLEM_DIGEST);
  dermaga_result_set_source (result, "pacc", DERMAGA_SOURCE_STATUS_FAILED, endless, 7);
  report = g_ptr_array_index (dermaga_result_get_sources (result), 0);
  g_assert_cmpstr (report->id, ==, "pacc");
  g_assert_cmpuint (report->status, ==, DERMAGA_SOURCE_STATUS_FAILED);
  g_assert_cmpuint (report->problem, ==, DERMAGA_SOURCE_PROBLEM_DIGEST);
  g_assert_true (dermaga_text_is_clean (report->url));
  g_assert_cmpint (g_utf8_strlen (report->detail, -1), ==, DERMAGA_SOURCE_MAX_DETAIL);

  dermaga_result_set_source_origin (result, "pacc", long_url, DERMAGA_SOURCE_PROBLEM_NONE);
  g_assert_cmpint (g_utf8_strlen (report->url, -1), ==, DERMAGA_SOURCE_MAX_URL);
  dermaga_result_set_source_origin (result, "pacc", "javascript:alert(1)",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  g_assert_null (report->url);
  g_assert_cmpuint (dermaga_result_get_sources (result)->len, ==, 1);
}

static void
test_source_servers (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  const DermagaSourceReport *report;
  const DermagaCandidate *first;

  for (guint i = 0; i < 2 * DERMAGA_SOURCE_MAX_SERVERS; i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u.example.com", i);
      g_autoptr (DermagaCandidate) server = dermaga_candidate_new (
          DERMAGA_PROTOCOL_IMAP, host, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_SRV, i);

      dermaga_result_add_source_server (result, "srv", server);
      dermaga_result_add_source_server (result, "srv", server);
    }
  report = g_ptr_array_index (dermaga_result_get_sources (result), 0);
  g_assert_cmpuint (report->servers->len, ==, DERMAGA_SOURCE_MAX_SERVERS);
  first = g_ptr_array_index (report->servers, 0);
  g_assert_cmpstr (first->host, ==, "h0.example.com");
  first = g_ptr_array_index (report->servers, 1);
  g_assert_cmpstr (first->host, ==, "h1.example.com");
  /* To name a server is not to say how the source fared. */
  g_assert_cmpuint (report->status, ==, DERMAGA_SOURCE_STATUS_PENDING);
  g_assert_cmpint (report->elapsed_us, ==, -1);
}

/* The words are part of the JSON contract and can be read back. */
static void
test_source_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  DermagaSourceProblem problem;
  DermagaSourceStatus status;
  DermagaSource source;

  for (guint i = 0; i < DERMAGA_N_SOURCE_PROBLEMS; i++)
    {
      const char *word = dermaga_source_problem_to_string (i);

      g_assert_true (g_hash_table_add (seen, (gpointer) word));
      g_assert_true (dermaga_source_problem_from_string (word, &problem));
      g_assert_cmpuint (problem, ==, i);
    }
  g_assert_cmpstr (dermaga_source_problem_to_string (DERMAGA_SOURCE_PROBLEM_NONE), ==, "");
  g_assert_cmpstr (dermaga_source_problem_to_string (DERMAGA_SOURCE_PROBLEM_DIGEST), ==, "digest");
  g_assert_false (dermaga_source_problem_from_string (NULL, &problem));
  g_assert_false (dermaga_source_problem_from_string ("Timeout", &problem));
  for (guint i = 0; i <= DERMAGA_SOURCE_STATUS_SKIPPED; i++)
    {
      g_assert_true (
          dermaga_source_status_from_string (dermaga_source_status_to_string (i), &status));
      g_assert_cmpuint (status, ==, i);
    }
  g_assert_false (dermaga_source_status_from_string (NULL, &status));
  g_assert_true (dermaga_source_from_report_id ("well-known", &source));
  g_assert_cmpuint (source, ==, DERMAGA_SOURCE_AUTOCONFIG);
  g_assert_false (dermaga_source_from_report_id ("mx-provider", &source));
  g_assert_false (dermaga_source_from_report_id (NULL, NULL));
}

static void
test_conditions (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);

  dermaga_result_add_condition (result, DERMAGA_CONDITION_WILDCARD_DNS);
  dermaga_result_add_condition (result, DERMAGA_CONDITION_NULL_MX);
  g_assert_cmpuint (dermaga_result_get_conditions (result), ==,
                    DERMAGA_CONDITION_WILDCARD_DNS | DERMAGA_CONDITION_NULL_MX);
  dermaga_result_set_first_safe (result, 12);
  g_assert_cmpint (dermaga_result_get_first_safe (result), ==, 12);
}

static void
assert_best (DermagaResult *result, DermagaDirection direction, DermagaProbe *expected,
             gboolean expected_settled)
{
  gboolean settled = -1;

  g_assert_true (dermaga_result_get_best (result, direction, &settled) == expected);
  g_assert_cmpint (settled, ==, expected_settled);
  g_assert_true (dermaga_result_get_best (result, direction, NULL) == expected);
}

static void
test_best (void)
{
  const DermagaDirection out = DERMAGA_DIRECTION_OUTGOING;
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *plain
      = add (result, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE, DERMAGA_SOURCE_USER);
  DermagaProbe *starttls
      = add (result, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_GUESS);
  DermagaProbe *tls
      = add (result, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS);
  DermagaProbe *late
      = add (result, DERMAGA_PROTOCOL_SMTP, 2525, DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_MX);

  assert_best (result, out, NULL, FALSE);
  assert_best (result, DERMAGA_DIRECTION_INCOMING, NULL, TRUE);
  finish (late, DERMAGA_OUTCOME_OK_STARTTLS);
  assert_best (result, out, late, FALSE);
  finish (starttls, DERMAGA_OUTCOME_OK_STARTTLS);
  assert_best (result, out, starttls, FALSE);
  /* A good outcome counts only once the row is done. */
  dermaga_probe_set_outcome (tls, DERMAGA_OUTCOME_OK_TLS);
  assert_best (result, out, starttls, FALSE);
  /* The row in clear is still under way, and nobody waits for it. */
  dermaga_probe_set_state (tls, DERMAGA_PROBE_STATE_DONE);
  assert_best (result, out, tls, TRUE);
  finish (plain, DERMAGA_OUTCOME_OK_PLAIN);
  assert_best (result, out, tls, TRUE);
  /* A further address may make a row worse. */
  dermaga_probe_set_outcome (tls, DERMAGA_OUTCOME_CERT_NAME);
  assert_best (result, out, starttls, TRUE);
}

static void
test_settled_without_best (void)
{
  const DermagaDirection in = DERMAGA_DIRECTION_INCOMING;
  g_autoptr (DermagaResult) result = dermaga_result_new ("example.com", NULL);
  DermagaProbe *tls
      = add (result, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS);

  add (result, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_NONE, DERMAGA_SOURCE_GUESS);
  assert_best (result, in, NULL, FALSE);
  finish (tls, DERMAGA_OUTCOME_REFUSED);
  assert_best (result, in, NULL, TRUE);
}

static DermagaResult *
make_random (void)
{
  static const guint16 ports[] = { 465, 587, 993, 143, 110, 995 };
  static const DermagaOutcome outcomes[]
      = { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_STARTTLS, DERMAGA_OUTCOME_REFUSED,
          DERMAGA_OUTCOME_CERT_NAME };
  DermagaResult *result = dermaga_result_new ("example.com", NULL);

  for (guint i = g_test_rand_int_range (0, 8); i > 0; i--)
    {
      DermagaSecurity security = g_test_rand_int_range (0, 3);
      DermagaProbe *probe
          = add (result, g_test_rand_int_range (0, 3), ports[g_test_rand_int_range (0, 6)],
                 security, g_test_rand_int_range (0, 5));

      if (g_test_rand_bit ())
        finish (probe, security == DERMAGA_SECURITY_NONE ? DERMAGA_OUTCOME_OK_PLAIN
                                                         : outcomes[g_test_rand_int_range (0, 4)]);
    }
  return result;
}

/* Settled means: whatever the rows under way come to, the best row stays the best. */
static void
assert_settled_holds (DermagaResult *result, DermagaDirection direction)
{
  gboolean settled = FALSE;
  GListModel *probes = dermaga_result_get_probes (result);
  DermagaProbe *best = dermaga_result_get_best (result, direction, &settled);

  if (!settled)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      DermagaSecurity security = dermaga_probe_get_candidate (probe)->security;

      if (dermaga_probe_is_done (probe))
        continue;
      finish (probe, security == DERMAGA_SECURITY_NONE  ? DERMAGA_OUTCOME_OK_PLAIN
                     : security == DERMAGA_SECURITY_TLS ? DERMAGA_OUTCOME_OK_TLS
                                                        : DERMAGA_OUTCOME_OK_STARTTLS);
    }
  g_assert_true (dermaga_result_get_best (result, direction, NULL) == best);
}

static void
test_settled_holds (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (DermagaResult) result = make_random ();

      assert_settled_holds (result, g_test_rand_bit () ? DERMAGA_DIRECTION_INCOMING
                                                       : DERMAGA_DIRECTION_OUTGOING);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result/new", test_new);
  g_test_add_func ("/result/rows", test_rows);
  g_test_add_func ("/result/add-again", test_add_again);
  g_test_add_func ("/result/changed-is-batched", test_changed_is_batched);
  g_test_add_func ("/result/change-in-a-handler", test_change_in_a_handler);
  g_test_add_func ("/result/changed-and-disposal", test_changed_and_disposal);
  g_test_add_func ("/result/sources", test_sources);
  g_test_add_func ("/result/source-origin", test_source_origin);
  g_test_add_func ("/result/source-servers", test_source_servers);
  g_test_add_func ("/result/source-words", test_source_words);
  g_test_add_func ("/result/conditions", test_conditions);
  g_test_add_func ("/result/best", test_best);
  g_test_add_func ("/result/settled-without-best", test_settled_without_best);
  g_test_add_func ("/result/settled-holds", test_settled_holds);
  return g_test_run ();
}
