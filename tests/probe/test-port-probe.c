#include "config.h"

#include "probe/dermaga-port-probe.h"
#include "tests/probe/names-fixture.h"

/* Is this port blocked here? The servers of two companies are names of one provider on loopback,
 * whose certificate is made for both. There is no web page, and nobody's address is only where a
 * test says so. */

static const char *const names[] = { "satu.test", "dua.test", NULL };

static const DermagaControlServer servers[] = {
  { "Satu", "satu.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Dua", "dua.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Satu", "satu.test", 993, DERMAGA_SECURITY_TLS },
  { "Dua", "dua.test", 465, DERMAGA_SECURITY_TLS },
};

static const DermagaControlTable table = {
  .servers = servers,
  .n_servers = G_N_ELEMENTS (servers),
  .page = { "Satu", "web.test", "http://web.test/", "here" },
};

typedef struct {
  Fixture fixture;
  DermagaPortProbe *probe;
  gboolean ended;
  guint n_changed;
} Run;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (dermaga_port_probe_run_finish (DERMAGA_PORT_PROBE (source), result, &error));
  g_assert_no_error (error);
  run->ended = TRUE;
}

static void
changed_cb (DermagaPortProbe *probe, gpointer user_data)
{
  Run *run = user_data;

  g_assert_false (run->ended);
  run->n_changed++;
}

static void
set_up (Run *run, const char *const *certificate_names, const guint16 *closed)
{
  *run = (Run) { 0 };
  fixture_set_up (&run->fixture, certificate_names, closed);
  for (guint i = 0; names[i] != NULL; i++)
    dns_server_add_address (run->fixture.dns, names[i], "127.0.0.1");
}

static void
start (Run *run, const DermagaControlTable *whom, GCancellable *cancellable)
{
  run->ended = FALSE;
  g_clear_object (&run->probe);
  run->probe = dermaga_port_probe_new (run->fixture.network, 587);
  dermaga_port_probe_set_table (run->probe, whom);
  g_signal_connect (run->probe, "changed", G_CALLBACK (changed_cb), run);
  dermaga_port_probe_run_async (run->probe, cancellable, ended_cb, run);
}

static void
wait_for_end (Run *run)
{
  while (!run->ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dermaga_port_probe_get_check (run->probe)->finished);
  g_assert_cmpuint (run->n_changed, >, 0);
}

static void
tear_down (Run *run)
{
  g_clear_object (&run->probe);
  dermaga_port_probe_forget_all ();
  fixture_tear_down (&run->fixture);
}

static void
assert_verdict (Run *run, const char *verdict)
{
  const DermagaPortCheck *check = dermaga_port_probe_get_check (run->probe);

  g_assert_cmpstr (dermaga_port_verdict_to_string (dermaga_port_check_get_verdict (check)), ==,
                   verdict);
}

static guint
count_kind (Run *run, DermagaControlKind kind)
{
  const DermagaPortCheck *check = dermaga_port_probe_get_check (run->probe);
  guint n = 0;

  for (guint i = 0; i < check->controls->len; i++)
    if (((const DermagaControl *) check->controls->pdata[i])->kind == kind)
      n++;
  return n;
}

static guint
count_questions (Run *run)
{
  return dns_server_count (run->fixture.dns, "satu.test")
         + dns_server_count (run->fixture.dns, "dua.test");
}

static gint64
run_again (Run *run)
{
  start (run, &table, NULL);
  wait_for_end (run);
  assert_verdict (run, "open");
  return dermaga_port_probe_get_check (run->probe)->elapsed_us;
}

/* What is kept is told with the time that it took, to the microsecond. */
static void
test_open (void)
{
  gint64 elapsed;
  Run run;

  set_up (&run, names, NULL);
  elapsed = run_again (&run);
  g_assert_cmpint (elapsed, >, 0);
  /* An answer was enough: no other port was asked about. */
  g_assert_cmpuint (count_kind (&run, DERMAGA_CONTROL_OTHER_PORT), ==, 0);
  g_assert_cmpint (run_again (&run), ==, elapsed);
  dermaga_port_probe_forget_all ();
  g_assert_cmpint (run_again (&run), !=, elapsed);
  tear_down (&run);
}

