#include "verdict-fixture.h"

#include <string.h>

#include "base/dermaga-i18n.h"

/* What is said of a port in this network: true, plain, and never certain. */

static const guint16 ports[] = { 25, 465, 587, 2525, 143, 993, 110, 995 };

/* (transfer none) */
static DermagaControl *
add (DermagaPortCheck *check, DermagaControlKind kind, const char *company, DermagaOutcome outcome)
{
  gboolean is_negative = kind == DERMAGA_CONTROL_NEGATIVE;
  guint16 port = kind == DERMAGA_CONTROL_WEB          ? 80
                 : kind == DERMAGA_CONTROL_OTHER_PORT ? (check->port == 993 ? 465 : 993)
                                                      : check->port;
  DermagaControl *control
    = dermaga_control_new (kind, company, is_negative ? NULL : "mail.example",
                           is_negative ? "192.0.2.1" : "192.0.2.7", FALSE, port);

  control->outcome = outcome;
  control->genuine = dermaga_outcome_is_safe (outcome);
  control->open = control->genuine || outcome == DERMAGA_OUTCOME_OK_PLAIN
                  || outcome == DERMAGA_OUTCOME_PORTAL || outcome == DERMAGA_OUTCOME_CERT_TRUST;
  g_ptr_array_add (check->controls, control);
  return control;
}

static DermagaPortCheck *
make_check (guint16 port, DermagaPortVerdict verdict)
{
  DermagaPortCheck *check = dermaga_port_check_new (port);
  gboolean reached = verdict == DERMAGA_PORT_VERDICT_OPEN;
  DermagaOutcome same = reached ? DERMAGA_OUTCOME_OK_TLS : DERMAGA_OUTCOME_TIMEOUT;

  check->finished = TRUE;
  if (verdict == DERMAGA_PORT_VERDICT_UNKNOWN)
    return check;
  add (check, DERMAGA_CONTROL_NEGATIVE, NULL, DERMAGA_OUTCOME_TIMEOUT)->open
    = verdict == DERMAGA_PORT_VERDICT_INTERCEPTED;
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", same);
  add (check, DERMAGA_CONTROL_SAME_PORT, "Two", same);
  add (check, DERMAGA_CONTROL_OTHER_PORT, "One",
       verdict == DERMAGA_PORT_VERDICT_BLOCKED ? DERMAGA_OUTCOME_OK_TLS : DERMAGA_OUTCOME_TIMEOUT);
  add (check, DERMAGA_CONTROL_WEB, "Three",
       verdict == DERMAGA_PORT_VERDICT_PORTAL    ? DERMAGA_OUTCOME_PORTAL
       : verdict == DERMAGA_PORT_VERDICT_OFFLINE ? DERMAGA_OUTCOME_TIMEOUT
                                                 : DERMAGA_OUTCOME_OK_PLAIN);
  g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, verdict);
  return check;
}

static DermagaWords *
explain (guint16 port, DermagaPortVerdict verdict)
{
  g_autoptr (DermagaPortCheck) check = make_check (port, verdict);

  return dermaga_explain_port_check (check);
}

static void
test_every_verdict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    for (guint verdict = 0; verdict < DERMAGA_N_PORT_VERDICTS; verdict++)
      {
        g_autoptr (DermagaWords) english = NULL;
        g_autoptr (DermagaWords) indonesian = NULL;

        dermaga_i18n_set_language ("id");
        indonesian = explain (ports[i], verdict);
        dermaga_i18n_set_language ("en");
        english = explain (ports[i], verdict);
        fixture_assert_words (indonesian);
        fixture_assert_words (english);
        g_assert_cmpstr (english->headline, !=, indonesian->headline);
        g_assert_cmpstr (english->meaning, !=, indonesian->meaning);
        g_assert_cmpstr (english->action, !=, indonesian->action);
      }
}

/* A network is never accused with certainty, and nobody is sent to a port in clear. */
static void
test_likely (void)
{
  static const DermagaPortVerdict verdicts[] = { DERMAGA_PORT_VERDICT_BLOCKED,
                                                 DERMAGA_PORT_VERDICT_MAIL_BLOCKED,
                                                 DERMAGA_PORT_VERDICT_INTERCEPTED };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    for (guint j = 0; j < G_N_ELEMENTS (verdicts); j++)
      {
        g_autoptr (DermagaWords) words = explain (ports[i], verdicts[j]);

        fixture_assert_contains (words->headline, "likely");
        g_assert_null (strstr (words->action, "without encryption"));
      }
}

