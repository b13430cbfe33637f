#include "verdict-fixture.h"

#include <string.h>

#include <openssl/x509_vfy.h>

#include "base/dermaga-i18n.h"

/* What is said of each fault of a certificate, on each kind of port. */

#define HOST "smtp.example.com"
#define DAY ((gint64) 24 * 60 * 60)

static const char *const own_name[] = { HOST, NULL };

/* (transfer full): a finished row of one address; takes @tls. */
static DermagaProbe *
make_row (guint16 port, DermagaOutcome outcome, DermagaTlsFacts *tls)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    DERMAGA_PROTOCOL_SMTP, HOST, port,
    port == 465 ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_GUESS, 0);
  DermagaProbe *probe = dermaga_probe_new (candidate);

  fixture_address (probe, "192.0.2.1", FALSE, outcome)->tls = tls;
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return probe;
}

static DermagaTlsFacts *
make_tls (const char *issuer, int fault)
{
  return fixture_tls (own_name, issuer, fault);
}

static void
assert_advice_is_safe (const DermagaWords *words)
{
  static const char *const bad[] = { "accept it anyway", "ignore", "without encryption",
                                     "turn off", "disable" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (strstr (words->action, bad[i]));
}

/* In English, ready to show, and different in Indonesian. */
static DermagaWords *
explain (DermagaProbe *probe)
{
  g_autoptr (DermagaWords) indonesian = NULL;
  DermagaWords *words;

  dermaga_i18n_set_language ("id");
  indonesian = dermaga_explain_probe (probe);
  fixture_assert_words (indonesian);
  dermaga_i18n_set_language ("en");
  words = dermaga_explain_probe (probe);
  fixture_assert_words (words);
  assert_advice_is_safe (words);
  g_assert_cmpstr (words->headline, !=, indonesian->headline);
  g_assert_cmpstr (words->meaning, !=, indonesian->meaning);
  g_assert_cmpstr (words->action, !=, indonesian->action);
  return words;
}

static void
check (guint16 port, DermagaOutcome outcome, DermagaTlsFacts *tls, const char *headline,
       const char *meaning, const char *action)
{
  g_autoptr (DermagaProbe) probe = make_row (port, outcome, tls);
  g_autoptr (DermagaWords) words = explain (probe);

  if (headline != NULL)
    g_assert_cmpstr (words->headline, ==, headline);
  fixture_assert_contains (words->meaning, meaning);
  fixture_assert_contains (words->action, action);
}

static DermagaTlsFacts *
with_issuer_told (DermagaTlsFacts *tls)
{
  ((DermagaCertificate *) tls->chain->pdata[0])->tells_issuer = TRUE;
  return tls;
}

/* A chain whose last certificate vouches for itself. */
static DermagaTlsFacts *
with_root (DermagaTlsFacts *tls, const char *root)
{
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->subject = g_strdup (root);
  certificate->issuer = g_strdup (root);
  certificate->names = g_new0 (char *, 1);
  g_ptr_array_add (tls->chain, certificate);
  return tls;
}

#define TRUST DERMAGA_OUTCOME_CERT_TRUST
#define NO_ISSUER X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY

static void
test_trust (void)
{
  check (465, TRUST, make_tls ("CN = server", X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT),
         "The certificate vouches only for itself", "vouches only for itself",
         "Do not accept it as an exception");
  check (465, TRUST, make_tls ("CN = Office CA", NO_ISSUER),
         "Nobody trusted vouches for the certificate", "issued by “CN = Office CA”",
         "Do not accept it as an exception");
  check (465, TRUST, with_issuer_told (make_tls ("CN = R3, O = Public", NO_ISSUER)),
         "The server seems to leave out a part of its certificate", "Most likely the server",
         "must send the whole chain");
  check (465, TRUST,
         with_root (make_tls ("CN = Middle", X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN), "CN = Office"),
         "The certificate comes from an unknown authority", "“CN = Office” vouches for that of",
         "Do not accept it as an exception");
  /* The issuer's certificate is there, and it is that one's issuer who is unknown. */
  check (465, TRUST,
         with_issuer_told (
           with_root (make_tls ("CN = Middle", X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN),
                      "CN = Office")),
         "The certificate comes from an unknown authority", "“CN = Office”", "Do not accept");
}

static void
test_antivirus (void)
{
  static const struct
  {
    const char *issuer;
    const char *program;
  } cases[] = {
    { "CN=Avast Web/Mail Shield Root, O=Avast Web/Mail Shield", "If you use Avast," },
    { "CN=avast! Mail Scanner Root", "If you use Avast," },
    { "CN=AVG Web/Mail Shield Root", "If you use AVG," },
    { "CN=ESET SSL Filter CA, O=ESET\\, spol. s r. o., C=SK", "If you use ESET," },
    { "CN=Kaspersky Anti-Virus Personal Root Certificate", "If you use Kaspersky," },
    { "CN=Bitdefender Personal CA.Net-Defender", "If you use Bitdefender," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check (465, TRUST, make_tls (cases[i].issuer, NO_ISSUER),
             "An antivirus program seems to stand in between", "But anyone could use this name",
             cases[i].program);
      check (993, TRUST,
             with_root (make_tls ("CN = x", X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN), cases[i].issuer),
             "An antivirus program seems to stand in between", "But anyone could use this name",
             "do not sign in on this network");
    }
}

static void
test_bad (void)
{
  static const struct
  {
    int fault;
    const char *headline;
  } cases[] = {
    { X509_V_ERR_CERT_REVOKED, "The certificate was withdrawn" },
    { X509_V_ERR_EE_KEY_TOO_SMALL, "The certificate is too weak" },
    { X509_V_ERR_CA_KEY_TOO_SMALL, "The certificate is too weak" },
    { X509_V_ERR_CA_MD_TOO_WEAK, "The certificate is too weak" },
    { X509_V_ERR_INVALID_PURPOSE, "The certificate was made for another purpose" },
    { X509_V_ERR_CERT_SIGNATURE_FAILURE, "The certificate cannot be accepted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DermagaTlsFacts *several = make_tls ("CN = CA", X509_V_ERR_CERT_HAS_EXPIRED);

      check (465, DERMAGA_OUTCOME_CERT_BAD, make_tls ("CN = CA", cases[i].fault),
             cases[i].headline, HOST, "Do not sign in here");
      dermaga_tls_facts_add_fault (several, cases[i].fault, 1);
      check (587, DERMAGA_OUTCOME_CERT_BAD, several, cases[i].headline, HOST,
             "Do not sign in here");
    }
}

/* Port 25 is not a person's: whatever is wrong with its certificate. */
static void
test_port_25 (void)
{
  static const struct
  {
    DermagaOutcome outcome;
    int fault;
  } cases[] = {
    { DERMAGA_OUTCOME_CERT_BAD, X509_V_ERR_CERT_REVOKED },
    { DERMAGA_OUTCOME_CERT_BAD, X509_V_ERR_CA_MD_TOO_WEAK },
    { TRUST, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT },
    { TRUST, NO_ISSUER },
    { DERMAGA_OUTCOME_CERT_NAME, X509_V_ERR_HOSTNAME_MISMATCH },
    { DERMAGA_OUTCOME_CERT_TIME, X509_V_ERR_CERT_HAS_EXPIRED },
    { DERMAGA_OUTCOME_CERT_TIME, X509_V_ERR_CERT_NOT_YET_VALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      g_autoptr (DermagaRecommendation) recommendation = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      DermagaTlsFacts *tls = with_issuer_told (make_tls ("CN=AVG Web/Mail Shield", cases[i].fault));
      DermagaProbe *row = fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 25,
                                         DERMAGA_SECURITY_STARTTLS, cases[i].outcome);

      fixture_address (row, "192.0.2.1", FALSE, cases[i].outcome)->tls
        = dermaga_tls_facts_copy (tls);
      check (25, cases[i].outcome, tls, NULL, "is for mail between servers",
             "Nothing needs to be done");
      recommendation = dermaga_recommend (result);
      findings = dermaga_findings (result, recommendation);
      for (guint j = 0; j < findings->len; j++)
        g_assert_false (
          g_str_has_prefix (((DermagaFinding *) findings->pdata[j])->code, "cert-"));
    }
}

/* Dates and the clock */

/* The words about the fixture's certificate, which is (as faults go) valid from 2030 on or until
 * 2020, by a clock of which that is known. */
static DermagaWords *
explain_by_clock (int fault, DermagaClockState state, gint64 at, gint64 offset)
{
  g_autoptr (DermagaProbe) probe
    = make_row (465, DERMAGA_OUTCOME_CERT_TIME, make_tls ("CN = CA", fault));
  const DermagaTlsFacts *tls = dermaga_probe_get_tls (probe);
  DermagaCertificate *certificate = tls->chain->pdata[0];

  if (fault == X509_V_ERR_CERT_HAS_EXPIRED)
    certificate->not_before = certificate->not_after - 90 * DAY;
  else
    certificate->not_after = certificate->not_before + 90 * DAY;
  dermaga_probe_set_clock (probe,
                           (DermagaClockVerdict){ .state = state, .offset = offset, .at = at });
  return explain (probe);
}

static void
check_clock (int fault, DermagaClockState state, gint64 at, gint64 offset, const char *meaning,
             const char *action)
{
  g_autoptr (DermagaWords) words = explain_by_clock (fault, state, at, offset);

  fixture_assert_contains (words->headline,
                           fault == X509_V_ERR_CERT_HAS_EXPIRED
                             ? "The certificate expired on 1 January 2020"
                             : "The certificate is valid only from 1 January 2030 on");
  fixture_assert_contains (words->meaning, meaning);
  fixture_assert_contains (words->action, action);
}

static void
test_clock (void)
{
  const int expired = X509_V_ERR_CERT_HAS_EXPIRED;
  const int early = X509_V_ERR_CERT_NOT_YET_VALID;
  const gint64 after = 1577880000 + 10 * DAY;
  const gint64 before = 1893499200 - 10 * DAY;

  check_clock (expired, DERMAGA_CLOCK_UNKNOWN, after, 0,
               "has expired, or the clock of this computer is ahead", "Check the date and time");
  check_clock (early, DERMAGA_CLOCK_UNKNOWN, before, 0,
               "is not valid yet, or the clock of this computer is behind",
               "Check the date and time");
  check_clock (expired, DERMAGA_CLOCK_RIGHT, after, 0, "agrees with others’, so the fault is",
               "Tell your provider that the server needs a valid certificate");
  check_clock (early, DERMAGA_CLOCK_RIGHT, before, 0, "not valid yet. The clock of this computer",
               "Tell your provider");
  check_clock (expired, DERMAGA_CLOCK_WRONG, after, 20 * DAY,
               "seems to be about 20 days ahead of others’. By the right time, the certificate",
               "Set the date and time of this computer");
  check_clock (early, DERMAGA_CLOCK_WRONG, before, -20 * DAY,
               "seems to be about 20 days behind others’", "Set the date and time");
  /* The clock is wrong, and the certificate is old all the same. */
  check_clock (expired, DERMAGA_CLOCK_WRONG, after, 5 * DAY, "even by the clocks of others",
               "Tell your provider");
  check_clock (expired, DERMAGA_CLOCK_WRONG, after, -20 * DAY, "even by the clocks of others",
               "Tell your provider");
}

static void
test_clock_finding (void)
{
  static const struct
  {
    gint64 offset;
    gboolean at_least;
    const char *words;
  } cases[] = {
    { 3 * 60 * 60, FALSE, "about 3 hours ahead of" }, { -60 * 60, FALSE, "about 1 hour behind" },
    { 31 * 60, FALSE, "about 1 hour ahead of" },      { 40 * DAY, TRUE, "at least 40 days ahead" },
    { -400 * DAY, TRUE, "at least 400 days behind" }, { 47 * 60 * 60, FALSE, "about 47 hours" },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      g_autoptr (DermagaRecommendation) recommendation = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const DermagaFinding *first;

      fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS,
                     DERMAGA_OUTCOME_CERT_TIME);
      dermaga_result_set_clock_verdict (
        result,
        (DermagaClockVerdict){ DERMAGA_CLOCK_WRONG, cases[i].offset, cases[i].at_least, 1 });
      dermaga_result_set_finished (result, TRUE);
      recommendation = dermaga_recommend (result);
      g_assert_cmpstr (recommendation->title, ==, "Set the clock of this computer first");
      findings = dermaga_findings (result, recommendation);
      first = findings->pdata[0];
      g_assert_cmpstr (first->code, ==, "clock-wrong");
      g_assert_cmpint (first->severity, ==, DERMAGA_SEVERITY_ERROR);
      fixture_assert_words (first->words);
      fixture_assert_contains (first->words->meaning, cases[i].words);
    }
}

/* A wrong clock is no excuse for a certificate of another name. */
static void
test_clock_not_to_blame (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS,
                 DERMAGA_OUTCOME_CERT_NAME);
  dermaga_result_set_clock_verdict (
    result, (DermagaClockVerdict){ DERMAGA_CLOCK_WRONG, 9 * DAY, FALSE, 1 });
  dermaga_result_set_finished (result, TRUE);
  recommendation = dermaga_recommend (result);
  g_assert_cmpstr (recommendation->title, ==, "A certificate problem stands in the way");
}

/* Whom the finding on a row's certificate points at. */
static const char *
culprit_of (DermagaOutcome outcome, const char *issuer, int fault, DermagaClockVerdict clock)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  DermagaProbe *row = fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS,
                                     outcome);
  DermagaTlsFacts *tls = make_tls (issuer, fault);

  ((DermagaCertificate *) tls->chain->pdata[0])->not_before = 1577880000 - 90 * DAY;
  fixture_address (row, "192.0.2.1", FALSE, outcome)->tls = tls;
  dermaga_result_set_clock_verdict (result, clock);
  recommendation = dermaga_recommend (result);
  findings = dermaga_findings (result, recommendation);
  return dermaga_culprit_to_string (
    ((DermagaFinding *) findings->pdata[findings->len - 1])->culprit);
}

