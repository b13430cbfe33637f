#include "config.h"

#include "base/dermaga-target.h"
#include "discover/dermaga-discovery.h"
#include "discover/dermaga-guess.h"
#include "tests/net/dns-server.h"

typedef struct
{
  DnsServer *dns;
  DermagaNetwork *network;
  DermagaResult *result;
  DermagaDiscovery *discovery;
  GPtrArray *told; /* names, in the order in which they were told */
} Fixture;

static void
host_cb (DermagaDiscovery *discovery, DermagaHost *host, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (host->addresses->len > 0
      && !g_ptr_array_find_with_equal_func (fixture->told, host->name, g_str_equal, NULL))
    g_ptr_array_add (fixture->told, g_strdup (host->name));
}

/* @data: (nullable): the domain, in place of the usual one. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaTarget) target
    = dermaga_target_parse (data != NULL ? data : "contoh.test", NULL);
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, NULL);
  g_autoptr (DermagaResolver) resolver = NULL;

  fixture->dns = dns_server_new ();
  resolver = dermaga_resolver_new (dns_server_get_address (fixture->dns), NULL);
  fixture->network = dermaga_network_new_with (resolver, context);
  /* No web server anywhere. */
  dermaga_network_add_route (fixture->network, 1, 1);
  fixture->result = dermaga_result_new (target->domain, NULL);
  fixture->discovery = dermaga_discovery_new (target, fixture->network, fixture->result);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->discovery, "host", G_CALLBACK (host_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->discovery);
  g_clear_object (&fixture->network);
  g_clear_object (&fixture->result);
  g_ptr_array_unref (fixture->told);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dns_server_free (fixture->dns);
}

static void
run (Fixture *fixture)
{
  dermaga_discovery_start (fixture->discovery);
  while (!dermaga_discovery_is_finished (fixture->discovery))
    g_main_context_iteration (NULL, TRUE);
}

static DermagaHost *
find (Fixture *fixture, const char *name)
{
  GPtrArray *hosts = dermaga_discovery_get_hosts (fixture->discovery);

  for (guint i = 0; i < hosts->len; i++)
    if (g_str_equal (((DermagaHost *)hosts->pdata[i])->name, name))
      return hosts->pdata[i];
  return NULL;
}

static const DermagaSourceReport *
source (Fixture *fixture, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (fixture->result);

  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *)sources->pdata[i])->id, id))
      return sources->pdata[i];
  g_assert_not_reached ();
}

static void
test_guesses (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_address (fixture->dns, "imap.contoh.test", "192.0.2.2");
  dns_server_add_address (fixture->dns, "imap.contoh.test", "2001:db8::2");
  dns_server_add_address (fixture->dns, "mail.contoh.test", "192.0.2.2");
  run (fixture);

  g_assert_cmpuint (fixture->told->len, ==, 3);
  /* Best first, so that imap. gives its name to the address it shares with mail. */
  g_assert_cmpstr (fixture->told->pdata[0], ==, "imap.contoh.test");
  g_assert_cmpstr (fixture->told->pdata[1], ==, "mail.contoh.test");
  g_assert_cmpstr (fixture->told->pdata[2], ==, "contoh.test");
  g_assert_cmpuint (find (fixture, "imap.contoh.test")->addresses->len, ==, 2);
  g_assert_cmpuint (find (fixture, "imap.contoh.test")->serves, ==, DERMAGA_SERVES_IMAP);
  g_assert_cmpint (find (fixture, "smtp.contoh.test")->status[0], ==, DERMAGA_DNS_NXDOMAIN);
  g_assert_cmpint (source (fixture, "guess")->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
  g_assert_cmpint (source (fixture, "srv")->status, ==, DERMAGA_SOURCE_STATUS_NONE);
  g_assert_cmpint (source (fixture, "mx")->status, ==, DERMAGA_SOURCE_STATUS_NONE);
  g_assert_cmpuint (dermaga_result_get_conditions (fixture->result), ==, 0);
}

static void
test_many_addresses (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 12; i++)
    {
      g_autofree char *ipv4 = g_strdup_printf ("192.0.2.%u", i);
      g_autofree char *ipv6 = g_strdup_printf ("2001:db8::%x", i);

      dns_server_add_address (fixture->dns, "mail.contoh.test", ipv4);
      dns_server_add_address (fixture->dns, "mail.contoh.test", ipv6);
    }
  run (fixture);
  g_assert_cmpuint (find (fixture, "mail.contoh.test")->addresses->len, ==, 8);
}

