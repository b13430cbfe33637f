#include "config.h"

#include "discover/dermaga-mta-sts.h"

#include <string.h>

#define POLICY "version: STSv1\nmode: enforce\nmx: mx.contoh.test\nmax_age: 604800\n"
#define MARKED "\xEF\xBB\xBF" POLICY

static DermagaMtaSts *
read_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return dermaga_mta_sts_read (bytes, error);
}

static gboolean
confirms (const char *text, const char *host)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaMtaSts) policy = read_text (text, -1, &error);

  g_assert_no_error (error);
  return dermaga_mta_sts_confirms (policy, host);
}

static void
assert_fails (const char *text, gssize length, DermagaConfigError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaMtaSts) policy = read_text (text, length, &error);

  g_assert_null (policy);
  g_assert_error (error, DERMAGA_CONFIG_ERROR, (int) code);
}

static void
test_forms (void)
{
  static const char *const same[] = {
    POLICY,
    "version: STSv1\r\nmode: enforce\r\nmx: mx.contoh.test\r\nmax_age: 604800\r\n",
    "max_age:0\nmx:\t MX.Contoh.TEST \t\nmode:testing  \nversion:STSv1",
    POLICY "\n\r\n \n",
    POLICY "later_key: anything: \xC3\xA9 at all\n",
    POLICY "version: STSv2\nmode: none\nmax_age: never\n",
    MARKED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("policy %u", i);
      g_assert_true (confirms (same[i], "mx.contoh.test"));
      g_assert_false (confirms (same[i], "contoh.test"));
    }
}

