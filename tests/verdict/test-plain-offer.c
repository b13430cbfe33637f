#include "config.h"

#include "verdict-fixture.h"

/* Nothing without encryption is ever offered where anything speaks against it. */

/* As a server without encryption looks: it refuses the encrypted ports and offers no STARTTLS. */
static DermagaResult *
plain_result (void)
{
  static const char *const auth[] = { "plain", "login", NULL };
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS,
                 DERMAGA_OUTCOME_REFUSED);
  fixture_guess (result, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS,
                 DERMAGA_OUTCOME_NO_STARTTLS);
  fixture_guess (result, DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_NONE,
                 DERMAGA_OUTCOME_OK_PLAIN);
  fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS,
                 DERMAGA_OUTCOME_REFUSED);
  fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
                 DERMAGA_OUTCOME_NO_STARTTLS);
  dermaga_probe_set_auth (fixture_guess (result, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE,
                                         DERMAGA_OUTCOME_OK_PLAIN),
                          auth);
  dermaga_result_set_finished (result, TRUE);
  return result;
}

static void
assert_offer (DermagaResult *result, gboolean incoming, gboolean outgoing)
{
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);

  g_assert_cmpint (offer != NULL && offer->incoming != NULL, ==, incoming);
  g_assert_cmpint (offer != NULL && offer->outgoing != NULL, ==, outgoing);
  g_assert_true (offer == NULL || offer->incoming != NULL || offer->outgoing != NULL);
}

static void
test_offered (void)
{
  g_autoptr (DermagaResult) result = plain_result ();
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);
  g_autoptr (DermagaWords) words = NULL;

  assert_offer (result, TRUE, TRUE);
  g_assert_cmpuint (dermaga_probe_get_candidate (offer->outgoing)->port, ==, 587);
  words = dermaga_plain_offer_explain (offer);
  fixture_assert_words (words);
  fixture_assert_contains (words->headline, "only without encryption");
  fixture_assert_contains (words->meaning, "the two look the same");
  fixture_assert_contains (words->action, "We advise against it");

  /* It stays beside the recommendation, which knows nothing of it. */
  g_assert_null (recommendation->incoming);
  g_assert_null (recommendation->outgoing);
}

static void
test_words_of_a_half (void)
{
  static const char *const headlines[] = { "Receiving works only", "Sending works only" };
  static const char *const hosts[] = { "imap.example.com:143", "smtp.example.com:587" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DermagaResult) result = plain_result ();
      g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);
      g_autoptr (DermagaWords) words = NULL;

      g_clear_object (i == 0 ? &offer->outgoing : &offer->incoming);
      words = dermaga_plain_offer_explain (offer);
      fixture_assert_words (words);
      fixture_assert_contains (words->headline, headlines[i]);
      fixture_assert_contains (words->meaning, hosts[i]);
      g_assert_null (strstr (words->meaning, hosts[1 - i]));
    }
}

/* One row more, on a host of its own, and nothing is offered in either direction. */
static void
test_warning_anywhere (void)
{
  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    {
      g_autoptr (DermagaResult) result = plain_result ();
      gboolean harmless = !dermaga_outcome_is_warning (outcome)
                          || outcome == DERMAGA_OUTCOME_NO_STARTTLS;

      if (dermaga_outcome_is_safe (outcome))
        continue;
      if (outcome == DERMAGA_OUTCOME_PORTAL || outcome == DERMAGA_OUTCOME_TLS_CUT)
        harmless = FALSE;
      /* Clear POP3 stands for rows that are of no use to either direction's answer. */
      fixture_row (result, DERMAGA_PROTOCOL_POP3, "other.example.com", 110, DERMAGA_SECURITY_NONE,
                   DERMAGA_SOURCE_GUESS, outcome);
      g_test_message ("%s", dermaga_outcome_to_string (outcome));
      assert_offer (result, harmless, harmless);
    }
}

