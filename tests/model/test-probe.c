#include "model/dermaga-probe.h"

#include <errno.h>

#include "session.h"

static DermagaProbe *
make_probe (DermagaProtocol protocol, DermagaSecurity security)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
      protocol, "mail.example.com", 587, security, DERMAGA_SOURCE_GUESS, 2);

  return dermaga_probe_new (candidate);
}

static DermagaAddressResult *
make_address (const char *address, DermagaOutcome outcome)
{
  DermagaAddressResult *result = dermaga_address_result_new (address, FALSE);

  result->outcome = outcome;
  return result;
}

/* As the dialogue leaves it. */
static DermagaFacts *
make_facts (const Scenario *scenario)
{
  g_autoptr (MadeSession) made = made_session_new (scenario);

  return dermaga_facts_copy (&made->facts);
}

static void
count_cb (gpointer counter)
{
  ++*(guint *) counter;
}

static void
test_new (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);
  g_autoptr (DermagaAddressResult) address = dermaga_address_result_new ("::1", TRUE);

  g_assert_cmpuint (dermaga_probe_get_state (probe), ==, DERMAGA_PROBE_STATE_WAITING);
  g_assert_cmpuint (dermaga_probe_get_outcome (probe), ==, DERMAGA_OUTCOME_NOT_CHECKED);
  g_assert_false (dermaga_probe_is_done (probe));
  g_assert_cmpuint (dermaga_probe_get_direction (probe), ==, DERMAGA_DIRECTION_OUTGOING);
  g_assert_cmpuint (dermaga_probe_get_addresses (probe)->len, ==, 0);
  g_assert_null (dermaga_probe_get_decisive (probe));
  g_assert_null (dermaga_probe_get_tls (probe));
  g_assert_nonnull (dermaga_probe_get_auth (probe));
  g_assert_null (dermaga_probe_get_auth (probe)[0]);

  g_assert_true (address->is_ipv6);
  g_assert_cmpint (address->timing.connect, ==, -1);
  g_assert_cmpint (address->timing.total, ==, -1);
  g_assert_cmpuint (address->outcome, ==, DERMAGA_OUTCOME_NOT_CHECKED);
}

static void
test_notify (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);
  guint n_states = 0;
  guint n_outcomes = 0;
  guint state = 0;
  guint outcome = 0;

  g_signal_connect_swapped (probe, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_signal_connect_swapped (probe, "notify::outcome", G_CALLBACK (count_cb), &n_outcomes);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_CONNECTING);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_CONNECTING);
  g_assert_cmpuint (n_states, ==, 1);
  dermaga_probe_take_address (probe, make_address ("192.0.2.1", DERMAGA_OUTCOME_REFUSED));
  dermaga_probe_take_address (probe, make_address ("192.0.2.2", DERMAGA_OUTCOME_TIMEOUT));
  g_assert_cmpuint (n_outcomes, ==, 1);
  dermaga_probe_take_address (probe, make_address ("192.0.2.3", DERMAGA_OUTCOME_OK_TLS));
  g_assert_cmpuint (n_outcomes, ==, 2);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  g_assert_true (dermaga_probe_is_done (probe));
  g_object_get (probe, "state", &state, "outcome", &outcome, NULL);
  g_assert_cmpuint (state, ==, DERMAGA_PROBE_STATE_DONE);
  g_assert_cmpuint (outcome, ==, DERMAGA_OUTCOME_OK_TLS);
}

static void
assert_decisive (DermagaProbe *probe, const char *address, DermagaOutcome outcome)
{
  g_assert_cmpstr (dermaga_probe_get_decisive (probe)->address, ==, address);
  g_assert_cmpuint (dermaga_probe_get_decisive (probe)->outcome, ==, outcome);
  g_assert_cmpuint (dermaga_probe_get_outcome (probe), ==, outcome);
}

