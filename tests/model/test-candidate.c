#include "model/dermaga-candidate.h"

/* Short names, so that the tables below stay readable. */
#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define POP3 DERMAGA_PROTOCOL_POP3
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS

static DermagaCandidate *
make (DermagaProtocol protocol, const char *host, guint16 port, DermagaSecurity security,
      DermagaSource source, guint order)
{
  return dermaga_candidate_new (protocol, host, port, security, source, order);
}

static void
test_sources (void)
{
  static const char *const words[]
      = { "user", "file", "pacc",        "autoconfig", "table", "ispdb",
          "srv",  "mx-provider", "http", "guess",      "mx",    "certificate" };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == DERMAGA_N_SOURCES);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (dermaga_source_to_string (i), ==, words[i]);
}

static void
test_copy (void)
{
  g_autoptr (DermagaCandidate) candidate
      = make (IMAP, "IMAP.Example.com", 993, TLS, DERMAGA_SOURCE_SRV, 3);
  g_autoptr (DermagaCandidate) copy = NULL;

  g_assert_cmpstr (candidate->host, ==, "imap.example.com");
  candidate->outside = TRUE;
  candidate->user_name = g_strdup ("%EMAILLOCALPART%");
  copy = dermaga_candidate_copy (candidate);
  g_assert_true (dermaga_candidate_equal (candidate, copy));
  g_assert_cmpint (dermaga_candidate_compare (candidate, copy), ==, 0);
  g_assert_true (copy->host != candidate->host && copy->user_name != candidate->user_name);
  g_assert_cmpstr (copy->user_name, ==, "%EMAILLOCALPART%");
  g_assert_true (copy->outside);
  g_assert_cmpuint (copy->order, ==, 3);
}

static void
test_equal (void)
{
  g_autoptr (DermagaCandidate) base = make (SMTP, "a.example", 587, STARTTLS, DERMAGA_SOURCE_MX, 1);
  g_autoptr (DermagaCandidate) same
      = make (SMTP, "A.EXAMPLE", 587, STARTTLS, DERMAGA_SOURCE_USER, 7);
  DermagaCandidate *others[] = {
    make (IMAP, "a.example", 587, STARTTLS, DERMAGA_SOURCE_MX, 1),
    make (SMTP, "b.example", 587, STARTTLS, DERMAGA_SOURCE_MX, 1),
    make (SMTP, "a.example", 588, STARTTLS, DERMAGA_SOURCE_MX, 1),
    make (SMTP, "a.example", 587, TLS, DERMAGA_SOURCE_MX, 1),
  };

  g_assert_true (dermaga_candidate_equal (base, same));
  g_assert_cmpuint (dermaga_candidate_hash (base), ==, dermaga_candidate_hash (same));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_false (dermaga_candidate_equal (base, others[i]));
      dermaga_candidate_free (others[i]);
    }
}

typedef struct
{
  DermagaProtocol protocol;
  const char *host;
  guint16 port;
  DermagaSecurity security;
  DermagaSource source;
  guint order;
} Spec;

static DermagaCandidate *
make_spec (const Spec *spec)
{
  return make (spec->protocol, spec->host, spec->port, spec->security, spec->source, spec->order);
}

