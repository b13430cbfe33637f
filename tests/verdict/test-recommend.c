#include "verdict-fixture.h"

#include <string.h>

#include "base/dermaga-i18n.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define POP3 DERMAGA_PROTOCOL_POP3
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS

static char *
against (const DermagaRecommendation *recommendation, DermagaProbe *probe)
{
  char *sentence = dermaga_explain_against (recommendation, probe);

  fixture_assert_text (sentence);
  return sentence;
}

static void
assert_against (const DermagaRecommendation *recommendation, DermagaProbe *probe, const char *part)
{
  g_autofree char *sentence = against (recommendation, probe);

  fixture_assert_contains (sentence, part);
}

static void
test_usual_provider (void)
{
  static const char *const auth[] = { "plain", NULL };
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  DermagaProbe *p465 = fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  DermagaProbe *p587 = fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaProbe *plain = fixture_guess (result, SMTP, 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  DermagaProbe *insists = fixture_guess (result, SMTP, 2525, NONE, DERMAGA_OUTCOME_NEED_STARTTLS);
  DermagaProbe *p2525 = fixture_guess (result, SMTP, 2525, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaProbe *p25 = fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_TIMEOUT);
  DermagaProbe *p993 = fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  DermagaProbe *p995 = fixture_guess (result, POP3, 995, TLS, DERMAGA_OUTCOME_OK_TLS);
  DermagaProbe *other = fixture_row (result, IMAP, "mail.example.com", 993, TLS,
                                     DERMAGA_SOURCE_MX, DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  dermaga_i18n_set_language ("en");
  dermaga_result_set_finished (result, TRUE);
  recommendation = dermaga_recommend (result);
  g_assert_true (recommendation->outgoing->probe == p465);
  g_assert_true (recommendation->incoming->probe == p993);
  g_assert_true (dermaga_recommendation_is_safe_pair (recommendation));
  g_assert_false (dermaga_recommendation_needs_consent (recommendation));
  g_assert_cmpstr (recommendation->title, ==, "Use these settings");
  g_assert_cmpstr (recommendation->outgoing->user_name, ==, "%EMAILADDRESS%");
  fixture_assert_contains (recommendation->outgoing->reason,
                           "Port 465 is encrypted from the start.");
  fixture_assert_contains (recommendation->outgoing->reason, "guessed");

  g_assert_null (dermaga_explain_against (recommendation, p465));
  g_assert_null (dermaga_explain_against (recommendation, p993));
  assert_against (recommendation, p587, "Port 587 works too, but it begins unencrypted");
  assert_against (recommendation, plain, "and offers no sign-in");
  dermaga_probe_set_auth (plain, auth);
  assert_against (recommendation, plain, "anyone in between could read your password");
  assert_against (recommendation, insists, "rightly insists on encryption");
  assert_against (recommendation, p2525, "not an official mail port");
  assert_against (recommendation, p25, "mail programs do not need it");
  assert_against (recommendation, p995, "POP3 usually moves the mail from the server");
  assert_against (recommendation, other, "spam filter");
}

static void
test_lesser_of_two (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  DermagaProbe *srv = fixture_row (result, SMTP, "out.example.com", 587, STARTTLS,
                                   DERMAGA_SOURCE_SRV, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaProbe *odd = fixture_row (result, SMTP, "out.example.com", 5587, STARTTLS,
                                   DERMAGA_SOURCE_SRV, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaProbe *same = fixture_row (result, SMTP, "out2.example.com", 587, STARTTLS,
                                    DERMAGA_SOURCE_SRV, DERMAGA_OUTCOME_OK_STARTTLS);
  DermagaProbe *guess = fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  g_assert_true (recommendation->outgoing->probe == srv);
  g_assert_null (recommendation->incoming);
  fixture_assert_contains (recommendation->outgoing->reason, "announces this server itself");
  assert_against (recommendation, odd, "587 is the more usual port");
  assert_against (recommendation, same, "one of the two is enough");
  assert_against (recommendation, guess, "its name was only guessed");
}

static void
test_under_way (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) candidate
    = fixture_candidate (SMTP, "smtp.example.com", 465, TLS);
  DermagaProbe *waiting = dermaga_result_add (result, candidate);
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);

  g_assert_null (recommendation->incoming);
  g_assert_null (recommendation->outgoing);
  g_assert_null (dermaga_explain_against (recommendation, waiting));
  fixture_assert_text (recommendation->title);
}

/* Settled early: what could not have won is told apart from what nobody knows. */
static void
test_not_checked (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  DermagaProbe *worse;
  DermagaProbe *unknown;
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  dermaga_i18n_set_language ("en");
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  worse = fixture_guess (result, SMTP, 587, STARTTLS, DERMAGA_OUTCOME_NOT_CHECKED);
  unknown = fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_NOT_CHECKED);
  recommendation = dermaga_recommend (result);
  assert_against (recommendation, worse, "even if it works, the recommended settings are better");
  assert_against (recommendation, unknown, "Port 993 was not checked to the end.");
}

static void
test_settings (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (IMAP, "imap.example.com", 993, TLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
  DermagaProbe *incoming = NULL;
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (DermagaSettings) settings = NULL;

  candidate->user_name = g_strdup ("%EMAILLOCALPART%");
  incoming = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (incoming, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (incoming, DERMAGA_PROBE_STATE_DONE);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);

  recommendation = dermaga_recommend (result);
  g_assert_cmpstr (recommendation->incoming->user_name, ==, "%EMAILLOCALPART%");
  settings = dermaga_recommendation_to_settings (recommendation, result, "ana@example.com",
                                                 "Ana");
  g_assert_cmpstr (settings->email, ==, "ana@example.com");
  g_assert_cmpstr (settings->display_name, ==, "Ana");
  g_assert_cmpstr (settings->incoming->user_name, ==, "ana");
  g_assert_cmpstr (settings->incoming->host, ==, "imap.example.com");
  g_assert_cmpstr (settings->outgoing->user_name, ==, "ana@example.com");
  g_assert_cmpuint (settings->outgoing->port, ==, 465);
  g_assert_cmpuint (settings->outgoing->security, ==, TLS);
  g_assert_null (settings->outgoing_tls);
  g_assert_false (settings->accept_insecure);
  g_assert_true (dermaga_settings_validate (settings, NULL));
}

/* For programs that cannot insist on STARTTLS; another host would be another choice. */
static void
test_settings_with_tls (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) named
    = dermaga_candidate_new (SMTP, "mail.example.com", 587, STARTTLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
  g_autoptr (DermagaCandidate) beside
    = dermaga_candidate_new (SMTP, "mail.example.com", 465, TLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (DermagaSettings) without = NULL;
  g_autoptr (DermagaSettings) with = NULL;
  DermagaProbe *probe = dermaga_result_add (result, named);

  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_STARTTLS);
  dermaga_probe_set_auth (probe, (const char *const[]) { "xoauth2", NULL });
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  probe = dermaga_result_add (result, beside);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_CERT_NAME);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  recommendation = dermaga_recommend (result);
  without = dermaga_recommendation_to_settings (recommendation, result, "a@example.com", NULL);
  g_assert_cmpuint (without->outgoing->port, ==, 587);
  g_assert_true (without->outgoing->browser_sign_in);
  g_assert_null (without->outgoing_tls);

  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  with = dermaga_recommendation_to_settings (recommendation, result, "a@example.com", NULL);
  g_assert_cmpuint (with->outgoing_tls->port, ==, 465);
  g_assert_cmpstr (with->outgoing_tls->host, ==, "mail.example.com");
}

/* A mail exchanger is safe to talk to, and yet no way out for a mail program. */
static void
test_relay_without_sign_in (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  DermagaProbe *relay = fixture_guess (result, SMTP, 25, STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  dermaga_i18n_set_language ("en");
  recommendation = dermaga_recommend (result);
  g_assert_null (recommendation->outgoing);
  assert_against (recommendation, relay, "offers no sign-in");
}

/* A row without encryption is not recommended even if its outcome claims the opposite. */
static void
test_contradiction (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  fixture_guess (result, SMTP, 587, NONE, DERMAGA_OUTCOME_OK_TLS);
  recommendation = dermaga_recommend (result);
  g_assert_null (recommendation->outgoing);
}

/* Hosts, ports, outcomes, sources and securities at random, the impossible included. */
static DermagaProbe *
add_outside (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port,
                 guint order)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, TLS, DERMAGA_SOURCE_SRV, order);
  DermagaProbe *probe;

  candidate->outside = TRUE;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return probe;
}

