#include "config.h"

#include "practice/dermaga-practice.h"
#include "probe/dermaga-sweep.h"

/* The whole way from a domain to rows, against real small servers on loopback. */

typedef struct
{
  DermagaPractice *practice;
  DermagaSweep *sweep;
  DermagaResult *result;
  guint n_settled;
  gboolean ended;
} Run;

static void
settled_cb (DermagaSweep *sweep, gpointer user_data)
{
  Run *run = user_data;

  run->n_settled++;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  g_assert_true (dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL));
  run->ended = TRUE;
}

static void
start (Run *run, const DermagaPracticeOptions *options, const DermagaSweepOptions *sweep_options,
       const char *domain, GCancellable *cancellable)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse (domain, NULL);
  g_autoptr (GError) error = NULL;

  *run = (Run){ 0 };
  run->practice = dermaga_practice_new_with (options, &error);
  g_assert_no_error (error);
  run->sweep =
    dermaga_sweep_new (target, sweep_options, dermaga_practice_get_network (run->practice));
  run->result = g_object_ref (dermaga_sweep_get_result (run->sweep));
  g_signal_connect (run->sweep, "settled", G_CALLBACK (settled_cb), run);
  dermaga_sweep_run_async (run->sweep, cancellable, ended_cb, run);
}

static void
wait_for_end (Run *run)
{
  while (!run->ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dermaga_result_get_finished (run->result));
}

static void
clear (Run *run)
{
  g_object_unref (run->sweep);
  g_object_unref (run->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (run->practice);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static DermagaProbe *
row (Run *run, DermagaProtocol protocol, guint16 port, DermagaSecurity security)
{
  GListModel *probes = dermaga_result_get_probes (run->result);
  DermagaProbe *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->protocol != protocol || candidate->port != port
          || candidate->security != security)
        continue;
      g_assert_null (found); /* names of one address share its connections */
      found = probe;
    }
  g_assert_nonnull (found);
  return found;
}

static void
assert_row (Run *run, DermagaProtocol protocol, guint16 port, DermagaSecurity security,
            DermagaOutcome outcome)
{
  DermagaProbe *probe = row (run, protocol, port, security);

  g_assert_true (dermaga_probe_is_done (probe));
  g_assert_cmpstr (dermaga_outcome_to_string (dermaga_probe_get_outcome (probe)), ==,
                   dermaga_outcome_to_string (outcome));
}

static void
assert_best (Run *run, DermagaDirection direction, const char *host, guint16 port)
{
  DermagaProbe *best = dermaga_result_get_best (run->result, direction, NULL);

  if (host == NULL)
    {
      g_assert_null (best);
      return;
    }
  g_assert_nonnull (best);
  g_assert_cmpstr (dermaga_probe_get_candidate (best)->host, ==, host);
  g_assert_cmpuint (dermaga_probe_get_candidate (best)->port, ==, port);
}

static void
test_good (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  DermagaPracticeOptions provider = { 0 };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  g_assert_cmpuint (run.n_settled, ==, 1);
  assert_row (&run, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_row (&run, DERMAGA_PROTOCOL_POP3, 995, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_row (&run, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_OK_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_NONE,
              DERMAGA_OUTCOME_NEED_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_OK_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_OK_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE,
              DERMAGA_OUTCOME_NEED_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 2525, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_OK_STARTTLS);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_OK_STARTTLS);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "imap." DERMAGA_PRACTICE_DOMAIN, 993);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, "smtp." DERMAGA_PRACTICE_DOMAIN, 465);
  g_assert_cmpint (dermaga_result_get_first_safe (run.result), >, 0);
  g_assert_cmpint (dermaga_result_get_first_safe (run.result), <=,
                   dermaga_result_get_elapsed (run.result));
  clear (&run);
}

/* Without --full the answer does not wait for a server that greets late. */
static void
test_settles_early (void)
{
  static const guint16 closed[] = { 2525, 0 };
  DermagaSweepOptions options = { 0 };
  DermagaPracticeOptions provider = { .closed_ports = closed };
  guint n_done, n_all;
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  g_assert_cmpuint (run.n_settled, ==, 1);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "imap." DERMAGA_PRACTICE_DOMAIN, 993);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, "smtp." DERMAGA_PRACTICE_DOMAIN, 465);
  dermaga_result_count (run.result, &n_done, &n_all);
  g_assert_cmpuint (n_done, ==, n_all);
  clear (&run);
}

static void
test_only_starttls (void)
{
  static const guint16 closed[] = { 465, 993, 995, 0 };
  DermagaSweepOptions options = { .full = TRUE };
  DermagaPracticeOptions provider = { .closed_ports = closed };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_REFUSED);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "imap." DERMAGA_PRACTICE_DOMAIN, 143);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, "smtp." DERMAGA_PRACTICE_DOMAIN, 587);
  clear (&run);
}

