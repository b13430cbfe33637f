#include "verdict-fixture.h"

#include "base/dermaga-i18n.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS

/* One row for receiving and two ports for sending, all finished. */
typedef struct {
  DermagaOutcome imap_tls;
  DermagaOutcome imap_none;
  DermagaOutcome smtp_tls;
  DermagaOutcome smtp_starttls;
  guint conditions;
  gboolean unfinished;
  const char *title;
} Case;

static const Case cases[] = {
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Use these settings" },
  /* Stopped, but the answer was there already. */
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_CONDITION_CANCELLED, FALSE, "Use these settings" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Receiving works, sending does not" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_TIMEOUT,
    DERMAGA_OUTCOME_TIMEOUT, 0, FALSE, "Your network seems to block sending mail" },
  /* One of the ports answered: no evidence of a block. */
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_TIMEOUT,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Receiving works, sending does not" },
  /* Nothing works for receiving either: no evidence of a block of sending. */
  { DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_TIMEOUT,
    DERMAGA_OUTCOME_TIMEOUT, 0, FALSE, "No mail server answers" },
  /* A single port: too little to suspect the network. */
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_TIMEOUT,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, 0, FALSE, "Receiving works, sending does not" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_CERT_TIME,
    DERMAGA_OUTCOME_CERT_TIME, 0, FALSE, "Sending has a certificate problem" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_TAMPERED, 0, FALSE, "Sending is not safe on this network" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, 0, FALSE, "Only settings for receiving were found" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_NOT_CHECKED,
    DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_CONDITION_CANCELLED, FALSE,
    "Settings for receiving found" },
  { DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Receiving works, but is not private" },
  { DERMAGA_OUTCOME_TLS_OLD, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Receiving has no safe encryption" },
  { DERMAGA_OUTCOME_DNS_NODATA, DERMAGA_OUTCOME_DNS_NODATA, DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "Only settings for sending were found" },
  { DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_NO_STARTTLS, 0, FALSE, "Works, but not private" },
  { DERMAGA_OUTCOME_CERT_NAME, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_REFUSED, 0, FALSE, "A certificate problem stands in the way" },
  { DERMAGA_OUTCOME_PORTAL, DERMAGA_OUTCOME_PORTAL, DERMAGA_OUTCOME_PORTAL,
    DERMAGA_OUTCOME_PORTAL, 0, FALSE, "Sign in to the network first" },
  { DERMAGA_OUTCOME_INTERCEPTED, DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_OUTCOME_CERT_TRUST,
    DERMAGA_OUTCOME_CERT_TRUST, 0, FALSE, "Not safe on this network" },
  { DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, 0, FALSE, "No mail server found" },
  { DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_CONDITION_NO_DOMAIN, FALSE,
    "The domain does not exist" },
  { DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NXDOMAIN,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_CONDITION_NULL_MX, FALSE, "No mail server found" },
  { DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_NOT_CHECKED,
    DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_CONDITION_OFFLINE | DERMAGA_CONDITION_DNS_SILENT, FALSE,
    "This computer is offline" },
  { DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_DNS_NO_REPLY,
    DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_CONDITION_DNS_SILENT, FALSE,
    "Names cannot be looked up" },
  { DERMAGA_OUTCOME_DNS_SERVFAIL, DERMAGA_OUTCOME_DNS_SERVFAIL, DERMAGA_OUTCOME_DNS_SERVFAIL,
    DERMAGA_OUTCOME_DNS_SERVFAIL, DERMAGA_CONDITION_DNS_BROKEN, FALSE,
    "The domain cannot be looked up" },
  { DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_NOT_CHECKED,
    DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_CONDITION_CANCELLED, FALSE, "The check was stopped" },
  { DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_REFUSED, 0, TRUE, "Still checking" },
  { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_REFUSED, 0, TRUE, "Settings for receiving found" },
};

static DermagaResult *
make_result (const Case *one)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, IMAP, 993, TLS, one->imap_tls);
  fixture_guess (result, IMAP, 143, NONE, one->imap_none);
  fixture_guess (result, SMTP, 465, TLS, one->smtp_tls);
  fixture_guess (result, SMTP, 587, STARTTLS, one->smtp_starttls);
  for (guint bit = 0; bit < 7; bit++)
    if (one->conditions & (1u << bit))
      dermaga_result_add_condition (result, 1u << bit);
  dermaga_result_set_finished (result, !one->unfinished);
  return result;
}

static void
test_titles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = make_result (&cases[i]);
      g_autoptr (DermagaRecommendation) english = NULL;
      g_autoptr (DermagaRecommendation) indonesian = NULL;

      dermaga_i18n_set_language ("en");
      english = dermaga_recommend (result);
      g_assert_cmpstr (english->title, ==, cases[i].title);
      fixture_assert_text (english->summary);
      dermaga_i18n_set_language ("id");
      indonesian = dermaga_recommend (result);
      fixture_assert_text (indonesian->title);
      fixture_assert_text (indonesian->summary);
      g_assert_cmpstr (english->title, !=, indonesian->title);
      g_assert_cmpstr (english->summary, !=, indonesian->summary);
    }
}

/* Port 25 is no way of sending for a person: what it offers does not colour the answer. */
static void
test_port_25_alone (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  dermaga_i18n_set_language ("en");
  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_CERT_NAME);
  fixture_guess (result, SMTP, 25, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  dermaga_result_set_finished (result, TRUE);
  recommendation = dermaga_recommend (result);
  g_assert_cmpstr (recommendation->title, ==, "Receiving works, sending does not");
}