static void
test_culprit (void)
{
  const DermagaClockVerdict right = { .state = DERMAGA_CLOCK_RIGHT, .at = 1577880000 + DAY };
  const DermagaClockVerdict ahead = { DERMAGA_CLOCK_WRONG, 9 * DAY, FALSE, 1577880000 + DAY };
  const DermagaClockVerdict behind = { DERMAGA_CLOCK_WRONG, -9 * DAY, FALSE, 1577880000 + DAY };

  g_assert_cmpstr (culprit_of (DERMAGA_OUTCOME_CERT_TIME, "CN = CA", X509_V_ERR_CERT_HAS_EXPIRED,
                               right),
                   ==, "provider");
  g_assert_cmpstr (culprit_of (DERMAGA_OUTCOME_CERT_TIME, "CN = CA", X509_V_ERR_CERT_HAS_EXPIRED,
                               ahead),
                   ==, "computer");
  g_assert_cmpstr (culprit_of (DERMAGA_OUTCOME_CERT_TIME, "CN = CA", X509_V_ERR_CERT_HAS_EXPIRED,
                               behind),
                   ==, "provider");
  g_assert_cmpstr (culprit_of (TRUST, "CN=AVG Web/Mail Shield Root", NO_ISSUER, right), ==,
                   "computer");
  g_assert_cmpstr (culprit_of (TRUST, "CN = CA", NO_ISSUER, right), ==, "provider");
}