static void
test_addresses (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);

  dermaga_probe_take_address (probe, make_address ("2001:db8::1", DERMAGA_OUTCOME_NET_UNREACH));
  assert_decisive (probe, "2001:db8::1", DERMAGA_OUTCOME_NET_UNREACH);
  dermaga_probe_take_address (probe, make_address ("192.0.2.1", DERMAGA_OUTCOME_TIMEOUT));
  assert_decisive (probe, "192.0.2.1", DERMAGA_OUTCOME_TIMEOUT);
  dermaga_probe_take_address (probe, make_address ("192.0.2.2", DERMAGA_OUTCOME_OK_TLS));
  assert_decisive (probe, "192.0.2.2", DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_take_address (probe, make_address ("192.0.2.3", DERMAGA_OUTCOME_OK_TLS));
  assert_decisive (probe, "192.0.2.2", DERMAGA_OUTCOME_OK_TLS);
  dermaga_probe_take_address (probe, make_address ("192.0.2.4", DERMAGA_OUTCOME_CERT_NAME));
  assert_decisive (probe, "192.0.2.4", DERMAGA_OUTCOME_CERT_NAME);
  dermaga_probe_take_address (probe, make_address ("192.0.2.5", DERMAGA_OUTCOME_CERT_TRUST));
  assert_decisive (probe, "192.0.2.5", DERMAGA_OUTCOME_CERT_TRUST);
  g_assert_cmpuint (dermaga_probe_get_addresses (probe)->len, ==, 6);

  /* The same address again replaces what was known of it. */
  dermaga_probe_take_address (probe, make_address ("192.0.2.5", DERMAGA_OUTCOME_REFUSED));
  assert_decisive (probe, "192.0.2.4", DERMAGA_OUTCOME_CERT_NAME);
  g_assert_cmpuint (dermaga_probe_get_addresses (probe)->len, ==, 6);
}

/* Whatever the order in which they come, no good address hides a warning. */
static void
test_warnings_outweigh (void)
{
  for (guint a = 0; a < DERMAGA_N_OUTCOMES; a++)
    for (guint b = 0; b < DERMAGA_N_OUTCOMES; b++)
      {
        g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);
        DermagaOutcome outcome;

        dermaga_probe_take_address (probe, make_address ("192.0.2.1", a));
        dermaga_probe_take_address (probe, make_address ("192.0.2.2", b));
        outcome = dermaga_probe_get_outcome (probe);
        g_assert_true (outcome == a || outcome == b);
        if (dermaga_outcome_is_warning (a) || dermaga_outcome_is_warning (b))
          g_assert_true (dermaga_outcome_is_warning (outcome));
        else if (dermaga_outcome_is_safe (a) || dermaga_outcome_is_safe (b))
          g_assert_true (dermaga_outcome_is_safe (outcome));
        g_assert_cmpuint (dermaga_probe_get_decisive (probe)->outcome, ==, outcome);
      }
}

static void
test_set_outcome (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);

  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_DNS_NXDOMAIN);
  g_assert_cmpuint (dermaga_probe_get_outcome (probe), ==, DERMAGA_OUTCOME_DNS_NXDOMAIN);
  g_assert_null (dermaga_probe_get_decisive (probe));
  dermaga_probe_take_address (probe, make_address ("192.0.2.1", DERMAGA_OUTCOME_REFUSED));
  assert_decisive (probe, "192.0.2.1", DERMAGA_OUTCOME_REFUSED);
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_BANNED);
  g_assert_cmpuint (dermaga_probe_get_outcome (probe), ==, DERMAGA_OUTCOME_BANNED);
  g_assert_null (dermaga_probe_get_decisive (probe));
}

