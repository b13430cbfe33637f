#include "config.h"

#include "probe/dermaga-impostor.h"

/* One certificate where servers of several companies should be. */

static DermagaProbe *
add_row (DermagaResult *result, const char *host, const char *address, const char *fingerprint,
         DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, host, 465, DERMAGA_SECURITY_TLS,
                             DERMAGA_SOURCE_GUESS, 0);
  DermagaProbe *probe = dermaga_result_add (result, candidate);
  DermagaAddressResult *seen = dermaga_address_result_new (address, FALSE);
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->sha256 = g_strdup (fingerprint);
  seen->tls = dermaga_tls_facts_new ();
  g_ptr_array_add (seen->tls->chain, certificate);
  seen->outcome = outcome;
  dermaga_probe_take_address (probe, seen);
  return probe;
}

static void
check (const char *host, const char *address, const char *fingerprint, DermagaOutcome outcome,
       DermagaOutcome expected)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("contoh.test", NULL);
  DermagaProbe *first
    = add_row (result, "mail.contoh.test", "192.0.2.1", "aa", DERMAGA_OUTCOME_CERT_TRUST);
  DermagaProbe *second = add_row (result, host, address, fingerprint, outcome);

  dermaga_impostor_mark (result);
  g_assert_cmpint (dermaga_probe_get_outcome (second), ==, expected);
  g_assert_cmpint (dermaga_probe_get_outcome (first), ==,
                   expected == DERMAGA_OUTCOME_INTERCEPTED ? expected : DERMAGA_OUTCOME_CERT_TRUST);
}

static void
test_strangers (void)
{
  check ("smtp.lain.example", "198.51.100.1", "aa", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_INTERCEPTED);
}

static void
test_shared (void)
{
  /* The same address, the same network, the same company, another certificate. */
  check ("smtp.lain.example", "192.0.2.1", "aa", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_CERT_TRUST);
  check ("smtp.lain.example", "192.0.77.1", "aa", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_CERT_TRUST);
  check ("smtp.contoh.test", "198.51.100.1", "aa", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_CERT_TRUST);
  check ("smtp.lain.example", "198.51.100.1", "bb", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_CERT_TRUST);
  check ("smtp.lain.example", "2001:db8::1", "aa", DERMAGA_OUTCOME_CERT_TRUST,
         DERMAGA_OUTCOME_CERT_TRUST);
  /* A company's own, trusted, on a server that it runs for a customer; and a good one. */
  check ("smtp.lain.example", "198.51.100.1", "aa", DERMAGA_OUTCOME_CERT_NAME,
         DERMAGA_OUTCOME_CERT_NAME);
  check ("smtp.lain.example", "198.51.100.1", "aa", DERMAGA_OUTCOME_OK_TLS,
         DERMAGA_OUTCOME_OK_TLS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impostor/strangers", test_strangers);
  g_test_add_func ("/impostor/shared", test_shared);
  return g_test_run ();
}
