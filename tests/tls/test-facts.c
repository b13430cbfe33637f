#include "tls/dermaga-tls-facts.h"

#include <openssl/x509_vfy.h>

static void
add_certificate (DermagaTlsFacts *facts, const char *subject)
{
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->subject = g_strdup (subject);
  certificate->issuer = g_strdup ("CN=Root");
  certificate->names = g_strsplit ("a.example b.example", " ", -1);
  certificate->not_before = 1;
  certificate->not_after = 2;
  certificate->sha256 = g_strdup ("00ff");
  g_ptr_array_add (facts->chain, certificate);
}

static void
add_fault (DermagaTlsFacts *facts, int code, int depth)
{
  DermagaTlsFault fault = { .code = code, .depth = depth };

  g_array_append_val (facts->faults, fault);
}

static DermagaTlsFacts *
good_facts (void)
{
  DermagaTlsFacts *facts = dermaga_tls_facts_new ();

  facts->complete = TRUE;
  facts->version = g_strdup ("TLSv1.3");
  facts->cipher = g_strdup ("TLS_AES_256_GCM_SHA384");
  add_certificate (facts, "CN=a.example");
  return facts;
}

static void
set_version (DermagaTlsFacts *facts, const char *version)
{
  g_free (facts->version);
  facts->version = g_strdup (version);
}

static void
test_verified (void)
{
  static const char *const bad_versions[] = { NULL, "", "SSLv3", "TLSv1", "TLSv1.1", "unknown",
                                              "DTLSv1.2" };
  g_autoptr (DermagaTlsFacts) facts = good_facts ();
  g_autoptr (DermagaTlsFacts) empty = dermaga_tls_facts_new ();

  g_assert_false (dermaga_tls_facts_verified (empty));
  g_assert_true (dermaga_tls_facts_verified (facts));
  set_version (facts, "TLSv1.2");
  g_assert_true (dermaga_tls_facts_verified (facts));
  for (guint i = 0; i < G_N_ELEMENTS (bad_versions); i++)
    {
      set_version (facts, bad_versions[i]);
      g_assert_false (dermaga_tls_facts_verified (facts));
    }
  set_version (facts, "TLSv1.3");

  facts->complete = FALSE;
  g_assert_false (dermaga_tls_facts_verified (facts));
  facts->complete = TRUE;

  add_fault (facts, X509_V_ERR_CERT_HAS_EXPIRED, 2);
  g_assert_false (dermaga_tls_facts_verified (facts));
  g_array_set_size (facts->faults, 0);
  g_assert_true (dermaga_tls_facts_verified (facts));

  g_ptr_array_set_size (facts->chain, 0);
  g_assert_false (dermaga_tls_facts_verified (facts));
}

