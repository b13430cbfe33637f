#include "config.h"

#include "model/dermaga-result.h"

static DermagaProbe *
add_safe (DermagaResult *result, guint16 port, const char *mechanism)
{
  g_autoptr (DermagaCandidate) candidate = NULL;
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  const char *auth[] = { mechanism, NULL };
  DermagaProbe *probe;

  candidate = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "mx.contoh.test", port,
                                     DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_GUESS, 0);
  probe = dermaga_result_add (result, candidate);
  address->outcome = DERMAGA_OUTCOME_OK_STARTTLS;
  dermaga_probe_take_address (probe, address);
  dermaga_probe_set_auth (probe, auth);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return probe;
}

/* Port 25 of a mail exchanger is well encrypted and yet no way out for a mail program. */
static void
test_relay_is_not_recommended (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("contoh.test", NULL);
  gboolean settled = FALSE;

  add_safe (result, 25, NULL);
  g_assert_null (dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, &settled));
  g_assert_true (settled);
}

static void
test_port_25_with_sign_in_is_the_last_resort (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("contoh.test", NULL);
  DermagaProbe *relay = add_safe (result, 25, "plain");
  DermagaProbe *submission;

  g_assert_true (dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, NULL) == relay);
  submission = add_safe (result, 2525, NULL);
  g_assert_true (dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, NULL) == submission);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relay/is-not-recommended", test_relay_is_not_recommended);
  g_test_add_func ("/relay/with-sign-in-is-the-last-resort",
                   test_port_25_with_sign_in_is_the_last_resort);
  return g_test_run ();
}
