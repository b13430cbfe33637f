#include "model/dermaga-result.h"

#include <openssl/x509_vfy.h>

#define HOUR ((gint64) 60 * 60)
#define DAY (24 * HOUR)
#define NOW ((gint64) 1800000000) /* by this computer's clock */

static void
assert_verdict (const DermagaClock *clock, const char *state, gint64 offset, gboolean at_least)
{
  DermagaClockVerdict verdict = dermaga_clock_judge (clock, NOW);

  g_assert_cmpstr (dermaga_clock_state_to_string (verdict.state), ==, state);
  g_assert_cmpint (verdict.offset, ==, offset);
  g_assert_cmpint (verdict.at_least, ==, at_least);
  g_assert_cmpint (verdict.at, ==, NOW);
}

/* As seen from a clock that is ahead by @ahead: when a certificate is valid, in days from the true
 * time. */
static void
show (DermagaClock *clock, const char *host, gint64 from, gint64 until, gint64 ahead)
{
  dermaga_clock_note_certificate (clock, host, NOW - ahead + from * DAY,
                                  NOW - ahead + until * DAY);
}

static void
test_no_evidence (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();

  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "a.example", -30, 60, 0);
  show (clock, "b.example", -30, 60, 0);
  assert_verdict (clock, "unknown", 0, FALSE);
  /* Nonsense is none. */
  dermaga_clock_note_certificate (clock, "c.example", 0, NOW - DAY);
  dermaga_clock_note_certificate (clock, "d.example", NOW - DAY, NOW - 2 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);
}

static void
test_told_right (void)
{
  static const gint64 near[] = { 0, 5, -5, 25 * 60, -25 * 60 };

  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      g_autoptr (DermagaClock) clock = dermaga_clock_new ();

      dermaga_clock_note_time (clock, "www.a.example", near[i]);
      assert_verdict (clock, "right", 0, FALSE);
      /* Two others with a wrong clock of their own prove nothing against it. */
      dermaga_clock_note_time (clock, "b.example", 9 * DAY);
      dermaga_clock_note_time (clock, "c.example", 9 * DAY);
      assert_verdict (clock, "right", 0, FALSE);
    }
}

static void
test_told_wrong (void)
{
  static const gint64 far[] = { HOUR, -HOUR, 30 * 60, 40 * DAY, -900 * DAY };

  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    {
      g_autoptr (DermagaClock) clock = dermaga_clock_new ();

      dermaga_clock_note_time (clock, "a.example", far[i]);
      assert_verdict (clock, "unknown", 0, FALSE);
      /* The same operator once more is no second witness. */
      dermaga_clock_note_time (clock, "www.A.example", far[i]);
      assert_verdict (clock, "unknown", 0, FALSE);
      dermaga_clock_note_time (clock, "b.example", far[i] + 3 * DAY);
      assert_verdict (clock, "unknown", 0, FALSE);
      dermaga_clock_note_time (clock, "c.example", far[i] + 60);
      assert_verdict (clock, "wrong", far[i], FALSE);
    }
}

/* One witness is enough whose time explains what is seen. */
static void
test_explained (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();
  g_autoptr (DermagaClock) own = dermaga_clock_new ();
  g_autoptr (DermagaClock) refuted = dermaga_clock_new ();

  dermaga_clock_note_time (clock, "www.other.example", 40 * DAY);
  show (clock, "mail.a.example", -60, 20, 40 * DAY);
  assert_verdict (clock, "wrong", 40 * DAY, FALSE);
  /* An operator whose own clock stands still would explain its old certificate. */
  dermaga_clock_note_time (own, "www.a.example", 40 * DAY);
  show (own, "mail.a.example", -60, 20, 40 * DAY);
  assert_verdict (own, "unknown", 0, FALSE);
  /* A certificate that began later than that time: the witness is wrong, and the other one really
   * expired. */
  dermaga_clock_note_time (refuted, "www.other.example", 40 * DAY);
  show (refuted, "mail.a.example", -60, 20, 40 * DAY);
  show (refuted, "mail.b.example", -10, 20, 0);
  assert_verdict (refuted, "right", 0, FALSE);
}

static void
test_certificates_ahead (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();
  g_autoptr (DermagaClock) long_ago = dermaga_clock_new ();

  show (clock, "imap.a.example", -60, 30, 400 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "smtp.a.example", -60, 20, 400 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "www.b.example", -30, 10, 400 * DAY);
  assert_verdict (clock, "wrong", 390 * DAY, TRUE);
  /* One that is valid here too takes the proof away. */
  show (clock, "www.c.example", -30, 900, 400 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);

  /* Two that expired one after the other were never valid together. */
  show (long_ago, "mail.a.example", -400, -300, 0);
  show (long_ago, "mail.b.example", -200, -100, 0);
  assert_verdict (long_ago, "unknown", 0, FALSE);
}