static void
test_role (void)
{
  g_autoptr (DermagaWords) relay = NULL;
  g_autoptr (DermagaWords) sending = NULL;
  g_autoptr (DermagaWords) receiving = NULL;

  dermaga_i18n_set_language ("en");
  relay = explain (25, DERMAGA_PORT_VERDICT_BLOCKED);
  sending = explain (587, DERMAGA_PORT_VERDICT_BLOCKED);
  receiving = explain (143, DERMAGA_PORT_VERDICT_BLOCKED);
  fixture_assert_contains (relay->meaning, "this is normal");
  fixture_assert_contains (relay->meaning, "web host");
  fixture_assert_contains (relay->action, "mail programs do not need port 25");
  fixture_assert_contains (sending->action, "port 465");
  fixture_assert_contains (receiving->action, "port 993, with encryption");
}

static void
test_states (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (25);
  g_autoptr (DermagaWords) running = dermaga_explain_port_check (check);
  g_autoptr (DermagaWords) not_asked = NULL;
  g_autoptr (DermagaWords) unclear = NULL;

  check->finished = TRUE;
  not_asked = dermaga_explain_port_check (check);
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", DERMAGA_OUTCOME_TIMEOUT);
  unclear = dermaga_explain_port_check (check);
  fixture_assert_contains (running->headline, "Testing port 25");
  fixture_assert_contains (not_asked->meaning, "no server of another company was asked");
  fixture_assert_contains (unclear->meaning, "too few");
}

/* Every kind of control, with every outcome, in a line that is ready to show. */
static void
test_controls (void)
{
  for (guint kind = 0; kind <= DERMAGA_CONTROL_WEB; kind++)
    for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
      {
        g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (587);
        DermagaControl *control = add (check, kind, "Company", outcome);
        g_autofree char *english = NULL;
        g_autofree char *indonesian = NULL;

        dermaga_i18n_set_language ("id");
        indonesian = dermaga_explain_control (control);
        dermaga_i18n_set_language ("en");
        english = dermaga_explain_control (control);
        fixture_assert_text (english);
        fixture_assert_text (indonesian);
        g_assert_cmpstr (english, !=, indonesian);
      }
}

static void
test_turned_away (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (25);
  DermagaControl *control
    = add (check, DERMAGA_CONTROL_SAME_PORT, "Company", DERMAGA_OUTCOME_GREET_REFUSED);
  g_autofree char *line = NULL;

  dermaga_i18n_set_language ("en");
  control->open = TRUE;
  line = dermaga_explain_control (control);
  g_assert_cmpstr (
    line, ==, "mail.example (Company), port 25, IPv4: reached; it turned this computer away.");
}

/* What was not proved is not said to be; what this computer forbids is not put down to the
 * network. */
static void
test_less_than_proved (void)
{
  g_autoptr (DermagaPortCheck) open = dermaga_port_check_new (25);
  g_autoptr (DermagaPortCheck) local = make_check (587, DERMAGA_PORT_VERDICT_BLOCKED);
  g_autoptr (DermagaWords) words = NULL;
  g_autoptr (DermagaWords) forbidden = NULL;

  dermaga_i18n_set_language ("en");
  add (open, DERMAGA_CONTROL_NEGATIVE, NULL, DERMAGA_OUTCOME_TIMEOUT);
  add (open, DERMAGA_CONTROL_SAME_PORT, "One", DERMAGA_OUTCOME_GREET_REFUSED)->open = TRUE;
  add (open, DERMAGA_CONTROL_SAME_PORT, "Two", DERMAGA_OUTCOME_GREET_REFUSED)->open = TRUE;
  open->finished = TRUE;
  g_assert_cmpint (dermaga_port_check_get_verdict (open), ==, DERMAGA_PORT_VERDICT_OPEN);
  words = dermaga_explain_port_check (open);
  g_assert_cmpstr (words->headline, ==, "Port 25 is likely open in this network");
  g_assert_nonnull (strstr (words->meaning, "none proved in full who it is"));

  for (guint i = 0; i < local->controls->len; i++)
    {
      DermagaControl *control = local->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_SAME_PORT)
        control->outcome = DERMAGA_OUTCOME_LOCAL_BLOCK;
    }
  forbidden = dermaga_explain_port_check (local);
  g_assert_cmpstr (forbidden->headline, ==, "This computer itself likely blocks port 587");
}

