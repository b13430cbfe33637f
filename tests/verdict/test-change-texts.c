#include "config.h"

#include <string.h>

#include "base/dermaga-i18n.h"
#include "verdict/dermaga-change-texts.h"

static gint64
get_time (int month, int day, int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, month, day, hour, 30, 0);

  return g_date_time_to_unix (time);
}

static DermagaRun *
make_run (gint64 started, DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) way
      = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465,
                               DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  DermagaRun *run = dermaga_run_new (started);

  dermaga_run_add (run, way, outcome);
  return run;
}

static char *
explain (DermagaOutcome before, DermagaOutcome after, gint64 started)
{
  g_autoptr (DermagaRun) then = make_run (started, before);
  g_autoptr (DermagaRun) now = make_run (get_time (11, 28, 20), after);
  g_autoptr (GPtrArray) changes = dermaga_run_compare (then, now, NULL);

  g_assert_cmpuint (changes->len, ==, 1);
  return dermaga_explain_change (changes->pdata[0], then, now);
}

static void
test_sentences (void)
{
  static const struct
  {
    const char *language;
    DermagaOutcome then;
    DermagaOutcome now;
    const char *text;
  } cases[] = {
    { "en", DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED,
      "Port 465 (SSL/TLS) of smtp.example.com worked on 3 May 2026; now it is refused." },
    { "id", DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED,
      "Port 465 (SSL/TLS) di smtp.example.com berfungsi pada 3 Mei 2026; kini sambungannya "
      "ditolak." },
    { "pl", DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED,
      "Port\u00a0465 (SSL/TLS) serwera smtp.example.com działał 3\u00a0maja\u00a02026; teraz "
      "połączenie jest odrzucane." },
    { "en", DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_OK_TLS,
      "Port 465 (SSL/TLS) of smtp.example.com works now; the outcome on 3 May 2026 was “Blocked "
      "or no answer”." },
    { "en", DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_TLS_OLD,
      "Port 465 (SSL/TLS) of smtp.example.com worked on 3 May 2026; now the outcome is “Outdated "
      "encryption”." },
    { "en", DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_CERT_TIME,
      "Port 465 (SSL/TLS) of smtp.example.com: the outcome on 3 May 2026 was “Blocked or no "
      "answer”, now it is “Certificate problem”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      dermaga_i18n_set_language (cases[i].language);
      text = explain (cases[i].then, cases[i].now, get_time (5, 3, 10));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Whatever came of it, every place is filled, in every language. */
static void
test_whole (void)
{
  static const char *const languages[] = { "en", "id", "pl", "ar" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (DermagaOutcome now = DERMAGA_OUTCOME_OK_PLAIN; now < DERMAGA_N_OUTCOMES; now++)
      {
        g_autofree char *lost = NULL;
        g_autofree char *today = NULL;

        dermaga_i18n_set_language (languages[i]);
        lost = explain (DERMAGA_OUTCOME_OK_TLS, now, get_time (5, 3, 10));
        today = explain (DERMAGA_OUTCOME_OK_TLS, now, get_time (11, 28, 10));
        g_assert_null (strchr (lost, '{'));
        g_assert_null (strchr (today, '{'));
        g_assert_nonnull (strstr (lost, "2026"));
        g_assert_null (strstr (today, "2026"));
      }
}

static void
test_recommended (void)
{
  static const struct
  {
    guint16 before;
    guint16 after;
    const char *text;
  } cases[] = {
    { 465, 587,
      "For sending, smtp.example.com, port 465 (SSL/TLS), was recommended on 3 May 2026; now it is "
      "smtp.example.com, port 587 (SSL/TLS)." },
    { 0, 465,
      "For sending, nothing could be recommended on 3 May 2026; now it is smtp.example.com, port "
      "465 (SSL/TLS)." },
    { 465, 0,
      "For sending, smtp.example.com, port 465 (SSL/TLS), was recommended on 3 May 2026; now "
      "nothing can be." },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaRun) then = make_run (get_time (5, 3, 10), DERMAGA_OUTCOME_REFUSED);
      g_autoptr (DermagaRun) now = make_run (get_time (11, 28, 20), DERMAGA_OUTCOME_REFUSED);
      g_autoptr (DermagaCandidate) before
          = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", cases[i].before,
                                   DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
      g_autoptr (DermagaCandidate) after
          = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", cases[i].after,
                                   DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
      g_autoptr (GPtrArray) changes = NULL;
      g_autofree char *text = NULL;

      dermaga_run_set_recommended (then, NULL, cases[i].before != 0 ? before : NULL);
      dermaga_run_set_recommended (now, NULL, cases[i].after != 0 ? after : NULL);
      changes = dermaga_run_compare (then, now, NULL);
      text = dermaga_explain_change (changes->pdata[0], then, now);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_titles (void)
{
  g_autoptr (DermagaRun) may = make_run (get_time (5, 3, 10), DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaRun) today = make_run (get_time (11, 28, 9), DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaRun) now = make_run (get_time (11, 28, 20), DERMAGA_OUTCOME_OK_TLS);
  g_autofree char *title = NULL;
  g_autofree char *title_today = NULL;
  g_autofree char *none = NULL;

  dermaga_i18n_set_language ("en");
  title = dermaga_changes_title (may, now);
  title_today = dermaga_changes_title (today, now);
  g_assert_cmpstr (title, ==, "What c_hanged since 3 May 2026");
  g_assert_cmpstr (title_today, ==, "What c_hanged since 09:30 today");
  dermaga_i18n_set_language ("id");
  none = dermaga_changes_none (may, now);
  g_assert_nonnull (strstr (none, "3 Mei 2026"));
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change-texts/sentences", test_sentences);
  g_test_add_func ("/change-texts/whole", test_whole);
  g_test_add_func ("/change-texts/recommended", test_recommended);
  g_test_add_func ("/change-texts/titles", test_titles);
  return g_test_run ();
}
