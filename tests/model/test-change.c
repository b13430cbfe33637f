#include "config.h"

#include "model/dermaga-change.h"

#define DAY ((gint64) 24 * 60 * 60)
#define NOON 1777800000

static DermagaCandidate *
make_way (DermagaProtocol protocol, guint16 port, DermagaSecurity security)
{
  return dermaga_candidate_new (protocol, "mail.example.com", port, security, DERMAGA_SOURCE_GUESS,
                                0);
}

static void
add (DermagaRun *run, DermagaProtocol protocol, guint16 port, DermagaSecurity security,
     DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) way = make_way (protocol, port, security);

  dermaga_run_add (run, way, outcome);
}

static DermagaRun *
make_run (gint64 started, DermagaOutcome outcome)
{
  DermagaRun *run = dermaga_run_new (started);

  add (run, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, outcome);
  return run;
}

static void
recommend (DermagaRun *run, guint16 port)
{
  g_autoptr (DermagaCandidate) way = make_way (DERMAGA_PROTOCOL_SMTP, port, DERMAGA_SECURITY_TLS);

  dermaga_run_set_recommended (run, NULL, port != 0 ? way : NULL);
}

static const DermagaChange *
get (GPtrArray *changes, guint i)
{
  g_assert_cmpuint (i, <, changes->len);
  return changes->pdata[i];
}

/* One way, two outcomes, and what that is to a person; -1: no change. */
static void
test_kinds (void)
{
  static const struct
  {
    DermagaOutcome then;
    DermagaOutcome now;
    int kind;
  } cases[] = {
    { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED, DERMAGA_CHANGE_LOST },
    { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_CERT_TIME, DERMAGA_CHANGE_LOST },
    { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_NET_UNREACH, DERMAGA_CHANGE_LOST },
    { DERMAGA_OUTCOME_OK_STARTTLS, DERMAGA_OUTCOME_TAMPERED, DERMAGA_CHANGE_LOST },
    { DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_CERT_NAME, DERMAGA_CHANGE_CERTIFICATE_PROBLEM },
    { DERMAGA_OUTCOME_CERT_TIME, DERMAGA_OUTCOME_OK_TLS, DERMAGA_CHANGE_CERTIFICATE_WELL },
    { DERMAGA_OUTCOME_CERT_BAD, DERMAGA_OUTCOME_REFUSED, DERMAGA_CHANGE_CERTIFICATE_WELL },
    { DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_OK_TLS, DERMAGA_CHANGE_GAINED },
    { DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_REFUSED, DERMAGA_CHANGE_OTHER },
    { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_OK_TLS, -1 },
    { DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_NET_BLOCKED, -1 },
    { DERMAGA_OUTCOME_DROPPED, DERMAGA_OUTCOME_SILENT, -1 },
    { DERMAGA_OUTCOME_DNS_NXDOMAIN, DERMAGA_OUTCOME_DNS_NODATA, -1 },
    { DERMAGA_OUTCOME_CERT_TIME, DERMAGA_OUTCOME_CERT_NAME, -1 },
    /* What was not known, or could not be tried from here, is no evidence. */
    { DERMAGA_OUTCOME_NOT_CHECKED, DERMAGA_OUTCOME_OK_TLS, -1 },
    { DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_NOT_CHECKED, -1 },
    { DERMAGA_OUTCOME_NET_UNREACH, DERMAGA_OUTCOME_OK_TLS, -1 },
    { DERMAGA_OUTCOME_DNS_NO_REPLY, DERMAGA_OUTCOME_OK_TLS, -1 },
    { DERMAGA_OUTCOME_LOCAL_BLOCK, DERMAGA_OUTCOME_OK_TLS, -1 },
    { DERMAGA_OUTCOME_PORTAL, DERMAGA_OUTCOME_OK_TLS, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaRun) then = make_run (NOON, cases[i].then);
      g_autoptr (DermagaRun) now = make_run (NOON + DAY, cases[i].now);
      g_autoptr (GPtrArray) changes = dermaga_run_compare (then, now, NULL);

      g_test_message ("%s, then %s", dermaga_outcome_to_string (cases[i].then),
                      dermaga_outcome_to_string (cases[i].now));
      g_assert_cmpuint (changes->len, ==, cases[i].kind < 0 ? 0 : 1);
      if (cases[i].kind >= 0)
        {
          g_assert_cmpint (get (changes, 0)->kind, ==, cases[i].kind);
          g_assert_cmpint (get (changes, 0)->then, ==, cases[i].then);
          g_assert_cmpint (get (changes, 0)->now, ==, cases[i].now);
        }
    }
}

