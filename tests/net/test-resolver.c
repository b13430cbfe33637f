#include "config.h"

#include "dns-server.h"
#include "net/dermaga-resolver.h"

typedef struct {
  DnsServer *server;
  DermagaResolver *resolver;
} Fixture;

typedef struct {
  DermagaDnsAnswer *answer;
  GError *error;
  gboolean called;
} Lookup;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->server = dns_server_new ();
  fixture->resolver = dermaga_resolver_new (dns_server_get_address (fixture->server), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Nothing may keep it: neither c-ares nor a question under way. */
  g_assert_finalize_object (fixture->resolver);
  dns_server_free (fixture->server);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Lookup *lookup = data;

  g_assert_false (lookup->called);
  lookup->called = TRUE;
  lookup->answer = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result,
                                                   &lookup->error);
}

static void
wait_for (Lookup *lookup)
{
  while (!lookup->called)
    g_main_context_iteration (NULL, TRUE);
  /* GTask drops its reference to the resolver after the callback. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
lookup_clear (Lookup *lookup)
{
  dermaga_dns_answer_free (lookup->answer);
  g_clear_error (&lookup->error);
}

static DermagaDnsAnswer *
look_up (DermagaResolver *resolver, const char *name, DermagaDnsType type)
{
  Lookup lookup = { 0 };

  dermaga_resolver_lookup_async (resolver, name, type, NULL, lookup_cb, &lookup);
  g_assert_false (lookup.called);
  wait_for (&lookup);
  g_assert_no_error (lookup.error);
  g_assert_nonnull (lookup.answer);
  return lookup.answer;
}

static void
assert_status (Fixture *fixture, const char *name, DermagaDnsType type, DermagaDnsStatus status)
{
  g_autoptr (DermagaDnsAnswer) answer = look_up (fixture->resolver, name, type);

  g_assert_cmpint (answer->status, ==, status);
  if (status != DERMAGA_DNS_FOUND)
    g_assert_cmpuint (answer->addresses->len + answer->records->len + answer->texts->len, ==, 0);
}

static void
assert_address (const DermagaDnsAnswer *answer, guint index, const char *address)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (answer->addresses->len, >, index);
  text = g_inet_address_to_string (g_ptr_array_index (answer->addresses, index));
  g_assert_cmpstr (text, ==, address);
}

static const DermagaDnsRecord *
record_at (const DermagaDnsAnswer *answer, guint index)
{
  g_assert_cmpuint (answer->records->len, >, index);
  return g_ptr_array_index (answer->records, index);
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->server, "four.test", "192.0.2.1");
  dns_server_set_manner (fixture->server, "broken.test", DNS_SERVFAIL);
  dns_server_set_manner (fixture->server, "refused.test", DNS_REFUSED);
  dns_server_add_address (fixture->server, "cut.test", "192.0.2.1");
  dns_server_set_manner (fixture->server, "cut.test", DNS_BROKEN);

  assert_status (fixture, "four.test", DERMAGA_DNS_A, DERMAGA_DNS_FOUND);
  assert_status (fixture, "four.test", DERMAGA_DNS_AAAA, DERMAGA_DNS_NODATA);
  assert_status (fixture, "four.test", DERMAGA_DNS_MX, DERMAGA_DNS_NODATA);
  assert_status (fixture, "four.test", DERMAGA_DNS_TXT, DERMAGA_DNS_NODATA);
  assert_status (fixture, "nobody.test", DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "_imaps._tcp.nobody.test", DERMAGA_DNS_SRV, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "broken.test", DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  assert_status (fixture, "refused.test", DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  assert_status (fixture, "cut.test", DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaDnsAnswer) v4 = NULL;
  g_autoptr (DermagaDnsAnswer) v6 = NULL;

  dns_server_add_address (fixture->server, "mail.test", "192.0.2.1");
  dns_server_add_address (fixture->server, "mail.test", "192.0.2.2");
  dns_server_add_address (fixture->server, "mail.test", "192.0.2.1");
  dns_server_add_address (fixture->server, "mail.test", "0.0.0.0");
  dns_server_add_address (fixture->server, "mail.test", "224.0.0.1");
  dns_server_add_address (fixture->server, "mail.test", "2001:db8::1");
  dns_server_add_address (fixture->server, "blocked.test", "0.0.0.0");

  v4 = look_up (fixture->resolver, "Mail.TEST.", DERMAGA_DNS_A);
  g_assert_cmpuint (v4->addresses->len, ==, 2);
  assert_address (v4, 0, "192.0.2.1");
  assert_address (v4, 1, "192.0.2.2");
  g_assert_cmpint (v4->elapsed_us, >, 0);
  v6 = look_up (fixture->resolver, "mail.test", DERMAGA_DNS_AAAA);
  g_assert_cmpuint (v6->addresses->len, ==, 1);
  assert_address (v6, 0, "2001:db8::1");
  assert_status (fixture, "blocked.test", DERMAGA_DNS_A, DERMAGA_DNS_NODATA);
}

static void
test_aliases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaDnsAnswer) answer = NULL;

  dns_server_add_cname (fixture->server, "imap.test", "one.test");
  dns_server_add_cname (fixture->server, "one.test", "Two.Test");
  dns_server_add_address (fixture->server, "two.test", "192.0.2.7");
  dns_server_add_cname (fixture->server, "dangling.test", "nobody.test");
  dns_server_add_cname (fixture->server, "loop.test", "loop2.test");
  dns_server_add_cname (fixture->server, "loop2.test", "loop.test");

  answer = look_up (fixture->resolver, "imap.test", DERMAGA_DNS_A);
  g_assert_cmpuint (answer->addresses->len, ==, 1);
  assert_address (answer, 0, "192.0.2.7");
  assert_status (fixture, "imap.test", DERMAGA_DNS_AAAA, DERMAGA_DNS_NODATA);
  assert_status (fixture, "dangling.test", DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "loop.test", DERMAGA_DNS_A, DERMAGA_DNS_NODATA);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  static const char name[] = "_submissions._tcp.test";
  g_autoptr (DermagaDnsAnswer) srv = NULL;
  g_autoptr (DermagaDnsAnswer) none = NULL;
  g_autoptr (DermagaDnsAnswer) mx = NULL;

  dns_server_add_srv (fixture->server, name, 20, 0, 587, "late.test");
  dns_server_add_srv (fixture->server, name, 10, 1, 465, "light.test");
  dns_server_add_srv (fixture->server, name, 10, 9, 465, "Heavy.TEST.");
  dns_server_add_srv (fixture->server, "_imap._tcp.test", 0, 0, 0, ".");
  dns_server_add_mx (fixture->server, "test", 10, "b.test");
  dns_server_add_mx (fixture->server, "test", 5, "a.test");

  srv = look_up (fixture->resolver, name, DERMAGA_DNS_SRV);
  g_assert_cmpuint (srv->records->len, ==, 3);
  g_assert_cmpstr (record_at (srv, 0)->target, ==, "heavy.test");
  g_assert_cmpuint (record_at (srv, 0)->port, ==, 465);
  g_assert_cmpuint (record_at (srv, 0)->weight, ==, 9);
  g_assert_cmpstr (record_at (srv, 1)->target, ==, "light.test");
  g_assert_cmpstr (record_at (srv, 2)->target, ==, "late.test");
  g_assert_cmpuint (record_at (srv, 2)->priority, ==, 20);

  none = look_up (fixture->resolver, "_imap._tcp.test", DERMAGA_DNS_SRV);
  g_assert_cmpuint (none->records->len, ==, 1);
  g_assert_cmpstr (record_at (none, 0)->target, ==, "");

  mx = look_up (fixture->resolver, "test", DERMAGA_DNS_MX);
  g_assert_cmpuint (mx->records->len, ==, 2);
  g_assert_cmpstr (record_at (mx, 0)->target, ==, "a.test");
}

/* A long text is put together again; what is no text is left out; names may begin with "_". */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (2000, 'x');
  g_autoptr (DermagaDnsAnswer) long_one = NULL;
  g_autoptr (DermagaDnsAnswer) mixed = NULL;
  g_autoptr (DermagaDnsAnswer) again = NULL;

  dns_server_add_txt (fixture->server, "long.test", text);
  dns_server_add_cname (fixture->server, "_mta-sts.test", "other.test");
  dns_server_add_txt (fixture->server, "other.test", "v=STSv1; id=1;");
  dns_server_add_txt (fixture->server, "other.test", "esc\033[2J");
  dns_server_add_txt (fixture->server, "other.test", "");
  dns_server_add_txt (fixture->server, "weird.test", "\xff\xfe");

  long_one = look_up (fixture->resolver, "long.test", DERMAGA_DNS_TXT);
  g_assert_cmpuint (long_one->texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (long_one->texts, 0), ==, text);
  g_assert_cmpuint (dns_server_count_tcp (fixture->server), ==, 1);
  mixed = look_up (fixture->resolver, "_mta-sts.test", DERMAGA_DNS_TXT);
  g_assert_cmpuint (mixed->texts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (mixed->texts, 0), ==, "v=STSv1; id=1;");
  again = look_up (fixture->resolver, "_mta-sts.test", DERMAGA_DNS_TXT);
  g_assert_true (again->texts == mixed->texts);
  assert_status (fixture, "weird.test", DERMAGA_DNS_TXT, DERMAGA_DNS_NODATA);
  assert_status (fixture, "nobody.test", DERMAGA_DNS_TXT, DERMAGA_DNS_NXDOMAIN);
}