static void
assert_auth (DermagaProtocol protocol, DermagaSecurity security, DermagaSecurity mode, guint seen,
             const char *expected)
{
  g_autoptr (DermagaProbe) probe = make_probe (protocol, security);
  DermagaAddressResult *result = make_address ("192.0.2.1", DERMAGA_OUTCOME_OK_PLAIN);
  const Scenario scenario
      = { .protocol = protocol, .mode = mode, .stage = DERMAGA_STAGE_LEAVE, .seen = seen };
  g_autofree char *auth = NULL;

  result->facts = make_facts (&scenario);
  dermaga_probe_take_address (probe, result);
  auth = g_strjoinv (" ", (char **) dermaga_probe_get_auth (probe));
  g_assert_cmpstr (auth, ==, expected);
}

static void
test_auth (void)
{
  const DermagaProtocol smtp = DERMAGA_PROTOCOL_SMTP;
  const DermagaProtocol imap = DERMAGA_PROTOCOL_IMAP;
  const DermagaProtocol pop3 = DERMAGA_PROTOCOL_POP3;
  const DermagaSecurity none = DERMAGA_SECURITY_NONE;
  const DermagaSecurity starttls = DERMAGA_SECURITY_STARTTLS;
  const DermagaSecurity tls = DERMAGA_SECURITY_TLS;

  assert_auth (smtp, starttls, starttls, HAS_SECURE | HAS_SECURE_AUTH, "plain login");
  assert_auth (smtp, starttls, starttls, HAS_SECURE | HAS_CLEAR_AUTH, "");
  assert_auth (smtp, tls, tls, HAS_SECURE | HAS_SECURE_AUTH, "plain login");
  assert_auth (smtp, none, starttls, HAS_CLEAR_AUTH, "plain login");
  assert_auth (smtp, none, starttls, HAS_SECURE | HAS_SECURE_AUTH, "");
  /* What another manner of talking brought does not belong to the row. */
  assert_auth (smtp, tls, starttls, HAS_SECURE | HAS_SECURE_AUTH | HAS_CLEAR_AUTH, "");
  assert_auth (smtp, none, tls, HAS_SECURE | HAS_SECURE_AUTH, "");
  assert_auth (imap, tls, tls, HAS_SECURE | HAS_SECURE_AUTH, "plain login");
  assert_auth (imap, tls, tls, HAS_SECURE, "login");
  assert_auth (imap, tls, tls, 0, "");
  assert_auth (imap, none, starttls, HAS_LOGIN_DISABLED, "");
  assert_auth (imap, none, starttls, 0, "login");
  assert_auth (pop3, none, starttls, HAS_CLEAR_USER, "user");
  assert_auth (pop3, none, starttls, HAS_CLEAR_USER | HAS_CLEAR_AUTH, "plain login user");
  assert_auth (pop3, none, starttls, 0, "");
}

static void
test_set_auth (void)
{
  static const char *const auth[] = { "plain", NULL };
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);

  dermaga_probe_set_auth (probe, auth);
  g_assert_cmpstrv ((char **) dermaga_probe_get_auth (probe), (char **) auth);
}

static void
test_tls (void)
{
  static const DermagaSecurity modes[]
      = { DERMAGA_SECURITY_NONE, DERMAGA_SECURITY_STARTTLS, DERMAGA_SECURITY_TLS };

  for (guint row = 0; row < G_N_ELEMENTS (modes); row++)
    for (guint mode = 1; mode < G_N_ELEMENTS (modes); mode++)
      {
        g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, modes[row]);
        DermagaAddressResult *result = make_address ("192.0.2.1", DERMAGA_OUTCOME_CERT_NAME);
        const Scenario scenario = { .mode = modes[mode], .stage = DERMAGA_STAGE_LEAVE };

        result->facts = make_facts (&scenario);
        result->tls = make_tls_facts (TLS_OTHER_NAME, NULL);
        dermaga_probe_take_address (probe, result);
        g_assert_true (dermaga_probe_get_tls (probe) == (row == mode ? result->tls : NULL));
      }
}

