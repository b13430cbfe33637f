#include "model/dermaga-port-check.h"

/* Which evidence gives which verdict, and which rows change by it. */

static DermagaControl *
add_in (DermagaPortCheck *check, gboolean is_ipv6, DermagaControlKind kind, const char *company,
        DermagaOutcome outcome)
{
  gboolean reached = outcome != DERMAGA_OUTCOME_NOT_CHECKED && outcome != DERMAGA_OUTCOME_TIMEOUT
                     && outcome != DERMAGA_OUTCOME_REFUSED && outcome != DERMAGA_OUTCOME_NET_UNREACH
                     && outcome != DERMAGA_OUTCOME_HOST_UNREACH
                     && outcome < DERMAGA_N_OUTCOMES
                     && !(outcome >= DERMAGA_OUTCOME_DNS_NXDOMAIN
                          && outcome <= DERMAGA_OUTCOME_DNS_NO_REPLY);
  DermagaControl *control
    = dermaga_control_new (kind, company, company != NULL ? "mail.example" : NULL, "192.0.2.9",
                           is_ipv6, check->port);

  control->outcome = outcome;
  control->open = reached;
  control->genuine = dermaga_outcome_is_safe (outcome);
  g_ptr_array_add (check->controls, control);
  return control;
}

static DermagaControl *
add (DermagaPortCheck *check, DermagaControlKind kind, const char *company, DermagaOutcome outcome)
{
  return add_in (check, FALSE, kind, company, outcome);
}

#define NONE DERMAGA_OUTCOME_NOT_CHECKED
#define OK DERMAGA_OUTCOME_OK_STARTTLS
#define SILENCE DERMAGA_OUTCOME_TIMEOUT

/* The three companies' and the other evidence, and what they come to in one family. */
typedef struct {
  const char *name;
  gboolean finished;
  DermagaOutcome negative;
  DermagaOutcome same[3];
  DermagaOutcome other;
  DermagaOutcome web;
  DermagaPortVerdict verdict;
} Case;

