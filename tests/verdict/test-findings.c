#include "verdict-fixture.h"

#include "base/dermaga-i18n.h"
#include "verdict/dermaga-finding-kinds.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS

/* Every code that any test of this file met. */
static GHashTable *seen;

/* The findings as "code/severity" words with a space between; all their texts are checked. */
static char *
list_findings (DermagaResult *result)
{
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) english = NULL;
  GString *list = g_string_new (NULL);

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  english = dermaga_findings (result, recommendation);
  dermaga_i18n_set_language ("id");
  findings = dermaga_findings (result, recommendation);
  g_assert_cmpuint (findings->len, ==, english->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const DermagaFinding *finding = findings->pdata[i];
      const DermagaFinding *in_english = english->pdata[i];

      fixture_assert_words (finding->words);
      fixture_assert_words (in_english->words);
      g_assert_cmpstr (finding->code, ==, in_english->code);
      g_hash_table_add (seen, g_strdup (finding->code));
      g_assert_cmpstr (finding->words->headline, !=, in_english->words->headline);
      g_assert_cmpstr (finding->words->meaning, !=, in_english->words->meaning);
      g_assert_cmpstr (finding->words->action, !=, in_english->words->action);
      g_string_append_printf (list, "%s%s/%s", i > 0 ? " " : "", finding->code,
                              dermaga_severity_to_string (finding->severity));
    }
  return g_string_free (list, FALSE);
}

static void
assert_findings (DermagaResult *result, const char *expected)
{
  g_autofree char *list = NULL;

  dermaga_result_set_finished (result, TRUE);
  list = list_findings (result);
  g_assert_cmpstr (list, ==, expected);
}

static DermagaResult *
make_good_result (void)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  return result;
}

static void
test_nothing (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();

  assert_findings (result, "");
}

static void
test_conditions (void)
{
  static const char *const codes[]
    = { "offline/error",    "wildcard-dns/info", "null-mx/warning", "no-domain/error",
        "dns-broken/error", "dns-silent/error",  "cancelled/info",  "exchange/info" };

  for (guint bit = 0; bit < G_N_ELEMENTS (codes); bit++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

      dermaga_result_add_condition (result, 1u << bit);
      assert_findings (result, codes[bit]);
    }
}

