#include "verdict-fixture.h"

#include "base/dermaga-i18n.h"
#include "verdict/dermaga-finding-kinds.h"

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define POP3 DERMAGA_PROTOCOL_POP3
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS
#define OUTSIDE "imap.provider.example"

/* A place names a server, which was tried with that outcome. */
static void
name_tested (DermagaResult *result, const char *id, DermagaProtocol protocol, const char *host,
             guint16 port, DermagaSecurity security, DermagaOutcome outcome)
{
  DermagaSource source = DERMAGA_SOURCE_MX;
  DermagaProbe *probe;

  dermaga_source_from_report_id (id, &source);
  /* What is known of an exchanger's provider, not the exchanger. */
  if (g_str_equal (id, "mx"))
    source = DERMAGA_SOURCE_MX_PROVIDER;
  probe = fixture_row (result, protocol, host, port, security, source, outcome);
  dermaga_result_set_source (result, id, DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_add_source_server (result, id, dermaga_probe_get_candidate (probe));
}

/* A place names a server, of which nothing more is known. */
static void
name_untested (DermagaResult *result, const char *id, DermagaProtocol protocol, const char *host,
               guint16 port)
{
  g_autoptr (DermagaCandidate) server = dermaga_candidate_new (
    protocol, host, port, TLS,
    g_str_equal (id, "mx") ? DERMAGA_SOURCE_MX_PROVIDER : DERMAGA_SOURCE_ISPDB, 0);

  dermaga_result_set_source (result, id, DERMAGA_SOURCE_STATUS_FOUND, "", 1000);
  dermaga_result_add_source_server (result, id, server);
}

static DermagaResult *
make_guessed (void)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  fixture_guess (result, IMAP, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  fixture_guess (result, SMTP, 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  return result;
}

/* (transfer full) (nullable): the words of that finding, checked in both languages. */
static DermagaWords *
find_words (DermagaResult *result, const char *code, DermagaSeverity *severity)
{
  static const char *const languages[] = { "id", "en" };
  DermagaWords *words = NULL;
  g_autofree char *meaning = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (DermagaRecommendation) recommendation = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      guint n = 0;

      dermaga_i18n_set_language (languages[i]);
      recommendation = dermaga_recommend (result);
      findings = dermaga_findings (result, recommendation);
      for (guint j = 0; j < findings->len; j++)
        {
          DermagaFinding *finding = findings->pdata[j];

          if (!g_str_equal (finding->code, code))
            continue;
          fixture_assert_words (finding->words);
          g_clear_pointer (&words, dermaga_words_free);
          words = g_steal_pointer (&finding->words);
          *severity = finding->severity;
          g_assert_true (g_strv_contains (dermaga_finding_kinds (), code));
          n++;
        }
      g_assert_cmpuint (n, <=, 1);
      g_assert_cmpint (words != NULL, ==, n == 1);
      if (words != NULL && meaning == NULL)
        meaning = g_strdup (words->meaning);
      else if (words != NULL)
        g_assert_cmpstr (meaning, !=, words->meaning);
    }
  return words;
}

static void
assert_absent (DermagaResult *result, const char *code)
{
  DermagaSeverity severity;

  g_assert_null (find_words (result, code, &severity));
}

static void
assert_found (DermagaResult *result, const char *code, DermagaSeverity expected,
              const char *meaning)
{
  DermagaSeverity severity = -1;
  g_autoptr (DermagaWords) words = find_words (result, code, &severity);

  if (words == NULL)
    g_error ("no finding “%s”", code);
  g_assert_cmpuint (severity, ==, expected);
  fixture_assert_contains (words->meaning, meaning);
}

static void
test_stale (void)
{
  g_autoptr (DermagaResult) result = make_guessed ();

  name_tested (result, "autoconfig", IMAP, "old.example.com", 993, TLS, DERMAGA_OUTCOME_REFUSED);
  name_tested (result, "autoconfig", IMAP, "old.example.com", 143, NONE, DERMAGA_OUTCOME_REFUSED);
  assert_found (result, "published-stale", DERMAGA_SEVERITY_WARNING,
                "For receiving mail, nothing that “Provider’s configuration (autoconfig)” names "
                "works safely: for port 993 of old.example.com, the result is “Refused”. Port 993 "
                "of imap.example.com is recommended instead.");
  name_tested (result, "autoconfig", SMTP, "gone.example.com", 465, TLS,
               DERMAGA_OUTCOME_DNS_NXDOMAIN);
  assert_found (result, "published-stale", DERMAGA_SEVERITY_WARNING,
                "recommended instead. For sending mail, nothing that");
  /* One that works is enough. */
  name_tested (result, "autoconfig", IMAP, "new.example.com", 143, STARTTLS,
               DERMAGA_OUTCOME_OK_STARTTLS);
  name_tested (result, "autoconfig", SMTP, "new.example.com", 587, STARTTLS,
               DERMAGA_OUTCOME_OK_STARTTLS);
  assert_absent (result, "published-stale");
}

static void
test_stale_by_others (void)
{
  static const char *const ids[] = { "ispdb", "file", "well-known", "pacc" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (DermagaResult) result = make_guessed ();

      name_tested (result, ids[i], SMTP, "old.example.com", 465, TLS, DERMAGA_OUTCOME_TIMEOUT);
      assert_found (result, "published-stale", DERMAGA_SEVERITY_WARNING,
                    "for port 465 of old.example.com, the result is “Blocked or no answer”");
    }
}

/* Nothing is said about a provider that the user's network, or an unfinished check, explains. */
static void
test_not_stale (void)
{
  static const DermagaOutcome outcomes[]
    = { DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_PORTAL,      DERMAGA_OUTCOME_NET_BLOCKED,
        DERMAGA_OUTCOME_NET_UNREACH, DERMAGA_OUTCOME_LOCAL_BLOCK, DERMAGA_OUTCOME_INTERCEPTED,
        DERMAGA_OUTCOME_TEMPFAIL,    DERMAGA_OUTCOME_BANNED,      DERMAGA_OUTCOME_DNS_NO_REPLY,
        DERMAGA_OUTCOME_TAMPERED,    DERMAGA_OUTCOME_OK_TLS };
  g_autoptr (DermagaResult) untested = make_guessed ();
  g_autoptr (DermagaResult) alone = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaResult) unpublished = make_guessed ();

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (DermagaResult) result = make_guessed ();

      name_tested (result, "autoconfig", IMAP, "a.example.com", 143, STARTTLS,
                   DERMAGA_OUTCOME_REFUSED);
      name_tested (result, "autoconfig", IMAP, "a.example.com", 993, TLS, outcomes[i]);
      assert_absent (result, "published-stale");
    }
  name_tested (untested, "autoconfig", IMAP, "a.example.com", 143, STARTTLS,
               DERMAGA_OUTCOME_REFUSED);
  name_untested (untested, "autoconfig", IMAP, "b.example.com", 993);
  assert_absent (untested, "published-stale");
  /* Nothing else works, so that there is nothing to compare with. */
  name_tested (alone, "autoconfig", IMAP, "a.example.com", 993, TLS, DERMAGA_OUTCOME_REFUSED);
  assert_absent (alone, "published-stale");
  name_tested (unpublished, "srv", IMAP, "a.example.com", 993, TLS, DERMAGA_OUTCOME_REFUSED);
  assert_absent (unpublished, "published-stale");
}

