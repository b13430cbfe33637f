#include "config.h"

#include "dns-server.h"
#include "web-fixture.h"

#include <string.h>

static const char *const names[] = { "good.test", "other.test", NULL };

static void
test_certificates (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaAuthority) other = dermaga_authority_new ("Other Root");
  static const char *const wrong[] = { "wrong.test", NULL };
  static const char *const address[] = { "127.0.0.1", NULL };
  const DermagaAuthorityOrder orders[] = {
    { .names = wrong },
    { .names = address },
    /* RFC 9525: the subject's name is no name of a host. */
    { .common_name = "good.test" },
    { .names = names, .client_only = TRUE },
    { .names = names, .sha1 = TRUE },
    { .names = names, .self_signed = TRUE },
    { .names = names, .not_before = -60 * DERMAGA_AUTHORITY_DAY,
      .not_after = -30 * DERMAGA_AUTHORITY_DAY },
    { .names = names, .not_before = 30 * DERMAGA_AUTHORITY_DAY,
      .not_after = 60 * DERMAGA_AUTHORITY_DAY },
    { .names = names },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gboolean last = i == G_N_ELEMENTS (orders) - 1;
      g_autofree char *pem = web_fixture_make_pem (last ? other : fixture->authority, &orders[i]);
      g_autoptr (WebServer) server = web_server_new (pem);
      g_autoptr (DermagaWebReply) reply = NULL;

      web_server_add_body (server, "good.test/", "stolen");
      web_fixture_route (fixture, web_server_get_port (server));
      reply = web_fetch (fixture, "https://good.test/");
      g_test_message ("certificate %u", i);
      g_assert_cmpint (reply->problem, ==, DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
      g_assert_false (reply->secure);
      g_assert_cmpuint (reply->status, ==, 0);
      g_assert_cmpuint (web_server_count (server), ==, 0);
      g_assert_false (reply->certificate.trusted);
      /* The two whose dates alone are wrong may be due to the clock. */
      g_assert_cmpint (reply->certificate.in_its_time, ==, i == 6 || i == 7);
    }
}

/* What one network trusts helps no other, not even by a resumed session. */
static void
test_trust_is_not_shared (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) first = NULL;
  g_autoptr (DermagaTlsContext) context = NULL;
  g_autoptr (DermagaNetwork) other = NULL;
  DermagaNetwork *trusting;

  web_server_add_body (fixture->secure, "good.test/", "x");
  first = web_fetch (fixture, "https://good.test/");
  web_assert_body (first, "x");
  /* The system's roots alone. */
  context = dermaga_tls_context_new_probe (NULL, NULL);
  other = dermaga_network_new_with (dermaga_network_get_resolver (fixture->network), context);
  trusting = fixture->network;
  fixture->network = other;
  web_fixture_route (fixture, web_server_get_port (fixture->secure));
  web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  fixture->network = trusting;
}

static GSocket *
listener_new (guint16 *port, int backlog)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) local = NULL;
  GSocket *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_bind (listener, any, FALSE, NULL));
  g_socket_set_listen_backlog (listener, backlog);
  g_assert_true (g_socket_listen (listener, NULL));
  local = g_socket_get_local_address (listener, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  return listener;
}

/* A port whose queue is full drops packets, as a firewall does. */
static GSocket *
blackhole_new (guint16 *port, GSocket *fillers[2])
{
  GSocket *listener = listener_new (port, 0);
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (listener, NULL);

  for (guint i = 0; i < 2; i++)
    {
      fillers[i] = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL);
      g_socket_set_blocking (fillers[i], FALSE);
      g_socket_connect (fillers[i], address, NULL, NULL);
    }
  return listener;
}

static void
test_unreachable (WebFixture *fixture, gconstpointer data)
{
  GSocket *fillers[2];
  g_autoptr (GSocket) blackhole = NULL;
  g_autoptr (GSocket) mute = NULL;
  g_autoptr (DermagaWebReply) dropped = NULL;
  guint16 port;

  web_fixture_route (fixture, web_server_get_port (fixture->plain));
  web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_TLS);
  web_fixture_route (fixture, 0);
  web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  web_assert_problem (fixture, "https://good.test:444/", DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  /* That there is no such name says more than that there is no way. */
  web_assert_problem (fixture, "https://nobody.test/", DERMAGA_SOURCE_PROBLEM_NO_NAME);

  fixture->hasty = TRUE;
  mute = listener_new (&port, 5);
  web_fixture_route (fixture, port);
  web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  fixture->hasty = FALSE;
  g_socket_close (mute, NULL);
  web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_UNREACHABLE);

  blackhole = blackhole_new (&port, fillers);
  web_fixture_route (fixture, port);
  fixture->hasty = TRUE;
  dropped = web_fetch (fixture, "https://good.test/");
  g_assert_cmpint (dropped->problem, ==, DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  g_assert_cmpint (dropped->elapsed_us, >=, WEB_SHORT);
  g_assert_cmpint (dropped->elapsed_us, <, 4 * WEB_SHORT);
  g_object_unref (fillers[0]);
  g_object_unref (fillers[1]);
}