static void
test_kinds (void)
{
  static const struct
  {
    int code;
    DermagaFaultKind kind;
    const char *word;
  } cases[] = {
    { 9, DERMAGA_FAULT_KIND_TIME, "not-yet-valid" },
    { 10, DERMAGA_FAULT_KIND_TIME, "expired" },
    { 13, DERMAGA_FAULT_KIND_TIME, "bad-dates" },
    { 14, DERMAGA_FAULT_KIND_TIME, "bad-dates" },
    { 62, DERMAGA_FAULT_KIND_NAME, "name-mismatch" },
    { 64, DERMAGA_FAULT_KIND_NAME, "name-mismatch" },
    { 2, DERMAGA_FAULT_KIND_TRUST, "unknown-issuer" },
    { 18, DERMAGA_FAULT_KIND_TRUST, "self-signed" },
    { 19, DERMAGA_FAULT_KIND_TRUST, "unknown-root" },
    { 20, DERMAGA_FAULT_KIND_TRUST, "unknown-issuer" },
    { 21, DERMAGA_FAULT_KIND_TRUST, "unverified-signature" },
    { 7, DERMAGA_FAULT_KIND_BAD, "bad-signature" },
    { 23, DERMAGA_FAULT_KIND_BAD, "revoked" },
    { 26, DERMAGA_FAULT_KIND_BAD, "wrong-purpose" },
    { 66, DERMAGA_FAULT_KIND_BAD, "weak-key" },
    { 67, DERMAGA_FAULT_KIND_BAD, "weak-key" },
    { 68, DERMAGA_FAULT_KIND_BAD, "weak-signature" },
    { 1, DERMAGA_FAULT_KIND_BAD, "x509-1" },
    { 12345, DERMAGA_FAULT_KIND_BAD, "x509-12345" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DermagaTlsFault fault = { .code = cases[i].code };
      g_autoptr (DermagaTlsFacts) facts = dermaga_tls_facts_new ();

      g_assert_cmpint (dermaga_tls_fault_get_kind (&fault), ==, cases[i].kind);
      g_assert_cmpstr (dermaga_tls_fault_to_string (&fault), ==, cases[i].word);
      add_fault (facts, cases[i].code, 1);
      for (int kind = DERMAGA_FAULT_KIND_TIME; kind <= DERMAGA_FAULT_KIND_BAD; kind++)
        g_assert_cmpint (dermaga_tls_facts_has_fault (facts, kind), ==,
                         kind == (int) cases[i].kind);
    }
}

static void
test_copy (void)
{
  g_autoptr (DermagaTlsFacts) facts = good_facts ();
  g_autoptr (DermagaTlsFacts) copy = NULL;
  g_autoptr (DermagaTlsFacts) empty = dermaga_tls_facts_new ();
  g_autoptr (DermagaTlsFacts) empty_copy = dermaga_tls_facts_copy (empty);
  const DermagaCertificate *certificate;

  add_certificate (facts, "CN=b.example");
  add_fault (facts, X509_V_ERR_CERT_HAS_EXPIRED, 0);
  add_fault (facts, X509_V_ERR_HOSTNAME_MISMATCH, 1);
  facts->staple = DERMAGA_TLS_STAPLE_GOOD;
  facts->failure = DERMAGA_TLS_FAILURE_NOT_TLS;
  facts->reason = 1040;
  facts->reason_text = g_strdup ("words");
  facts->first_bytes = g_bytes_new_static ("220", 3);
  copy = dermaga_tls_facts_copy (facts);
  g_clear_pointer (&facts, dermaga_tls_facts_free);

  g_assert_true (copy->complete);
  g_assert_cmpstr (copy->version, ==, "TLSv1.3");
  g_assert_cmpstr (copy->cipher, ==, "TLS_AES_256_GCM_SHA384");
  g_assert_cmpuint (copy->chain->len, ==, 2);
  certificate = copy->chain->pdata[1];
  g_assert_cmpstr (certificate->subject, ==, "CN=b.example");
  g_assert_cmpstr (certificate->issuer, ==, "CN=Root");
  g_assert_cmpuint (g_strv_length (certificate->names), ==, 2);
  g_assert_cmpstr (certificate->names[1], ==, "b.example");
  g_assert_cmpint (certificate->not_before, ==, 1);
  g_assert_cmpint (certificate->not_after, ==, 2);
  g_assert_cmpstr (certificate->sha256, ==, "00ff");
  g_assert_cmpuint (copy->faults->len, ==, 2);
  g_assert_cmpint (g_array_index (copy->faults, DermagaTlsFault, 1).code, ==,
                   X509_V_ERR_HOSTNAME_MISMATCH);
  g_assert_cmpint (g_array_index (copy->faults, DermagaTlsFault, 1).depth, ==, 1);
  g_assert_cmpint (copy->failure, ==, DERMAGA_TLS_FAILURE_NOT_TLS);
  g_assert_cmpint (copy->staple, ==, DERMAGA_TLS_STAPLE_GOOD);
  g_assert_cmpuint (copy->reason, ==, 1040);
  g_assert_cmpstr (copy->reason_text, ==, "words");
  g_assert_cmpuint (g_bytes_get_size (copy->first_bytes), ==, 3);
  g_assert_false (empty_copy->complete);
  g_assert_null (empty_copy->first_bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/verified", test_verified);
  g_test_add_func ("/facts/kinds", test_kinds);
  g_test_add_func ("/facts/copy", test_copy);
  return g_test_run ();
}
