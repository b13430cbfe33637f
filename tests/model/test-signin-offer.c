#include "model/dermaga-signin-offer.h"

#include "wire/dermaga-capabilities.h"

/* @commands: whether LOGIN of IMAP or USER of POP3 is allowed inside TLS */
static DermagaSigninOffer
offer_of (DermagaProtocol protocol, const char *mechanisms, gboolean commands)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    protocol, "mail.example.com", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  DermagaFacts facts = { .protocol = protocol, .mode = DERMAGA_SECURITY_TLS };

  facts.secure.seen = TRUE;
  facts.secure.login_disabled = !commands;
  facts.secure.user_login = commands;
  facts.secure.auth = g_strsplit (mechanisms, " ", -1);
  address->facts = dermaga_facts_copy (&facts);
  address->outcome = DERMAGA_OUTCOME_OK_TLS;
  g_strfreev (facts.secure.auth);
  dermaga_probe_take_address (probe, address);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return dermaga_signin_offer (probe);
}

static void
test_mechanisms (void)
{
  static const char *const known[]
    = { "plain", "login", "cram-md5", "scram-sha-1", "external xoauth2 scram-sha-256" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    for (guint protocol = DERMAGA_PROTOCOL_SMTP; protocol <= DERMAGA_PROTOCOL_POP3; protocol++)
      g_assert_cmpint (offer_of (protocol, known[i], FALSE), ==, DERMAGA_SIGNIN_OFFER_PASSWORD);
  for (guint protocol = DERMAGA_PROTOCOL_SMTP; protocol <= DERMAGA_PROTOCOL_POP3; protocol++)
    {
      g_assert_cmpint (offer_of (protocol, "xoauth2 oauthbearer gssapi", FALSE), ==,
                       DERMAGA_SIGNIN_OFFER_BROWSER);
      g_assert_cmpint (offer_of (protocol, "gssapi plain-clienttoken", FALSE), ==,
                       DERMAGA_SIGNIN_OFFER_OTHER);
    }
}

static void
test_commands (void)
{
  g_assert_cmpint (offer_of (DERMAGA_PROTOCOL_IMAP, "xoauth2", TRUE), ==,
                   DERMAGA_SIGNIN_OFFER_PASSWORD);
  g_assert_cmpint (offer_of (DERMAGA_PROTOCOL_POP3, "", TRUE), ==, DERMAGA_SIGNIN_OFFER_PASSWORD);
  g_assert_cmpint (offer_of (DERMAGA_PROTOCOL_SMTP, "", TRUE), ==, DERMAGA_SIGNIN_OFFER_OTHER);
}

/* A report keeps the mechanisms, but not whether LOGIN is allowed. */
static void
test_unknown (void)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (DERMAGA_PROTOCOL_IMAP, "mail.example.com", 993, DERMAGA_SECURITY_TLS,
                             DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  const char *const oauth[] = { "xoauth2", NULL };
  const char *const plain[] = { "plain", NULL };

  g_assert_cmpint (dermaga_signin_offer (probe), ==, DERMAGA_SIGNIN_OFFER_UNKNOWN);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_auth (probe, oauth);
  g_assert_cmpint (dermaga_signin_offer (probe), ==, DERMAGA_SIGNIN_OFFER_UNKNOWN);
  dermaga_probe_set_auth (probe, plain);
  g_assert_cmpint (dermaga_signin_offer (probe), ==, DERMAGA_SIGNIN_OFFER_PASSWORD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/signin-offer/mechanisms", test_mechanisms);
  g_test_add_func ("/model/signin-offer/commands", test_commands);
  g_test_add_func ("/model/signin-offer/unknown", test_unknown);
  return g_test_run ();
}
