#include "model/dermaga-outcome.h"

static void
test_words (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < DERMAGA_N_OUTCOMES; i++)
    {
      const char *word = dermaga_outcome_to_string (i);

      g_assert_nonnull (word);
      for (const char *p = word; *p != '\0'; p++)
        g_assert_true (g_ascii_islower (*p) || *p == '-');
      g_assert_true (g_hash_table_add (words, (gpointer) word));
    }
  g_assert_cmpstr (dermaga_outcome_to_string (DERMAGA_OUTCOME_OK_TLS), ==, "ok-tls");
  g_assert_cmpstr (dermaga_outcome_to_string (DERMAGA_OUTCOME_DNS_NO_REPLY), ==, "dns-no-reply");
  g_assert_cmpstr (dermaga_outcome_to_string (DERMAGA_OUTCOME_NOT_CHECKED), ==, "not-checked");
}

static void
test_classes (void)
{
  static const DermagaOutcome warnings[] = {
    DERMAGA_OUTCOME_TAMPERED,      DERMAGA_OUTCOME_INTERCEPTED, DERMAGA_OUTCOME_CERT_BAD,
    DERMAGA_OUTCOME_CERT_TRUST,    DERMAGA_OUTCOME_CERT_NAME,   DERMAGA_OUTCOME_CERT_TIME,
    DERMAGA_OUTCOME_STARTTLS_FAIL, DERMAGA_OUTCOME_NO_STARTTLS, DERMAGA_OUTCOME_TLS_OLD,
    DERMAGA_OUTCOME_TLS_WEAK,
  };
  guint n_warnings = 0;

  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    g_assert_true (dermaga_outcome_is_warning (warnings[i]));
  for (guint i = 0; i < DERMAGA_N_OUTCOMES; i++)
    {
      n_warnings += dermaga_outcome_is_warning (i);
      g_assert_false (dermaga_outcome_is_warning (i) && dermaga_outcome_is_safe (i));
      g_assert_cmpint (dermaga_outcome_is_safe (i), ==,
                       i == DERMAGA_OUTCOME_OK_TLS || i == DERMAGA_OUTCOME_OK_STARTTLS);
    }
  g_assert_cmpuint (n_warnings, ==, G_N_ELEMENTS (warnings));
}

static void
test_telling_order (void)
{
  static const DermagaOutcome examples[] = {
    DERMAGA_OUTCOME_TAMPERED,     DERMAGA_OUTCOME_CERT_TRUST,    DERMAGA_OUTCOME_CERT_NAME,
    DERMAGA_OUTCOME_CERT_TIME,    DERMAGA_OUTCOME_TLS_OLD,       DERMAGA_OUTCOME_OK_TLS,
    DERMAGA_OUTCOME_NEED_STARTTLS, DERMAGA_OUTCOME_GREET_REFUSED, DERMAGA_OUTCOME_TEMPFAIL,
    DERMAGA_OUTCOME_SILENT,       DERMAGA_OUTCOME_DROPPED,       DERMAGA_OUTCOME_REFUSED,
    DERMAGA_OUTCOME_TIMEOUT,      DERMAGA_OUTCOME_HOST_UNREACH,  DERMAGA_OUTCOME_NET_UNREACH,
    DERMAGA_OUTCOME_NOT_CHECKED,
  };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (examples); i++)
    g_assert_cmpint (dermaga_outcome_compare_telling (examples[i], examples[i + 1]), <, 0);
}

/* Every outcome has a place of its own, and no warning stands behind something that works. */
static void
test_telling_order_is_total (void)
{
  for (guint a = 0; a < DERMAGA_N_OUTCOMES; a++)
    for (guint b = 0; b < DERMAGA_N_OUTCOMES; b++)
      {
        int order = dermaga_outcome_compare_telling (a, b);

        g_assert_cmpint (order, ==, -dermaga_outcome_compare_telling (b, a));
        g_assert_cmpint (order == 0, ==, a == b);
        if (dermaga_outcome_is_warning (a) && !dermaga_outcome_is_warning (b))
          g_assert_cmpint (order, <, 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/words", test_words);
  g_test_add_func ("/outcome/classes", test_classes);
  g_test_add_func ("/outcome/telling-order", test_telling_order);
  g_test_add_func ("/outcome/telling-order-is-total", test_telling_order_is_total);
  return g_test_run ();
}