static void
test_outcomes (void)
{
  static const struct {
    DermagaOutcome outcome;
    const char *beside_good;
    const char *alone;
  } expected[] = {
    { DERMAGA_OUTCOME_TAMPERED, "tampered/error", "tampered/error" },
    { DERMAGA_OUTCOME_INTERCEPTED, "intercepted/error", "intercepted/error" },
    { DERMAGA_OUTCOME_PORTAL, "portal/error", "portal/error" },
    { DERMAGA_OUTCOME_BANNED, "banned/warning", "banned/warning" },
    { DERMAGA_OUTCOME_CERT_TIME, "cert-time/warning", "cert-time/error" },
    { DERMAGA_OUTCOME_CERT_NAME, "cert-name/warning", "cert-name/error" },
    { DERMAGA_OUTCOME_CERT_TRUST, "cert-trust/warning", "cert-trust/error" },
    { DERMAGA_OUTCOME_CERT_BAD, "cert-bad/warning", "cert-bad/error" },
    { DERMAGA_OUTCOME_STARTTLS_FAIL, "starttls-refused/warning", "starttls-refused/warning" },
    { DERMAGA_OUTCOME_TLS_OLD, "outdated-encryption/warning", "outdated-encryption/warning" },
    { DERMAGA_OUTCOME_TLS_WEAK, "outdated-encryption/warning", "outdated-encryption/warning" },
    { DERMAGA_OUTCOME_REFUSED, "", "" },
    { DERMAGA_OUTCOME_DNS_NXDOMAIN, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (DermagaResult) good = make_good_result ();
      g_autoptr (DermagaResult) alone = dermaga_result_new (FIXTURE_DOMAIN, NULL);

      fixture_guess (good, SMTP, 587, STARTTLS, expected[i].outcome);
      assert_findings (good, expected[i].beside_good);
      fixture_guess (alone, SMTP, 587, STARTTLS, expected[i].outcome);
      fixture_guess (alone, SMTP, 2525, STARTTLS, expected[i].outcome);
      assert_findings (alone, expected[i].alone);
    }
}

/* On port 25 a certificate, missing encryption and silence are the normal case. */
static void
test_port_25 (void)
{
  g_autoptr (DermagaResult) faulty = make_good_result ();
  g_autoptr (DermagaResult) blocked = make_good_result ();
  g_autoptr (DermagaResult) half = make_good_result ();
  g_autoptr (DermagaResult) dead = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (faulty, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_CERT_NAME);
  fixture_guess (faulty, SMTP, 25, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  assert_findings (faulty, "");
  fixture_guess (blocked, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_TIMEOUT);
  fixture_guess (blocked, SMTP, 25, NONE, DERMAGA_OUTCOME_TIMEOUT);
  assert_findings (blocked, "port-25-blocked/info");
  fixture_guess (half, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  fixture_row (half, SMTP, "mx.example.com", 25, STARTTLS, DERMAGA_SOURCE_MX,
               DERMAGA_OUTCOME_TIMEOUT);
  assert_findings (half, "");
  fixture_guess (dead, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_REFUSED);
  fixture_guess (dead, SMTP, 465, TLS, DERMAGA_OUTCOME_REFUSED);
  fixture_guess (dead, IMAP, 993, TLS, DERMAGA_OUTCOME_TIMEOUT);
  assert_findings (dead, "");
}

static void
test_hints (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();

  for (guint i = 0; i < DERMAGA_N_HINTS; i++)
    {
      g_autoptr (DermagaResult) alone = make_good_result ();
      g_autofree char *expected = g_strconcat (dermaga_hint_to_string (1u << i), "/info", NULL);

      dermaga_result_add_hints (alone, 1u << i);
      assert_findings (alone, expected);
    }
  dermaga_result_add_hints (result, DERMAGA_HINT_APP_PASSWORD | DERMAGA_HINT_ENABLE_ACCESS);
  assert_findings (result, "enable-access/info app-password/info");
}

static void
test_plain (void)
{
  static const char *const auth[] = { "plain", "login", NULL };
  g_autoptr (DermagaResult) good = make_good_result ();
  g_autoptr (DermagaResult) alone = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  DermagaProbe *row = fixture_guess (good, IMAP, 143, NONE, DERMAGA_OUTCOME_OK_PLAIN);

  assert_findings (good, "");
  dermaga_probe_set_auth (row, auth);
  assert_findings (good, "plain-sign-in/info");
  fixture_guess (alone, IMAP, 143, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  assert_findings (alone, "no-encryption/error");
}

static void
test_families (void)
{
  g_autoptr (DermagaResult) broken = make_good_result ();
  g_autoptr (DermagaResult) missing = make_good_result ();
  DermagaProbe *row = fixture_guess (broken, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);

  fixture_address (row, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_STARTTLS);
  assert_findings (broken, "");
  fixture_address (row, "2001:db8::1", TRUE, DERMAGA_OUTCOME_TIMEOUT);
  assert_findings (broken, "ipv6-broken/info");

  row = fixture_guess (missing, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  fixture_address (row, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_STARTTLS);
  fixture_address (row, "2001:db8::1", TRUE, DERMAGA_OUTCOME_NET_UNREACH);
  assert_findings (missing, "no-ipv6/info");
}

/* The same address is good on the port that is encrypted from the start. */
static void
test_stripped (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();
  DermagaProbe *tls = fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  DermagaProbe *row = fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  const DermagaFinding *finding;

  fixture_address (tls, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_TLS);
  fixture_address (row, "192.0.2.2", FALSE, DERMAGA_OUTCOME_NO_STARTTLS);
  assert_findings (result, "");
  fixture_address (row, "192.0.2.1", FALSE, DERMAGA_OUTCOME_NO_STARTTLS);
  assert_findings (result, "starttls-stripped/warning");

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  findings = dermaga_findings (result, recommendation);
  finding = findings->pdata[0];
  fixture_assert_contains (finding->words->meaning, "may have removed it");
  fixture_assert_contains (finding->words->action, "Use port 465");
}

/* Not on port 25, where no password is sent, and not by the word of another protocol's server or
 * of one that proved nothing. */
static void
test_not_stripped (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();
  DermagaProbe *imap = fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  DermagaProbe *tls = fixture_guess (result, SMTP, 2000, TLS, DERMAGA_OUTCOME_CERT_NAME);
  DermagaProbe *row = fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS);
  DermagaProbe *relay = fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS);

  fixture_address (imap, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_TLS);
  fixture_address (tls, "192.0.2.1", FALSE, DERMAGA_OUTCOME_CERT_NAME);
  fixture_address (row, "192.0.2.1", FALSE, DERMAGA_OUTCOME_NO_STARTTLS);
  fixture_address (relay, "192.0.2.1", FALSE, DERMAGA_OUTCOME_NO_STARTTLS);
  assert_findings (result, "cert-name/warning");
}

static void
take_offers (DermagaProbe *row, const char *clear, const char *secure, gboolean starttls_inside,
             guint oddities)
{
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);

  address->outcome = DERMAGA_OUTCOME_OK_STARTTLS;
  address->facts = fixture_facts (SMTP, STARTTLS, NULL);
  address->facts->oddities = oddities;
  address->facts->clear.seen = TRUE;
  address->facts->clear.starttls = TRUE;
  address->facts->secure.seen = TRUE;
  address->facts->secure.starttls = starttls_inside;
  g_clear_pointer (&address->facts->clear.auth, g_strfreev);
  g_clear_pointer (&address->facts->secure.auth, g_strfreev);
  address->facts->clear.auth = g_strsplit (clear, " ", -1);
  address->facts->secure.auth = g_strsplit (secure, " ", -1);
  dermaga_probe_take_address (row, address);
}

static void
test_offers_differ (void)
{
  static const struct {
    const char *clear;
    const char *secure;
    gboolean starttls_inside;
    const char *expected;
    guint oddities;
  } offers[] = {
    { "", "plain login", FALSE, "" },
    { "plain", "plain login xoauth2", FALSE, "" },
    { "cram-md5", "plain", FALSE, "" },
    { "plain login", "plain", FALSE, "offers-differ/warning" },
    { "plain", "", FALSE, "offers-differ/warning" },
    { "xoauth2", "plain", TRUE, "offers-differ/warning" },
    { "plain", "plain", TRUE, "offers-differ/info" },
    { "", "plain", FALSE, "offer-masked/info", DERMAGA_ODDITY_MASKED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autoptr (DermagaResult) result = make_good_result ();

      take_offers (fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS),
                   offers[i].clear, offers[i].secure, offers[i].starttls_inside,
                   offers[i].oddities);
      take_offers (fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS),
                   "plain", "", TRUE, DERMAGA_ODDITY_MASKED);
      assert_findings (result, offers[i].expected);
    }
}

static void
test_consent (void)
{
  static const struct {
    DermagaSource source;
    const char *meaning;
  } ways[] = {
    { DERMAGA_SOURCE_SRV, "The directory of names (DNS) points to imap.provider.example" },
    { DERMAGA_SOURCE_MX_PROVIDER, "imap.provider.example is known as a server of the provider" },
    { DERMAGA_SOURCE_HTTP, "A configuration that came without protection (http) names" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (DermagaResult) result = make_good_result ();
      g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
        IMAP, "imap.provider.example", 993, TLS, ways[i].source, 0);
      g_autoptr (DermagaRecommendation) recommendation = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      DermagaProbe *probe;

      candidate->outside = TRUE;
      probe = dermaga_result_add (result, candidate);
      dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
      dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
      assert_findings (result, ways[i].source == DERMAGA_SOURCE_HTTP
                                 ? "consent-needed/warning http-lead/warning"
                                 : "consent-needed/warning");
      dermaga_i18n_set_language ("en");
      recommendation = dermaga_recommend (result);
      findings = dermaga_findings (result, recommendation);
      fixture_assert_contains (((DermagaFinding *) findings->pdata[0])->words->meaning,
                               ways[i].meaning);
    }
}

static void
test_blocked_sending (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_TIMEOUT);
  fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_TIMEOUT);
  assert_findings (result, "sending-blocked/warning port-25-blocked/info");
}