/* Declined servers are passed over, those agreed to are not, and each is told why. */
static void
test_declined (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (GHashTable) agreed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (DermagaRecommendation) all = NULL;
  g_autoptr (DermagaRecommendation) rest = NULL;
  g_autoptr (DermagaRecommendation) some = NULL;
  DermagaProbe *first = add_outside (result, IMAP, "a.one.example", 993, 0);
  DermagaProbe *second = add_outside (result, IMAP, "b.two.example", 993, 1);
  DermagaProbe *sending = add_outside (result, SMTP, "a.one.example", 465, 0);
  DermagaProbe *own = fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);

  dermaga_i18n_set_language ("en");
  dermaga_result_set_finished (result, TRUE);
  all = dermaga_recommend (result);
  g_assert_true (all->incoming->probe == first);
  g_assert_false (all->declined);

  rest = dermaga_recommend_without_consent (result, NULL);
  g_assert_true (rest->declined);
  g_assert_true (rest->incoming->probe == own);
  g_assert_null (rest->outgoing);
  assert_against (rest, first, "you chose not to use it");
  assert_against (rest, sending, "a.one.example works on port 465, but it lies outside");

  g_hash_table_add (agreed, (gpointer) "b.two.example");
  some = dermaga_recommend_without_consent (result, agreed);
  g_assert_true (some->incoming->probe == second);
  g_assert_true (some->incoming->consent_needed);
  g_assert_null (some->outgoing);
}