static void
test_blocked (void)
{
  static const guint16 closed[] = { 587, 0 };
  Run run;

  set_up (&run, names, closed);
  start (&run, &table, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "blocked");
  g_assert_cmpuint (count_kind (&run, DERMAGA_CONTROL_OTHER_PORT), ==, 2);
  tear_down (&run);
}

/* Everything refuses, the web page too: it is not the port. */
static void
test_nothing (void)
{
  static const guint16 closed[] = { 587, 993, 465, 0 };
  Run run;

  set_up (&run, names, closed);
  dns_server_add_address (run.fixture.dns, "web.test", "127.0.0.1");
  start (&run, &table, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "offline");
  tear_down (&run);
}

/* Whoever answers for two companies and is neither. */
static void
test_strangers (void)
{
  static const char *const another[] = { "lain.test", NULL };
  Run run;

  set_up (&run, another, NULL);
  start (&run, &table, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "intercepted");
  tear_down (&run);
}

/* A virtual private network accepts every connection: a proof outweighs that, and nothing else
 * does. */
static void
test_nobody_answers (void)
{
  static const char *const another[] = { "lain.test", NULL };
  DermagaControlTable with_nowhere = table;
  Run run;

  with_nowhere.nowhere[0] = "127.0.0.1";
  set_up (&run, names, NULL);
  start (&run, &with_nowhere, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "open");
  tear_down (&run);

  set_up (&run, another, NULL);
  start (&run, &with_nowhere, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "intercepted");
  tear_down (&run);
}

static void
test_not_asked (void)
{
  Run run;

  set_up (&run, names, NULL);
  run.probe = dermaga_port_probe_new (run.fixture.network, 587);
  dermaga_port_probe_set_table (run.probe, &table);
  dermaga_port_probe_set_ask (run.probe, FALSE);
  g_signal_connect (run.probe, "changed", G_CALLBACK (changed_cb), &run);
  dermaga_port_probe_run_async (run.probe, NULL, ended_cb, &run);
  wait_for_end (&run);
  assert_verdict (&run, "unknown");
  g_assert_cmpuint (count_questions (&run), ==, 0);
  g_assert_cmpuint (dermaga_port_probe_get_check (run.probe)->controls->len, ==, 0);
  tear_down (&run);
}

/* A network that stands in for the internet has nobody to ask, unless it is told whom. */
static void
test_no_table (void)
{
  Run run;

  set_up (&run, names, NULL);
  start (&run, NULL, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "unknown");
  g_assert_cmpuint (count_questions (&run), ==, 0);
  tear_down (&run);
}

static void
test_names_lead_nowhere (void)
{
  const DermagaControl *first;
  Run run;

  run = (Run) { 0 };
  fixture_set_up (&run.fixture, names, NULL);
  start (&run, &table, NULL);
  wait_for_end (&run);
  assert_verdict (&run, "unknown");
  first = dermaga_port_probe_get_check (run.probe)->controls->pdata[0];
  g_assert_cmpstr (dermaga_outcome_to_string (first->outcome), ==, "dns-nxdomain");
  tear_down (&run);
}

/* What is known stays; whoever lets go of it meanwhile does no harm. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run;

  set_up (&run, names, NULL);
  dns_server_set_silent (run.fixture.dns);
  start (&run, &table, cancellable);
  while (count_questions (&run) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  wait_for_end (&run);
  assert_verdict (&run, "unknown");

  start (&run, &table, cancellable);
  g_object_unref (g_steal_pointer (&run.probe));
  while (!run.ended)
    g_main_context_iteration (NULL, TRUE);
  tear_down (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/port-probe/open", test_open);
  g_test_add_func ("/port-probe/blocked", test_blocked);
  g_test_add_func ("/port-probe/nothing", test_nothing);
  g_test_add_func ("/port-probe/strangers", test_strangers);
  g_test_add_func ("/port-probe/nobody-answers", test_nobody_answers);
  g_test_add_func ("/port-probe/not-asked", test_not_asked);
  g_test_add_func ("/port-probe/no-table", test_no_table);
  g_test_add_func ("/port-probe/names-lead-nowhere", test_names_lead_nowhere);
  g_test_add_func ("/port-probe/cancelled", test_cancelled);
  return g_test_run ();
}