static void
test_weird_targets (Fixture *fixture, gconstpointer data)
{
  static const char *const weird[] = { "qu\"ote.test", "sp ace.test", "esc\033[2J.test",
                                       "back\\slash.test", "<b>.test", "\xff\xfe.test", "-x.test",
                                       "$(x).test", "under_score.test" };
  g_autoptr (DermagaDnsAnswer) answer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (weird); i++)
    {
      dns_server_add_mx (fixture->server, "mixed.test", 1, weird[i]);
      dns_server_add_mx (fixture->server, "weird.test", 1, weird[i]);
    }
  dns_server_add_mx (fixture->server, "mixed.test", 9, "fine.test");

  answer = look_up (fixture->resolver, "mixed.test", DERMAGA_DNS_MX);
  g_assert_cmpuint (answer->records->len, ==, 1);
  g_assert_cmpstr (record_at (answer, 0)->target, ==, "fine.test");
  assert_status (fixture, "weird.test", DERMAGA_DNS_MX, DERMAGA_DNS_NODATA);
}

/* A thousand records come truncated over UDP and whole over TCP; the bounds hold. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaDnsAnswer) mx = NULL;
  g_autoptr (DermagaDnsAnswer) a = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *target = g_strdup_printf ("m%u.test", i);
      g_autofree char *address = g_strdup_printf ("198.51.%u.%u", i / 250, i % 250);

      dns_server_add_mx (fixture->server, "many.test", 1000 - i, target);
      dns_server_add_address (fixture->server, "many.test", address);
    }
  mx = look_up (fixture->resolver, "many.test", DERMAGA_DNS_MX);
  g_assert_cmpint (mx->status, ==, DERMAGA_DNS_FOUND);
  g_assert_cmpuint (mx->records->len, ==, 32);
  g_assert_cmpstr (record_at (mx, 0)->target, ==, "m999.test");
  a = look_up (fixture->resolver, "many.test", DERMAGA_DNS_A);
  g_assert_cmpuint (a->addresses->len, ==, 16);
  g_assert_cmpuint (dns_server_count_tcp (fixture->server), ==, 2);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  dns_server_add_address (fixture->server, "big.test", "192.0.2.1");
  dns_server_set_manner (fixture->server, "big.test", DNS_TRUNCATED);

  assert_status (fixture, "big.test", DERMAGA_DNS_A, DERMAGA_DNS_FOUND);
  g_assert_cmpuint (dns_server_count_tcp (fixture->server), ==, 1);
}

static void
test_forged (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *name; DnsManner manner; } forged[] = {
    { "id.test", DNS_WRONG_ID }, { "name.test", DNS_WRONG_NAME } };

  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autoptr (DermagaDnsAnswer) answer = NULL;

      dns_server_add_address (fixture->server, forged[i].name, "192.0.2.1");
      dns_server_set_manner (fixture->server, forged[i].name, forged[i].manner);
      answer = look_up (fixture->resolver, forged[i].name, DERMAGA_DNS_A);
      assert_address (answer, 0, "192.0.2.1");
      g_assert_cmpuint (answer->addresses->len, ==, 1);
    }
}

/* A lost packet costs well under a second; silence and garbage end as such, in bounded time. */
static void
test_silence (Fixture *fixture, gconstpointer data)
{
  Lookup silent = { 0 };
  Lookup garbage = { 0 };
  g_autoptr (DermagaDnsAnswer) lost = NULL;

  dns_server_set_manner (fixture->server, "silent.test", DNS_SILENT);
  dns_server_set_manner (fixture->server, "garbage.test", DNS_GARBAGE);
  dns_server_set_manner (fixture->server, "lost.test", DNS_LOSE_FIRST);
  dns_server_add_address (fixture->server, "lost.test", "192.0.2.1");

  dermaga_resolver_lookup_async (fixture->resolver, "silent.test", DERMAGA_DNS_A, NULL, lookup_cb,
                                 &silent);
  dermaga_resolver_lookup_async (fixture->resolver, "garbage.test", DERMAGA_DNS_A, NULL,
                                 lookup_cb, &garbage);
  lost = look_up (fixture->resolver, "lost.test", DERMAGA_DNS_A);
  g_assert_cmpint (lost->status, ==, DERMAGA_DNS_FOUND);
  g_assert_cmpint (lost->elapsed_us, <, G_USEC_PER_SEC);
  g_assert_false (silent.called);

  wait_for (&silent);
  wait_for (&garbage);
  g_assert_cmpint (silent.answer->status, ==, DERMAGA_DNS_NO_REPLY);
  /* c-ares 1.34 tells nobody that it was no reply to this question. */
  if (garbage.answer->status != DERMAGA_DNS_SERVFAIL)
    g_assert_cmpint (garbage.answer->status, ==, DERMAGA_DNS_NO_REPLY);
  g_assert_cmpint (silent.answer->elapsed_us, <, 11 * G_USEC_PER_SEC);
  g_assert_cmpuint (dns_server_count (fixture->server, "silent.test"), ==, 4);
  lookup_clear (&silent);
  lookup_clear (&garbage);
}