static void
test_no_starttls (void)
{
  static const guint16 closed[] = { 465, 993, 995, 0 };
  DermagaSweepOptions options = { 0 };
  DermagaPracticeOptions provider = { .closed_ports = closed, .no_starttls = TRUE };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  g_assert_cmpuint (run.n_settled, ==, 1); /* that nothing safe is there is an answer, too */
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_NO_STARTTLS);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, NULL, 0);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, NULL, 0);
  g_assert_cmpint (dermaga_result_get_first_safe (run.result), <, 0);
  clear (&run);
}

static void
test_certificates (void)
{
  static const char *const one_name[] = { "mail." DERMAGA_PRACTICE_DOMAIN, NULL };
  static const char *const stranger[] = { "mail.lain.test", NULL };
  DermagaAuthorityOrder wrong = { .names = stranger };
  DermagaAuthorityOrder self_signed = { .self_signed = TRUE };
  DermagaAuthorityOrder mail_only = { .names = one_name };
  DermagaSweepOptions options = { .full = TRUE };
  DermagaPracticeOptions provider = { .certificate = &wrong };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, NULL, 0);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, NULL, 0);
  clear (&run);

  provider.certificate = &self_signed;
  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_row (&run, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_CERT_TRUST);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, NULL, 0);
  clear (&run);

  /* imap. and smtp. share the machine, but the certificate is for mail.: a second look finds it. */
  provider.certificate = &mail_only;
  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "mail." DERMAGA_PRACTICE_DOMAIN, 993);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, "mail." DERMAGA_PRACTICE_DOMAIN, 465);
  clear (&run);
}

static void
test_unknown_domain (void)
{
  DermagaSweepOptions options = { 0 };
  DermagaPracticeOptions provider = { 0 };
  Run run;

  start (&run, &provider, &options, "tidakada.practice.test", NULL);
  wait_for_end (&run);
  g_assert_cmpuint (dermaga_result_get_conditions (run.result) & DERMAGA_CONDITION_NO_DOMAIN, !=,
                    0);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, NULL, 0);
  clear (&run);
}

/* The usual names lead nowhere, and that is known first; the domain's own name does. */
static void
test_last_guess (void)
{
  DermagaSweepOptions options = { 0 };
  DermagaPracticeOptions provider = { 0 };
  Run run;

  start (&run, &provider, &options, "mail." DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "mail." DERMAGA_PRACTICE_DOMAIN, 993);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, "mail." DERMAGA_PRACTICE_DOMAIN, 465);
  clear (&run);
}

static void
test_typed_hosts (void)
{
  DermagaSweepOptions options = { .incoming_host = (char *)"mail." DERMAGA_PRACTICE_DOMAIN,
                                  .outgoing_host = (char *)"tidakada." DERMAGA_PRACTICE_DOMAIN };
  DermagaPracticeOptions provider = { 0 };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_best (&run, DERMAGA_DIRECTION_INCOMING, "mail." DERMAGA_PRACTICE_DOMAIN, 993);
  assert_best (&run, DERMAGA_DIRECTION_OUTGOING, NULL, 0);
  assert_row (&run, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_DNS_NXDOMAIN);
  clear (&run);
}

static gboolean
has_unchecked_row (Run *run)
{
  GListModel *probes = dermaga_result_get_probes (run->result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_NOT_CHECKED)
        return TRUE;
    }
  return g_list_model_get_n_items (probes) == 0;
}

/* Cancelled after each number of loop turns: always ends at once, every row says something, and
 * a check that left anything out says that it was cancelled. */
static void
test_cancel (void)
{
  DermagaSweepOptions options = { .full = TRUE };
  DermagaPracticeOptions provider = { .greeting_delay_ms = 20 };

  for (guint turns = 0; turns < 40; turns += 3)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      guint n_done, n_all;
      Run run;

      start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, cancellable);
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      wait_for_end (&run);
      if (has_unchecked_row (&run))
        g_assert_cmpuint (dermaga_result_get_conditions (run.result) & DERMAGA_CONDITION_CANCELLED,
                          !=, 0);
      dermaga_result_count (run.result, &n_done, &n_all);
      g_assert_cmpuint (n_done, ==, n_all);
      clear (&run);
    }
}

static void
test_timeout (void)
{
  DermagaSweepOptions options = { .full = TRUE, .timeout_us = 50000 };
  DermagaPracticeOptions provider = { .greeting_delay_ms = 60000 };
  Run run;

  start (&run, &provider, &options, DERMAGA_PRACTICE_DOMAIN, NULL);
  wait_for_end (&run);
  assert_row (&run, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS,
              DERMAGA_OUTCOME_NOT_CHECKED);
  clear (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/good", test_good);
  g_test_add_func ("/sweep/settles-early", test_settles_early);
  g_test_add_func ("/sweep/only-starttls", test_only_starttls);
  g_test_add_func ("/sweep/no-starttls", test_no_starttls);
  g_test_add_func ("/sweep/certificates", test_certificates);
  g_test_add_func ("/sweep/unknown-domain", test_unknown_domain);
  g_test_add_func ("/sweep/last-guess", test_last_guess);
  g_test_add_func ("/sweep/typed-hosts", test_typed_hosts);
  g_test_add_func ("/sweep/cancel", test_cancel);
  g_test_add_func ("/sweep/timeout", test_timeout);
  return g_test_run ();
}