/* What servers of other companies told of @port: whether they were reached on it, on other mail
 * ports, and in the web. */
static void
tell_port (DermagaResult *result, guint16 port, gboolean reached, gboolean mail)
{
  static const char *const companies[] = { "One", "Two" };
  DermagaPortCheck *check = dermaga_port_check_new (port);
  DermagaControl *control;

  check->finished = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (companies); i++)
    {
      control = dermaga_control_new (DERMAGA_CONTROL_SAME_PORT, companies[i], "mail.example",
                                     "192.0.2.7", FALSE, port);
      control->outcome = reached ? DERMAGA_OUTCOME_OK_STARTTLS : DERMAGA_OUTCOME_TIMEOUT;
      control->genuine = control->open = reached;
      g_ptr_array_add (check->controls, control);
    }
  control = dermaga_control_new (DERMAGA_CONTROL_OTHER_PORT, "One", "mail.example", "192.0.2.7",
                                 FALSE, 993);
  control->outcome = mail ? DERMAGA_OUTCOME_OK_TLS : DERMAGA_OUTCOME_TIMEOUT;
  control->genuine = control->open = mail;
  g_ptr_array_add (check->controls, control);
  control = dermaga_control_new (DERMAGA_CONTROL_WEB, "Three", "web.example", "192.0.2.8", FALSE,
                                 80);
  control->outcome = DERMAGA_OUTCOME_OK_PLAIN;
  control->open = TRUE;
  g_ptr_array_add (check->controls, control);
  dermaga_result_take_port_check (result, check);
}