/* Another host, port or security is another way. */
static void
test_like_with_like (void)
{
  g_autoptr (DermagaRun) then = make_run (NOON, DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaRun) now = dermaga_run_new (NOON + DAY);
  g_autoptr (DermagaCandidate) other
      = dermaga_candidate_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465,
                               DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (GPtrArray) changes = NULL;
  guint n_same;

  dermaga_run_add (now, other, DERMAGA_OUTCOME_REFUSED);
  add (now, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_REFUSED);
  add (now, DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_REFUSED);
  changes = dermaga_run_compare (then, now, &n_same);
  g_assert_cmpuint (n_same, ==, 0);
  g_assert_cmpuint (changes->len, ==, 0);
}

static void
test_order (void)
{
  static const struct
  {
    guint16 port;
    DermagaOutcome then;
    DermagaOutcome now;
  } rows[] = {
    { 2525, DERMAGA_OUTCOME_TIMEOUT, DERMAGA_OUTCOME_REFUSED },
    { 1001, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_OK_TLS },
    { 1002, DERMAGA_OUTCOME_CERT_TIME, DERMAGA_OUTCOME_OK_TLS },
    { 1003, DERMAGA_OUTCOME_REFUSED, DERMAGA_OUTCOME_CERT_TRUST },
    { 465, DERMAGA_OUTCOME_OK_TLS, DERMAGA_OUTCOME_REFUSED },
  };
  g_autoptr (DermagaRun) then = dermaga_run_new (NOON);
  g_autoptr (DermagaRun) now = dermaga_run_new (NOON + DAY);
  g_autoptr (GPtrArray) changes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      add (then, DERMAGA_PROTOCOL_SMTP, rows[i].port, DERMAGA_SECURITY_TLS, rows[i].then);
      add (now, DERMAGA_PROTOCOL_SMTP, rows[i].port, DERMAGA_SECURITY_TLS, rows[i].now);
    }
  add (then, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  add (now, DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_TIMEOUT);
  recommend (then, 465);
  recommend (now, 1001);
  changes = dermaga_run_compare (then, now, NULL);
  g_assert_cmpuint (changes->len, ==, 7);
  for (guint i = 0; i + 1 < changes->len; i++)
    g_assert_cmpint (get (changes, i)->kind, <=, get (changes, i + 1)->kind);
  g_assert_cmpuint (get (changes, 0)->way->port, ==, 993);
  g_assert_cmpuint (get (changes, 1)->way->port, ==, 465);
  g_assert_cmpuint (get (changes, 2)->before->port, ==, 465);
  g_assert_cmpuint (get (changes, 2)->after->port, ==, 1001);
  g_assert_cmpuint (get (changes, 3)->way->port, ==, 1003);
  g_assert_cmpuint (get (changes, 4)->way->port, ==, 1002);
  g_assert_cmpuint (get (changes, 5)->way->port, ==, 1001);
  g_assert_cmpuint (get (changes, 6)->way->port, ==, 2525);
}

