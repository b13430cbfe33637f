#include "config.h"

#include "discover/dermaga-discovery.h"
#include "tests/net/web-fixture.h"

/* The same with real web servers: what their certificates and answers mean for each source. */

#define CONFIG                                                                                   \
  "<clientConfig version='1.1'><emailProvider id='good.test'>"                                   \
  "<incomingServer type='imap'><hostname>imap.hoster.test</hostname><port>993</port>"            \
  "<socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>"

static DermagaResult *
discover (WebFixture *fixture)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse ("good.test", NULL);
  g_autoptr (DermagaResult) result = dermaga_result_new (target->domain, NULL);
  g_autoptr (DermagaDiscovery) discovery
    = dermaga_discovery_new (target, fixture->network, result);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  dermaga_resolver_add_static (dermaga_network_get_resolver (fixture->network),
                               "autoconfig.good.test", loopback);
  dermaga_discovery_start (discovery);
  while (!dermaga_discovery_is_finished (discovery))
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&result);
}

static void
assert_source (DermagaResult *result, const char *id, DermagaSourceStatus status,
               DermagaSourceProblem problem, const char *url)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (!g_str_equal (report->id, id))
        continue;
      g_assert_cmpstr (dermaga_source_status_to_string (report->status), ==,
                       dermaga_source_status_to_string (status));
      g_assert_cmpstr (dermaga_source_problem_to_string (report->problem), ==,
                       dermaga_source_problem_to_string (problem));
      g_assert_cmpstr (report->url, ==, url);
      g_assert_cmpuint (report->servers->len, ==, status == DERMAGA_SOURCE_STATUS_FOUND ? 1 : 0);
      return;
    }
  g_assert_not_reached ();
}

static void
test_https (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaResult) result = NULL;

  web_server_add_redirect (fixture->secure,
                           "good.test/.well-known/autoconfig/mail/config-v1.1.xml",
                           "https://other.test/config.xml");
  web_server_add_body (fixture->secure, "other.test/config.xml", CONFIG);
  result = discover (fixture);
  /* The certificate is for other names. */
  assert_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FAILED,
                 DERMAGA_SOURCE_PROBLEM_CERTIFICATE, NULL);
  assert_source (result, "well-known", DERMAGA_SOURCE_STATUS_FOUND, DERMAGA_SOURCE_PROBLEM_NONE,
                 "https://other.test/config.xml");
  assert_source (result, "http", DERMAGA_SOURCE_STATUS_SKIPPED,
                 DERMAGA_SOURCE_PROBLEM_NOT_NEEDED, NULL);
  g_assert_cmpuint (web_server_count (fixture->plain), ==, 0);
}

static void
test_http (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaResult) result = NULL;

  web_server_add_body (fixture->plain, "autoconfig.good.test/mail/config-v1.1.xml", CONFIG);
  result = discover (fixture);
  assert_source (result, "well-known", DERMAGA_SOURCE_STATUS_NONE,
                 DERMAGA_SOURCE_PROBLEM_NOT_FOUND, NULL);
  assert_source (result, "http", DERMAGA_SOURCE_STATUS_FOUND, DERMAGA_SOURCE_PROBLEM_NONE,
                 "http://autoconfig.good.test/mail/config-v1.1.xml");
  assert_source (result, "autodiscover", DERMAGA_SOURCE_STATUS_NONE,
                 DERMAGA_SOURCE_PROBLEM_NO_NAME, NULL);
}

int
main (int argc, char *argv[])
{
#define ADD(path, func)                                                                          \
  g_test_add ("/discovery-servers/" path, WebFixture, NULL, web_fixture_set_up, func,            \
              web_fixture_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("https", test_https);
  ADD ("http", test_http);
#undef ADD
  return g_test_run ();
}