static char *
meaning_of (DermagaResult *result, const char *code)
{
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  findings = dermaga_findings (result, recommendation);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((DermagaFinding *) findings->pdata[i])->code, code))
      return g_strdup (((DermagaFinding *) findings->pdata[i])->words->meaning);
  return g_strdup ("");
}

/* With evidence of the network, findings say more; or they are not made at all. */
static void
test_port_evidence (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autofree char *sending = NULL;
  g_autofree char *blocked = NULL;
  g_autofree char *open = NULL;

  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_NET_BLOCKED);
  fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_NET_BLOCKED);
  tell_port (result, 465, FALSE, TRUE);
  tell_port (result, 25, FALSE, TRUE);
  assert_findings (result, "sending-blocked/warning port-25-blocked/info");
  sending = meaning_of (result, "sending-blocked");
  fixture_assert_contains (sending, "On port 465, servers of other companies were not reached");
  blocked = meaning_of (result, "port-25-blocked");
  fixture_assert_contains (blocked, "No server of another company was reached");

  /* It is not the network. */
  tell_port (result, 465, TRUE, TRUE);
  tell_port (result, 25, TRUE, TRUE);
  assert_findings (result, "port-25-blocked/info");
  open = meaning_of (result, "port-25-blocked");
  fixture_assert_contains (open, "this network likely does not block it");
}

static void
test_mail_blocked (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_NET_BLOCKED);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_NET_BLOCKED);
  tell_port (result, 993, FALSE, FALSE);
  tell_port (result, 465, FALSE, FALSE);
  assert_findings (result, "mail-blocked/error");
}

static void
test_alert (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();
  DermagaProbe *row = fixture_guess (result, IMAP, 143, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  address->outcome = DERMAGA_OUTCOME_OK_STARTTLS;
  address->facts = fixture_facts (IMAP, STARTTLS, NULL);
  address->facts->alert_text = g_strdup ("Visit http://attacker.example\033[5m now");
  dermaga_probe_take_address (row, address);
  assert_findings (result, "server-message/info");

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  findings = dermaga_findings (result, recommendation);
  fixture_assert_contains (((DermagaFinding *) findings->pdata[0])->words->meaning,
                           "The server says: “Visit http://attacker.example");
}

/* The worst comes first, and a kind of trouble is told once however many rows have it. */
static void
test_order (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();

  fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_REFUSED);
  fixture_row (result, SMTP, "mail.example.com", 587, STARTTLS, DERMAGA_SOURCE_GUESS,
               DERMAGA_OUTCOME_CERT_NAME);
  fixture_row (result, SMTP, "mail.example.com", 465, TLS, DERMAGA_SOURCE_GUESS,
               DERMAGA_OUTCOME_CERT_NAME);
  fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_TAMPERED);
  dermaga_result_add_condition (result, DERMAGA_CONDITION_WILDCARD_DNS);
  assert_findings (result,
                   "tampered/error cert-name/warning wildcard-dns/info port-25-blocked/info");
}

/* Among equals, what stops everything comes before danger, and danger before what is broken. */
static void
test_order_of_equals (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();

  fixture_guess (result, SMTP, 2525, STARTTLS, DERMAGA_OUTCOME_TLS_OLD);
  fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_BANNED);
  fixture_guess (result, IMAP, 143, STARTTLS, DERMAGA_OUTCOME_CERT_TIME);
  fixture_guess (result, DERMAGA_PROTOCOL_POP3, 110, STARTTLS, DERMAGA_OUTCOME_TAMPERED);
  fixture_guess (result, DERMAGA_PROTOCOL_POP3, 995, TLS, DERMAGA_OUTCOME_PORTAL);
  dermaga_result_add_condition (result, DERMAGA_CONDITION_NULL_MX);
  assert_findings (result, "portal/error tampered/error cert-time/warning banned/warning "
                           "outdated-encryption/warning null-mx/warning");
}

/* A wrong clock explains what the certificates seem to be; mail that goes all the same shows that
 * it does not matter yet. */
static void
test_clock (void)
{
  const DermagaClockVerdict wrong = { DERMAGA_CLOCK_WRONG, 90000, FALSE, 1 };
  g_autoptr (DermagaResult) good = make_good_result ();
  g_autoptr (DermagaResult) bad = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  dermaga_result_set_clock_verdict (good, wrong);
  assert_findings (good, "clock-wrong/warning");
  fixture_guess (bad, IMAP, 993, TLS, DERMAGA_OUTCOME_CERT_TIME);
  dermaga_result_set_clock_verdict (bad, wrong);
  assert_findings (bad, "clock-wrong/error cert-time/error");
}

