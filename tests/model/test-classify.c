#include "scenarios.h"

#include <string.h>

static const Scenario *const all_scenarios[]
    = { transport_scenarios, clear_scenarios, upgrade_scenarios, encrypted_scenarios };

static const char *
get_expected (const Scenario *scenario, DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return scenario->none;
    case DERMAGA_SECURITY_STARTTLS:
      return scenario->starttls;
    case DERMAGA_SECURITY_TLS:
      return scenario->encrypted;
    }
  g_assert_not_reached ();
}

static void
check_scenario (const Scenario *scenario)
{
  g_autoptr (MadeSession) made = made_session_new (scenario);

  for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
    {
      const char *expected = get_expected (scenario, security);
      gboolean decided = -1;
      DermagaOutcome outcome = dermaga_classify (&made->session, security, &decided);

      if (g_strcmp0 (dermaga_outcome_to_string (outcome), expected ? expected : "not-checked") != 0
          || decided != (expected != NULL))
        {
          g_test_message ("%s, %s: got %s%s, expected %s", scenario->name,
                          dermaga_security_to_string (security),
                          dermaga_outcome_to_string (outcome), decided ? "" : " (undecided)",
                          expected != NULL ? expected : "nothing decided");
          g_test_fail ();
        }
      g_assert_cmpuint (dermaga_classify (&made->session, security, NULL), ==, outcome);
    }
}

static void
test_scenarios (gconstpointer data)
{
  for (const Scenario *scenario = data; scenario->name != NULL; scenario++)
    check_scenario (scenario);
}

/* Every outcome that one connection can show is shown by a scenario, and no other. */
static void
test_scenarios_are_complete (void)
{
  static const char *const not_from_a_session[]
      = { "dns-nxdomain", "dns-nodata", "dns-servfail", "dns-no-reply", "net-blocked",
          "portal",       "intercepted", "banned",      NULL };
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (all_scenarios); i++)
    for (const Scenario *scenario = all_scenarios[i]; scenario->name != NULL; scenario++)
      for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
        if (get_expected (scenario, security) != NULL)
          g_hash_table_add (shown, (gpointer) get_expected (scenario, security));
  for (guint i = 0; i < DERMAGA_N_OUTCOMES; i++)
    {
      const char *word = dermaga_outcome_to_string (i);

      g_assert_cmpint (g_hash_table_contains (shown, word), ==,
                       !g_strv_contains (not_from_a_session, word));
    }
}

static void
test_no_facts (void)
{
  const DermagaSession session = { .transport = DERMAGA_TRANSPORT_OK };
  gboolean decided = TRUE;

  for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
    {
      g_assert_cmpuint (dermaga_classify (&session, security, &decided), ==,
                        DERMAGA_OUTCOME_NOT_CHECKED);
      g_assert_false (decided);
    }
}

/* A greeting that comes in pieces where TLS was begun: not final before its line is whole, and
 * meaningful at every point at which it may break off. */
static void
test_text_in_pieces (void)
{
  const char *line = "554 5.7.1 go away\r\n";

  for (guint length = 1; length <= strlen (line); length++)
    {
      g_autofree char *part = g_strndup (line, length);
      const Scenario scenario = { .name = "pieces",
                                  .mode = DERMAGA_SECURITY_TLS,
                                  .stage = DERMAGA_STAGE_HANDSHAKE,
                                  .tls = TLS_TEXT,
                                  .text = part };
      g_autoptr (MadeSession) made = made_session_new (&scenario);
      gboolean decided = -1;
      DermagaOutcome outcome = dermaga_classify (&made->session, DERMAGA_SECURITY_TLS, &decided);

      g_assert_cmpint (decided, ==, length == strlen (line));
      g_assert_cmpuint (outcome, ==,
                        length < 3 ? DERMAGA_OUTCOME_NOT_MAIL : DERMAGA_OUTCOME_GREET_REFUSED);
    }
}