static const Case cases[] = {
  { "one of three", TRUE, SILENCE, { OK, SILENCE, SILENCE }, NONE, NONE,
    DERMAGA_PORT_VERDICT_OPEN },
  { "at once", FALSE, NONE, { OK, NONE, NONE }, NONE, NONE, DERMAGA_PORT_VERDICT_OPEN },
  { "through a proxy", TRUE, DERMAGA_OUTCOME_INTERCEPTED, { OK, SILENCE, SILENCE }, NONE, NONE,
    DERMAGA_PORT_VERDICT_OPEN },
  { "turned away", TRUE, SILENCE,
    { DERMAGA_OUTCOME_GREET_REFUSED, SILENCE, SILENCE }, OK, NONE, DERMAGA_PORT_VERDICT_OPEN },
  { "turned away, nowhere not known", FALSE, NONE,
    { DERMAGA_OUTCOME_GREET_REFUSED, SILENCE, SILENCE }, OK, NONE, DERMAGA_PORT_VERDICT_UNKNOWN },
  { "turned away by whoever answers for nobody", TRUE, DERMAGA_OUTCOME_INTERCEPTED,
    { DERMAGA_OUTCOME_GREET_REFUSED, DERMAGA_OUTCOME_GREET_REFUSED, SILENCE }, OK, NONE,
    DERMAGA_PORT_VERDICT_INTERCEPTED },
  { "wrong clock", TRUE, SILENCE,
    { DERMAGA_OUTCOME_CERT_TIME, DERMAGA_OUTCOME_CERT_TIME, SILENCE }, NONE, NONE,
    DERMAGA_PORT_VERDICT_OPEN },
  { "silent", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, OK, NONE,
    DERMAGA_PORT_VERDICT_BLOCKED },
  { "refused", TRUE, SILENCE,
    { DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_DNS_NXDOMAIN }, OK, NONE,
    DERMAGA_PORT_VERDICT_BLOCKED },
  { "accepted and cut", TRUE, SILENCE,
    { DERMAGA_OUTCOME_DROPPED, DERMAGA_OUTCOME_SILENT, SILENCE }, OK, NONE,
    DERMAGA_PORT_VERDICT_BLOCKED },
  { "one company is too few", TRUE, SILENCE,
    { SILENCE, DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NODATA }, OK, NONE,
    DERMAGA_PORT_VERDICT_UNKNOWN },
  { "one may yet answer", FALSE, SILENCE, { SILENCE, SILENCE, NONE }, OK, NONE,
    DERMAGA_PORT_VERDICT_UNKNOWN },
  { "nothing to compare with", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, NONE,
    DERMAGA_OUTCOME_OK_PLAIN, DERMAGA_PORT_VERDICT_UNKNOWN },
  { "all mail", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, SILENCE, DERMAGA_OUTCOME_OK_PLAIN,
    DERMAGA_PORT_VERDICT_MAIL_BLOCKED },
  { "all mail, and another page is no sign", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE },
    SILENCE, DERMAGA_OUTCOME_NOT_MAIL, DERMAGA_PORT_VERDICT_UNKNOWN },
  { "everything", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, SILENCE, SILENCE,
    DERMAGA_PORT_VERDICT_OFFLINE },
  { "no way", TRUE, DERMAGA_OUTCOME_NET_UNREACH,
    { DERMAGA_OUTCOME_NET_UNREACH, DERMAGA_OUTCOME_NET_UNREACH, DERMAGA_OUTCOME_NET_UNREACH },
    NONE, DERMAGA_OUTCOME_HOST_UNREACH, DERMAGA_PORT_VERDICT_OFFLINE },
  { "no names", TRUE, SILENCE,
    { DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_DNS_NO_REPLY },
    NONE, DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_PORT_VERDICT_OFFLINE },
  { "strangers", TRUE, SILENCE,
    { DERMAGA_OUTCOME_CERT_TRUST, DERMAGA_OUTCOME_CERT_NAME, SILENCE }, NONE, NONE,
    DERMAGA_PORT_VERDICT_INTERCEPTED },
  { "stripped", TRUE, SILENCE,
    { DERMAGA_OUTCOME_NO_STARTTLS, DERMAGA_OUTCOME_TAMPERED, SILENCE }, OK, NONE,
    DERMAGA_PORT_VERDICT_INTERCEPTED },
  { "one stranger", TRUE, SILENCE, { DERMAGA_OUTCOME_CERT_TRUST, SILENCE, SILENCE }, OK, NONE,
    DERMAGA_PORT_VERDICT_UNKNOWN },
  { "somebody where nobody is", TRUE, DERMAGA_OUTCOME_INTERCEPTED, { SILENCE, SILENCE, SILENCE },
    OK, NONE, DERMAGA_PORT_VERDICT_INTERCEPTED },
  { "portal that answers mail ports", TRUE, DERMAGA_OUTCOME_INTERCEPTED,
    { DERMAGA_OUTCOME_NOT_MAIL, DERMAGA_OUTCOME_NOT_MAIL, SILENCE }, NONE, DERMAGA_OUTCOME_PORTAL,
    DERMAGA_PORT_VERDICT_PORTAL },
  { "portal", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, NONE, DERMAGA_OUTCOME_PORTAL,
    DERMAGA_PORT_VERDICT_PORTAL },
  { "portal, but mail gets out", TRUE, SILENCE, { OK, SILENCE, SILENCE }, NONE,
    DERMAGA_OUTCOME_PORTAL, DERMAGA_PORT_VERDICT_OPEN },
  { "portal, but other ports get out", TRUE, SILENCE, { SILENCE, SILENCE, SILENCE }, OK,
    DERMAGA_OUTCOME_PORTAL, DERMAGA_PORT_VERDICT_BLOCKED },
  { "portal, one may yet answer", FALSE, SILENCE, { SILENCE, NONE, SILENCE }, NONE,
    DERMAGA_OUTCOME_PORTAL, DERMAGA_PORT_VERDICT_UNKNOWN },
};

static DermagaPortCheck *
make (const Case *one, gboolean is_ipv6)
{
  static const char *const companies[] = { "One", "Two", "Three" };
  DermagaPortCheck *check = dermaga_port_check_new (587);

  check->finished = one->finished;
  add_in (check, is_ipv6, DERMAGA_CONTROL_NEGATIVE, NULL, one->negative);
  for (guint i = 0; i < G_N_ELEMENTS (companies); i++)
    add_in (check, is_ipv6, DERMAGA_CONTROL_SAME_PORT, companies[i], one->same[i]);
  if (one->other != NONE)
    add_in (check, is_ipv6, DERMAGA_CONTROL_OTHER_PORT, "One", one->other);
  if (one->web != NONE)
    add_in (check, is_ipv6, DERMAGA_CONTROL_WEB, "Four", one->web);
  return check;
}

static void
test_judge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint is_ipv6 = 0; is_ipv6 < 2; is_ipv6++)
      {
        g_autoptr (DermagaPortCheck) check = make (&cases[i], is_ipv6);
        g_autoptr (DermagaPortCheck) copy = dermaga_port_check_copy (check);

        g_test_message ("%s", cases[i].name);
        g_assert_cmpstr (
          dermaga_port_verdict_to_string (dermaga_port_check_judge (copy, is_ipv6)), ==,
          dermaga_port_verdict_to_string (cases[i].verdict));
        g_assert_cmpint (dermaga_port_check_judge (check, !is_ipv6), ==,
                         DERMAGA_PORT_VERDICT_UNKNOWN);
        /* The family that nobody was asked in does not hide the other's verdict. */
        g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, cases[i].verdict);
      }
}

