#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#define OUT "<outgoingServer type=\"smtp\">"
#define GOOD OUT "<hostname>ok.test</hostname><port>465</port><socketType>SSL</socketType>" \
                 "<username>u</username></outgoingServer>"
#define GOOD_LINE "smtp ok.test 465 tls u -\n"
#define FILE_OF(elements) "<clientConfig><emailProvider id=\"a.test\">" elements \
                          "</emailProvider></clientConfig>"

/* Whole files that are refused. */
static void
test_refused (void)
{
  static const struct {
    const char *text;
    DermagaConfigError code;
  } cases[] = {
    { "", DERMAGA_CONFIG_ERROR_EMPTY },
    { " \r\n\t", DERMAGA_CONFIG_ERROR_EMPTY },
    { "\xEF\xBB\xBF", DERMAGA_CONFIG_ERROR_EMPTY },
    { "Not found", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "{\"protocols\":{}}", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<!-- only a comment -->", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<?xml version=\"1.0\"?>", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<clientConfig>", DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF (GOOD) FILE_OF (GOOD), DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF (GOOD) "<again/>x", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<clientConfig><emailProvider>" GOOD "</clientConfig>", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<clientConfig><emailProvider>" OUT "<hostname>x", DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF ("<displayName>A & B</displayName>" GOOD), DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF ("<displayName>&nbsp;</displayName>" GOOD), DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF ("<displayName>&#0;</displayName>" GOOD), DERMAGA_CONFIG_ERROR_SYNTAX },
    { FILE_OF ("<displayName>&#xFFFE;</displayName>" GOOD), DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<!DOCTYPE html><html><body><br></html>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "\n<!doctype HTML PUBLIC \"-//W3C//DTD\">\n<html>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<HTML><head><title>404</title>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<!-- x --><html lang=\"id\"><p>a<br></html>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<?xml version=\"1.0\"?>\n<!-- > --><!doctype html><p>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<htmlx/>", DERMAGA_CONFIG_ERROR_KIND },
    { "<!-- <html>", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<?", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<!doctype", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<html", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<!DOCTYPE clientConfig>" FILE_OF (GOOD), DERMAGA_CONFIG_ERROR_DOCTYPE },
    { "<!DOCTYPE clientConfig [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>" FILE_OF (GOOD),
      DERMAGA_CONFIG_ERROR_DOCTYPE },
    { "<?xml version=\"1.0\"?><!DOCTYPE c SYSTEM \"file:///etc/passwd\">" FILE_OF (GOOD),
      DERMAGA_CONFIG_ERROR_DOCTYPE },
    { "<Autodiscover><Response/></Autodiscover>", DERMAGA_CONFIG_ERROR_KIND },
    { "<clientconfig><emailProvider>" GOOD "</emailProvider></clientconfig>",
      DERMAGA_CONFIG_ERROR_KIND },
    { "<clientConfig>" GOOD "</clientConfig>", DERMAGA_CONFIG_ERROR_KIND },
    { "<clientConfig/>", DERMAGA_CONFIG_ERROR_KIND },
    { FILE_OF (""), DERMAGA_CONFIG_ERROR_NO_SERVER },
    { FILE_OF (OUT "</outgoingServer>"), DERMAGA_CONFIG_ERROR_NO_SERVER },
    { FILE_OF ("<incomingServer type=\"ews\"><url>https://a.test/</url></incomingServer>"),
      DERMAGA_CONFIG_ERROR_NO_SERVER },
    { "<?xml version=\"1.0\" encoding=\"EBCDIC-INT\"?><clientConfig a=\"\xFF\"/>",
      DERMAGA_CONFIG_ERROR_ENCODING },
    { "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><clientConfig a=\"\xFF\"/>",
      DERMAGA_CONFIG_ERROR_ENCODING },
    { "<?xml version=\"1.0\" encoding=\"UTF-8//TRANSLIT\"?><clientConfig a=\"\xFF\"/>",
      DERMAGA_CONFIG_ERROR_ENCODING },
    { "\xFF\xFE<", DERMAGA_CONFIG_ERROR_ENCODING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("file %u", i);
      autoconfig_assert_fails (cases[i].text, -1, cases[i].code);
    }
}

static void
test_nul (void)
{
  static const char text[] = FILE_OF ("<displayName>a\0b</displayName>" GOOD);
  static const char wide[] = "\xFE\xFF\0<\0\0\0>";

  autoconfig_assert_fails (text, sizeof text - 1, DERMAGA_CONFIG_ERROR_ENCODING);
  autoconfig_assert_fails (wide, sizeof wide - 1, DERMAGA_CONFIG_ERROR_ENCODING);
}

static void
check_server (const char *host, const char *port, const char *user_name, const char *expected)
{
  g_autofree char *text
    = g_strconcat ("<clientConfig><emailProvider id=\"a.test\">" OUT "<hostname>", host,
                   "</hostname><port>", port, "</port><socketType>SSL</socketType><username>",
                   user_name, "</username></outgoingServer>" GOOD
                   "</emailProvider></clientConfig>", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (text, &error);
  g_autofree char *seen = NULL;

  g_assert_no_error (error);
  seen = autoconfig_describe (config);
  g_assert_cmpstr (seen, ==, expected);
  autoconfig_assert_safe (config);
}

static void
test_hosts (void)
{
  static const char *const hosts[] = {
    "", " ", ".", "..", "a..test", "a b.test", "a\tb", "\"a.test\"", "'a.test'", "a.test;rm",
    "a.test:993", "192.0.2.1", "127.1", "0x7f.1", "2130706433", "2001:db8::1", "[2001:db8::1]",
    "a_b.test", "-a.test", "a-.test", "contoh.t&#233;st", "ｍ.test", "a&#x202e;.test",
    "a&#27;.test", "imap.<b>a</b>.test", "<![CDATA[<b>]]>", "&lt;b&gt;a&lt;/b&gt;.test",
    "javascript:alert(1)", "file:///etc/passwd", "https://a.test/", "a.test/", "user@a.test",
    "%EMAILADDRESS%", "%REALNAME%.test", "%s%n", "imap.%EMAILDOMAIN", "$(id).test", "*.a.test",
    "a\\.test", "a.test\n b.test",
  };
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *endless = g_strnfill (100000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    check_server (hosts[i], "465", "u", GOOD_LINE "+1\n");
  check_server (label, "465", "u", GOOD_LINE "+1\n");
  check_server (endless, "465", "u", GOOD_LINE "+1\n");
}

static void
test_ports (void)
{
  static const char *const ports[] = {
    "", "0", "00", "-1", "+465", "70000", "65536", "4294967761", "18446744073709552081", "465.0",
    "4 65", "465x", "0x1d1", "4e2", "imap", "٤٦٥", "<b>465</b>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    check_server ("m.test", ports[i], "u", GOOD_LINE "+1\n");
  check_server ("m.test", "65535", "u", "smtp m.test 65535 tls u -\n" GOOD_LINE);
  check_server ("m.test", "00465", "u", "smtp m.test 465 tls u -\n" GOOD_LINE);
}

static void
test_user_names (void)
{
  static const char *const names[] = {
    "a\nb", "a\tb", "a\rb", "a&#27;[2Jb", "a&#x202e;b", "a&#x200b;b", "a&#x7f;b", "a&#x85;b",
    "a&#x2028;b", "a<i/>b",
  };
  g_autofree char *long_name = g_strnfill (256, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_server ("m.test", "465", names[i], GOOD_LINE "+1\n");
  check_server ("m.test", "465", long_name, GOOD_LINE "+1\n");
  check_server ("m.test", "465", "\"';$(id)`\\", "smtp m.test 465 tls \"';$(id)`\\ -\n" GOOD_LINE);
}

static void
test_shown_texts (void)
{
  g_autofree char *endless = g_strnfill (900, 'x');
  g_autofree char *text
    = g_strconcat ("<clientConfig><emailProvider id=\"a&#27;[2J&#x202e;\n&lt;b\"><displayName>",
                   "b&#27;[1m\r\n&#x200b;&lt;i>", endless, "</displayName>" GOOD,
                   "</emailProvider></clientConfig>", NULL);
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (text, NULL);

  autoconfig_assert_safe (config);
  g_assert_cmpstr (config->id, ==, "a[2J <b");
  g_assert_true (g_str_has_prefix (config->display_name, "b[1m <i>xxx"));
  g_assert_cmpint (g_utf8_strlen (config->display_name, -1), ==, 100);
}

static void
test_endless_name (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *text = g_strconcat ("<clientConfig><emailProvider><domain>", endless,
                                       "</domain><displayName>", endless, "</displayName>" GOOD,
                                       "</emailProvider></clientConfig>", NULL);
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (text, NULL);

  g_assert_null (config->display_name);
  g_assert_null (config->domains[0]);
}

/* White space around a value does not count against its length, however it is cut by comments. */
static void
test_much_white_space (void)
{
  g_autofree char *blank = g_strnfill (5000, ' ');
  g_autofree char *text
    = g_strconcat ("<clientConfig><emailProvider>" GOOD "<displayName>", blank, "<!-- -->", blank,
                   "A", blank, "</displayName></emailProvider></clientConfig>", NULL);
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (text, NULL);

  g_assert_cmpstr (config->display_name, ==, "A");
}

static char *
nest (guint levels)
{
  GString *text = g_string_new ("<clientConfig><emailProvider>" GOOD);

  for (guint i = 0; i < levels; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < levels; i++)
    g_string_append (text, "</a>");
  g_string_append (text, "</emailProvider></clientConfig>");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = nest (30);
  g_autofree char *too_deep = nest (31);
  g_autofree char *abyss = nest (30000);
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (deep, NULL);

  g_assert_nonnull (config);
  autoconfig_assert_fails (too_deep, -1, DERMAGA_CONFIG_ERROR_DEPTH);
  autoconfig_assert_fails (abyss, -1, DERMAGA_CONFIG_ERROR_DEPTH);
}

static void
test_size (void)
{
  g_autofree char *blank = g_strnfill (DERMAGA_AUTOCONFIG_MAX_SIZE - strlen (FILE_OF (GOOD)), ' ');
  g_autofree char *largest = g_strconcat (FILE_OF (GOOD), blank, NULL);
  g_autofree char *too_large = g_strconcat (largest, " ", NULL);
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (largest, NULL);

  g_assert_nonnull (config);
  autoconfig_assert_fails (too_large, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
}

/* As many as fit into a file: the first of each direction are kept, the rest is counted. */
static void
test_many_servers (void)
{
  g_autoptr (GString) text = g_string_new ("<clientConfig><emailProvider>");
  g_autoptr (DermagaProviderConfig) config = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "<incomingServer type=\"imap\"><hostname>h%u.test</hostname>"
                            "<port>993</port><socketType>SSL</socketType></incomingServer>", i);
  g_string_append (text, GOOD "</emailProvider></clientConfig>");
  config = autoconfig_read (text->str, NULL);
  g_assert_cmpuint (config->incoming->len, ==, 32);
  g_assert_cmpuint (config->outgoing->len, ==, 1);
  g_assert_cmpuint (config->n_dropped, ==, 968);
}

static void
test_many_domains (void)
{
  g_autoptr (GString) text = g_string_new ("<clientConfig><emailProvider>" GOOD);
  g_autoptr (DermagaProviderConfig) config = NULL;

  for (guint i = 0; i < 8000; i++)
    g_string_append_printf (text, "<domain>d%u.test</domain>", i);
  g_string_append (text, "</emailProvider></clientConfig>");
  config = autoconfig_read (text->str, NULL);
  g_assert_cmpuint (g_strv_length (config->domains), ==, 1024);
}

/* Every cut and every changed byte of a good file: an answer or an error, nothing else. */
static void
test_damage (void)
{
  static const char file[] = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                             FILE_OF ("<domain>a.test</domain><!-- x -->"
                                      "<displayName>é</displayName>" GOOD);
  static const char changes[] = { '\0', '<', '>', '&', '"', '\x80', '\xFF', 'A' };

  for (gsize i = 0; i < sizeof file - 1; i++)
    for (gsize j = 0; j <= sizeof changes; j++)
      {
        g_autofree char *text = g_memdup2 (file, sizeof file);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (DermagaProviderConfig) config = NULL;

        if (j < sizeof changes)
          text[i] = changes[j];
        bytes = g_bytes_new (text, j < sizeof changes ? sizeof file - 1 : i);
        config = dermaga_autoconfig_read (bytes, &error);
        g_assert_true ((config == NULL) == (error != NULL));
        if (config != NULL)
          autoconfig_assert_safe (config);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autoconfig/hostile/refused", test_refused);
  g_test_add_func ("/autoconfig/hostile/nul", test_nul);
  g_test_add_func ("/autoconfig/hostile/hosts", test_hosts);
  g_test_add_func ("/autoconfig/hostile/ports", test_ports);
  g_test_add_func ("/autoconfig/hostile/user-names", test_user_names);
  g_test_add_func ("/autoconfig/hostile/shown-texts", test_shown_texts);
  g_test_add_func ("/autoconfig/hostile/endless-name", test_endless_name);
  g_test_add_func ("/autoconfig/hostile/much-white-space", test_much_white_space);
  g_test_add_func ("/autoconfig/hostile/depth", test_depth);
  g_test_add_func ("/autoconfig/hostile/size", test_size);
  g_test_add_func ("/autoconfig/hostile/many-servers", test_many_servers);
  g_test_add_func ("/autoconfig/hostile/many-domains", test_many_domains);
  g_test_add_func ("/autoconfig/hostile/damage", test_damage);
  return g_test_run ();
}