static DermagaResult *
make_random_result (GRand *random)
{
  static const char *const hosts[] = { "a.example.com", "b.example.com", "mail.other.example" };
  static const guint16 ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525, 4000 };
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  guint n_rows = g_rand_int_range (random, 0, 20);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
        g_rand_int_range (random, 0, 3), hosts[g_rand_int_range (random, 0, 3)],
        ports[g_rand_int_range (random, 0, 9)], g_rand_int_range (random, 0, 3),
        g_rand_int_range (random, 0, DERMAGA_N_SOURCES), g_rand_int_range (random, 0, 4));
      DermagaOutcome outcome = g_rand_int_range (random, 0, DERMAGA_N_OUTCOMES);
      DermagaProbe *probe;

      /* What the classification guarantees: encryption is never reported of a row without it. */
      if (candidate->security == NONE && dermaga_outcome_is_safe (outcome))
        outcome = DERMAGA_OUTCOME_OK_PLAIN;
      candidate->outside = g_rand_boolean (random);
      probe = dermaga_result_add (result, candidate);
      dermaga_probe_set_outcome (probe, outcome);
      dermaga_probe_set_state (probe, g_rand_int_range (random, 0, 8) == 0
                                        ? DERMAGA_PROBE_STATE_SECURING
                                        : DERMAGA_PROBE_STATE_DONE);
    }
  for (guint bit = 0; bit < 7; bit++)
    if (g_rand_int_range (random, 0, 10) == 0)
      dermaga_result_add_condition (result, 1 << bit);
  dermaga_result_set_finished (result, g_rand_boolean (random));
  return result;
}

static void
check_choice (const DermagaChoice *choice, DermagaDirection direction)
{
  const DermagaCandidate *candidate;

  if (choice == NULL)
    return;
  candidate = dermaga_probe_get_candidate (choice->probe);
  g_assert_true (dermaga_probe_is_done (choice->probe));
  g_assert_true (dermaga_outcome_is_safe (dermaga_probe_get_outcome (choice->probe)));
  g_assert_cmpuint (candidate->security, !=, NONE);
  g_assert_cmpuint (dermaga_probe_get_direction (choice->probe), ==, direction);
  g_assert_cmpuint (choice->consent_needed, ==, candidate->outside);
  fixture_assert_text (choice->reason);
}

