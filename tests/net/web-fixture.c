#include "config.h"

#include "web-fixture.h"

#include <string.h>

static const char *const names[] = { "good.test", "other.test", NULL };

DermagaNetwork *
web_fixture_new_network (WebFixture *fixture, DermagaResolver *resolver)
{
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, NULL);

  g_assert_true (dermaga_tls_context_trust_pem (
    context, dermaga_authority_get_pem (fixture->authority), NULL));
  return dermaga_network_new_with (resolver, context);
}

void
web_fixture_route (WebFixture *fixture, guint16 port)
{
  dermaga_network_add_route (fixture->network, 443, port);
}

char *
web_fixture_make_pem (DermagaAuthority *authority, const DermagaAuthorityOrder *order)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);

  return g_strconcat (issued->chain, issued->key, NULL);
}

void
web_fixture_set_up (WebFixture *fixture, gconstpointer data)
{
  static const char *const hosts[] = { "good.test", "other.test", "stranger.test" };
  DermagaAuthorityOrder order = { .names = names };
  g_autoptr (DermagaResolver) resolver = dermaga_resolver_new ("127.0.0.1:9", NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autofree char *pem = NULL;

  fixture->authority = dermaga_authority_new ("Web Test Root");
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    dermaga_resolver_add_static (resolver, hosts[i], loopback);
  pem = web_fixture_make_pem (fixture->authority, &order);
  fixture->secure = web_server_new (pem);
  fixture->plain = web_server_new (NULL);
  fixture->network = web_fixture_new_network (fixture, resolver);
  web_fixture_route (fixture, web_server_get_port (fixture->secure));
  dermaga_network_add_route (fixture->network, 80, web_server_get_port (fixture->plain));
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
web_fixture_tear_down (WebFixture *fixture, gconstpointer data)
{
  settle ();
  /* No request may be left that holds it. */
  g_assert_finalize_object (fixture->network);
  web_server_free (fixture->secure);
  web_server_free (fixture->plain);
  settle ();
  dermaga_authority_free (fixture->authority);
}

void
web_run_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WebRun *run = data;

  g_assert_false (run->called);
  run->called = TRUE;
  run->reply = dermaga_web_fetch_run_finish (DERMAGA_WEB_FETCH (source), result, &run->error);
}

void
web_run_start (WebRun *run, WebFixture *fixture, const char *url, GCancellable *cancellable)
{
  DermagaWebRequest request = { url, 100000, 3 };

  run->fetch = dermaga_web_fetch_new (fixture->network, &request);
  if (fixture->hasty)
    dermaga_web_fetch_set_limits (run->fetch, WEB_SHORT, 4 * WEB_SHORT);
  dermaga_web_fetch_run_async (run->fetch, cancellable, web_run_done_cb, run);
  g_assert_false (run->called);
}

void
web_run_wait (WebRun *run)
{
  while (!run->called)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_finalize_object (g_steal_pointer (&run->fetch));
}

DermagaWebReply *
web_fetch (WebFixture *fixture, const char *url)
{
  WebRun run = { 0 };

  web_run_start (&run, fixture, url, NULL);
  web_run_wait (&run);
  g_assert_no_error (run.error);
  g_assert_nonnull (run.reply->url);
  g_assert_nonnull (run.reply->challenges);
  return run.reply;
}

void
web_assert_problem (WebFixture *fixture, const char *url, DermagaSourceProblem problem)
{
  g_autoptr (DermagaWebReply) reply = web_fetch (fixture, url);

  g_assert_cmpstr (dermaga_source_problem_to_string (reply->problem), ==,
                   dermaga_source_problem_to_string (problem));
}

void
web_assert_body (const DermagaWebReply *reply, const char *body)
{
  g_assert_cmpint (reply->problem, ==, DERMAGA_SOURCE_PROBLEM_NONE);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), body,
                   strlen (body));
}
