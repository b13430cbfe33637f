#include "tls-pair.h"

#include <openssl/x509_vfy.h>
#include <string.h>

#define DAY DERMAGA_AUTHORITY_DAY

static const char *const right_names[] = { HOST, NULL };
static const char *const wrong_names[] = { "other.example.test", NULL };

static DermagaAuthority *authority;
static DermagaTlsContext *probe;

/* Shakes hands with a server of @issued in all ways of cutting bytes up; the faults, as written
 * by faults_to_string(), must be exactly @faults; nothing but no fault at all is "verified". */
static void
check (const DermagaIssued *issued, const char *chain, const char *host, const char *faults)
{
  static const Chunks all[] = { CHUNKS_WHOLE, CHUNKS_BYTES, CHUNKS_RANDOM };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (DermagaTlsEngine) client = pair_client (probe, chain, issued->key, host, all[i]);
      const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);
      g_autofree char *found = faults_to_string (facts);

      g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_OPEN);
      g_assert_true (facts->complete);
      g_assert_cmpint (facts->failure, ==, DERMAGA_TLS_FAILURE_NONE);
      g_assert_cmpstr (facts->version, ==, "TLSv1.3");
      g_assert_cmpuint (facts->chain->len, >, 0);
      g_assert_cmpstr (found, ==, faults);
      g_assert_cmpint (dermaga_tls_facts_verified (facts), ==, *faults == '\0');
    }
}

static void
check_order (const DermagaAuthorityOrder *order, const char *host, const char *faults)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);

  check (issued, issued->chain, host, faults);
}

static void
test_good (void)
{
  DermagaAuthorityOrder order = { .names = right_names };

  check_order (&order, HOST, "");
  check_order (&order, "MAIL.Example.test", "");
}

static void
test_time (void)
{
  DermagaAuthorityOrder expired = { .names = right_names, .not_before = -30 * DAY,
                                    .not_after = -DAY };
  DermagaAuthorityOrder early = { .names = right_names, .not_before = DAY, .not_after = 9 * DAY };
  DermagaAuthorityOrder just = { .names = right_names, .not_before = -9 * DAY, .not_after = 60 };
  /* ASN.1 times of 2050 and later are written in another way. */
  DermagaAuthorityOrder far = { .names = right_names, .not_after = 40 * 365 * DAY };

  check_order (&expired, HOST, "expired@0");
  check_order (&early, HOST, "not-yet-valid@0");
  check_order (&just, HOST, "");
  check_order (&far, HOST, "");
}

static void
test_name (void)
{
  static const char *const several[] = { "a.example.test", HOST, "127.0.0.1", NULL };
  DermagaAuthorityOrder wrong = { .names = wrong_names };
  DermagaAuthorityOrder cn_only = { .common_name = HOST };
  DermagaAuthorityOrder cn_beside = { .common_name = HOST, .names = wrong_names };
  DermagaAuthorityOrder many = { .names = several };

  check_order (&wrong, HOST, "name-mismatch@0");
  check_order (&cn_only, HOST, "name-mismatch@0");
  check_order (&cn_beside, HOST, "name-mismatch@0");
  check_order (&many, HOST, "");
  check_order (&many, "b.example.test", "name-mismatch@0");
}

static void
check_wildcard (const char *pattern, const char *host, gboolean good)
{
  const char *names[] = { pattern, NULL };
  DermagaAuthorityOrder order = { .names = names };

  check_order (&order, host, good ? "" : "name-mismatch@0");
}

static void
test_wildcard (void)
{
  check_wildcard ("*.example.test", HOST, TRUE);
  check_wildcard ("*.example.test", "a.mail.example.test", FALSE);
  check_wildcard ("*.example.test", "example.test", FALSE);
  check_wildcard ("*.test", "example.test", FALSE);
  check_wildcard ("*", "localhost", FALSE);
  check_wildcard ("m*.example.test", HOST, FALSE);
  check_wildcard ("*l.example.test", HOST, FALSE);
  check_wildcard ("mail.*.test", HOST, FALSE);
  check_wildcard ("*.0.0.1", "127.0.0.1", FALSE);
}

static void
test_ip (void)
{
  static const char *const ip_names[] = { "127.0.0.1", "::1", NULL };
  DermagaAuthorityOrder order = { .names = ip_names };
  DermagaAuthorityOrder cn_only = { .common_name = "127.0.0.1" };

  check_order (&order, "127.0.0.1", "");
  check_order (&order, "::1", "");
  check_order (&order, "127.0.0.2", "name-mismatch@0");
  check_order (&order, HOST, "name-mismatch@0");
  check_order (&cn_only, "127.0.0.1", "name-mismatch@0");
}