static Scenario
make_random (void)
{
  Scenario scenario = { .name = "random" };

  scenario.protocol = g_test_rand_int_range (0, DERMAGA_PROTOCOL_POP3 + 1);
  scenario.mode = g_test_rand_int_range (0, DERMAGA_SECURITY_TLS + 1);
  scenario.stage = g_test_rand_int_range (0, DERMAGA_STAGE_FINISHED + 1);
  scenario.trouble = g_test_rand_bit ()
                         ? DERMAGA_TROUBLE_NONE
                         : g_test_rand_int_range (0, DERMAGA_TROUBLE_LITERAL + 1);
  /* All bits but a few, so that the combinations that might be taken for good ones are many. */
  scenario.seen = (guint) g_test_rand_int () | (guint) g_test_rand_int ();
  scenario.tls = g_test_rand_int_range (0, N_TLS);
  scenario.text = g_test_rand_bit () ? "220 hello\r\n" : NULL;
  scenario.transport
      = g_test_rand_bit () ? DERMAGA_TRANSPORT_OK
                           : g_test_rand_int_range (0, DERMAGA_TRANSPORT_CANCELLED + 1);
  return scenario;
}

/* What must be true of a session that is called safe, said once more and independently. */
static void
assert_proven (const MadeSession *made, DermagaSecurity security, DermagaOutcome outcome)
{
  const DermagaFacts *facts = made->session.facts;

  g_assert_cmpuint (outcome, ==,
                    security == DERMAGA_SECURITY_TLS ? DERMAGA_OUTCOME_OK_TLS
                                                     : DERMAGA_OUTCOME_OK_STARTTLS);
  g_assert_cmpuint (facts->mode, ==, security);
  g_assert_nonnull (made->session.tls);
  g_assert_true (made->session.tls->complete);
  g_assert_cmpuint (made->session.tls->faults->len, ==, 0);
  g_assert_cmpuint (made->session.tls->chain->len, >, 0);
  g_assert_cmpstr (made->session.tls->version, ==, "TLSv1.3");
  g_assert_true (dermaga_tls_facts_verified (made->session.tls));
  g_assert_true (facts->greeting_ok);
  g_assert_true (facts->secure.seen);
  g_assert_cmpuint (facts->stage, >=, DERMAGA_STAGE_LEAVE);
  g_assert_true (made->session.transport == DERMAGA_TRANSPORT_OK
                 || made->session.transport == DERMAGA_TRANSPORT_CANCELLED);
  if (security == DERMAGA_SECURITY_STARTTLS)
    g_assert_true (facts->clear.starttls && facts->upgrade_accepted);
}

static void
test_safe_is_proven (void)
{
  guint n_safe = 0;

  for (guint i = 0; i < 100000; i++)
    {
      const Scenario scenario = make_random ();
      g_autoptr (MadeSession) made = made_session_new (&scenario);

      for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
        {
          gboolean decided = -1;
          DermagaOutcome outcome = dermaga_classify (&made->session, security, &decided);

          g_assert_true (decided == FALSE || decided == TRUE);
          g_assert_false (security == DERMAGA_SECURITY_NONE && dermaga_outcome_is_safe (outcome));
          g_assert_false (security != DERMAGA_SECURITY_NONE
                          && outcome == DERMAGA_OUTCOME_OK_PLAIN);
          if (dermaga_outcome_is_safe (outcome))
            {
              assert_proven (made, security, outcome);
              n_safe++;
            }
        }
    }
  /* The combinations reached what they are about. */
  g_assert_cmpuint (n_safe, >, 100);
}