static void
test_plain_only (void)
{
  g_autoptr (DermagaResult) result = make_guessed ();
  g_autoptr (DermagaResult) lacking = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_tested (result, "ispdb", IMAP, "imap.example.com", 143, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  assert_found (result, "plain-only-published", DERMAGA_SEVERITY_INFO,
                "For receiving mail, “Mozilla’s public list” names only servers without");
  assert_absent (result, "published-stale");
  name_tested (result, "ispdb", SMTP, "smtp.example.com", 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  assert_found (result, "plain-only-published", DERMAGA_SEVERITY_INFO,
                "“Mozilla’s public list” names only servers without encryption");
  name_tested (result, "ispdb", IMAP, "imap.example.com", 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_found (result, "plain-only-published", DERMAGA_SEVERITY_INFO, "For sending mail, ");
  name_tested (result, "ispdb", SMTP, "smtp.example.com", 587, STARTTLS,
               DERMAGA_OUTCOME_REFUSED);
  assert_absent (result, "plain-only-published");

  name_tested (lacking, "autoconfig", POP3, "pop.example.com", 110, NONE,
               DERMAGA_OUTCOME_OK_PLAIN);
  assert_found (lacking, "plain-only-published", DERMAGA_SEVERITY_WARNING, "For receiving mail, ");
}

static void
test_http (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaResult) beaten = make_guessed ();

  name_tested (result, "http", SMTP, "smtp.example.com", 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_found (result, "http-lead", DERMAGA_SEVERITY_WARNING,
                "The name smtp.example.com was published over http");
  name_tested (beaten, "http", SMTP, "a.example.com", 465, TLS, DERMAGA_OUTCOME_REFUSED);
  assert_absent (beaten, "http-lead");
}

static void
set_problem (DermagaResult *result, const char *id, DermagaSourceProblem problem)
{
  dermaga_result_set_source (result, id, DERMAGA_SOURCE_STATUS_FAILED, "", 1000);
  dermaga_result_set_source_origin (result, id, NULL, problem);
}

static void
test_suspicious (void)
{
  static const char *const others[] = { "ispdb", "mx-autoconfig", "mta-sts", "autodiscover" };
  g_autoptr (DermagaResult) result = make_guessed ();
  g_autoptr (DermagaResult) by_http = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaResult) moved = make_guessed ();
  g_autoptr (DermagaWords) words = NULL;
  DermagaSeverity severity;

  for (guint i = 0; i < DERMAGA_N_SOURCE_PROBLEMS; i++)
    if (i != DERMAGA_SOURCE_PROBLEM_CERTIFICATE && i != DERMAGA_SOURCE_PROBLEM_DOWNGRADE)
      {
        set_problem (result, "autoconfig", i);
        assert_absent (result, "source-suspicious");
      }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    set_problem (result, others[i], DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  assert_absent (result, "source-suspicious");
  set_problem (result, "well-known", DERMAGA_SOURCE_PROBLEM_DOWNGRADE);
  assert_found (result, "source-suspicious", DERMAGA_SEVERITY_INFO, "It was not followed.");
  set_problem (result, "autoconfig", DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  assert_found (result, "source-suspicious", DERMAGA_SEVERITY_INFO, "What it says was not used");
  words = find_words (result, "source-suspicious", &severity);
  g_assert_cmpstr (words->headline, ==, "autoconfig.example.com could not prove who it is");

  /* Another host, to which that one led. */
  dermaga_result_set_source_origin (moved, "autoconfig", "https://web.example.net/mail.xml",
                                    DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  g_clear_pointer (&words, dermaga_words_free);
  words = find_words (moved, "source-suspicious", &severity);
  g_assert_cmpstr (words->headline, ==, "web.example.net could not prove who it is");

  name_tested (by_http, "http", SMTP, "smtp.example.com", 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  set_problem (by_http, "autoconfig", DERMAGA_SOURCE_PROBLEM_CERTIFICATE);
  assert_found (by_http, "source-suspicious", DERMAGA_SEVERITY_WARNING, "was not used");
}

static void
test_exchange (void)
{
  g_autoptr (DermagaResult) result = make_guessed ();

  assert_absent (result, "exchange");
  dermaga_result_add_condition (result, DERMAGA_CONDITION_EXCHANGE);
  assert_found (result, "exchange", DERMAGA_SEVERITY_INFO, "may be switched off");
}

static void
test_disagree (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_tested (result, "srv", IMAP, "b.example.com", 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_absent (result, "sources-disagree");
  name_tested (result, "autoconfig", IMAP, "a.example.com", 993, TLS, DERMAGA_OUTCOME_REFUSED);
  assert_found (result, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "For IMAP, “Provider’s configuration (autoconfig)” names a.example.com (port 993), "
                "while “DNS service records (SRV)” names b.example.com (port 993). The recommended "
                "server is that of “DNS service records (SRV)”, since nothing that “Provider’s "
                "configuration (autoconfig)” names for this works safely so far.");
  name_tested (result, "autoconfig", IMAP, "c.example.com", 143, STARTTLS,
               DERMAGA_OUTCOME_OK_STARTTLS);
  assert_found (result, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "that of “Provider’s configuration (autoconfig)”, which is the more trustworthy");
  /* One that both name is agreement, however it is encrypted. */
  name_tested (result, "srv", IMAP, "c.example.com", 143, TLS, DERMAGA_OUTCOME_REFUSED);
  assert_absent (result, "sources-disagree");
}

static void
test_disagree_undecided (void)
{
  g_autoptr (DermagaResult) neither = make_guessed ();
  g_autoptr (DermagaResult) none = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaResult) same = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_untested (neither, "table", SMTP, "a.example.com", 465);
  name_untested (neither, "ispdb", SMTP, "b.example.com", 465);
  assert_found (neither, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "The recommended server is neither of them.");
  name_untested (none, "ispdb", SMTP, "a.example.com", 465);
  name_untested (none, "mx-autoconfig", SMTP, "a.example.com", 587);
  assert_found (none, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "Neither of them works safely so far.");
  /* Both are the provider's own. */
  name_tested (same, "autoconfig", IMAP, "a.example.com", 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  name_tested (same, "well-known", IMAP, "b.example.com", 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_found (same, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "The recommended server is that of “Provider’s configuration (autoconfig)”.");
}

/* What works and yet cannot be used for sending: why the other was taken is not said. */
static void
test_disagree_passed_over (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_tested (result, "autoconfig", SMTP, "a.example.com", 25, STARTTLS,
               DERMAGA_OUTCOME_OK_STARTTLS);
  name_tested (result, "srv", SMTP, "b.example.com", 465, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_found (result, "sources-disagree", DERMAGA_SEVERITY_INFO,
                "The recommended server is that of “DNS service records (SRV)”.");
}

/* Guesses, the user's words, exchangers and other protocols claim nothing against anybody. */
static void
test_agree (void)
{
  g_autoptr (DermagaResult) result = make_guessed ();
  g_autoptr (DermagaCandidate) exchanger
    = dermaga_candidate_new (IMAP, "mx.example.com", 993, TLS, DERMAGA_SOURCE_MX, 0);

  name_untested (result, "autoconfig", IMAP, "a.example.com", 993);
  name_untested (result, "guess", IMAP, "imap.example.com", 993);
  name_untested (result, "user", IMAP, "u.example.com", 993);
  name_untested (result, "file", IMAP, "f.example.com", 993);
  name_untested (result, "http", IMAP, "h.example.com", 993);
  name_untested (result, "srv", SMTP, "s.example.com", 465);
  dermaga_result_set_source (result, "mx", DERMAGA_SOURCE_STATUS_FOUND, "mx.example.com", 1000);
  dermaga_result_add_source_server (result, "mx", exchanger);
  assert_absent (result, "sources-disagree");
  assert_absent (result, "mx-elsewhere");
}

static void
test_elsewhere (void)
{
  g_autoptr (DermagaResult) guessed = make_guessed ();
  g_autoptr (DermagaResult) published = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_untested (guessed, "mx", IMAP, OUTSIDE, 993);
  assert_found (guessed, "mx-elsewhere", DERMAGA_SEVERITY_INFO,
                "imap.example.com is recommended, but the directory of names (DNS) says that mail "
                "for example.com is delivered to a provider whose server is " OUTSIDE ".");
  name_tested (published, "autoconfig", IMAP, "imap.example.com", 993, TLS,
               DERMAGA_OUTCOME_OK_TLS);
  name_tested (published, "mx-ispdb", IMAP, OUTSIDE, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_found (published, "mx-elsewhere", DERMAGA_SEVERITY_INFO, OUTSIDE);
}

static void
test_not_elsewhere (void)
{
  g_autoptr (DermagaResult) same = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaResult) ours = make_guessed ();
  g_autoptr (DermagaResult) dead = make_guessed ();
  g_autoptr (DermagaResult) inside = make_guessed ();
  g_autoptr (DermagaResult) away = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  name_tested (same, "mx", IMAP, OUTSIDE, 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  assert_absent (same, "mx-elsewhere");
  name_untested (ours, "mx", IMAP, OUTSIDE, 993);
  name_untested (ours, "mx", IMAP, "imap.example.com", 993);
  assert_absent (ours, "mx-elsewhere");
  /* Nobody is sent to a server that is known not to work. */
  name_tested (dead, "mx", IMAP, OUTSIDE, 993, TLS, DERMAGA_OUTCOME_CERT_NAME);
  assert_absent (dead, "mx-elsewhere");
  name_untested (inside, "mx-autoconfig", IMAP, "box.example.com", 993);
  assert_absent (inside, "mx-elsewhere");
  name_tested (away, "ispdb", IMAP, "imap.other.example", 993, TLS, DERMAGA_OUTCOME_OK_TLS);
  name_untested (away, "mx", IMAP, OUTSIDE, 993);
  assert_absent (away, "mx-elsewhere");
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/source-findings/stale", test_stale);
  g_test_add_func ("/verdict/source-findings/stale-by-others", test_stale_by_others);
  g_test_add_func ("/verdict/source-findings/not-stale", test_not_stale);
  g_test_add_func ("/verdict/source-findings/plain-only", test_plain_only);
  g_test_add_func ("/verdict/source-findings/http", test_http);
  g_test_add_func ("/verdict/source-findings/suspicious", test_suspicious);
  g_test_add_func ("/verdict/source-findings/exchange", test_exchange);
  g_test_add_func ("/verdict/source-findings/disagree", test_disagree);
  g_test_add_func ("/verdict/source-findings/disagree-undecided", test_disagree_undecided);
  g_test_add_func ("/verdict/source-findings/disagree-passed-over", test_disagree_passed_over);
  g_test_add_func ("/verdict/source-findings/agree", test_agree);
  g_test_add_func ("/verdict/source-findings/elsewhere", test_elsewhere);
  g_test_add_func ("/verdict/source-findings/not-elsewhere", test_not_elsewhere);
  return g_test_run ();
}
