#include "config.h"

#include "tests/probe/names-fixture.h"

static const guint16 usual_ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525 };

static void
set_up (Fixture *fixture, const DermagaAuthorityOrder *certificate, const guint16 *closed)
{
  DermagaPracticeOptions provider = { .certificate = certificate, .closed_ports = closed };
  DermagaNetwork *practice_network;
  g_autoptr (DermagaResolver) resolver = NULL;
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture){ 0 };
  fixture->dns = dns_server_new ();
  fixture->practice = dermaga_practice_new_with (&provider, &error);
  g_assert_no_error (error);
  resolver = dermaga_resolver_new (dns_server_get_address (fixture->dns), &error);
  g_assert_no_error (error);
  practice_network = dermaga_practice_get_network (fixture->practice);
  fixture->network =
    dermaga_network_new_with (resolver, dermaga_network_get_tls_context (practice_network));
  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    dermaga_network_add_route (fixture->network, usual_ports[i],
                               dermaga_network_map_port (practice_network, usual_ports[i]));
}

void
fixture_set_up (Fixture *fixture, const char *const *names, const guint16 *closed)
{
  DermagaAuthorityOrder certificate = { .names = names };

  set_up (fixture, &certificate, closed);
}

void
fixture_set_up_with (Fixture *fixture, const DermagaAuthorityOrder *certificate)
{
  set_up (fixture, certificate, NULL);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL));
  fixture->ended = TRUE;
}

void
fixture_start (Fixture *fixture, const DermagaSweepOptions *options)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse ("contoh.test", NULL);

  fixture->sweep = dermaga_sweep_new (target, options, fixture->network);
  fixture->result = g_object_ref (dermaga_sweep_get_result (fixture->sweep));
  dermaga_sweep_run_async (fixture->sweep, NULL, ended_cb, fixture);
}

void
fixture_wait (Fixture *fixture)
{
  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_run (Fixture *fixture, const DermagaSweepOptions *options)
{
  fixture_start (fixture, options);
  fixture_wait (fixture);
}

void
fixture_tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->sweep);
  g_clear_object (&fixture->result);
  g_object_unref (fixture->network);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->practice);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dns_server_free (fixture->dns);
}

DermagaProbe *
fixture_row (Fixture *fixture, DermagaProtocol protocol, const char *host, guint16 port,
             DermagaSecurity security)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, security, DERMAGA_SOURCE_GUESS, 0);

  return dermaga_result_find (fixture->result, candidate);
}

const char *
fixture_outcome (Fixture *fixture, DermagaProtocol protocol, const char *host, guint16 port,
                 DermagaSecurity security)
{
  DermagaProbe *row = fixture_row (fixture, protocol, host, port, security);

  return row != NULL ? dermaga_outcome_to_string (dermaga_probe_get_outcome (row)) : NULL;
}

const DermagaCandidate *
fixture_best (Fixture *fixture, DermagaDirection direction)
{
  DermagaProbe *best = dermaga_result_get_best (fixture->result, direction, NULL);

  return best != NULL ? dermaga_probe_get_candidate (best) : NULL;
}