static void
test_trust (void)
{
  DermagaAuthorityOrder own = { .names = right_names, .common_name = HOST, .self_signed = TRUE };
  g_autoptr (DermagaAuthority) stranger = dermaga_authority_new ("Stranger");
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (stranger, HOST);
  g_autofree char *with_root
    = g_strconcat (issued->leaf, dermaga_authority_get_pem (stranger), NULL);

  check_order (&own, HOST, "self-signed@0");
  check (issued, issued->chain, HOST, "unknown-issuer@0 unverified-signature@0");
  check (issued, with_root, HOST, "unknown-root@1");
}

/* The same name as the trusted root, another key. */
static void
test_impostor (void)
{
  g_autoptr (DermagaAuthority) impostor = dermaga_authority_new ("Test root");
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (impostor, HOST);
  g_autoptr (DermagaTlsEngine) client
    = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

  g_assert_true (facts->complete);
  g_assert_cmpuint (facts->faults->len, >, 0);
  g_assert_false (dermaga_tls_facts_verified (facts));
}

static void
test_intermediate (void)
{
  g_autoptr (DermagaAuthority) middle
    = dermaga_authority_new_intermediate (authority, "Test intermediate");
  g_autoptr (DermagaAuthority) lower
    = dermaga_authority_new_intermediate (middle, "Test lower intermediate");
  g_autoptr (DermagaIssued) one = dermaga_authority_issue_for (middle, HOST);
  g_autoptr (DermagaIssued) two = dermaga_authority_issue_for (lower, HOST);

  check (one, one->chain, HOST, "");
  check (one, one->leaf, HOST, "unknown-issuer@0 unverified-signature@0");
  check (two, two->chain, HOST, "");
  check (two, two->leaf, HOST, "unknown-issuer@0 unverified-signature@0");
}

/* A server's own certificate must not act as an authority. */
static void
test_no_authority (void)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (authority, HOST);
  g_autoptr (DermagaTlsContext) strict = pair_probe (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsEngine) client = NULL;

  /* Trusted as a root, a certificate that is no authority makes no chain either. */
  g_assert_true (dermaga_tls_context_trust_pem (strict, issued->leaf, &error));
  client = pair_client (strict, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
  g_assert_false (dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (client)));
}

static void
test_several_faults (void)
{
  DermagaAuthorityOrder two = { .names = wrong_names, .not_before = -9 * DAY, .not_after = -DAY };
  DermagaAuthorityOrder three = { .names = wrong_names, .not_before = -9 * DAY, .not_after = -DAY,
                                  .self_signed = TRUE, .common_name = "x" };
  g_autoptr (DermagaAuthority) stranger = dermaga_authority_new ("Stranger");
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (stranger, &two);

  check_order (&two, HOST, "name-mismatch@0 expired@0");
  check_order (&three, HOST, "self-signed@0 name-mismatch@0 expired@0");
  check (issued, issued->chain, HOST,
         "unknown-issuer@0 name-mismatch@0 unverified-signature@0 expired@0");
}

static void
test_bad (void)
{
  DermagaAuthorityOrder purpose = { .names = right_names, .client_only = TRUE };
  DermagaAuthorityOrder rsa = { .names = right_names, .key = DERMAGA_AUTHORITY_KEY_RSA_2048 };

  check_order (&purpose, HOST, "wrong-purpose@0");
  check_order (&rsa, HOST, "");
}

static void
check_weak (const DermagaAuthorityOrder *order, int version, const char *faults)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);
  g_autoptr (RawServer) server = raw_server_new (issued, version, version);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);
  g_autofree char *found = NULL;

  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  found = faults_to_string (facts);
  g_assert_cmpstr (found, ==, faults);
  g_assert_true (dermaga_tls_facts_has_fault (facts, DERMAGA_FAULT_KIND_BAD));
  g_assert_false (dermaga_tls_facts_verified (facts));
}

static void
test_weak (void)
{
  DermagaAuthorityOrder sha1 = { .names = right_names, .sha1 = TRUE };
  DermagaAuthorityOrder rsa = { .names = right_names, .key = DERMAGA_AUTHORITY_KEY_RSA_512 };

  check_weak (&sha1, TLS1_3_VERSION, "weak-signature@0");
  check_weak (&rsa, TLS1_2_VERSION, "weak-key@0");
}