static void
add_at (DermagaPortCheck *check, DermagaControlKind kind, const char *company, gboolean is_ipv6,
        DermagaOutcome outcome, gint64 round_trip_us)
{
  DermagaControl *control = add (check, kind, company, outcome);

  control->is_ipv6 = is_ipv6;
  control->round_trip_us = round_trip_us;
}

static char *
meaning_in (const char *language, const DermagaPortCheck *check)
{
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language (language);
  words = dermaga_explain_port_check (check);
  fixture_assert_words (words);
  return g_strdup (words->meaning);
}

/* Where the kinds of address differ, and where somebody nearby refuses, it is said. */
static void
test_remarks (void)
{
  g_autoptr (DermagaPortCheck) families = make_check (587, DERMAGA_PORT_VERDICT_OPEN);
  g_autoptr (DermagaPortCheck) refused = dermaga_port_check_new (587);
  g_autofree char *same = NULL;
  g_autofree char *differ = NULL;
  g_autofree char *nearby = NULL;
  g_autofree char *indonesian = NULL;

  same = meaning_in ("en", families);
  g_assert_null (strstr (same, "IPv"));
  add_at (families, DERMAGA_CONTROL_SAME_PORT, "One", TRUE, DERMAGA_OUTCOME_TIMEOUT, -1);
  add_at (families, DERMAGA_CONTROL_SAME_PORT, "Two", TRUE, DERMAGA_OUTCOME_TIMEOUT, -1);
  add_at (families, DERMAGA_CONTROL_OTHER_PORT, "One", TRUE, DERMAGA_OUTCOME_OK_TLS, 20000);
  differ = meaning_in ("en", families);
  fixture_assert_contains (differ, "Over IPv6 no server was reached");

  add_at (refused, DERMAGA_CONTROL_SAME_PORT, "One", FALSE, DERMAGA_OUTCOME_REFUSED, 300);
  add_at (refused, DERMAGA_CONTROL_SAME_PORT, "Two", FALSE, DERMAGA_OUTCOME_REFUSED, 300);
  add_at (refused, DERMAGA_CONTROL_OTHER_PORT, "One", FALSE, DERMAGA_OUTCOME_OK_TLS, 60000);
  add_at (refused, DERMAGA_CONTROL_OTHER_PORT, "Two", FALSE, DERMAGA_OUTCOME_OK_TLS, 60000);
  refused->finished = TRUE;
  g_assert_true (dermaga_port_check_is_refused_nearby (refused, FALSE));
  indonesian = meaning_in ("id", refused);
  nearby = meaning_in ("en", refused);
  fixture_assert_contains (nearby, "a sign, not a proof, that a device nearby");
  fixture_assert_contains (indonesian, "bukan bukti");
}

static void
assert_paragraphs (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  g_assert_cmpuint (g_strv_length (paragraphs), ==, 4);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    fixture_assert_text (paragraphs[i]);
}

static void
test_by_hand (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      g_autofree char *english = NULL;
      g_autofree char *indonesian = NULL;
      g_autofree char *command = g_strdup_printf (" %u”", ports[i]);

      dermaga_i18n_set_language ("id");
      indonesian = dermaga_explain_port_by_hand (ports[i]);
      dermaga_i18n_set_language ("en");
      english = dermaga_explain_port_by_hand (ports[i]);
      assert_paragraphs (english);
      assert_paragraphs (indonesian);
      g_assert_cmpstr (english, !=, indonesian);
      fixture_assert_contains (english, "telnet ");
      fixture_assert_contains (english, command);
      fixture_assert_contains (indonesian, command);
      fixture_assert_contains (english, "both mean that this server cannot be reached on the port");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dermaga_i18n_init ();
  g_test_add_func ("/port-check-texts/every-verdict", test_every_verdict);
  g_test_add_func ("/port-check-texts/likely", test_likely);
  g_test_add_func ("/port-check-texts/role", test_role);
  g_test_add_func ("/port-check-texts/states", test_states);
  g_test_add_func ("/port-check-texts/controls", test_controls);
  g_test_add_func ("/port-check-texts/turned-away", test_turned_away);
  g_test_add_func ("/port-check-texts/less-than-proved", test_less_than_proved);
  g_test_add_func ("/port-check-texts/remarks", test_remarks);
  g_test_add_func ("/port-check-texts/by-hand", test_by_hand);
  return g_test_run ();
}
