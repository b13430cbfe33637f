#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#define SERVER "<incomingServer type=\"imap\"><hostname>m.test</hostname><port>993</port>" \
               "<socketType>SSL</socketType></incomingServer>"
#define BODY(name) "<clientConfig><emailProvider><displayName>" name "</displayName>" SERVER \
                   "</emailProvider></clientConfig>"
#define DECLARED(encoding) "<?xml version='1.0' encoding='" encoding "' ?>\r\n"

static void
test_names (void)
{
  static const struct {
    const char *text;
    const char *name;
  } cases[] = {
    { BODY ("Café"), "Café" },
    { "\xEF\xBB\xBF" BODY ("Café"), "Café" },
    { "\xEF\xBB\xBF" DECLARED ("UTF-8") BODY ("Café"), "Café" },
    { "\r\n " DECLARED ("utf-8") BODY ("Café"), "Café" },
    /* Declared otherwise, and UTF-8 all the same. */
    { DECLARED ("ISO-8859-1") BODY ("Café"), "Café" },
    { DECLARED ("UTF-16") BODY ("Café"), "Café" },
    { DECLARED ("never-heard-of") BODY ("Café"), "Café" },
    { DECLARED ("US-ASCII") BODY ("Café"), "Café" },
    /* Not UTF-8. */
    { DECLARED ("ISO-8859-1") BODY ("Caf\xE9"), "Café" },
    { DECLARED ("iso-8859-15") BODY ("5 \xA4"), "5 €" },
    { DECLARED ("windows-1252") BODY ("5 \x80"), "5 €" },
    { DECLARED ("Windows-1251") BODY ("\xCF\xEE\xF7\xF2\xE0"), "Почта" },
    { DECLARED ("Shift_JIS") BODY ("\x83\x81\x81\x5B\x83\x8B"), "メール" },
    { DECLARED ("EUC-JP") BODY ("\xA5\xE1\xA1\xBC\xA5\xEB"), "メール" },
    /* Not UTF-8, and nothing or a lie declared. */
    { BODY ("Caf\xE9"), "Café" },
    { DECLARED ("UTF-8") BODY ("Caf\xE9"), "Café" },
    { "\xEF\xBB\xBF" BODY ("Caf\xE9"), "Café" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DermagaProviderConfig) config = autoconfig_read (cases[i].text, &error);
      g_autofree char *seen = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (config->display_name, ==, cases[i].name);
      seen = autoconfig_describe (config);
      g_assert_cmpstr (seen, ==, "imap m.test 993 tls - -\n");
    }
}

static void
check_wide (const char *encoding, const char *mark)
{
  static const char text[] = DECLARED ("UTF-16") BODY ("Café");
  gsize length;
  g_autofree char *wide = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = NULL;

  g_byte_array_append (bytes, (const guint8 *) mark, 2);
  g_byte_array_append (bytes, (const guint8 *) wide, (guint) length);
  file = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  config = dermaga_autoconfig_read (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (config->display_name, ==, "Café");
}

static void
test_wide (void)
{
  check_wide ("UTF-16LE", "\xFF\xFE");
  check_wide ("UTF-16BE", "\xFE\xFF");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autoconfig/encoding/names", test_names);
  g_test_add_func ("/autoconfig/encoding/wide", test_wide);
  return g_test_run ();
}
