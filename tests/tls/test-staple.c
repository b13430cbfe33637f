#include "tls-pair.h"

#include <string.h>

#include "staple-pki.h"

#define HOUR ((gint64) 60 * 60)

static Party *root;
static DermagaTlsContext *probe;

/* What a probe makes of a server that staples @word (nullable), whichever way it comes. */
static void
check_bytes (Party *server, GBytes *word, const char *staple, const char *faults)
{
  static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };
  static const Chunks all[] = { CHUNKS_WHOLE, CHUNKS_BYTES, CHUNKS_RANDOM };
  g_autoptr (DermagaIssued) issued = party_to_issued (server);

  for (guint i = 0; i < G_N_ELEMENTS (versions) * G_N_ELEMENTS (all); i++)
    {
      int version = versions[i % G_N_ELEMENTS (versions)];
      g_autoptr (RawServer) raw = raw_server_new (issued, version, version);
      g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
      const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);
      g_autofree char *found = NULL;

      if (word != NULL)
        raw_server_staple (raw, word);
      raw_server_run (raw, client, all[i / G_N_ELEMENTS (versions)], G_MAXSIZE);
      g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_OPEN);
      found = faults_to_string (facts);
      g_assert_cmpstr (dermaga_tls_staple_to_string (facts->staple), ==, staple);
      g_assert_cmpstr (found, ==, faults);
      g_assert_cmpint (dermaga_tls_facts_verified (facts), ==, *faults == '\0');
    }
}

static void
check (Party *server, Party *issuer, Party *subject, const Word *word, const char *staple,
       const char *faults)
{
  g_autoptr (GBytes) bytes = party_give_word (issuer, subject, word);

  check_bytes (server, bytes, staple, faults);
}

static Party *
issue_server (void)
{
  return party_issue (root, HOST, "serverAuth", NULL);
}

static void
test_words (void)
{
  g_autoptr (Party) server = issue_server ();
  Word good = { .status = V_OCSP_CERTSTATUS_GOOD };
  Word revoked = { .status = V_OCSP_CERTSTATUS_REVOKED };
  Word unknown = { .status = V_OCSP_CERTSTATUS_UNKNOWN };
  Word revoked_sha256 = { .status = V_OCSP_CERTSTATUS_REVOKED, .digest = EVP_sha256 () };

  check_bytes (server, NULL, "none", "");
  check (server, root, server, &good, "good", "");
  check (server, root, server, &revoked, "revoked", "revoked@0");
  check (server, root, server, &revoked_sha256, "revoked", "revoked@0");
  check (server, root, server, &unknown, "unusable", "");
}

/* A word holds for its time only: neither good nor bad news of yesterday's counts. */
static void
test_time (void)
{
  g_autoptr (Party) server = issue_server ();
  Word past = { V_OCSP_CERTSTATUS_REVOKED, -9 * HOUR, -HOUR, NULL, NULL };
  Word future = { V_OCSP_CERTSTATUS_REVOKED, HOUR, 9 * HOUR, NULL, NULL };
  Word open = { V_OCSP_CERTSTATUS_REVOKED, -HOUR, -1, NULL, NULL };
  Word stale = { V_OCSP_CERTSTATUS_REVOKED, -8 * DERMAGA_AUTHORITY_DAY, -1, NULL, NULL };
  Word just = { V_OCSP_CERTSTATUS_REVOKED, -9 * HOUR, -60, NULL, NULL };

  check (server, root, server, &past, "unusable", "");
  check (server, root, server, &future, "unusable", "");
  check (server, root, server, &open, "revoked", "revoked@0");
  check (server, root, server, &stale, "unusable", "");
  check (server, root, server, &just, "revoked", "revoked@0");
}

/* Of the issuer's deputies only one whom he made such counts, and of strangers none. */
static void
test_signers (void)
{
  g_autoptr (Party) server = issue_server ();
  g_autoptr (Party) other = issue_server ();
  g_autoptr (Party) stranger = party_new_root ("Stranger");
  g_autoptr (Party) namesake = party_new_root ("Test root");
  g_autoptr (Party) deputy = party_issue (root, "Deputy", "OCSPSigning", NULL);
  g_autoptr (Party) foreign = party_issue (stranger, "Deputy", "OCSPSigning", NULL);
  Word revoked = { .status = V_OCSP_CERTSTATUS_REVOKED };

  revoked.deputy = deputy;
  check (server, root, server, &revoked, "revoked", "revoked@0");
  revoked.deputy = other; /* a server's certificate of the same issuer */
  check (server, root, server, &revoked, "unusable", "");
  revoked.deputy = foreign;
  check (server, root, server, &revoked, "unusable", "");
  revoked.deputy = server; /* of himself */
  check (server, root, server, &revoked, "unusable", "");
  revoked.deputy = NULL;
  check (server, stranger, server, &revoked, "unusable", "");
  check (server, namesake, server, &revoked, "unusable", "");
}

static void
test_other_certificate (void)
{
  g_autoptr (Party) server = issue_server ();
  g_autoptr (Party) other = issue_server ();
  Word revoked = { .status = V_OCSP_CERTSTATUS_REVOKED };

  check (server, root, other, &revoked, "unusable", "");
}