static void
test_patterns (void)
{
  static const char policy[] = POLICY "mx: *.surat.test\nmx: *.test2\n";
  static const struct {
    const char *host;
    gboolean confirmed;
  } cases[] = {
    { "mx.contoh.test", TRUE },
    { "a.surat.test", TRUE },
    { "xn--bcher-kva.surat.test", TRUE },
    { "surat.test", FALSE },
    { "a.b.surat.test", FALSE },
    { ".surat.test", FALSE },
    { "asurat.test", FALSE },
    { "*.surat.test", FALSE },
    { "a_b.surat.test", FALSE },
    { "a.surat.test.evil.test", FALSE },
    { "mx.contoh.test.", FALSE },
    { "mx.contoh.test.evil.test", FALSE },
    { "a.mx.contoh.test", FALSE },
    { "", FALSE },
    { ".", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (confirms (policy, cases[i].host), ==, cases[i].confirmed);
    }
}

static void
test_not_in_force (void)
{
  static const char named[] = "version: STSv1\nmode: none\nmax_age: 1\nmx: mx.contoh.test\n";
  static const char bare[] = "version: STSv1\nmode: none\nmax_age: 1\n";

  g_assert_false (confirms (named, "mx.contoh.test"));
  g_assert_false (confirms (bare, "mx.contoh.test"));
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    DermagaConfigError code;
  } cases[] = {
    { "", DERMAGA_CONFIG_ERROR_EMPTY },
    { " \r\n", DERMAGA_CONFIG_ERROR_EMPTY },
    { "<!doctype html>" POLICY, DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<html><body>\xE9</body></html>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { POLICY "x: \xE9\n", DERMAGA_CONFIG_ERROR_ENCODING },
    { "mode: enforce\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_KIND },
    { "version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_KIND },
    { "version: stsv1\nmode: enforce\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_KIND },
    { "version: STSv1 STSv1\nmode: none\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_KIND },
    { "version: STSv1\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode: enforce\nmx: a.test\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode: Enforce\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode:\nmx: a.test\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode: enforce\nmax_age: 1\n", DERMAGA_CONFIG_ERROR_NO_SERVER },
    { "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: -1\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1d\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 12345678901\n",
      DERMAGA_CONFIG_ERROR_SYNTAX },
    { POLICY "no colon\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { POLICY ": x\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { POLICY " mx: a.test\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { POLICY "mx : a.test\n", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "version: STSv1\rmode: none\rmax_age: 1\r", DERMAGA_CONFIG_ERROR_KIND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("policy %u", i);
      assert_fails (cases[i].text, -1, cases[i].code);
    }
}

static void
test_hosts (void)
{
  static const char *const hosts[] = {
    "", "*", "*.", "*a.test", "a.*.test", "*.*.test", "**.test", ".a.test", "a.test.", "192.0.2.1",
    "[192.0.2.1]", "a_b.test", "a b.test", "a.test, b.test", "b\303\274cher.test", "<b>a.test",
    "a.test\x1B[2J", "a.test:25",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *text = g_strconcat (POLICY "mx: ", hosts[i], "\n", NULL);

      g_test_message ("%s", hosts[i]);
      assert_fails (text, -1, DERMAGA_CONFIG_ERROR_SYNTAX);
    }
}

static void
test_size (void)
{
  static const char nul[] = POLICY "x: a\0b\n";
  g_autoptr (GString) many = g_string_new (POLICY);
  g_autofree char *blank = g_strnfill (DERMAGA_MTA_STS_MAX_SIZE - strlen (POLICY), ' ');
  g_autofree char *largest = g_strconcat (POLICY, blank, NULL);
  g_autofree char *too_large = g_strconcat (largest, " ", NULL);
  g_autofree char *huge = g_strnfill (10 * 1024 * 1024, '\n');

  assert_fails (nul, sizeof nul - 1, DERMAGA_CONFIG_ERROR_ENCODING);
  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (many, "mx: m%u.test\n", i);
  g_assert_true (confirms (many->str, "m3999.test"));
  g_assert_true (confirms (largest, "mx.contoh.test"));
  assert_fails (too_large, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
  assert_fails (huge, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
}

static gboolean
is_announced (const char *const *texts)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (array, (gpointer) texts[i]);
  return dermaga_mta_sts_is_announced (array);
}

static void
test_records (void)
{
  static const struct {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "v=STSv1; id=20160831085700Z;", TRUE },
    { "v=STSv1;id=1", TRUE },
    { "v=STSv1 ;\tid=1 ; x-y_z.9=a:b ; ", TRUE },
    { "v=STSv1; id=12345678901234567890123456789012", TRUE },
    { "v=STSv1; id=123456789012345678901234567890123", FALSE },
    { "", FALSE },
    { "v=STSv1", FALSE },
    { "v=STSv1;", FALSE },
    { "v=STSv1; id=", FALSE },
    { "v=STSv1; id", FALSE },
    { "v=STSv1; id=a-b", FALSE },
    { "v=STSv1; id=1; id=2", FALSE },
    { "v=STSv1; id =1", FALSE },
    { "v=STSv1; id= 1", FALSE },
    { "v=STSv1; id=1 2", FALSE },
    { "v=STSv1;; id=1", FALSE },
    { "v=STSv1; id=1;;", FALSE },
    { "v=STSv1; id=1; =a", FALSE },
    { "v=STSv1; id=1; a==", FALSE },
    { "v=STSv1; id=1; a=\xC3\xA9", FALSE },
    { "v=STSv1; ID=1", FALSE },
    { "id=1; v=STSv1;", FALSE },
    { " v=STSv1; id=1", FALSE },
    { "v=STSv10; id=1", FALSE },
    { "v=stsv1; id=1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *texts[] = { "v=spf1 -all", cases[i].text, "", NULL };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_announced (texts), ==, cases[i].valid);
    }
}

/* Two of them, and nobody knows which is meant (RFC 8461 §3.1). */
static void
test_several_records (void)
{
  static const char *const twice[] = { "v=STSv1; id=1", "v=STSv1; id=1", NULL };
  static const char *const once_valid[] = { "v=STSv1; id=1", "v=STSv1; broken", NULL };
  static const char *const none[] = { NULL };

  g_assert_false (is_announced (twice));
  g_assert_false (is_announced (once_valid));
  g_assert_false (is_announced (none));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mta-sts/forms", test_forms);
  g_test_add_func ("/mta-sts/patterns", test_patterns);
  g_test_add_func ("/mta-sts/not-in-force", test_not_in_force);
  g_test_add_func ("/mta-sts/refused", test_refused);
  g_test_add_func ("/mta-sts/hosts", test_hosts);
  g_test_add_func ("/mta-sts/size", test_size);
  g_test_add_func ("/mta-sts/records", test_records);
  g_test_add_func ("/mta-sts/several-records", test_several_records);
  return g_test_run ();
}