static void
test_certificates_behind (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();

  show (clock, "mail.a.example", -20, 70, -400 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "www.b.example", -5, 85, -400 * DAY);
  assert_verdict (clock, "wrong", -395 * DAY, TRUE);
  show (clock, "www.c.example", -900, 900, -400 * DAY);
  assert_verdict (clock, "unknown", 0, FALSE);
}

/* No authority dates ahead: what began later proves that the other one is over. */
static void
test_really_expired (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();

  show (clock, "mail.a.example", -100, -10, 0);
  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "www.b.example", -30, 60, 0);
  assert_verdict (clock, "unknown", 0, FALSE);
  show (clock, "www.c.example", -5, 60, 0);
  assert_verdict (clock, "right", 0, FALSE);
  show (clock, "mail.d.example", 5, 60, 0);
  assert_verdict (clock, "unknown", 0, FALSE);
}

static void
test_bounds (void)
{
  g_autoptr (DermagaClock) clock = dermaga_clock_new ();
  g_autoptr (DermagaClock) copy = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      dermaga_clock_note_time (clock, "a.example", i);
      show (clock, "b.example", -1, 1, 0);
    }
  copy = dermaga_clock_copy (clock);
  assert_verdict (copy, "right", 0, FALSE);
}

static void
add_row (DermagaResult *result, const char *host, int fault, gint64 not_before, gint64 not_after)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    DERMAGA_PROTOCOL_IMAP, host, 993, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_GUESS, 0);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->not_before = not_before;
  certificate->not_after = not_after;
  address->tls = dermaga_tls_facts_new ();
  address->tls->complete = TRUE;
  g_ptr_array_add (address->tls->chain, certificate);
  if (fault != X509_V_OK)
    dermaga_tls_facts_add_fault (address->tls, fault, 0);
  dermaga_probe_take_address (dermaga_result_add (result, candidate), address);
}

/* What the rows showed counts, as far as an authority vouches for it, and the rows are told. */
static void
test_rows (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new ("a.example", NULL);
  g_autoptr (DermagaProbe) row = NULL;

  add_row (result, "mail.a.example", X509_V_ERR_CERT_HAS_EXPIRED, NOW - 100 * DAY, NOW - 10 * DAY);
  add_row (result, "mail.b.example", X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, NOW - DAY, NOW + DAY);
  add_row (result, "mail.c.example", X509_V_ERR_CERT_REVOKED, NOW - DAY, NOW + DAY);
  dermaga_result_judge_clock (result, NOW);
  g_assert_cmpint (dermaga_result_get_clock_verdict (result).state, ==, DERMAGA_CLOCK_UNKNOWN);
  add_row (result, "mail.d.example", X509_V_ERR_HOSTNAME_MISMATCH, NOW - DAY, NOW + DAY);
  dermaga_result_judge_clock (result, NOW);
  g_assert_cmpint (dermaga_result_get_clock_verdict (result).state, ==, DERMAGA_CLOCK_RIGHT);
  row = g_list_model_get_item (dermaga_result_get_probes (result), 0);
  g_assert_cmpint (dermaga_probe_get_clock (row).state, ==, DERMAGA_CLOCK_RIGHT);
  g_clear_object (&row);
  /* A row that comes later knows, too. */
  add_row (result, "mail.e.example", X509_V_OK, NOW - DAY, NOW + DAY);
  row = g_list_model_get_item (dermaga_result_get_probes (result), 4);
  g_assert_cmpint (dermaga_probe_get_clock (row).state, ==, DERMAGA_CLOCK_RIGHT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/no-evidence", test_no_evidence);
  g_test_add_func ("/clock/told-right", test_told_right);
  g_test_add_func ("/clock/told-wrong", test_told_wrong);
  g_test_add_func ("/clock/explained", test_explained);
  g_test_add_func ("/clock/certificates-ahead", test_certificates_ahead);
  g_test_add_func ("/clock/certificates-behind", test_certificates_behind);
  g_test_add_func ("/clock/really-expired", test_really_expired);
  g_test_add_func ("/clock/bounds", test_bounds);
  g_test_add_func ("/clock/rows", test_rows);
  return g_test_run ();
}