/* Two servers of one company are one vote. */
static void
test_companies (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (25);

  check->finished = TRUE;
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", SILENCE);
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", SILENCE);
  add (check, DERMAGA_CONTROL_OTHER_PORT, "One", OK);
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_UNKNOWN);
  add (check, DERMAGA_CONTROL_SAME_PORT, "Two", SILENCE);
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_BLOCKED);
}

/* One family is a way out; and none is judged before the other has ended. */
static void
test_families (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (25);

  add (check, DERMAGA_CONTROL_SAME_PORT, "One", SILENCE);
  add (check, DERMAGA_CONTROL_SAME_PORT, "Two", SILENCE);
  add (check, DERMAGA_CONTROL_OTHER_PORT, "One", OK);
  add_in (check, TRUE, DERMAGA_CONTROL_SAME_PORT, "One", NONE);
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_BLOCKED);
  g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, DERMAGA_PORT_VERDICT_UNKNOWN);
  add_in (check, TRUE, DERMAGA_CONTROL_SAME_PORT, "Two", OK);
  g_assert_cmpint (dermaga_port_check_get_verdict (check), ==, DERMAGA_PORT_VERDICT_OPEN);
}

static DermagaOutcome
apply (const DermagaPortCheck *check, DermagaOutcome outcome, gint64 time_us)
{
  DermagaPortRow row = { .outcome = outcome, .time_us = time_us };

  return dermaga_port_check_apply (check, &row);
}

static DermagaPortCheck *
make_verdict (DermagaPortVerdict verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].verdict == verdict && cases[i].finished)
      return make (&cases[i], FALSE);
  g_assert_not_reached ();
}

/* What is proved, not tried, or without an address stays what it is, whatever the verdict. */
static void
test_apply_never (void)
{
  static const DermagaOutcome outcomes[] = {
    DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_STARTTLS,
    DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_NET_UNREACH,
    DERMAGA_OUTCOME_LOCAL_BLOCK, DERMAGA_OUTCOME_BANNED,
  };

  for (guint verdict = 0; verdict < DERMAGA_N_PORT_VERDICTS; verdict++)
    {
      g_autoptr (DermagaPortCheck) check = make_verdict (verdict);

      for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
        g_assert_cmpint (apply (check, outcomes[i], 1000), ==, outcomes[i]);
      for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
        {
          DermagaPortRow row = { .outcome = outcome, .verified = TRUE, .time_us = 1000 };

          g_assert_cmpint (dermaga_port_check_apply (check, &row), ==, outcome);
          g_assert_false (dermaga_outcome_is_safe (apply (check, outcome, 1000))
                          && !dermaga_outcome_is_safe (outcome));
        }
      check->finished = FALSE;
      g_assert_cmpint (apply (check, DERMAGA_OUTCOME_TIMEOUT, 1000), ==, DERMAGA_OUTCOME_TIMEOUT);
    }
}

static void
test_apply (void)
{
  g_autoptr (DermagaPortCheck) blocked = make_verdict (DERMAGA_PORT_VERDICT_BLOCKED);
  g_autoptr (DermagaPortCheck) open = make_verdict (DERMAGA_PORT_VERDICT_OPEN);
  g_autoptr (DermagaPortCheck) portal = make_verdict (DERMAGA_PORT_VERDICT_PORTAL);
  g_autoptr (DermagaPortCheck) faked = make_verdict (DERMAGA_PORT_VERDICT_INTERCEPTED);
  DermagaPortRow other_family = { .outcome = DERMAGA_OUTCOME_TIMEOUT, .is_ipv6 = TRUE };

  g_assert_cmpint (apply (blocked, DERMAGA_OUTCOME_TIMEOUT, -1), ==, DERMAGA_OUTCOME_NET_BLOCKED);
  g_assert_cmpint (apply (blocked, DERMAGA_OUTCOME_REFUSED, 1000), ==, DERMAGA_OUTCOME_REFUSED);
  g_assert_cmpint (apply (blocked, DERMAGA_OUTCOME_CERT_NAME, -1), ==, DERMAGA_OUTCOME_CERT_NAME);
  g_assert_cmpint (dermaga_port_check_apply (blocked, &other_family), ==, DERMAGA_OUTCOME_TIMEOUT);
  g_assert_cmpint (apply (open, DERMAGA_OUTCOME_TIMEOUT, -1), ==, DERMAGA_OUTCOME_TIMEOUT);
  g_assert_cmpint (apply (portal, DERMAGA_OUTCOME_TIMEOUT, -1), ==, DERMAGA_OUTCOME_PORTAL);
  g_assert_cmpint (apply (portal, DERMAGA_OUTCOME_NOT_MAIL, -1), ==, DERMAGA_OUTCOME_PORTAL);
  g_assert_cmpint (apply (faked, DERMAGA_OUTCOME_OK_PLAIN, -1), ==, DERMAGA_OUTCOME_INTERCEPTED);
  g_assert_cmpint (apply (faked, DERMAGA_OUTCOME_CERT_TRUST, -1), ==,
                   DERMAGA_OUTCOME_INTERCEPTED);
  g_assert_cmpint (apply (faked, DERMAGA_OUTCOME_TIMEOUT, -1), ==, DERMAGA_OUTCOME_TIMEOUT);
}