/* Names */

static void
test_alternative (void)
{
  static const char *const names[] = { "mail.hoster.example", NULL };
  static const DermagaOutcome failures[]
    = { DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_CERT_NAME, DERMAGA_OUTCOME_CERT_TRUST,
        DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_TIMEOUT };
  g_autoptr (DermagaCandidate) other = dermaga_candidate_new (
    DERMAGA_PROTOCOL_SMTP, names[0], 465, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaProbe) probe
    = make_row (465, DERMAGA_OUTCOME_CERT_NAME,
                fixture_tls (names, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH));
  g_autoptr (DermagaWords) words = explain (probe);

  /* Nobody is sent to a name that was not tried, or in vain. */
  fixture_assert_contains (words->meaning, "made for mail.hoster.example, not for " HOST);
  g_assert_null (strstr (words->action, "hoster"));
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_clear_pointer (&words, dermaga_words_free);
      dermaga_probe_set_alternative (probe, other, failures[i]);
      words = explain (probe);
      g_assert_null (strstr (words->action, "hoster"));
      fixture_assert_contains (words->action, "Ask your provider for the right server name");
    }
  g_clear_pointer (&words, dermaga_words_free);
  dermaga_probe_set_alternative (probe, other, DERMAGA_OUTCOME_OK_TLS);
  words = explain (probe);
  fixture_assert_contains (words->meaning, "under that name the server proved who it is");
  g_assert_cmpstr (words->action, ==, "Do not accept it as an exception. Use mail.hoster.example "
                                      "instead of " HOST ".");
  other->outside = TRUE;
  g_clear_pointer (&words, dermaga_words_free);
  dermaga_probe_set_alternative (probe, other, DERMAGA_OUTCOME_OK_TLS);
  words = explain (probe);
  fixture_assert_contains (words->action, "if you know that this company handles your mail");
}