/* One address of a name shows a fault while the others do not. */
static void
test_warning_at_one_address (void)
{
  g_autoptr (DermagaResult) result = plain_result ();
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);

  fixture_address (offer->incoming, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_PLAIN);
  assert_offer (result, TRUE, TRUE);
  fixture_address (offer->incoming, "192.0.2.2", FALSE, DERMAGA_OUTCOME_TAMPERED);
  assert_offer (result, FALSE, FALSE);
}

/* What an encrypted row must have come to, so that nothing encrypted can exist. */
static void
test_silence_is_no_proof (void)
{
  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    {
      g_autoptr (DermagaResult) result = plain_result ();
      gboolean missing
          = outcome == DERMAGA_OUTCOME_REFUSED || outcome == DERMAGA_OUTCOME_NO_STARTTLS
            || outcome == DERMAGA_OUTCOME_DNS_NXDOMAIN || outcome == DERMAGA_OUTCOME_DNS_NODATA;
      gboolean suspicious = (dermaga_outcome_is_warning (outcome) && !missing)
                            || outcome == DERMAGA_OUTCOME_PORTAL
                            || outcome == DERMAGA_OUTCOME_TLS_CUT;

      fixture_row (result, DERMAGA_PROTOCOL_SMTP, "other.example.com", 465, DERMAGA_SECURITY_TLS,
                   DERMAGA_SOURCE_GUESS, outcome);
      g_test_message ("%s", dermaga_outcome_to_string (outcome));
      assert_offer (result, !suspicious, missing);
    }
}

/* Port 25 is often silent, and says nothing of the other ports; unless it is encrypted. */
static void
test_between_servers (void)
{
  g_autoptr (DermagaResult) silent = plain_result ();
  g_autoptr (DermagaResult) encrypted = plain_result ();

  fixture_row (silent, DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 25, DERMAGA_SECURITY_STARTTLS,
               DERMAGA_SOURCE_GUESS, DERMAGA_OUTCOME_TIMEOUT);
  assert_offer (silent, TRUE, TRUE);
  fixture_row (encrypted, DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 25, DERMAGA_SECURITY_STARTTLS,
               DERMAGA_SOURCE_GUESS, DERMAGA_OUTCOME_OK_STARTTLS);
  assert_offer (encrypted, TRUE, FALSE);
}

/* STARTTLS was stripped: the domain publishes that it has it, by whatever way that came. */
static void
test_published_encryption (void)
{
  static const DermagaSource sources[]
      = { DERMAGA_SOURCE_PACC, DERMAGA_SOURCE_AUTOCONFIG,  DERMAGA_SOURCE_TABLE,
          DERMAGA_SOURCE_FILE, DERMAGA_SOURCE_ISPDB,       DERMAGA_SOURCE_SRV,
          DERMAGA_SOURCE_HTTP, DERMAGA_SOURCE_MX_PROVIDER };
  g_autoptr (DermagaResult) told = plain_result ();
  g_autoptr (DermagaCandidate) server
      = fixture_candidate (DERMAGA_PROTOCOL_SMTP, "kirim.example.com", 587,
                           DERMAGA_SECURITY_STARTTLS);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (DermagaResult) result = plain_result ();

      fixture_row (result, DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 587,
                   DERMAGA_SECURITY_STARTTLS, sources[i], DERMAGA_OUTCOME_NO_STARTTLS);
      assert_offer (result, TRUE, FALSE);
    }
  dermaga_result_set_source (told, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_add_source_server (told, "autoconfig", server);
  assert_offer (told, TRUE, FALSE);
}

static void
test_unfit_checks (void)
{
  static const guint conditions[] = { DERMAGA_CONDITION_CANCELLED, DERMAGA_CONDITION_WILDCARD_DNS,
                                      DERMAGA_CONDITION_OFFLINE };
  g_autoptr (DermagaResult) running = plain_result ();

  dermaga_result_set_finished (running, FALSE);
  assert_offer (running, FALSE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (DermagaResult) result = plain_result ();

      dermaga_result_add_condition (result, conditions[i]);
      assert_offer (result, FALSE, FALSE);
    }
}