static void
test_no_server (void)
{
  g_autoptr (DnsServer) gone = dns_server_new ();
  g_autofree char *address = g_strdup (dns_server_get_address (gone));
  g_autoptr (DermagaResolver) resolver = NULL;
  g_autoptr (DermagaDnsAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&gone, dns_server_free);
  resolver = dermaga_resolver_new (address, &error);
  g_assert_no_error (error);
  answer = look_up (resolver, "example.test", DERMAGA_DNS_A);
  g_assert_cmpint (answer->status, ==, DERMAGA_DNS_NO_REPLY);
  g_assert_cmpint (answer->elapsed_us, <, G_USEC_PER_SEC);

  g_assert_null (dermaga_resolver_new ("not a server", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* One server that fails or refuses is not the last word while another knows better. */
static void
test_second_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DnsServer) second = dns_server_new ();
  g_autofree char *both = g_strdup_printf ("%s,%s", dns_server_get_address (fixture->server),
                                           dns_server_get_address (second));
  g_autoptr (DermagaResolver) resolver = dermaga_resolver_new (both, NULL);
  g_autoptr (DermagaDnsAnswer) saved = NULL;
  g_autoptr (DermagaDnsAnswer) unknown = NULL;
  g_autoptr (DermagaDnsAnswer) failed = NULL;

  dns_server_set_manner (fixture->server, "saved.test", DNS_SERVFAIL);
  dns_server_add_address (second, "saved.test", "192.0.2.2");
  dns_server_set_manner (fixture->server, "unknown.test", DNS_REFUSED);
  dns_server_set_manner (fixture->server, "failed.test", DNS_SERVFAIL);
  dns_server_set_manner (second, "failed.test", DNS_SERVFAIL);

  saved = look_up (resolver, "saved.test", DERMAGA_DNS_A);
  assert_address (saved, 0, "192.0.2.2");
  unknown = look_up (resolver, "unknown.test", DERMAGA_DNS_A);
  g_assert_cmpint (unknown->status, ==, DERMAGA_DNS_NXDOMAIN);
  failed = look_up (resolver, "failed.test", DERMAGA_DNS_A);
  g_assert_cmpint (failed->status, ==, DERMAGA_DNS_SERVFAIL);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  Lookup lookups[20] = { 0 };

  dns_server_add_address (fixture->server, "shared.test", "192.0.2.1");
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    dermaga_resolver_lookup_async (fixture->resolver, i % 2 ? "shared.test" : "SHARED.test.",
                                   DERMAGA_DNS_A, NULL, lookup_cb, &lookups[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      wait_for (&lookups[i]);
      g_assert_cmpint (lookups[i].answer->status, ==, DERMAGA_DNS_FOUND);
      lookup_clear (&lookups[i]);
    }
  assert_status (fixture, "shared.test", DERMAGA_DNS_A, DERMAGA_DNS_FOUND);
  g_assert_cmpuint (dns_server_count (fixture->server, "shared.test"), ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Lookup cancelled = { 0 };
  Lookup other = { 0 };
  Lookup never = { 0 };

  dns_server_add_address (fixture->server, "lost.test", "192.0.2.1");
  dns_server_set_manner (fixture->server, "lost.test", DNS_LOSE_FIRST);
  dermaga_resolver_lookup_async (fixture->resolver, "lost.test", DERMAGA_DNS_A, cancellable,
                                 lookup_cb, &cancelled);
  dermaga_resolver_lookup_async (fixture->resolver, "lost.test", DERMAGA_DNS_A, NULL, lookup_cb,
                                 &other);
  g_cancellable_cancel (cancellable);
  wait_for (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (cancelled.answer);
  g_assert_false (other.called);
  wait_for (&other);
  g_assert_cmpint (other.answer->status, ==, DERMAGA_DNS_FOUND);

  dermaga_resolver_lookup_async (fixture->resolver, "lost.test", DERMAGA_DNS_A, cancellable,
                                 lookup_cb, &never);
  wait_for (&never);
  g_assert_error (never.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lookup_clear (&cancelled);
  lookup_clear (&other);
  lookup_clear (&never);
}

/* tear_down() finds the questions still under way, with nobody waiting. */
static void
test_dispose_pending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Lookup lookups[3] = { 0 };

  dns_server_set_manner (fixture->server, "silent.test", DNS_SILENT);
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    dermaga_resolver_lookup_async (fixture->resolver, "silent.test", (DermagaDnsType) i,
                                   cancellable, lookup_cb, &lookups[i]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      wait_for (&lookups[i]);
      lookup_clear (&lookups[i]);
    }
}

static void
drop_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DermagaResolver **last = data;
  g_autoptr (DermagaDnsAnswer) answer = NULL;

  answer = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result, NULL);
  g_assert_nonnull (answer);
  g_clear_object (last);
}

/* The last reference may go in the callback of a reply. */
static void
test_drop_in_callback (Fixture *fixture, gconstpointer data)
{
  DermagaResolver *last = dermaga_resolver_new (dns_server_get_address (fixture->server), NULL);
  DermagaResolver *watched = last;

  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *) &watched);
  dermaga_resolver_lookup_async (last, "nobody.test", DERMAGA_DNS_A, NULL, drop_cb, &last);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (last);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_label = g_strconcat (label, ".test", NULL);
  g_autofree char *many = g_strnfill (300, 'a');
  static const char *const odd[] = { "", ".", "..", "a..test", ".test", "back\\046slash.test" };

  for (gsize i = 1; i < 300; i += 2)
    many[i] = '.';
  assert_status (fixture, long_label, DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, many, DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    assert_status (fixture, odd[i], DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "name with space.test", DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
}

static void
test_localhost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaDnsAnswer) v4 = look_up (fixture->resolver, "localhost", DERMAGA_DNS_A);
  g_autoptr (DermagaDnsAnswer) v6 = look_up (fixture->resolver, "x.localhost", DERMAGA_DNS_AAAA);

  assert_address (v4, 0, "127.0.0.1");
  assert_address (v6, 0, "::1");
  g_assert_cmpuint (dns_server_count (fixture->server, "localhost"), ==, 0);
  g_assert_cmpuint (dns_server_count (fixture->server, "x.localhost"), ==, 0);
}