/* A refusal is the network's only where it refuses for others, and only if it came as fast. */
static void
test_refusals (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (25);

  check->finished = TRUE;
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", DERMAGA_OUTCOME_REFUSED)->round_trip_us = 2000;
  add (check, DERMAGA_CONTROL_SAME_PORT, "Two", SILENCE);
  add (check, DERMAGA_CONTROL_OTHER_PORT, "One", OK)->round_trip_us = 40000;
  g_assert_cmpint (apply (check, DERMAGA_OUTCOME_REFUSED, 2000), ==, DERMAGA_OUTCOME_REFUSED);
  g_assert_false (dermaga_port_check_is_refused_nearby (check, FALSE));
  add (check, DERMAGA_CONTROL_SAME_PORT, "Three", DERMAGA_OUTCOME_REFUSED)->round_trip_us = 3000;
  g_assert_cmpint (apply (check, DERMAGA_OUTCOME_REFUSED, 2000), ==, DERMAGA_OUTCOME_NET_BLOCKED);
  g_assert_cmpint (apply (check, DERMAGA_OUTCOME_REFUSED, 45000), ==, DERMAGA_OUTCOME_REFUSED);
  g_assert_cmpint (apply (check, DERMAGA_OUTCOME_REFUSED, -1), ==, DERMAGA_OUTCOME_REFUSED);
  g_assert_true (dermaga_port_check_is_refused_nearby (check, FALSE));
  g_assert_false (dermaga_port_check_is_refused_nearby (check, TRUE));
  add (check, DERMAGA_CONTROL_OTHER_PORT, "Two", OK)->round_trip_us = 4000;
  g_assert_false (dermaga_port_check_is_refused_nearby (check, FALSE));
}

static void
test_ports (void)
{
  guint n_ports = 0;

  for (guint port = 0; port <= G_MAXUINT16; port++)
    n_ports += dermaga_port_check_is_mail_port (port) ? 1 : 0;
  g_assert_cmpuint (n_ports, ==, 8);
  g_assert_cmpint (dermaga_port_check_get_direction (25), ==, DERMAGA_DIRECTION_OUTGOING);
  g_assert_cmpint (dermaga_port_check_get_direction (2525), ==, DERMAGA_DIRECTION_OUTGOING);
  g_assert_cmpint (dermaga_port_check_get_direction (110), ==, DERMAGA_DIRECTION_INCOMING);
}

/* Somebody answers for everybody: only the page tells whether it is a portal. */
static void
test_waits_for_page (void)
{
  g_autoptr (DermagaPortCheck) check = dermaga_port_check_new (587);
  DermagaControl *page;

  add (check, DERMAGA_CONTROL_NEGATIVE, NULL, DERMAGA_OUTCOME_INTERCEPTED);
  add (check, DERMAGA_CONTROL_SAME_PORT, "One", DERMAGA_OUTCOME_NOT_MAIL);
  add (check, DERMAGA_CONTROL_SAME_PORT, "Two", DERMAGA_OUTCOME_NOT_MAIL);
  page = add (check, DERMAGA_CONTROL_WEB, "Three", DERMAGA_OUTCOME_NOT_CHECKED);
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_UNKNOWN);
  page->outcome = DERMAGA_OUTCOME_PORTAL;
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_PORTAL);
  page->outcome = DERMAGA_OUTCOME_OK_PLAIN;
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_INTERCEPTED);
  page->outcome = DERMAGA_OUTCOME_NOT_CHECKED;
  check->finished = TRUE;
  add_in (check, TRUE, DERMAGA_CONTROL_WEB, "Three", DERMAGA_OUTCOME_PORTAL);
  g_assert_cmpint (dermaga_port_check_judge (check, FALSE), ==, DERMAGA_PORT_VERDICT_PORTAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/port-check/waits-for-page", test_waits_for_page);
  g_test_add_func ("/port-check/judge", test_judge);
  g_test_add_func ("/port-check/companies", test_companies);
  g_test_add_func ("/port-check/families", test_families);
  g_test_add_func ("/port-check/apply-never", test_apply_never);
  g_test_add_func ("/port-check/apply", test_apply);
  g_test_add_func ("/port-check/refusals", test_refusals);
  g_test_add_func ("/port-check/ports", test_ports);
  return g_test_run ();
}