static void
test_culprits (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_TAMPERED);
  findings = dermaga_findings (result, recommendation);
  g_assert_cmpint (((DermagaFinding *) findings->pdata[0])->culprit, ==, DERMAGA_CULPRIT_BETWEEN);

  g_assert_null (dermaga_explain_culprit (DERMAGA_CULPRIT_NOBODY));
  for (guint i = DERMAGA_CULPRIT_YOU; i <= DERMAGA_CULPRIT_PROVIDER; i++)
    {
      const char *english;
      const char *indonesian;

      dermaga_i18n_set_language ("en");
      english = dermaga_explain_culprit (i);
      dermaga_i18n_set_language ("id");
      indonesian = dermaga_explain_culprit (i);
      fixture_assert_text (english);
      fixture_assert_text (indonesian);
      g_assert_true (g_str_has_prefix (english, "Likely cause: "));
      g_assert_cmpstr (english, !=, indonesian);
      g_assert_true (g_hash_table_add (words, (gpointer) dermaga_culprit_to_string (i)));
    }
}

/* A place names 587 with TLS; it works with STARTTLS. Tried but named by nobody, it is no news. */
static void
test_wrong_security (void)
{
  g_autoptr (DermagaResult) result = make_good_result ();
  g_autoptr (DermagaCandidate) named
    = dermaga_candidate_new (SMTP, "smtp." FIXTURE_DOMAIN, 587, TLS, DERMAGA_SOURCE_SRV, 0);
  g_autofree char *list = NULL;

  fixture_guess (result, SMTP, 587, TLS, DERMAGA_OUTCOME_NEED_STARTTLS);
  fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  assert_findings (result, "");
  dermaga_result_set_source (result, "srv", DERMAGA_SOURCE_STATUS_FOUND, NULL, 0);
  dermaga_result_add_source_server (result, "srv", named);
  list = list_findings (result);
  fixture_assert_contains (list, "wrong-security/warning");
}

/* Runs last: no code without a test that makes it happen and reads its words in both languages.
 * What the places say of the servers has its tests in test-source-findings.c. */
static void
test_every_code (void)
{
  static const char *const of_sources[]
    = { "published-stale", "plain-only-published", "http-lead", "source-suspicious", "exchange",
        "sources-disagree", "mx-elsewhere", NULL };
  const char *const *codes = dermaga_finding_kinds ();
  GHashTableIter iter;
  gpointer code;

  for (guint i = 0; codes[i] != NULL; i++)
    if (!g_hash_table_contains (seen, codes[i]) && !g_strv_contains (of_sources, codes[i]))
      g_error ("no test made “%s” happen", codes[i]);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (!g_strv_contains (codes, code))
      g_error ("“%s” is not in dermaga-finding-kinds.c", (const char *) code);
}

int
main (int argc, char *argv[])
{
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/findings/nothing", test_nothing);
  g_test_add_func ("/verdict/findings/conditions", test_conditions);
  g_test_add_func ("/verdict/findings/outcomes", test_outcomes);
  g_test_add_func ("/verdict/findings/port-25", test_port_25);
  g_test_add_func ("/verdict/findings/hints", test_hints);
  g_test_add_func ("/verdict/findings/plain", test_plain);
  g_test_add_func ("/verdict/findings/families", test_families);
  g_test_add_func ("/verdict/findings/stripped", test_stripped);
  g_test_add_func ("/verdict/findings/not-stripped", test_not_stripped);
  g_test_add_func ("/verdict/findings/offers-differ", test_offers_differ);
  g_test_add_func ("/verdict/findings/consent", test_consent);
  g_test_add_func ("/verdict/findings/blocked-sending", test_blocked_sending);
  g_test_add_func ("/verdict/findings/port-evidence", test_port_evidence);
  g_test_add_func ("/verdict/findings/mail-blocked", test_mail_blocked);
  g_test_add_func ("/verdict/findings/alert", test_alert);
  g_test_add_func ("/verdict/findings/order", test_order);
  g_test_add_func ("/verdict/findings/order-of-equals", test_order_of_equals);
  g_test_add_func ("/verdict/findings/culprits", test_culprits);
  g_test_add_func ("/verdict/findings/clock", test_clock);
  g_test_add_func ("/verdict/findings/wrong-security", test_wrong_security);
  g_test_add_func ("/verdict/findings/every-code", test_every_code);
  return g_test_run ();
}