static void
test_bad_urls (WebFixture *fixture, gconstpointer data)
{
  web_assert_problem (fixture, "https://127.0.0.1/", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "https://a..b/", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "ftp://good.test/", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "https://good.test/ x", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "", DERMAGA_SOURCE_PROBLEM_NO_NAME);
}

static DermagaWebReply *
fetch_over (WebFixture *fixture, DnsServer *dns, const char *url)
{
  g_autoptr (DermagaResolver) resolver =
    dermaga_resolver_new (dns_server_get_address (dns), NULL);

  g_object_unref (fixture->network);
  fixture->network = web_fixture_new_network (fixture, resolver);
  web_fixture_route (fixture, web_server_get_port (fixture->secure));
  return web_fetch (fixture, url);
}

/* The resolver's answers, told apart. */
static void
test_names (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DnsServer) dns = dns_server_new ();
  g_autoptr (DermagaWebReply) reply = NULL;

  web_server_add_body (fixture->secure, "good.test/", "x");
  dns_server_add_address (dns, "good.test", "127.0.0.1");
  dns_server_add_address (dns, "good.test", "::1");
  dns_server_add_mx (dns, "empty.test", 1, "good.test");
  dns_server_set_manner (dns, "failed.test", DNS_SERVFAIL);
  dns_server_set_manner (dns, "silent.test", DNS_SILENT);

  reply = fetch_over (fixture, dns, "https://good.test/");
  web_assert_body (reply, "x");
  web_assert_problem (fixture, "https://nobody.test/", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "https://empty.test/", DERMAGA_SOURCE_PROBLEM_NO_NAME);
  web_assert_problem (fixture, "https://failed.test/", DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
  fixture->hasty = TRUE;
  web_assert_problem (fixture, "https://silent.test/", DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
}

/* The other family is waited for a moment when it may come first, and a while when all else
 * failed, never as long as it takes DNS to give up. */
static void
test_silent_family (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DnsServer) dns = dns_server_new ();
  g_autoptr (DermagaWebReply) good = NULL;
  g_autoptr (DermagaWebReply) bad = NULL;

  web_server_add_body (fixture->secure, "good.test/", "x");
  dns_server_add_address (dns, "good.test", "127.0.0.1");
  dns_server_set_manner (dns, "good.test", DNS_MUTE_AAAA);
  dns_server_add_address (dns, "other.test", "127.0.0.2");
  dns_server_set_manner (dns, "other.test", DNS_MUTE_AAAA);

  good = fetch_over (fixture, dns, "https://good.test/");
  web_assert_body (good, "x");
  g_assert_cmpint (good->elapsed_us, >=, 50 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (good->elapsed_us, <, G_USEC_PER_SEC);
  bad = fetch_over (fixture, dns, "https://other.test/");
  g_assert_cmpint (bad->problem, ==, DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  g_assert_cmpint (bad->elapsed_us, >=, G_USEC_PER_SEC);
}

static gboolean
close_cb (gpointer data)
{
  g_socket_close (data, NULL);
  return G_SOURCE_REMOVE;
}

/* An address that is refused late, while the next is waited for already: GSocketClient asks twice
 * at once. */
static void
test_late_refusal (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DnsServer) dns = dns_server_new ();
  g_autoptr (DermagaResolver) resolver =
    dermaga_resolver_new (dns_server_get_address (dns), NULL);
  g_autoptr (GSocket) blackhole = NULL;
  GSocket *fillers[2];
  WebRun run = { 0 };
  guint16 port;

  dns_server_add_address (dns, "good.test", "127.0.0.1");
  dns_server_set_manner (dns, "good.test", DNS_MUTE_AAAA);
  blackhole = blackhole_new (&port, fillers);
  g_object_unref (fixture->network);
  fixture->network = web_fixture_new_network (fixture, resolver);
  web_fixture_route (fixture, port);
  web_run_start (&run, fixture, "https://good.test/", NULL);
  /* What comes again after a second is refused. */
  g_timeout_add (500, close_cb, blackhole);
  web_run_wait (&run);
  g_assert_cmpint (run.reply->problem, ==, DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
  g_assert_cmpint (run.reply->elapsed_us, <, 2 * G_USEC_PER_SEC);
  dermaga_web_reply_free (run.reply);
  g_object_unref (fillers[0]);
  g_object_unref (fillers[1]);
}

/* Four of each family, and no more. */
static void
test_many_addresses (WebFixture *fixture, gconstpointer data)
{
  static const char *const addresses[] = { "::1", "127.0.0.2", "127.0.0.3", "127.0.0.4" };
  g_autoptr (DnsServer) dns = dns_server_new ();
  g_autoptr (DermagaWebReply) fourth = NULL;
  g_autoptr (DermagaWebReply) fifth = NULL;

  web_server_add_body (fixture->secure, "good.test/", "x");
  web_server_add_body (fixture->secure, "other.test/", "x");
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      dns_server_add_address (dns, "good.test", addresses[i]);
      dns_server_add_address (dns, "other.test", addresses[i]);
    }
  dns_server_add_address (dns, "good.test", "127.0.0.1");
  dns_server_add_address (dns, "other.test", "127.0.0.5");
  dns_server_add_address (dns, "other.test", "127.0.0.1");

  fourth = fetch_over (fixture, dns, "https://good.test/");
  web_assert_body (fourth, "x");
  fifth = fetch_over (fixture, dns, "https://other.test/");
  g_assert_cmpint (fifth->problem, ==, DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
}

static void
cancel_at (WebFixture *fixture, const char *url, DermagaWebPhase phase, gboolean immediately)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WebRun run = { 0 };

  web_run_start (&run, fixture, url, cancellable);
  while (!immediately && dermaga_web_fetch_get_phase (run.fetch) < phase)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (run.called);
  g_cancellable_cancel (cancellable);
  web_run_wait (&run);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (run.reply);
  g_clear_error (&run.error);
}

static void
test_cancel (WebFixture *fixture, gconstpointer data)
{
  GSocket *fillers[2];
  g_autoptr (GSocket) blackhole = NULL;
  guint16 port;

  web_server_add (fixture->secure, "good.test/mute", "", WEB_HOLD, "");
  web_server_add (fixture->secure, "good.test/drip", WEB_HEAD "\r\n", WEB_DRIP, "");
  web_server_add_redirect (fixture->secure, "good.test/loop", "/loop");
  cancel_at (fixture, "https://good.test/mute", DERMAGA_WEB_RESOLVING, TRUE);
  cancel_at (fixture, "https://good.test/mute", DERMAGA_WEB_CONNECTING, FALSE);
  cancel_at (fixture, "https://good.test/mute", DERMAGA_WEB_TALKING, FALSE);
  cancel_at (fixture, "http://good.test/mute", DERMAGA_WEB_TALKING, FALSE);
  cancel_at (fixture, "https://good.test/loop", DERMAGA_WEB_TALKING, FALSE);
  cancel_at (fixture, "https://good.test:444/", DERMAGA_WEB_RESOLVING, TRUE);
  blackhole = blackhole_new (&port, fillers);
  web_fixture_route (fixture, port);
  cancel_at (fixture, "https://good.test/", DERMAGA_WEB_CONNECTING, FALSE);
  g_object_unref (fillers[0]);
  g_object_unref (fillers[1]);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

/* At any moment of a whole web_fetch, millisecond by millisecond. */
static void
test_cancel_anywhere (WebFixture *fixture, gconstpointer data)
{
  web_server_add_redirect (fixture->secure, "good.test/a", "/b");
  web_server_add (fixture->secure, "good.test/b", WEB_HEAD "\r\n", WEB_DRIP, "");
  for (guint wait = 0; wait < 30; wait++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      WebRun run = { 0 };

      web_run_start (&run, fixture, "https://good.test/a", cancellable);
      g_timeout_add (wait, cancel_cb, cancellable);
      web_run_wait (&run);
      g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&run.error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/web-way/" path, WebFixture, NULL, web_fixture_set_up, func, web_fixture_tear_down)
  ADD ("certificates", test_certificates);
  ADD ("trust-is-not-shared", test_trust_is_not_shared);
  ADD ("unreachable", test_unreachable);
  ADD ("bad-urls", test_bad_urls);
  ADD ("names", test_names);
  ADD ("silent-family", test_silent_family);
  ADD ("late-refusal", test_late_refusal);
  ADD ("many-addresses", test_many_addresses);
  ADD ("cancel", test_cancel);
  ADD ("cancel-anywhere", test_cancel_anywhere);
#undef ADD
  return g_test_run ();
}