static void
test_static (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GInetAddress) v4 = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GInetAddress) v6 = g_inet_address_new_from_string ("::1");
  g_autoptr (DermagaDnsAnswer) answer = NULL;

  dns_server_add_address (fixture->server, "outside.test", "192.0.2.1");
  dermaga_resolver_add_static (fixture->resolver, "imap.practice.test", v4);
  dermaga_resolver_add_static (fixture->resolver, "both.practice.test", v4);
  dermaga_resolver_add_static (fixture->resolver, "both.practice.test", v6);

  answer = look_up (fixture->resolver, "IMAP.practice.test", DERMAGA_DNS_A);
  assert_address (answer, 0, "127.0.0.1");
  assert_status (fixture, "imap.practice.test", DERMAGA_DNS_AAAA, DERMAGA_DNS_NODATA);
  assert_status (fixture, "both.practice.test", DERMAGA_DNS_AAAA, DERMAGA_DNS_FOUND);
  assert_status (fixture, "imap.practice.test", DERMAGA_DNS_MX, DERMAGA_DNS_NODATA);
  assert_status (fixture, "practice.test", DERMAGA_DNS_A, DERMAGA_DNS_NODATA);
  assert_status (fixture, "pop.practice.test", DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "_imaps._tcp.practice.test", DERMAGA_DNS_SRV, DERMAGA_DNS_NXDOMAIN);
  assert_status (fixture, "outside.test", DERMAGA_DNS_A, DERMAGA_DNS_NXDOMAIN);
  g_assert_cmpuint (dns_server_count (fixture->server, "outside.test"), ==, 0);

  /* Nothing of it is kept. */
  dermaga_resolver_add_static (fixture->resolver, "pop.practice.test", v4);
  assert_status (fixture, "pop.practice.test", DERMAGA_DNS_A, DERMAGA_DNS_FOUND);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/resolver/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("statuses", test_statuses);
  add ("addresses", test_addresses);
  add ("aliases", test_aliases);
  add ("records", test_records);
  add ("texts", test_texts);
  add ("weird-targets", test_weird_targets);
  add ("many", test_many);
  add ("truncated", test_truncated);
  add ("forged", test_forged);
  add ("silence", test_silence);
  add ("second-server", test_second_server);
  add ("shared", test_shared);
  add ("cancel", test_cancel);
  add ("dispose-pending", test_dispose_pending);
  add ("drop-in-callback", test_drop_in_callback);
  add ("names", test_names);
  add ("localhost", test_localhost);
  add ("static", test_static);
  g_test_add_func ("/resolver/no-server", test_no_server);
  return g_test_run ();
}