static void
test_told (void)
{
  static const char *const names[] = { HOST, "*.example.test", "192.0.2.7", "2001:db8::7", NULL };
  DermagaAuthorityOrder order = { .names = names, .common_name = HOST, .not_before = -DAY,
                                  .not_after = 3 * DAY };
  g_autoptr (DermagaAuthority) middle
    = dermaga_authority_new_intermediate (authority, "Test intermediate");
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (middle, &order);
  g_autoptr (DermagaTlsEngine) client
    = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);
  const DermagaCertificate *leaf = facts->chain->pdata[0];
  const DermagaCertificate *issuer;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpuint (facts->chain->len, ==, 2);
  issuer = facts->chain->pdata[1];
  g_assert_cmpstr (leaf->subject, ==, "CN=" HOST);
  g_assert_cmpstr (leaf->issuer, ==, "CN=Test intermediate");
  g_assert_cmpstr (issuer->subject, ==, "CN=Test intermediate");
  g_assert_cmpstr (issuer->issuer, ==, "CN=Test root");
  g_assert_cmpuint (g_strv_length (issuer->names), ==, 0);
  g_assert_cmpuint (g_strv_length (leaf->names), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (leaf->names[i], ==, names[i]);
  g_assert_cmpint (ABS (leaf->not_before - (now - DAY)), <=, 60);
  g_assert_cmpint (ABS (leaf->not_after - (now + 3 * DAY)), <=, 60);
  g_assert_cmpuint (strlen (leaf->sha256), ==, 64);
  g_assert_cmpuint (strspn (leaf->sha256, "0123456789abcdef"), ==, 64);
  g_assert_cmpstr (leaf->sha256, !=, issuer->sha256);
  g_assert_nonnull (facts->cipher);
}

static void
test_hostile_texts (void)
{
  const char *names[151] = { "evil\x1b[31m.example.test", "a\xe2\x80\xae" "b.example.test", NULL };
  DermagaAuthorityOrder order = { .names = names,
                                  .common_name = "mail\xe2\x80\xae\x07" "evil\nname" };
  g_autoptr (DermagaIssued) issued = NULL;
  g_autoptr (DermagaTlsEngine) client = NULL;
  const DermagaCertificate *leaf;

  for (guint i = 2; i < 150; i++)
    names[i] = "filler.example.test";
  issued = dermaga_authority_issue (authority, &order);
  client = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
  leaf = dermaga_tls_engine_get_facts (client)->chain->pdata[0];
  g_assert_cmpuint (g_strv_length (leaf->names), ==, 100);
  g_assert_null (strchr (leaf->names[0], '\x1b'));
  g_assert_null (strstr (leaf->names[1], "\xe2\x80\xae"));
  g_assert_null (strstr (leaf->subject, "\xe2\x80\xae"));
  g_assert_null (strpbrk (leaf->subject, "\x07\n"));
  g_assert_true (g_utf8_validate (leaf->subject, -1, NULL));
}

static void
test_matches_host (void)
{
  static const char *const names[] = { "*.example.test", "imap.example.org", "127.0.0.1", NULL };
  DermagaAuthorityOrder order = { .names = names, .common_name = "cn.example.org" };
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, &order);
  g_autoptr (DermagaTlsEngine) client
    = pair_client (probe, issued->chain, issued->key, "nobody.example.net", CHUNKS_WHOLE);
  g_autoptr (DermagaTlsEngine) fresh = dermaga_tls_engine_new_client (probe, HOST);

  g_assert_true (dermaga_tls_engine_matches_host (client, HOST));
  g_assert_true (dermaga_tls_engine_matches_host (client, "imap.example.org"));
  g_assert_true (dermaga_tls_engine_matches_host (client, "127.0.0.1"));
  g_assert_false (dermaga_tls_engine_matches_host (client, "nobody.example.net"));
  g_assert_false (dermaga_tls_engine_matches_host (client, "a.b.example.test"));
  g_assert_false (dermaga_tls_engine_matches_host (client, "cn.example.org"));
  g_assert_false (dermaga_tls_engine_matches_host (client, "127.0.0.2"));
  g_assert_false (dermaga_tls_engine_matches_host (fresh, HOST));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  authority = dermaga_authority_new ("Test root");
  probe = pair_probe (authority);
  g_test_add_func ("/certificates/good", test_good);
  g_test_add_func ("/certificates/time", test_time);
  g_test_add_func ("/certificates/name", test_name);
  g_test_add_func ("/certificates/wildcard", test_wildcard);
  g_test_add_func ("/certificates/ip", test_ip);
  g_test_add_func ("/certificates/trust", test_trust);
  g_test_add_func ("/certificates/impostor", test_impostor);
  g_test_add_func ("/certificates/intermediate", test_intermediate);
  g_test_add_func ("/certificates/no-authority", test_no_authority);
  g_test_add_func ("/certificates/several-faults", test_several_faults);
  g_test_add_func ("/certificates/bad", test_bad);
  g_test_add_func ("/certificates/weak", test_weak);
  g_test_add_func ("/certificates/told", test_told);
  g_test_add_func ("/certificates/hostile-texts", test_hostile_texts);
  g_test_add_func ("/certificates/matches-host", test_matches_host);
  result = g_test_run ();
  dermaga_tls_context_unref (probe);
  dermaga_authority_free (authority);
  return result;
}