static void
test_srv (Fixture *fixture, gconstpointer data)
{
  const DermagaCandidate *candidate;
  DermagaHost *host;

  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_srv (fixture->dns, "_imaps._tcp.contoh.test", 10, 1, 10993, "Box.contoh.test");
  dns_server_add_srv (fixture->dns, "_submission._tcp.contoh.test", 0, 1, 587, "box.contoh.test");
  dns_server_add_srv (fixture->dns, "_pop3s._tcp.contoh.test", 0, 0, 0, "");
  dns_server_add_srv (fixture->dns, "_submissions._tcp.contoh.test", 0, 1, 465, "smtp.hoster.test");
  dns_server_add_address (fixture->dns, "box.contoh.test", "192.0.2.7");
  dns_server_add_address (fixture->dns, "smtp.hoster.test", "192.0.2.8");
  run (fixture);

  host = find (fixture, "box.contoh.test");
  g_assert_nonnull (host);
  g_assert_false (host->outside);
  g_assert_cmpint (host->source, ==, DERMAGA_SOURCE_SRV);
  g_assert_cmpuint (host->serves, ==, DERMAGA_SERVES_IMAP | DERMAGA_SERVES_SMTP);
  g_assert_cmpuint (host->announced->len, ==, 2);
  for (guint i = 0; i < host->announced->len; i++)
    {
      candidate = host->announced->pdata[i];
      if (candidate->protocol == DERMAGA_PROTOCOL_IMAP)
        {
          g_assert_cmpuint (candidate->port, ==, 10993);
          g_assert_cmpint (candidate->security, ==, DERMAGA_SECURITY_TLS);
        }
      else
        g_assert_cmpint (candidate->security, ==, DERMAGA_SECURITY_STARTTLS);
    }
  g_assert_true (find (fixture, "smtp.hoster.test")->outside);
  g_assert_cmpint (source (fixture, "srv")->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
}

static void
test_mx (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_mx (fixture->dns, "contoh.test", 10, "mx.filter.test");
  dns_server_add_mx (fixture->dns, "contoh.test", 5, "mail.contoh.test");
  dns_server_add_address (fixture->dns, "mail.contoh.test", "192.0.2.3");
  dns_server_add_address (fixture->dns, "mx.filter.test", "192.0.2.4");
  run (fixture);

  g_assert_cmpstr (source (fixture, "mx")->detail, ==, "mail.contoh.test mx.filter.test");
  g_assert_true (find (fixture, "mx.filter.test")->outside);
  g_assert_cmpint (find (fixture, "mx.filter.test")->source, ==, DERMAGA_SOURCE_MX);
  /* Named by two sources: the better one counts. */
  g_assert_cmpint (find (fixture, "mail.contoh.test")->source, ==, DERMAGA_SOURCE_GUESS);
}

static const DermagaCandidate *
announced (Fixture *fixture, const char *name, guint16 port)
{
  DermagaHost *host = find (fixture, name);

  g_assert_nonnull (host);
  for (guint i = 0; i < host->announced->len; i++)
    {
      const DermagaCandidate *candidate = host->announced->pdata[i];

      if (candidate->port == port)
        return candidate;
    }
  g_assert_not_reached ();
}

/* What is compiled in needs no question, and no consent though it leads outside the domain. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  const DermagaCandidate *candidate;

  dns_server_add_address (fixture->dns, "googlemail.com", "192.0.2.1");
  dns_server_add_address (fixture->dns, "imap.gmail.com", "192.0.2.2");
  dns_server_add_address (fixture->dns, "smtp.gmail.com", "192.0.2.3");
  dns_server_add_address (fixture->dns, "imap.googlemail.com", "192.0.2.2");
  run (fixture);

  candidate = announced (fixture, "imap.gmail.com", 993);
  g_assert_cmpint (candidate->source, ==, DERMAGA_SOURCE_TABLE);
  g_assert_cmpint (candidate->security, ==, DERMAGA_SECURITY_TLS);
  g_assert_cmpstr (candidate->user_name, ==, "%EMAILADDRESS%");
  g_assert_false (candidate->outside);
  g_assert_cmpint (announced (fixture, "smtp.gmail.com", 587)->security, ==,
                   DERMAGA_SECURITY_STARTTLS);
  /* It gives its name to the address that a guess shares. */
  g_assert_cmpstr (fixture->told->pdata[0], ==, "imap.gmail.com");
  g_assert_cmpint (source (fixture, "table")->status, ==, DERMAGA_SOURCE_STATUS_FOUND);
  g_assert_cmpuint (dermaga_result_get_hints (fixture->result), ==, DERMAGA_HINT_APP_PASSWORD);
}