static void
promote (DermagaProbe *probe, DermagaSource source, guint order, gboolean outside)
{
  g_autoptr (DermagaCandidate) named
    = dermaga_candidate_copy (dermaga_probe_get_candidate (probe));

  named->source = source;
  named->order = order;
  named->outside = outside;
  dermaga_probe_promote (probe, named);
}

static void
test_promote (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  promote (probe, DERMAGA_SOURCE_MX, 0, FALSE);
  g_assert_cmpuint (candidate->source, ==, DERMAGA_SOURCE_GUESS);
  g_assert_cmpuint (candidate->order, ==, 2);
  promote (probe, DERMAGA_SOURCE_GUESS, 3, FALSE);
  g_assert_cmpuint (candidate->order, ==, 2);
  promote (probe, DERMAGA_SOURCE_GUESS, 1, FALSE);
  g_assert_cmpuint (candidate->order, ==, 1);
  promote (probe, DERMAGA_SOURCE_SRV, 5, FALSE);
  g_assert_cmpuint (candidate->source, ==, DERMAGA_SOURCE_SRV);
  g_assert_cmpuint (candidate->order, ==, 5);
  promote (probe, DERMAGA_SOURCE_USER, 0, TRUE);
  g_assert_cmpuint (candidate->source, ==, DERMAGA_SOURCE_USER);
  g_assert_false (candidate->outside);
}

static void
test_promote_consent (void)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
      DERMAGA_PROTOCOL_IMAP, "imap.b.example", 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_SRV, 0);
  g_autoptr (DermagaProbe) probe = NULL;

  candidate->outside = TRUE;
  probe = dermaga_probe_new (candidate);
  promote (probe, DERMAGA_SOURCE_MX, 0, TRUE);
  g_assert_true (dermaga_probe_get_candidate (probe)->outside);
  promote (probe, DERMAGA_SOURCE_USER, 0, FALSE);
  g_assert_false (dermaga_probe_get_candidate (probe)->outside);
}

/* Who names the server best says best how to sign in, unless nothing was said. */
static void
test_promote_user_name (void)
{
  g_autoptr (DermagaProbe) probe = make_probe (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS);
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autoptr (DermagaCandidate) named = dermaga_candidate_copy (candidate);

  named->source = DERMAGA_SOURCE_MX;
  named->user_name = g_strdup ("%EMAILLOCALPART%");
  dermaga_probe_promote (probe, named);
  g_assert_cmpstr (candidate->user_name, ==, "%EMAILLOCALPART%");
  named->source = DERMAGA_SOURCE_PACC;
  g_free (named->user_name);
  named->user_name = g_strdup ("%EMAILADDRESS%");
  dermaga_probe_promote (probe, named);
  g_assert_cmpstr (candidate->user_name, ==, "%EMAILADDRESS%");
  named->source = DERMAGA_SOURCE_SRV;
  g_free (named->user_name);
  named->user_name = g_strdup ("other");
  dermaga_probe_promote (probe, named);
  g_assert_cmpstr (candidate->user_name, ==, "%EMAILADDRESS%");
  named->source = DERMAGA_SOURCE_USER;
  g_clear_pointer (&named->user_name, g_free);
  dermaga_probe_promote (probe, named);
  g_assert_cmpstr (candidate->user_name, ==, "%EMAILADDRESS%");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probe/new", test_new);
  g_test_add_func ("/probe/notify", test_notify);
  g_test_add_func ("/probe/addresses", test_addresses);
  g_test_add_func ("/probe/warnings-outweigh", test_warnings_outweigh);
  g_test_add_func ("/probe/set-outcome", test_set_outcome);
  g_test_add_func ("/probe/auth", test_auth);
  g_test_add_func ("/probe/set-auth", test_set_auth);
  g_test_add_func ("/probe/tls", test_tls);
  g_test_add_func ("/probe/promote", test_promote);
  g_test_add_func ("/probe/promote-consent", test_promote_consent);
  g_test_add_func ("/probe/promote-user-name", test_promote_user_name);
  return g_test_run ();
}