static void
test_recommended (void)
{
  static const guint16 ports[][3]
      = { { 465, 465, 0 }, { 0, 0, 0 }, { 465, 587, 1 }, { 0, 465, 1 }, { 465, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      g_autoptr (DermagaRun) then = make_run (NOON, DERMAGA_OUTCOME_OK_TLS);
      g_autoptr (DermagaRun) now = make_run (NOON + DAY, DERMAGA_OUTCOME_OK_TLS);
      g_autoptr (GPtrArray) changes = NULL;

      recommend (then, ports[i][0]);
      recommend (now, ports[i][1]);
      changes = dermaga_run_compare (then, now, NULL);
      g_assert_cmpuint (changes->len, ==, ports[i][2]);
      if (ports[i][2] == 0)
        continue;
      g_assert_cmpint (get (changes, 0)->kind, ==, DERMAGA_CHANGE_RECOMMENDED);
      g_assert_true ((get (changes, 0)->before != NULL) == (ports[i][0] != 0));
      g_assert_true ((get (changes, 0)->after != NULL) == (ports[i][1] != 0));
    }
}

/* One session answers for both rows of a port; it is said once. */
static void
test_said_once (void)
{
  g_autoptr (DermagaRun) then = dermaga_run_new (NOON);
  g_autoptr (DermagaRun) now = dermaga_run_new (NOON + DAY);
  g_autoptr (GPtrArray) changes = NULL;

  add (then, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE, DERMAGA_OUTCOME_NEED_STARTTLS);
  add (then, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  add (now, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE, DERMAGA_OUTCOME_REFUSED);
  add (now, DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_REFUSED);
  /* Alone it is said. */
  add (then, DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_NONE, DERMAGA_OUTCOME_OK_PLAIN);
  add (now, DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_NONE, DERMAGA_OUTCOME_REFUSED);
  changes = dermaga_run_compare (then, now, NULL);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpint (get (changes, 0)->way->security, ==, DERMAGA_SECURITY_STARTTLS);
  g_assert_cmpuint (get (changes, 1)->way->port, ==, 25);
}

/* No mail program sends through port 25. */
static void
test_relay (void)
{
  g_autoptr (DermagaRun) then = dermaga_run_new (NOON);
  g_autoptr (DermagaRun) now = dermaga_run_new (NOON + DAY);
  g_autoptr (GPtrArray) changes = NULL;

  add (then, DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS);
  add (now, DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_TIMEOUT);
  changes = dermaga_run_compare (then, now, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpint (get (changes, 0)->kind, ==, DERMAGA_CHANGE_OTHER);
}

static gint64
get_noon (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 5, 4, 12, 0, 0);

  return g_date_time_to_unix (noon);
}

static void
test_base (void)
{
  const gint64 noon = get_noon ();
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_run_free);
  g_autoptr (DermagaRun) now = make_run (noon, DERMAGA_OUTCOME_REFUSED);

  g_assert_null (dermaga_runs_find_base (runs, now));

  /* An hour ago it was so already: what is new is so since yesterday. */
  g_ptr_array_add (runs, make_run (noon - 3600, DERMAGA_OUTCOME_REFUSED));
  g_assert_true (dermaga_runs_find_base (runs, now) == runs->pdata[0]);
  g_ptr_array_add (runs, make_run (noon - DAY, DERMAGA_OUTCOME_OK_TLS));
  g_ptr_array_add (runs, make_run (noon - 2 * DAY, DERMAGA_OUTCOME_TIMEOUT));
  g_assert_true (dermaga_runs_find_base (runs, now) == runs->pdata[1]);
  g_assert_true (dermaga_run_is_same_day (now, runs->pdata[0]));
  g_assert_false (dermaga_run_is_same_day (now, runs->pdata[1]));

  /* Whoever mends a server sees each step. */
  g_ptr_array_insert (runs, 0, make_run (noon - 60, DERMAGA_OUTCOME_TIMEOUT));
  g_assert_true (dermaga_runs_find_base (runs, now) == runs->pdata[0]);

  /* One that has nothing in common with it, or is later, is passed over. */
  g_ptr_array_insert (runs, 0, dermaga_run_new (noon - 30));
  g_ptr_array_insert (runs, 0, make_run (noon + 60, DERMAGA_OUTCOME_OK_TLS));
  g_assert_true (dermaga_runs_find_base (runs, now) == runs->pdata[2]);
}

static void
test_other_network (void)
{
  static const guint16 ports[] = { 465, 587, 993 };
  static const struct
  {
    DermagaOutcome now;
    guint n_ports;
    gboolean suggested;
  } cases[] = {
    { DERMAGA_OUTCOME_TIMEOUT, 3, TRUE },
    { DERMAGA_OUTCOME_HOST_UNREACH, 3, TRUE },
    { DERMAGA_OUTCOME_TIMEOUT, 2, FALSE },
    /* A closed door is a word of the server. */
    { DERMAGA_OUTCOME_REFUSED, 3, FALSE },
    { DERMAGA_OUTCOME_CERT_TIME, 3, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaRun) then = dermaga_run_new (NOON);
      g_autoptr (DermagaRun) now = dermaga_run_new (NOON + DAY);
      g_autoptr (GPtrArray) changes = NULL;

      for (guint j = 0; j < cases[i].n_ports; j++)
        {
          add (then, DERMAGA_PROTOCOL_SMTP, ports[j], DERMAGA_SECURITY_TLS,
               DERMAGA_OUTCOME_OK_TLS);
          add (now, DERMAGA_PROTOCOL_SMTP, ports[j], DERMAGA_SECURITY_TLS, cases[i].now);
        }
      changes = dermaga_run_compare (then, now, NULL);
      g_assert_cmpint (dermaga_changes_suggest_other_network (changes), ==, cases[i].suggested);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/kinds", test_kinds);
  g_test_add_func ("/change/like-with-like", test_like_with_like);
  g_test_add_func ("/change/order", test_order);
  g_test_add_func ("/change/recommended", test_recommended);
  g_test_add_func ("/change/said-once", test_said_once);
  g_test_add_func ("/change/relay", test_relay);
  g_test_add_func ("/change/base", test_base);
  g_test_add_func ("/change/other-network", test_other_network);
  return g_test_run ();
}