/* Of several rows the one with a way out is told. */
static void
test_alternative_finding (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (DermagaCandidate) other = dermaga_candidate_new (
    DERMAGA_PROTOCOL_IMAP, "mail.hoster.example", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS,
    0);
  static const guint16 ports[] = { 143, 993, 995 };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      static const char *const names[] = { "mail.hoster.example", NULL };
      DermagaProbe *row = fixture_guess (
        result, ports[i] == 995 ? DERMAGA_PROTOCOL_POP3 : DERMAGA_PROTOCOL_IMAP, ports[i],
        ports[i] == 143 ? DERMAGA_SECURITY_STARTTLS : DERMAGA_SECURITY_TLS,
        DERMAGA_OUTCOME_CERT_NAME);

      fixture_address (row, "192.0.2.1", FALSE, DERMAGA_OUTCOME_CERT_NAME)->tls
        = fixture_tls (names, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH);
      if (ports[i] == 993)
        dermaga_probe_set_alternative (row, other, DERMAGA_OUTCOME_OK_TLS);
    }
  recommendation = dermaga_recommend (result);
  findings = dermaga_findings (result, recommendation);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((DermagaFinding *) findings->pdata[0])->code, ==, "cert-name");
  fixture_assert_contains (((DermagaFinding *) findings->pdata[0])->words->action,
                           "Use mail.hoster.example instead of imap.example.com");
}