/* The exchangers of a large provider lead to its servers, by unsigned DNS: consent is needed. */
static void
test_exchanger_of_a_provider (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_mx (fixture->dns, "contoh.test", 1, "aspmx.l.google.com");
  dns_server_add_address (fixture->dns, "aspmx.l.google.com", "192.0.2.4");
  dns_server_add_address (fixture->dns, "imap.gmail.com", "192.0.2.2");
  run (fixture);

  g_assert_null (find (fixture, "aspmx.l.google.com"));
  g_assert_cmpint (announced (fixture, "imap.gmail.com", 993)->source, ==,
                   DERMAGA_SOURCE_MX_PROVIDER);
  g_assert_true (announced (fixture, "imap.gmail.com", 993)->outside);
  g_assert_cmpint (source (fixture, "table")->status, ==, DERMAGA_SOURCE_STATUS_NONE);
  g_assert_cmpuint (dermaga_result_get_hints (fixture->result), ==, DERMAGA_HINT_NONE);
}

static void
test_null_mx (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_mx (fixture->dns, "contoh.test", 0, "");
  run (fixture);
  g_assert_cmpuint (dermaga_result_get_conditions (fixture->result), ==, DERMAGA_CONDITION_NULL_MX);
}

static void
test_no_domain (Fixture *fixture, gconstpointer data)
{
  run (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  g_assert_cmpuint (dermaga_result_get_conditions (fixture->result), ==,
                    DERMAGA_CONDITION_NO_DOMAIN);
}

static void
test_broken_domain (Fixture *fixture, gconstpointer data)
{
  dns_server_set_manner (fixture->dns, "contoh.test", DNS_SERVFAIL);
  run (fixture);
  g_assert_cmpuint (dermaga_result_get_conditions (fixture->result), ==,
                    DERMAGA_CONDITION_DNS_BROKEN);
  g_assert_cmpint (source (fixture, "mx")->status, ==, DERMAGA_SOURCE_STATUS_FAILED);
}

/* One name that is never answered must not hold the others back, nor the end for ever. */
static void
test_silent_name (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_address (fixture->dns, "imap.contoh.test", "192.0.2.2");
  dns_server_set_manner (fixture->dns, "_imaps._tcp.contoh.test", DNS_SILENT);
  dermaga_discovery_start (fixture->discovery);
  while (fixture->told->len < 2)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (dermaga_discovery_is_finished (fixture->discovery));
  g_assert_true (
    dermaga_discovery_could_beat (fixture->discovery, DERMAGA_DIRECTION_INCOMING, NULL));
  g_assert_false (
    dermaga_discovery_could_beat (fixture->discovery, DERMAGA_DIRECTION_OUTGOING, NULL));

  while (!dermaga_discovery_is_finished (fixture->discovery))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (source (fixture, "srv")->status, ==, DERMAGA_SOURCE_STATUS_FAILED);
}

static void
test_typed_hosts (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "kotak.lain.test", "192.0.2.9");
  dermaga_discovery_set_hosts (fixture->discovery, "kotak.lain.test", "kotak.lain.test");
  run (fixture);

  g_assert_cmpuint (dermaga_discovery_get_hosts (fixture->discovery)->len, ==, 1);
  g_assert_cmpint (find (fixture, "kotak.lain.test")->source, ==, DERMAGA_SOURCE_USER);
  g_assert_cmpuint (find (fixture, "kotak.lain.test")->serves, ==, DERMAGA_SERVES_ALL);
  g_assert_false (find (fixture, "kotak.lain.test")->outside);
  g_assert_cmpuint (dns_server_count (fixture->dns, "contoh.test"), ==, 0);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_srv (fixture->dns, "_imaps._tcp.contoh.test", 0, 1, 993, "box.contoh.test");
  dermaga_discovery_set_privacy (fixture->discovery, DERMAGA_PRIVACY_OFFLINE);
  run (fixture);
  g_assert_null (find (fixture, "box.contoh.test"));
  g_assert_cmpint (source (fixture, "srv")->status, ==, DERMAGA_SOURCE_STATUS_SKIPPED);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dermaga_discovery_start (fixture->discovery);
  g_main_context_iteration (NULL, FALSE);
  dermaga_discovery_cancel (fixture->discovery);
  g_clear_object (&fixture->discovery);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

static void
cancel_cb (DermagaDiscovery *discovery, DermagaHost *host, gpointer user_data)
{
  if (host->addresses->len > 0)
    dermaga_discovery_cancel (discovery);
}

static void
count_cb (DermagaDiscovery *discovery, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* Whoever has heard enough hears no more. */
static void
test_cancel_when_told (Fixture *fixture, gconstpointer data)
{
  guint count = 0;

  dns_server_add_address (fixture->dns, "contoh.test", "192.0.2.1");
  dns_server_add_address (fixture->dns, "mail.contoh.test", "192.0.2.1");
  g_signal_connect (fixture->discovery, "host", G_CALLBACK (cancel_cb), NULL);
  g_signal_connect (fixture->discovery, "finished", G_CALLBACK (count_cb), &count);
  dermaga_discovery_start (fixture->discovery);
  while (fixture->told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (fixture->told->len, ==, 1);
  g_assert_cmpuint (count, ==, 0);
}

static void
test_host_candidates (void)
{
  DermagaHost *host =
    dermaga_host_new ("h.test", DERMAGA_SERVES_ALL, DERMAGA_SOURCE_GUESS, 0, FALSE);
  g_autoptr (GPtrArray) usual = dermaga_host_get_candidates (host);
  g_autoptr (GPtrArray) with_announced = NULL;
  g_autoptr (DermagaCandidate) further = NULL;
  DermagaCandidate *announced;

  g_assert_cmpuint (usual->len, ==, 8);
  announced = dermaga_candidate_new (DERMAGA_PROTOCOL_IMAP, "h.test", 993, DERMAGA_SECURITY_TLS,
                                     DERMAGA_SOURCE_SRV, 0);
  announced->user_name = g_strdup ("%EMAILLOCALPART%");
  g_ptr_array_add (host->announced, announced);
  dermaga_host_merge (host, 0, DERMAGA_SOURCE_SRV, 0, FALSE);
  with_announced = dermaga_host_get_candidates (host);
  g_assert_cmpuint (with_announced->len, ==, 8);
  for (guint i = 0; i < with_announced->len; i++)
    {
      const DermagaCandidate *candidate = with_announced->pdata[i];

      g_assert_cmpint (candidate->source, ==,
                       candidate->port == 993 ? DERMAGA_SOURCE_SRV : DERMAGA_SOURCE_GUESS);
      /* One account has one user name, whichever port of the protocol it uses. */
      g_assert_cmpstr (candidate->user_name, ==,
                       candidate->protocol == DERMAGA_PROTOCOL_IMAP ? "%EMAILLOCALPART%" : NULL);
    }
  further = dermaga_host_get_candidate_at (host, usual->pdata[1]);
  g_assert_cmpint (further->port, ==, 143);
  g_assert_cmpstr (further->user_name, ==, "%EMAILLOCALPART%");
  dermaga_host_free (host);
}

static void
test_long_domain (void)
{
  g_autoptr (GString) domain = g_string_new ("test");
  guint n_guesses;
  const DermagaGuess *guesses = dermaga_guesses (&n_guesses);

  while (domain->len < 250)
    g_string_prepend (domain, "a.");
  for (guint i = 0; i < n_guesses; i++)
    {
      g_autofree char *name = dermaga_guess_name (&guesses[i], domain->str);

      if (name != NULL)
        g_assert_true (dermaga_host_is_valid (name));
    }
}

int
main (int argc, char *argv[])
{
#define ADD(path, func) g_test_add ("/discovery/" path, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("guesses", test_guesses);
  ADD ("many-addresses", test_many_addresses);
  ADD ("srv", test_srv);
  ADD ("mx", test_mx);
  g_test_add ("/discovery/table", Fixture, "googlemail.com", set_up, test_table, tear_down);
  ADD ("exchanger-of-a-provider", test_exchanger_of_a_provider);
  ADD ("null-mx", test_null_mx);
  ADD ("no-domain", test_no_domain);
  ADD ("broken-domain", test_broken_domain);
  ADD ("silent-name", test_silent_name);
  ADD ("typed-hosts", test_typed_hosts);
  ADD ("offline", test_offline);
  ADD ("cancel", test_cancel);
  ADD ("cancel-when-told", test_cancel_when_told);
#undef ADD
  g_test_add_func ("/host/candidates", test_host_candidates);
  g_test_add_func ("/guess/long-domain", test_long_domain);
  return g_test_run ();
}