/* Nobody vouches for the server: then nobody's word about it counts either. */
static void
test_untrusted (void)
{
  g_autoptr (Party) stranger = party_new_root ("Stranger");
  g_autoptr (Party) server = party_issue (stranger, HOST, "serverAuth", NULL);
  Word revoked = { .status = V_OCSP_CERTSTATUS_REVOKED };

  check (server, stranger, server, &revoked, "unusable",
         "unknown-issuer@0 unverified-signature@0");
}

static void
test_damaged (void)
{
  g_autoptr (Party) server = issue_server ();
  Word revoked = { .status = V_OCSP_CERTSTATUS_REVOKED };
  g_autoptr (GBytes) whole = party_give_word (root, server, &revoked);
  gsize length;
  const guint8 *data = g_bytes_get_data (whole, &length);
  g_autofree guint8 *longer = g_malloc0 (length + 1);
  g_autoptr (GBytes) with_rest = NULL;
  static const guint8 try_later[] = { 0x30, 0x03, 0x0a, 0x01, 0x03 };
  g_autoptr (GBytes) refusal = g_bytes_new_static (try_later, sizeof try_later);

  memcpy (longer, data, length);
  with_rest = g_bytes_new (longer, length + 1);
  check_bytes (server, with_rest, "unusable", "");
  check_bytes (server, refusal, "unusable", "");
  for (gsize cut = 1; cut < length; cut += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);

      check_bytes (server, part, "unusable", "");
    }
  /* A bit of the signature, which comes last where nobody else's certificate follows. */
  longer[length - 1] ^= 1;
  g_bytes_unref (with_rest);
  with_rest = g_bytes_new (longer, length);
  check_bytes (server, with_rest, "unusable", "");
}

/* More than any issuer says, and then the word itself: OpenSSL lets it come, nobody reads it. */
static void
test_oversized (void)
{
  g_autoptr (Party) server = issue_server ();
  g_autoptr (DermagaIssued) issued = party_to_issued (server);
  g_autoptr (RawServer) raw = raw_server_new (issued, TLS1_3_VERSION, TLS1_3_VERSION);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
  const DermagaTlsFacts *facts = dermaga_tls_engine_get_facts (client);
  gsize length = 60 * 1024;
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (length), length);

  raw_server_staple (raw, huge);
  raw_server_run (raw, client, CHUNKS_RANDOM, G_MAXSIZE);
  g_assert_cmpint (dermaga_tls_engine_get_state (client), ==, DERMAGA_TLS_STATE_OPEN);
  g_assert_cmpint (facts->staple, ==, DERMAGA_TLS_STAPLE_UNUSABLE);
  g_assert_true (dermaga_tls_facts_verified (facts));
}

/* The engine's own server staples nothing, and is not hurt by being asked. */
static void
test_not_offered (void)
{
  g_autoptr (Party) server = issue_server ();
  g_autoptr (DermagaIssued) issued = party_to_issued (server);
  g_autoptr (DermagaTlsEngine) client
    = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_BYTES);

  g_assert_cmpint (dermaga_tls_engine_get_facts (client)->staple, ==, DERMAGA_TLS_STAPLE_NONE);
  g_assert_true (dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (client)));
}

/* Whether a certificate says where its issuer's is: of what is missing it is the best sign. */
static void
test_tells_issuer (void)
{
  static const struct
  {
    const char *aia;
    gboolean tells;
  } cases[] = {
    { NULL, FALSE },
    { "OCSP;URI:http://ocsp.example.test/", FALSE },
    { "OCSP;URI:http://ocsp.example.test/,caIssuers;URI:http://ca.example.test/r.crt", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Party) server = party_issue (root, HOST, "serverAuth", cases[i].aia);
      g_autoptr (DermagaIssued) issued = party_to_issued (server);
      g_autoptr (DermagaTlsEngine) client
        = pair_client (probe, issued->chain, issued->key, HOST, CHUNKS_WHOLE);
      const DermagaCertificate *leaf = dermaga_tls_engine_get_facts (client)->chain->pdata[0];
      g_autoptr (DermagaCertificate) copy = dermaga_certificate_copy (leaf);

      g_assert_cmpint (leaf->tells_issuer, ==, cases[i].tells);
      g_assert_cmpint (copy->tells_issuer, ==, cases[i].tells);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (DermagaIssued) issued = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  root = party_new_root ("Test root");
  issued = party_to_issued (root);
  probe = pair_probe (NULL);
  g_assert_true (dermaga_tls_context_trust_pem (probe, issued->leaf, &error));
  g_test_add_func ("/staple/words", test_words);
  g_test_add_func ("/staple/time", test_time);
  g_test_add_func ("/staple/signers", test_signers);
  g_test_add_func ("/staple/other-certificate", test_other_certificate);
  g_test_add_func ("/staple/untrusted", test_untrusted);
  g_test_add_func ("/staple/damaged", test_damaged);
  g_test_add_func ("/staple/oversized", test_oversized);
  g_test_add_func ("/staple/not-offered", test_not_offered);
  g_test_add_func ("/staple/tells-issuer", test_tells_issuer);
  result = g_test_run ();
  dermaga_tls_context_unref (probe);
  party_free (root);
  return result;
}