/* The check of a port found somebody who answers in everybody's name. */
static void
test_interfering_network (void)
{
  g_autoptr (DermagaResult) result = plain_result ();
  DermagaPortCheck *check = dermaga_port_check_new (587);
  DermagaControl *control = dermaga_control_new (DERMAGA_CONTROL_NEGATIVE, NULL, NULL, "192.0.2.1",
                                                 FALSE, 587);

  control->open = TRUE;
  control->outcome = DERMAGA_OUTCOME_OK_PLAIN;
  g_ptr_array_add (check->controls, control);
  check->finished = TRUE;
  g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, DERMAGA_PORT_VERDICT_INTERCEPTED);
  dermaga_result_take_port_check (result, check);
  assert_offer (result, FALSE, FALSE);
}

/* Servers of others are asked about, and those that take no sign-in send for nobody. */
static void
test_unfit_rows (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (DermagaResult) result = plain_result ();
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);
  g_autoptr (DermagaCandidate) outside
      = fixture_candidate (DERMAGA_PROTOCOL_SMTP, "smtp.example.net", 587, DERMAGA_SECURITY_NONE);

  dermaga_probe_set_auth (offer->outgoing, none);
  assert_offer (result, TRUE, FALSE);
  outside->outside = TRUE;
  outside->source = DERMAGA_SOURCE_SRV;
  dermaga_probe_set_outcome (dermaga_result_add (result, outside), DERMAGA_OUTCOME_OK_PLAIN);
  dermaga_probe_set_state (dermaga_result_find (result, outside), DERMAGA_PROBE_STATE_DONE);
  assert_offer (result, TRUE, FALSE);
}

/* Where something safe exists, nothing else is on offer. */
static void
test_safe_half (void)
{
  g_autoptr (DermagaResult) result = plain_result ();

  fixture_row (result, DERMAGA_PROTOCOL_IMAP, "mail.example.com", 993, DERMAGA_SECURITY_TLS,
               DERMAGA_SOURCE_GUESS, DERMAGA_OUTCOME_OK_TLS);
  assert_offer (result, FALSE, TRUE);
}

static void
test_settings (void)
{
  g_autoptr (DermagaResult) result = plain_result ();
  g_autoptr (DermagaPlainOffer) offer = dermaga_plain_offer_find (result);
  g_autoptr (DermagaSettings) settings = dermaga_settings_new ("siti@example.com", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (dermaga_plain_offer_complete (offer, FALSE, FALSE, settings));
  g_assert_true (dermaga_plain_offer_complete (offer, FALSE, TRUE, settings));
  g_assert_null (settings->incoming);
  g_assert_cmpstr (settings->outgoing->user_name, ==, "siti@example.com");
  g_assert_cmpint (settings->outgoing->security, ==, DERMAGA_SECURITY_NONE);
  g_assert_false (settings->accept_insecure);
  g_assert_false (dermaga_settings_validate (settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_INSECURE);
  settings->accept_insecure = TRUE;
  g_assert_true (dermaga_settings_validate (settings, NULL));
  g_assert_false (dermaga_plain_offer_complete (offer, FALSE, TRUE, settings));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/plain-offer/offered", test_offered);
  g_test_add_func ("/verdict/plain-offer/words-of-a-half", test_words_of_a_half);
  g_test_add_func ("/verdict/plain-offer/warning-anywhere", test_warning_anywhere);
  g_test_add_func ("/verdict/plain-offer/warning-at-one-address", test_warning_at_one_address);
  g_test_add_func ("/verdict/plain-offer/silence-is-no-proof", test_silence_is_no_proof);
  g_test_add_func ("/verdict/plain-offer/between-servers", test_between_servers);
  g_test_add_func ("/verdict/plain-offer/published-encryption", test_published_encryption);
  g_test_add_func ("/verdict/plain-offer/unfit-checks", test_unfit_checks);
  g_test_add_func ("/verdict/plain-offer/interfering-network", test_interfering_network);
  g_test_add_func ("/verdict/plain-offer/unfit-rows", test_unfit_rows);
  g_test_add_func ("/verdict/plain-offer/safe-half", test_safe_half);
  g_test_add_func ("/verdict/plain-offer/settings", test_settings);
  return g_test_run ();
}