/* Every way of an honest server through its stages: what was decided once stays. */
static void
assert_final (const Scenario *stages)
{
  DermagaOutcome last[DERMAGA_SECURITY_TLS + 1] = { DERMAGA_OUTCOME_NOT_CHECKED };
  gboolean was_decided[DERMAGA_SECURITY_TLS + 1] = { FALSE };

  for (const Scenario *scenario = stages; scenario->name != NULL; scenario++)
    {
      g_autoptr (MadeSession) made = made_session_new (scenario);

      for (guint security = 0; security <= DERMAGA_SECURITY_TLS; security++)
        {
          gboolean decided = FALSE;
          DermagaOutcome outcome = dermaga_classify (&made->session, security, &decided);

          if (was_decided[security])
            {
              g_assert_true (decided);
              g_assert_cmpuint (outcome, ==, last[security]);
            }
          was_decided[security] = decided;
          last[security] = outcome;
        }
    }
}

static void
test_decided_is_final (void)
{
  static const guint offers[] = { 0, HAS_CLEAR_AUTH, HAS_CLEAR_USER, HAS_LOGIN_DISABLED, HAS_MASK };
  static const Tls ends[] = { TLS_GOOD, TLS_GOOD_THEN_CUT, TLS_EXPIRED, TLS_SELF_SIGNED };

  for (guint protocol = 0; protocol <= DERMAGA_PROTOCOL_POP3; protocol++)
    for (guint o = 0; o < G_N_ELEMENTS (offers); o++)
      for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
        {
          guint seen = HAS_GREETING | HAS_STARTTLS | offers[o];
          Tls open = ends[e] == TLS_GOOD_THEN_CUT ? TLS_GOOD : ends[e];
          Scenario stages[] = {
            { .stage = DERMAGA_STAGE_GREETING },
            { .stage = DERMAGA_STAGE_CAPABILITIES, .seen = HAS_GREETING },
            { .stage = DERMAGA_STAGE_UPGRADE, .seen = seen },
            { .stage = DERMAGA_STAGE_HANDSHAKE, .seen = seen | HAS_UPGRADE },
            { .stage = DERMAGA_STAGE_HANDSHAKE, .seen = seen | HAS_UPGRADE, .tls = TLS_UNDER_WAY },
            { .stage = DERMAGA_STAGE_HANDSHAKE, .seen = seen | HAS_UPGRADE, .tls = TLS_HALF },
            { .stage = DERMAGA_STAGE_SECURE_CAPABILITIES, .seen = seen | HAS_UPGRADE, .tls = open },
            { .stage = DERMAGA_STAGE_LEAVE, .tls = ends[e],
              .seen = seen | HAS_UPGRADE | HAS_SECURE | HAS_SECURE_AUTH },
            { .stage = DERMAGA_STAGE_FINISHED, .tls = ends[e],
              .seen = seen | HAS_UPGRADE | HAS_SECURE | HAS_SECURE_AUTH },
            { .stage = DERMAGA_STAGE_FINISHED, .tls = ends[e],
              .seen = seen | HAS_UPGRADE | HAS_SECURE | HAS_SECURE_AUTH,
              .transport = DERMAGA_TRANSPORT_CANCELLED },
            { .name = NULL },
          };

          for (guint i = 0; i + 1 < G_N_ELEMENTS (stages); i++)
            {
              stages[i].name = "stage";
              stages[i].protocol = protocol;
              stages[i].mode = DERMAGA_SECURITY_STARTTLS;
            }
          assert_final (stages);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/classify/transport", transport_scenarios, test_scenarios);
  g_test_add_data_func ("/classify/clear", clear_scenarios, test_scenarios);
  g_test_add_data_func ("/classify/upgrade", upgrade_scenarios, test_scenarios);
  g_test_add_data_func ("/classify/encrypted", encrypted_scenarios, test_scenarios);
  g_test_add_func ("/classify/scenarios-are-complete", test_scenarios_are_complete);
  g_test_add_func ("/classify/no-facts", test_no_facts);
  g_test_add_func ("/classify/text-in-pieces", test_text_in_pieces);
  g_test_add_func ("/classify/safe-is-proven", test_safe_is_proven);
  g_test_add_func ("/classify/decided-is-final", test_decided_is_final);
  return g_test_run ();
}
