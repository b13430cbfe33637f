#include "staple-pki.h"
#include "tls-pair.h"

#include "tls/dermaga-tls-signin-context.h"

#include <string.h>

static DermagaAuthority *authority;
static DermagaTlsContext *probe;
static DermagaTlsSigninContext *context;

static DermagaTlsEngine *
handshake (DermagaTlsSigninContext *with, const DermagaIssued *issued, const char *host)
{
  g_autoptr (DermagaTlsContext) server_context = pair_server (issued->chain, issued->key);
  g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (server_context);
  DermagaTlsEngine *client = dermaga_tls_engine_new_signin (with, host);

  g_assert_false (dermaga_tls_engine_may_carry_credential (client));
  pair_run (client, server, CHUNKS_RANDOM, G_MAXSIZE);
  return client;
}

static void
assert_carries (DermagaTlsEngine *client)
{
  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_OPEN);
  g_assert_true (dermaga_tls_engine_may_carry_credential (client));
  g_assert_true (dermaga_tls_engine_write (client, (const guint8 *) "x", 1));
}

static void
assert_refuses (DermagaTlsEngine *client, int fault)
{
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);

  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_FAILED);
  g_assert_cmpint (facts->failure, ==, DERMAGA_TLS_FAILURE_CERTIFICATE);
  g_assert_false (facts->complete);
  g_assert_true (has_fault (facts, fault, 0));
  g_assert_false (dermaga_tls_engine_may_carry_credential (client));
  g_assert_false (dermaga_tls_engine_write (client, (const guint8 *) "x", 1));
}

static void
test_good (void)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (authority, HOST);
  g_autoptr (DermagaTlsEngine) client = handshake (context, issued, HOST);

  assert_carries (client);
  g_assert_cmpuint (dermaga_tls_engine_get_facts (client)->faults->len, ==, 0);
  dermaga_tls_engine_close (client);
  g_assert_false (dermaga_tls_engine_may_carry_credential (client));
}

/* The best of connections carries nothing when it was made to look around. */
static void
test_probe_never (void)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (authority, HOST);
  g_autoptr (DermagaTlsEngine) client
    = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);

  g_assert_true (dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (client)));
  g_assert_false (dermaga_tls_engine_may_carry_credential (client));
}

static void
test_faults (void)
{
  static const char *const names[] = { HOST, NULL };
  static const char *const others[] = { "other.example.test", NULL };
  const struct {
    DermagaAuthorityOrder order;
    int fault;
  } cases[] = {
    { { .names = names, .not_after = -60 }, X509_V_ERR_CERT_HAS_EXPIRED },
    { { .names = names, .not_before = 3600 }, X509_V_ERR_CERT_NOT_YET_VALID },
    { { .names = others }, X509_V_ERR_HOSTNAME_MISMATCH },
    { { .common_name = HOST }, X509_V_ERR_HOSTNAME_MISMATCH },
    { { .names = names, .self_signed = TRUE }, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT },
    { { .names = names, .client_only = TRUE }, X509_V_ERR_INVALID_PURPOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, &cases[i].order);
      g_autoptr (DermagaTlsEngine) client = handshake (context, issued, HOST);

      assert_refuses (client, cases[i].fault);
    }
}

/* All faults are told, though the first ended it: the same list as that of a probe. */
static void
test_same_faults_as_probe (void)
{
  static const char *const others[] = { "other.example.test", NULL };
  g_autoptr (DermagaAuthority) stranger = dermaga_authority_new ("Stranger");
  DermagaAuthorityOrder order = { .names = others, .not_after = -60 };
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (stranger, &order);
  g_autoptr (DermagaTlsEngine) client = handshake (context, issued, HOST);
  g_autoptr (DermagaTlsEngine) looker
    = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
  g_autofree char *told = faults_to_string (dermaga_tls_engine_get_facts (client));
  g_autofree char *seen = faults_to_string (dermaga_tls_engine_get_facts (looker));

  assert_refuses (client, X509_V_ERR_HOSTNAME_MISMATCH);
  g_assert_cmpstr (told, ==, seen);
  g_assert_true (dermaga_tls_facts_has_fault (dermaga_tls_engine_get_facts (client),
                                              DERMAGA_FAULT_KIND_TRUST));
}

/* Roots that the probe learns later are known here, too, and only those. */
static void
test_roots (void)
{
  g_autoptr (DermagaAuthority) later = dermaga_authority_new ("Later");
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (later, HOST);
  g_autoptr (DermagaTlsContext) own_probe = pair_probe (NULL);
  g_autoptr (DermagaTlsSigninContext) own = dermaga_tls_signin_context_new (own_probe, NULL);
  g_autoptr (DermagaTlsEngine) before = handshake (own, issued, HOST);
  g_autoptr (DermagaTlsEngine) after = NULL;

  assert_refuses (before, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  g_assert_true (
    dermaga_tls_context_trust_pem (own_probe, dermaga_authority_get_pem (later), NULL));
  after = handshake (own, issued, HOST);
  assert_carries (after);
}

static void
test_old_versions (void)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue_for (authority, HOST);
  g_autoptr (RawServer) server = raw_server_new (issued, TLS1_VERSION, TLS1_1_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_signin (context, HOST);

  raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
  g_assert_cmpint (dermaga_tls_engine_get_facts (client)->failure, ==, DERMAGA_TLS_FAILURE_OLD);
  g_assert_false (dermaga_tls_engine_may_carry_credential (client));
}

/* The chain is good, and the issuer says that it no longer is: no byte goes out. */
static void
test_revoked (void)
{
  static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (Party) root = party_new_root ("Root");
      g_autoptr (Party) leaf = party_issue (root, HOST, "serverAuth", NULL);
      g_autoptr (DermagaIssued) root_issued = party_to_issued (root);
      g_autoptr (DermagaIssued) issued = party_to_issued (leaf);
      Word word = { .status = V_OCSP_CERTSTATUS_REVOKED };
      g_autoptr (GBytes) given = party_give_word (root, leaf, &word);
      g_autoptr (RawServer) server = raw_server_new (issued, versions[i], versions[i]);
      g_autoptr (DermagaTlsContext) own_probe = pair_probe (NULL);
      g_autoptr (DermagaTlsSigninContext) own = NULL;
      g_autoptr (DermagaTlsEngine) client = NULL;

      g_assert_true (dermaga_tls_context_trust_pem (own_probe, root_issued->leaf, NULL));
      own = dermaga_tls_signin_context_new (own_probe, NULL);
      client = dermaga_tls_engine_new_signin (own, HOST);
      raw_server_staple (server, given);
      raw_server_run (server, client, CHUNKS_WHOLE, G_MAXSIZE);
      assert_refuses (client, X509_V_ERR_CERT_REVOKED);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  authority = dermaga_authority_new ("Test authority");
  probe = pair_probe (authority);
  context = dermaga_tls_signin_context_new (probe, NULL);
  g_assert_nonnull (context);
  g_test_add_func ("/tls-signin/good", test_good);
  g_test_add_func ("/tls-signin/probe-never", test_probe_never);
  g_test_add_func ("/tls-signin/faults", test_faults);
  g_test_add_func ("/tls-signin/same-faults-as-probe", test_same_faults_as_probe);
  g_test_add_func ("/tls-signin/roots", test_roots);
  g_test_add_func ("/tls-signin/old-versions", test_old_versions);
  g_test_add_func ("/tls-signin/revoked", test_revoked);
  status = g_test_run ();
  dermaga_tls_signin_context_unref (context);
  dermaga_tls_context_unref (probe);
  dermaga_authority_free (authority);
  return status;
}