static void
assert_sorted (const Spec *specs, guint n_specs)
{
  for (guint i = 0; i < n_specs; i++)
    for (guint j = 0; j < n_specs; j++)
      {
        g_autoptr (DermagaCandidate) a = make_spec (&specs[i]);
        g_autoptr (DermagaCandidate) b = make_spec (&specs[j]);
        int order = dermaga_candidate_compare (a, b);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_rank_outgoing (void)
{
  static const Spec best_first[] = {
    { SMTP, "typed.example", 25, NONE, DERMAGA_SOURCE_USER, 9 },
    { SMTP, "z.example", 2525, STARTTLS, DERMAGA_SOURCE_FILE, 0 },
    { SMTP, "z.example", 2525, STARTTLS, DERMAGA_SOURCE_PACC, 0 },
    { SMTP, "z.example", 2525, STARTTLS, DERMAGA_SOURCE_AUTOCONFIG, 0 },
    { SMTP, "z.example", 2525, STARTTLS, DERMAGA_SOURCE_TABLE, 0 },
    { SMTP, "z.example", 2525, STARTTLS, DERMAGA_SOURCE_ISPDB, 0 },
    { SMTP, "z.example", 587, STARTTLS, DERMAGA_SOURCE_SRV, 0 },
    { SMTP, "z.example", 587, STARTTLS, DERMAGA_SOURCE_MX_PROVIDER, 0 },
    { SMTP, "z.example", 587, STARTTLS, DERMAGA_SOURCE_HTTP, 0 },
    { SMTP, "smtp.example", 465, TLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "mail.example", 465, TLS, DERMAGA_SOURCE_GUESS, 1 },
    { SMTP, "smtp.example", 587, TLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 2525, TLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 2526, TLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 465, STARTTLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 587, STARTTLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "mail.example", 587, STARTTLS, DERMAGA_SOURCE_GUESS, 1 },
    { SMTP, "smtp.example", 2525, STARTTLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 8025, STARTTLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 25, STARTTLS, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "smtp.example", 587, NONE, DERMAGA_SOURCE_GUESS, 0 },
    { SMTP, "a.example", 465, TLS, DERMAGA_SOURCE_MX, 0 },
    { SMTP, "b.example", 465, TLS, DERMAGA_SOURCE_MX, 0 },
  };

  assert_sorted (best_first, G_N_ELEMENTS (best_first));
}

static void
test_rank_incoming (void)
{
  static const Spec best_first[] = {
    { POP3, "typed.example", 110, NONE, DERMAGA_SOURCE_USER, 0 },
    { IMAP, "b.example", 993, TLS, DERMAGA_SOURCE_SRV, 0 },
    { IMAP, "a.example", 993, TLS, DERMAGA_SOURCE_SRV, 1 },
    { IMAP, "a.example", 900, TLS, DERMAGA_SOURCE_SRV, 0 },
    { IMAP, "a.example", 143, STARTTLS, DERMAGA_SOURCE_SRV, 0 },
    { IMAP, "a.example", 143, NONE, DERMAGA_SOURCE_SRV, 0 },
    { POP3, "a.example", 995, TLS, DERMAGA_SOURCE_SRV, 0 },
    { POP3, "a.example", 110, STARTTLS, DERMAGA_SOURCE_SRV, 0 },
    { IMAP, "a.example", 993, TLS, DERMAGA_SOURCE_GUESS, 0 },
  };

  assert_sorted (best_first, G_N_ELEMENTS (best_first));
}

static DermagaCandidate *
make_random (void)
{
  static const guint16 ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525, 8025, 65535 };
  static const char *const hosts[] = { "a.example", "b.example", "c.example" };

  return make (g_test_rand_int_range (0, 3), hosts[g_test_rand_int_range (0, 3)],
               ports[g_test_rand_int_range (0, G_N_ELEMENTS (ports))],
               g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 5),
               g_test_rand_int_range (0, 3));
}

static int
sign (int number)
{
  return (number > 0) - (number < 0);
}

/* Antisymmetric, transitive, and 0 only between candidates that are the same in everything. */
static void
test_rank_is_a_total_order (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (DermagaCandidate) a = make_random ();
      g_autoptr (DermagaCandidate) b = make_random ();
      g_autoptr (DermagaCandidate) c = make_random ();
      int ab = sign (dermaga_candidate_compare (a, b));
      int bc = sign (dermaga_candidate_compare (b, c));
      int ac = sign (dermaga_candidate_compare (a, c));

      g_assert_cmpint (ab, ==, -sign (dermaga_candidate_compare (b, a)));
      g_assert_cmpint (dermaga_candidate_compare (a, a), ==, 0);
      if (ab <= 0 && bc <= 0)
        g_assert_cmpint (ac, <=, 0);
      if (ab < 0 && bc < 0)
        g_assert_cmpint (ac, <, 0);
      if (ab == 0)
        g_assert_true (dermaga_candidate_equal (a, b) && a->source == b->source
                       && a->order == b->order);
      if (dermaga_candidate_equal (a, b))
        g_assert_cmpuint (dermaga_candidate_hash (a), ==, dermaga_candidate_hash (b));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/candidate/sources", test_sources);
  g_test_add_func ("/candidate/copy", test_copy);
  g_test_add_func ("/candidate/equal", test_equal);
  g_test_add_func ("/candidate/rank-outgoing", test_rank_outgoing);
  g_test_add_func ("/candidate/rank-incoming", test_rank_incoming);
  g_test_add_func ("/candidate/rank-is-a-total-order", test_rank_is_a_total_order);
  return g_test_run ();
}