static void
add_outside (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port,
             DermagaSource source)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, TLS, source, 0);
  DermagaProbe *probe;

  candidate->outside = TRUE;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

static void
check_consent (const char *incoming, const char *outgoing, const char *part)
{
  static const char *const languages[] = { "id", "en" };
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  add_outside (result, IMAP, incoming, 993, DERMAGA_SOURCE_SRV);
  if (outgoing != NULL)
    add_outside (result, SMTP, outgoing, 465, DERMAGA_SOURCE_SRV);
  dermaga_result_set_finished (result, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (DermagaRecommendation) recommendation = NULL;

      dermaga_i18n_set_language (languages[i]);
      recommendation = dermaga_recommend (result);
      g_assert_true (dermaga_recommendation_needs_consent (recommendation));
      fixture_assert_text (recommendation->summary);
      fixture_assert_contains (recommendation->summary, incoming);
      fixture_assert_contains (recommendation->summary, FIXTURE_DOMAIN);
      if (i == 1)
        fixture_assert_contains (recommendation->summary, part);
      if (i == 1 && outgoing != NULL)
        g_assert_cmpstr (recommendation->title, ==, "Confirm these settings before you use them");
    }
}

static void
test_consent (void)
{
  check_consent ("imap.provider.example", "smtp.provider.example",
                 "belong to provider.example, not to example.com");
  check_consent ("mail.provider.example", "mail.provider.example",
                 "The server mail.provider.example belongs to provider.example");
  check_consent ("imap.one.example", "smtp.two.example",
                 "imap.one.example (one.example) and smtp.two.example (two.example)");
  check_consent ("imap.provider.co.example", NULL, "belongs to provider.co.example");
  check_consent ("imap.penyedia.co.id", NULL, "belongs to penyedia.co.id");
  /* That co.id handles one's mail is nothing to agree to. */
  check_consent ("penyedia.co.id", NULL, "belongs to penyedia.co.id");
}

/* What is doubtful is told by the way on which the name came. */
static void
test_consent_ways (void)
{
  static const struct {
    DermagaSource incoming;
    DermagaSource outgoing;
    const char *part;
  } ways[] = {
    { DERMAGA_SOURCE_SRV, DERMAGA_SOURCE_MX, "comes from the directory of names (DNS), whose" },
    { DERMAGA_SOURCE_SRV, DERMAGA_SOURCE_MX_PROVIDER, "where the domain’s mail is delivered" },
    { DERMAGA_SOURCE_HTTP, DERMAGA_SOURCE_HTTP, "a configuration without protection (http)" },
    { DERMAGA_SOURCE_HTTP, DERMAGA_SOURCE_SRV, "comes from places whose answers" },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      g_autoptr (DermagaRecommendation) recommendation = NULL;

      add_outside (result, IMAP, "imap.provider.example", 993, ways[i].incoming);
      add_outside (result, SMTP, "smtp.provider.example", 465, ways[i].outgoing);
      dermaga_result_set_finished (result, TRUE);
      recommendation = dermaga_recommend (result);
      fixture_assert_contains (recommendation->summary, ways[i].part);
      g_assert_cmpstr (recommendation->agreed_title, ==, "Use these settings");
      fixture_assert_text (recommendation->agreed_summary);
      g_assert_null (strstr (recommendation->agreed_summary, "provider.example"));
      fixture_assert_contains (recommendation->summary, "you know that provider.example handles");
    }
}

/* Every half that is left, and what is said of the one that is not. */
static void
test_declined (void)
{
  static const struct {
    gboolean has_incoming;
    gboolean has_outgoing;
    const char *title;
  } halves[] = {
    { TRUE, TRUE, "Use these settings" },
    { TRUE, FALSE, "Only settings for receiving are left" },
    { FALSE, TRUE, "Only settings for sending are left" },
    { FALSE, FALSE, "No other safe servers were found" },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      g_autoptr (DermagaRecommendation) recommendation = NULL;

      add_outside (result, IMAP, "imap.provider.example", 993, DERMAGA_SOURCE_SRV);
      add_outside (result, SMTP, "smtp.provider.example", 465, DERMAGA_SOURCE_SRV);
      if (halves[i].has_incoming)
        fixture_guess (result, IMAP, 143, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
      if (halves[i].has_outgoing)
        fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
      fixture_guess (result, SMTP, 2525, TLS, DERMAGA_OUTCOME_REFUSED);
      dermaga_result_set_finished (result, TRUE);
      recommendation = dermaga_recommend_without_consent (result, NULL);
      g_assert_cmpstr (recommendation->title, ==, halves[i].title);
      fixture_assert_text (recommendation->summary);
      g_assert_false (dermaga_recommendation_needs_consent (recommendation));
      g_assert_cmpint (recommendation->incoming != NULL, ==, halves[i].has_incoming);
      g_assert_cmpint (recommendation->outgoing != NULL, ==, halves[i].has_outgoing);
      if (!halves[i].has_incoming || !halves[i].has_outgoing)
        fixture_assert_contains (recommendation->summary, "you chose not to use them");
    }
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/situation/titles", test_titles);
  g_test_add_func ("/verdict/situation/port-25-alone", test_port_25_alone);
  g_test_add_func ("/verdict/situation/consent", test_consent);
  g_test_add_func ("/verdict/situation/consent-ways", test_consent_ways);
  g_test_add_func ("/verdict/situation/declined", test_declined);
  return g_test_run ();
}