static void
test_wildcard (void)
{
  static const char *const near[] = { "*.com", "*.mail.example.com", "*.smtp.example.com", NULL };
  static const char *const good[] = { "*.example.com", NULL };
  static const char *const both[] = { "*.example.com", HOST, NULL };
  g_autoptr (DermagaProbe) probe = NULL;
  g_autoptr (DermagaWords) words = NULL;

  check (465, DERMAGA_OUTCOME_CERT_NAME,
         fixture_tls (near, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH), NULL,
         "“*.smtp.example.com” stands for names with exactly one part before smtp.example.com, "
         "such as mail.smtp.example.com.",
         "Do not accept it as an exception");
  check (465, DERMAGA_OUTCOME_OK_TLS, fixture_tls (good, "CN = CA", X509_V_OK), NULL,
         "Its certificate is for all names with one part before example.com", "can use");
  probe = make_row (465, DERMAGA_OUTCOME_OK_TLS, fixture_tls (both, "CN = CA", X509_V_OK));
  words = explain (probe);
  g_assert_null (strstr (words->meaning, "one part before"));
}

/* Addresses */

static void
test_one_address (void)
{
  g_autoptr (DermagaProbe) probe
    = make_row (465, DERMAGA_OUTCOME_CERT_TIME, make_tls ("CN = CA", X509_V_ERR_CERT_HAS_EXPIRED));
  g_autoptr (DermagaWords) alone = explain (probe);
  g_autoptr (DermagaWords) beside = NULL;
  g_autoptr (DermagaWords) several = NULL;

  g_assert_null (strstr (alone->meaning, "192.0.2.1"));
  fixture_address (probe, "192.0.2.2", FALSE, DERMAGA_OUTCOME_OK_TLS);
  fixture_address (probe, "192.0.2.3", FALSE, DERMAGA_OUTCOME_TIMEOUT);
  beside = explain (probe);
  fixture_assert_contains (beside->meaning, "It is shown at 192.0.2.1; elsewhere " HOST " shows");
  for (guint i = 4; i < 9; i++)
    {
      g_autofree char *address = g_strdup_printf ("192.0.2.%u", i);

      fixture_address (probe, address, FALSE, DERMAGA_OUTCOME_CERT_TIME)->tls
        = make_tls ("CN = CA", X509_V_ERR_CERT_HAS_EXPIRED);
    }
  several = explain (probe);
  fixture_assert_contains (several->meaning, "at 192.0.2.1, 192.0.2.4, 192.0.2.5; elsewhere");
}

/* What a server wrote is a value, never a template, and never too much. */
static void
test_hostile (void)
{
  g_autofree char *longest = g_strnfill (5000, 'x');
  g_autofree char *issuer = g_strconcat ("CN={host} %s \033[31m", longest, NULL);
  g_autoptr (DermagaProbe) probe = make_row (465, TRUST, make_tls (issuer, NO_ISSUER));
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  words = dermaga_explain_probe (probe);
  fixture_assert_contains (words->meaning, "“CN={host} %s");
  g_assert_null (strchr (words->meaning, '\033'));
  g_assert_cmpuint (strlen (words->meaning), <, 400);
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/certificates/trust", test_trust);
  g_test_add_func ("/verdict/certificates/antivirus", test_antivirus);
  g_test_add_func ("/verdict/certificates/bad", test_bad);
  g_test_add_func ("/verdict/certificates/port-25", test_port_25);
  g_test_add_func ("/verdict/certificates/clock", test_clock);
  g_test_add_func ("/verdict/certificates/clock-finding", test_clock_finding);
  g_test_add_func ("/verdict/certificates/clock-not-to-blame", test_clock_not_to_blame);
  g_test_add_func ("/verdict/certificates/culprit", test_culprit);
  g_test_add_func ("/verdict/certificates/alternative", test_alternative);
  g_test_add_func ("/verdict/certificates/alternative-finding", test_alternative_finding);
  g_test_add_func ("/verdict/certificates/wildcard", test_wildcard);
  g_test_add_func ("/verdict/certificates/one-address", test_one_address);
  g_test_add_func ("/verdict/certificates/hostile", test_hostile);
  return g_test_run ();
}