static void
check_result (DermagaResult *result, gboolean declined)
{
  g_autoptr (DermagaRecommendation) recommendation
    = declined ? dermaga_recommend_without_consent (result, NULL) : dermaga_recommend (result);
  g_autoptr (GPtrArray) findings = dermaga_findings (result, recommendation);
  GListModel *probes = dermaga_result_get_probes (result);
  DermagaSeverity severity = DERMAGA_SEVERITY_ERROR;

  fixture_assert_text (recommendation->title);
  fixture_assert_text (recommendation->summary);
  check_choice (recommendation->incoming, DERMAGA_DIRECTION_INCOMING);
  check_choice (recommendation->outgoing, DERMAGA_DIRECTION_OUTGOING);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      g_autofree char *sentence = dermaga_explain_against (recommendation, probe);
      gboolean chosen
        = (recommendation->incoming != NULL && recommendation->incoming->probe == probe)
          || (recommendation->outgoing != NULL && recommendation->outgoing->probe == probe);

      if (chosen || !dermaga_probe_is_done (probe))
        g_assert_null (sentence);
      else
        fixture_assert_text (sentence);
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const DermagaFinding *finding = findings->pdata[i];

      g_assert_cmpuint (finding->severity, <=, severity);
      severity = finding->severity;
      fixture_assert_words (finding->words);
    }
}

static void
test_random_results (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (DermagaResult) result = make_random_result (random);

      dermaga_i18n_set_language (i % 2 == 0 ? "en" : "id");
      check_result (result, FALSE);
      check_result (result, TRUE);
    }
}

/* One row beside a recommendation, or alone. */
static void
check_against (const DermagaCandidate *candidate, DermagaOutcome outcome, gboolean beside_good,
               gboolean declined)
{
  static const char *const languages[] = { "en", "id" };
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autofree char *first = NULL;
  DermagaProbe *probe;

  if (beside_good)
    {
      fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
      fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
    }
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, outcome);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (DermagaRecommendation) recommendation = NULL;
      g_autofree char *sentence = NULL;
      gboolean chosen;

      dermaga_i18n_set_language (languages[i]);
      recommendation = declined ? dermaga_recommend_without_consent (result, NULL)
                                : dermaga_recommend (result);
      chosen = (recommendation->incoming != NULL && recommendation->incoming->probe == probe)
               || (recommendation->outgoing != NULL && recommendation->outgoing->probe == probe);
      if (chosen)
        {
          g_assert_true (dermaga_outcome_is_safe (outcome));
          g_assert_null (dermaga_explain_against (recommendation, probe));
          return;
        }
      sentence = against (recommendation, probe);
      if (i == 0)
        first = g_steal_pointer (&sentence);
      else
        g_assert_cmpstr (first, !=, sentence);
    }
}

/* "Why not this port?" has an answer for every row that there can be. */
static void
test_every_row (void)
{
  static const guint16 ports[]
    = { 25, 110, 143, 465, 587, 993, 995, 2525, 4190 /* not one of the usual */ };

  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    for (guint protocol = 0; protocol < 3; protocol++)
      for (guint security = 0; security < 3; security++)
        for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
          for (guint way = 0; way < 8; way++)
            {
              g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
                protocol, "mail.example.net", ports[i], security, DERMAGA_SOURCE_SRV, 0);

              candidate->outside = (way & 1) != 0;
              check_against (candidate, outcome, (way & 2) != 0, (way & 4) != 0);
            }
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/recommend/usual-provider", test_usual_provider);
  g_test_add_func ("/verdict/recommend/lesser-of-two", test_lesser_of_two);
  g_test_add_func ("/verdict/recommend/under-way", test_under_way);
  g_test_add_func ("/verdict/recommend/not-checked", test_not_checked);
  g_test_add_func ("/verdict/recommend/settings", test_settings);
  g_test_add_func ("/verdict/recommend/settings-with-tls", test_settings_with_tls);
  g_test_add_func ("/verdict/recommend/relay-without-sign-in", test_relay_without_sign_in);
  g_test_add_func ("/verdict/recommend/declined", test_declined);
  g_test_add_func ("/verdict/recommend/contradiction", test_contradiction);
  g_test_add_func ("/verdict/recommend/every-row", test_every_row);
  g_test_add_func ("/verdict/recommend/random-results", test_random_results);
  return g_test_run ();
}
