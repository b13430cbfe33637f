#include "config.h"

#include "tests/discover/discovery-fixture.h"

static void
progress_cb (DermagaDiscovery *discovery, gpointer user_data)
{
  ((Fixture *) user_data)->n_progress++;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaTarget) target
    = dermaga_target_parse (data != NULL ? data : "contoh.test", NULL);
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, NULL);
  g_autoptr (DermagaResolver) resolver = NULL;

  fixture->dns = dns_server_new ();
  resolver = dermaga_resolver_new (dns_server_get_address (fixture->dns), NULL);
  fixture->network = dermaga_network_new_with (resolver, context);
  fixture->result = dermaga_result_new (target->domain, target->email);
  fixture->discovery = dermaga_discovery_new (target, fixture->network, fixture->result);
  g_signal_connect (fixture->discovery, "progress", G_CALLBACK (progress_cb), fixture);
  dns_server_add_address (fixture->dns, target->domain, "192.0.2.1");
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  dermaga_discovery_cancel (fixture->discovery);
  g_clear_object (&fixture->discovery);
  g_clear_object (&fixture->network);
  g_clear_object (&fixture->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dns_server_free (fixture->dns);
  web_script_clear ();
}

void
fixture_run (Fixture *fixture)
{
  dermaga_discovery_start (fixture->discovery);
  while (!dermaga_discovery_is_finished (fixture->discovery))
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_run_until (Fixture *fixture, const char *id)
{
  while (fixture_source (fixture, id)->status == DERMAGA_SOURCE_STATUS_PENDING)
    g_main_context_iteration (NULL, TRUE);
}

DermagaHost *
fixture_find (Fixture *fixture, const char *name)
{
  GPtrArray *hosts = dermaga_discovery_get_hosts (fixture->discovery);

  for (guint i = 0; i < hosts->len; i++)
    if (g_str_equal (((DermagaHost *) hosts->pdata[i])->name, name))
      return hosts->pdata[i];
  return NULL;
}

const DermagaSourceReport *
fixture_source (Fixture *fixture, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (fixture->result);

  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *) sources->pdata[i])->id, id))
      return sources->pdata[i];
  g_assert_not_reached ();
}

void
fixture_assert_source (Fixture *fixture, const char *id, DermagaSourceStatus status,
                       DermagaSourceProblem problem)
{
  const DermagaSourceReport *report = fixture_source (fixture, id);

  g_test_message ("%s", id);
  g_assert_cmpstr (dermaga_source_status_to_string (report->status), ==,
                   dermaga_source_status_to_string (status));
  g_assert_cmpstr (dermaga_source_problem_to_string (report->problem), ==,
                   dermaga_source_problem_to_string (problem));
}

DermagaCandidate *
fixture_candidate (Fixture *fixture, const char *name, guint16 port)
{
  DermagaHost *host = fixture_find (fixture, name);
  g_autoptr (GPtrArray) candidates = host != NULL ? dermaga_host_get_candidates (host) : NULL;

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    if (((DermagaCandidate *) candidates->pdata[i])->port == port)
      return dermaga_candidate_copy (candidates->pdata[i]);
  return NULL;
}

static void
add_safe (Fixture *fixture, DermagaProtocol protocol, guint16 port, DermagaSource source,
          gboolean outside)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    protocol, "mail.contoh.test", port, DERMAGA_SECURITY_TLS, source, 0);
  DermagaProbe *row;

  candidate->outside = outside;
  row = dermaga_result_add (fixture->result, candidate);
  dermaga_probe_set_outcome (row, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (row, DERMAGA_PROBE_STATE_DONE);
}

void
fixture_add_safe_pair (Fixture *fixture, DermagaSource source, gboolean outside)
{
  add_safe (fixture, DERMAGA_PROTOCOL_IMAP, 993, source, outside);
  add_safe (fixture, DERMAGA_PROTOCOL_SMTP, 465, source, outside);
}

gboolean
fixture_could_beat (Fixture *fixture)
{
  for (guint direction = 0; direction <= DERMAGA_DIRECTION_OUTGOING; direction++)
    {
      DermagaProbe *best = dermaga_result_get_best (fixture->result, direction, NULL);

      if (dermaga_discovery_could_beat (fixture->discovery, direction,
                                        best != NULL ? dermaga_probe_get_candidate (best) : NULL))
        return TRUE;
    }
  return FALSE;
}

char *
fixture_autoconfig (const char *imap, const char *smtp)
{
  return g_strdup_printf (
    "<clientConfig version='1.1'><emailProvider id='contoh.test'>"
    "<incomingServer type='imap'><hostname>%s</hostname><port>993</port>"
    "<socketType>SSL</socketType><username>%%EMAILLOCALPART%%</username>"
    "<authentication>password-cleartext</authentication></incomingServer>"
    "<outgoingServer type='smtp'><hostname>%s</hostname><port>465</port>"
    "<socketType>SSL</socketType><username>%%EMAILADDRESS%%</username>"
    "<authentication>password-cleartext</authentication></outgoingServer>"
    "</emailProvider></clientConfig>",
    imap, smtp);
}
