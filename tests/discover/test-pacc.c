#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#include "discover/dermaga-pacc.h"

#define IMAP "\"imap\":{\"host\":\"imap.a.test\"}"
#define IMAP_LINE "imap imap.a.test 993 tls %EMAILADDRESS% -\n"
#define DOCUMENT(protocols) "{\"protocols\":{" protocols "}}"

static DermagaProviderConfig *
read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  DermagaProviderConfig *config = dermaga_pacc_read (bytes, error);

  if (config != NULL)
    autoconfig_assert_safe (config);
  return config;
}

static DermagaProviderConfig *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  DermagaProviderConfig *config = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return config;
}

static void
assert_says (const char *text, const char *expected)
{
  g_autoptr (DermagaProviderConfig) config = read_text (text);
  g_autofree char *seen = autoconfig_describe (config);

  g_assert_cmpstr (seen, ==, expected);
}

static void
assert_fails (const char *text, gssize length, DermagaConfigError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config
    = read_bytes (text, length < 0 ? strlen (text) : (gsize) length, &error);

  g_assert_null (config);
  g_assert_error (error, DERMAGA_CONFIG_ERROR, (int) code);
}

/* Of every kind that the draft knows; what is no mail server is nothing here. */
static void
test_whole (void)
{
  static const char text[]
    = "{\n  \"protocols\": {\n"
      "    \"jmap\": { \"url\": \"https://jmap.a.test/session\" },\n"
      "    \"submit\": { \"host\": \"smtp.a.test\" },\n"
      "    \"pop3\": { \"host\": \"pop3.a.test\" },\n"
      "    \"imap\": { \"host\": \"IMAP.a.test\" },\n"
      "    \"managesieve\": { \"host\": \"sieve.a.test\" },\n"
      "    \"caldav\": { \"url\": \"https://a.test/calendar/\" }\n  },\n"
      "  \"authentication\": { \"oauth-public\": { \"issuer\": \"https://auth.a.test/\" },\n"
      "    \"password\": true },\n"
      "  \"info\": { \"provider\": { \"name\": \"Surat A\", \"shortName\": \"A\",\n"
      "    \"logo\": [ { \"url\": \"https://a.test/l.svg\" } ] },\n"
      "    \"help\": { \"contact\": [ \"mailto:it@a.test\" ] } }\n}\n";
  g_autoptr (DermagaProviderConfig) config = read_text (text);
  g_autofree char *seen = autoconfig_describe (config);

  g_assert_cmpstr (seen, ==,
                   "imap imap.a.test 993 tls %EMAILADDRESS% oauth2,password-cleartext\n"
                   "pop3 pop3.a.test 995 tls %EMAILADDRESS% oauth2,password-cleartext\n"
                   "smtp smtp.a.test 465 tls %EMAILADDRESS% oauth2,password-cleartext\n");
  g_assert_cmpstr (config->display_name, ==, "Surat A");
  g_assert_null (config->id);
  g_assert_null (config->domains[0]);
  g_assert_cmpuint (config->hints, ==, DERMAGA_HINT_NONE);
}

/* "submit" was "smtp" once: a document for both times names the server twice. */
static void
test_submission (void)
{
  static const char one[] = "smtp m.a.test 465 tls %EMAILADDRESS% -\n";

  assert_says (DOCUMENT ("\"smtp\":{\"host\":\"m.a.test\"}"), one);
  assert_says (DOCUMENT ("\"submit\":{\"host\":\"m.a.test\"}"), one);
  assert_says (DOCUMENT ("\"smtp\":{\"host\":\"M.a.test\"},\"submit\":{\"host\":\"m.a.test\"}"),
               one);
  assert_says (DOCUMENT ("\"smtp\":{\"host\":\"old.test\"},\"submit\":{\"host\":\"new.test\"}"),
               "smtp new.test 465 tls %EMAILADDRESS% -\nsmtp old.test 465 tls %EMAILADDRESS% -\n");
}

static void
check_auth (const char *authentication, const char *words, guint hints)
{
  g_autofree char *text = g_strconcat ("{\"authentication\":", authentication,
                                       ",\"protocols\":{" IMAP "}}", NULL);
  g_autofree char *expected = g_strconcat ("imap imap.a.test 993 tls %EMAILADDRESS% ", words, "\n",
                                           NULL);
  g_autoptr (DermagaProviderConfig) config = read_text (text);

  g_test_message ("%s", authentication);
  assert_says (text, expected);
  g_assert_cmpuint (config->hints, ==, hints);
}

static void
test_authentication (void)
{
  check_auth ("{\"password\":true}", "password-cleartext", 0);
  check_auth ("{\"password\":false}", "-", 0);
  check_auth ("{\"password\":\"true\"}", "-", 0);
  check_auth ("{\"password\":1}", "-", 0);
  check_auth ("{\"password\":null,\"oauth-public\":{\"issuer\":\"https://a.test\"}}", "oauth2",
              DERMAGA_HINT_BROWSER_SIGN_IN);
  check_auth ("{\"password\":false,\"oauth-public\":{\"issuer\":\"HTTPS://a.test\"}}", "oauth2",
              DERMAGA_HINT_BROWSER_SIGN_IN);
  check_auth ("{\"oauth-public\":{\"issuer\":\"http://a.test\"}}", "-", 0);
  check_auth ("{\"oauth-public\":{\"issuer\":7}}", "-", 0);
  check_auth ("{\"oauth-public\":true}", "-", 0);
  check_auth ("{\"oauth-public\":[]}", "-", 0);
  check_auth ("[]", "-", 0);
  check_auth ("null", "-", 0);
}

static void
test_hosts (void)
{
  static const char *const broken[] = {
    "\"\"", "\" \"", "\".\"", "\"a..test\"", "\" a.test\"", "\"a.test \"", "\"a b.test\"",
    "\"a.test\\n\"", "\"a\\tb.test\"", "\"a.test:993\"", "\"192.0.2.1\"", "\"127.1\"",
    "\"[2001:db8::1]\"", "\"a_b.test\"", "\"-a.test\"", "\"<b>a</b>.test\"", "\"\\\"a.test\\\"\"",
    "\"a\\u202e.test\"", "\"a\\u200b.test\"", "\"a\\u001b[2J.test\"", "\"javascript:alert(1)\"",
    "\"file:///etc/passwd\"", "\"https://a.test/\"", "\"u@a.test\"", "\"%EMAILDOMAIN%\"",
    "\"*.a.test\"", "\"$(id).test\"", "\"a\\\\.test\"", "993", "1.5", "true", "null", "[]", "{}",
    "[\"a.test\"]",
  };
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_host = g_strdup_printf (DOCUMENT (IMAP ",\"pop3\":{\"host\":\"%s.test\"}"),
                                                label);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *text
        = g_strdup_printf (DOCUMENT (IMAP ",\"pop3\":{\"host\":%s}"), broken[i]);

      g_test_message ("%s", broken[i]);
      assert_says (text, IMAP_LINE "+1\n");
    }
  assert_says (long_host, IMAP_LINE "+1\n");
  assert_says (DOCUMENT ("\"imap\":{\"host\":\"imap.a.test.\"}"), IMAP_LINE);
  assert_says (DOCUMENT ("\"imap\":{\"host\":\"im\\u0061p.a.t\\u0065st\"}"), IMAP_LINE);
  assert_says (DOCUMENT ("\"imap\":{\"host\":\"b\xC3\xBC" "cher.test\"}"),
               "imap xn--bcher-kva.test 993 tls %EMAILADDRESS% -\n");
}

/* A port is no part of the draft, and a section of another type no server. */
static void
test_sections (void)
{
  assert_says (DOCUMENT ("\"imap\":{\"port\":70000,\"host\":\"imap.a.test\",\"tls\":false}"),
               IMAP_LINE);
  assert_says (DOCUMENT (IMAP ",\"pop3\":null,\"submit\":[],\"smtp\":\"smtp.a.test\""),
               IMAP_LINE "+3\n");
  assert_says (DOCUMENT (IMAP ",\"IMAP\":{},\"pop\":7,\"\":[]"), IMAP_LINE);
}

static void
test_names (void)
{
  static const char format[] = "{\"protocols\":{" IMAP "},\"info\":{\"provider\":{\"name\":%s}}}";
  static const struct {
    const char *name;
    const char *shown;
  } cases[] = {
    { "\"A\\u001b[2J\\u202e\\n<b>B</b>\"", "A[2J <b>B</b>" },
    { "\"\\ud83d\\udce7 Surat\"", "\xF0\x9F\x93\xA7 Surat" },
    { "\"\\u200b \\t\"", NULL },
    { "\"\"", NULL },
    { "7", NULL },
    { "[\"A\"]", NULL },
  };
  g_autofree char *endless = g_strnfill (50000, 'x');
  g_autofree char *quoted = g_strconcat ("\"", endless, "\"", NULL);
  g_autofree char *text = g_strdup_printf (format, quoted);
  g_autoptr (DermagaProviderConfig) longest = read_text (text);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *named = g_strdup_printf (format, cases[i].name);
      g_autoptr (DermagaProviderConfig) config = read_text (named);

      g_assert_cmpstr (config->display_name, ==, cases[i].shown);
    }
  g_assert_cmpint (g_utf8_strlen (longest->display_name, -1), ==, 100);
}

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
    { "\n<!DOCTYPE html><html>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<HTML><head><title>\xE9</title>", DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "<clientConfig/>", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "Not found", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "{", DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP) "}", DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP) DOCUMENT (IMAP), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ","), DERMAGA_CONFIG_ERROR_SYNTAX },
    { "/* x */" DOCUMENT (IMAP), DERMAGA_CONFIG_ERROR_SYNTAX },
    { "var a = " DOCUMENT (IMAP), DERMAGA_CONFIG_ERROR_SYNTAX },
    { "{'protocols':{'imap':{'host':'a.test'}}}", DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ",\"x\":\"\xE9\""), DERMAGA_CONFIG_ERROR_ENCODING },
    { "\xFF\xFE{", DERMAGA_CONFIG_ERROR_ENCODING },
    { DOCUMENT (IMAP ",\"x\":\"\\u0000\""), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ",\"x\":\"\\ud800\""), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ",\"x\":\"\\ud800\\u0041\""), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ",\"x\":\"\\udc00\\ud800\""), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP "," IMAP), DERMAGA_CONFIG_ERROR_SYNTAX },
    { DOCUMENT (IMAP ",\"\\u0069map\":{\"host\":\"evil.test\"}"), DERMAGA_CONFIG_ERROR_SYNTAX },
    { "{\"protocols\":{" IMAP "},\"protocols\":{}}", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "[]", DERMAGA_CONFIG_ERROR_KIND },
    { "7", DERMAGA_CONFIG_ERROR_KIND },
    { "null", DERMAGA_CONFIG_ERROR_KIND },
    { "\"x\"", DERMAGA_CONFIG_ERROR_KIND },
    { "{}", DERMAGA_CONFIG_ERROR_KIND },
    { "{\"protocols\":[]}", DERMAGA_CONFIG_ERROR_KIND },
    { "{\"Protocols\":{}}", DERMAGA_CONFIG_ERROR_KIND },
    { "[" DOCUMENT (IMAP) "]", DERMAGA_CONFIG_ERROR_KIND },
    { DOCUMENT (""), DERMAGA_CONFIG_ERROR_NO_SERVER },
    { DOCUMENT ("\"jmap\":{\"url\":\"https://a.test/\"}"), DERMAGA_CONFIG_ERROR_NO_SERVER },
    { DOCUMENT ("\"imap\":{\"host\":\"\"}"), DERMAGA_CONFIG_ERROR_NO_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("document %u", i);
      assert_fails (cases[i].text, -1, cases[i].code);
    }
}

static void
test_byte_order_mark (void)
{
  assert_says ("\xEF\xBB\xBF \n" DOCUMENT (IMAP), IMAP_LINE);
}

static void
test_nul (void)
{
  static const char inside[] = DOCUMENT (IMAP ",\"x\":\"a\0b\"");
  static const char behind[] = DOCUMENT (IMAP) "\0";

  assert_fails (inside, sizeof inside - 1, DERMAGA_CONFIG_ERROR_ENCODING);
  assert_fails (behind, sizeof behind - 1, DERMAGA_CONFIG_ERROR_ENCODING);
}

static char *
nest (const char *open, const char *close, guint levels)
{
  GString *text = g_string_new ("{\"protocols\":{" IMAP "},\"x\":");

  for (guint i = 0; i < levels; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < levels; i++)
    g_string_append (text, close);
  g_string_append (text, "}");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = nest ("[", "]", 15);
  g_autofree char *too_deep = nest ("[", "]", 16);
  g_autofree char *abyss = nest ("[", "]", 32000);
  g_autofree char *objects = nest ("{\"a\":", "}", 10000);
  g_autofree char *bottomless = g_strnfill (100000, '[');
  g_autofree char *brackets = g_strnfill (10000, '[');
  g_autofree char *shown = g_strdup_printf ("{\"protocols\":{" IMAP "},\"x\":\"%s\"}", brackets);

  assert_says (deep, IMAP_LINE);
  assert_says (shown, IMAP_LINE);
  assert_fails (too_deep, -1, DERMAGA_CONFIG_ERROR_DEPTH);
  assert_fails (abyss, -1, DERMAGA_CONFIG_ERROR_DEPTH);
  assert_fails (objects, -1, DERMAGA_CONFIG_ERROR_DEPTH);
  assert_fails (bottomless, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
  assert_fails (bottomless, 60000, DERMAGA_CONFIG_ERROR_DEPTH);
}

static void
test_size (void)
{
  g_autofree char *blank = g_strnfill (DERMAGA_PACC_MAX_SIZE - strlen (DOCUMENT (IMAP)), ' ');
  g_autofree char *largest = g_strconcat (DOCUMENT (IMAP), blank, NULL);
  g_autofree char *too_large = g_strconcat (largest, " ", NULL);
  g_autofree char *huge = g_strnfill (10 * 1024 * 1024, '{');

  assert_says (largest, IMAP_LINE);
  assert_fails (too_large, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
  assert_fails (huge, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
}

/* As many as fit, by all means that the notation has. */
static void
test_many_servers (void)
{
  g_autoptr (GString) sections = g_string_new ("{\"protocols\":{" IMAP);
  g_autoptr (GString) list = g_string_new ("{\"protocols\":{" IMAP ",\"pop3\":[");
  g_autoptr (GString) endless = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (sections, ",\"i%u\":{\"host\":\"h%u.test\"}", i, i);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (list, "%s{\"host\":\"h%u.test\"}", i > 0 ? "," : "", i);
  endless = g_string_new (list->str);
  for (guint i = 2000; i < 10000; i++)
    g_string_append_printf (endless, ",{\"host\":\"h%u.test\"}", i);
  g_string_append (sections, "}}");
  g_string_append (list, "]}}");
  g_string_append (endless, "]}}");
  assert_says (sections->str, IMAP_LINE);
  assert_says (list->str, IMAP_LINE "+1\n");
  assert_fails (endless->str, -1, DERMAGA_CONFIG_ERROR_TOO_BIG);
}

/* Every cut and every changed byte of a good document: an answer or an error, nothing else. */
static void
test_damage (void)
{
  static const char document[]
    = "{ \"protocols\": { " IMAP " },\r\n\"a\": [ -0.5e+3, \"\\u00e9\\\"\", true, null, "
      "[ {} ] ], \"\xC3\xA9\": { \"a\": {} } }";
  static const char changes[]
    = { '\0', '{', '}', '[', ']', '"', '\\', ',', ':', ' ', '0', 'u', '\x80', '\xFF' };

  for (gsize i = 0; i < sizeof document - 1; i++)
    for (gsize j = 0; j <= sizeof changes; j++)
      {
        g_autofree char *text = g_memdup2 (document, sizeof document);
        g_autoptr (GError) error = NULL;
        g_autoptr (DermagaProviderConfig) config = NULL;

        if (j < sizeof changes)
          text[i] = changes[j];
        config = read_bytes (text, j < sizeof changes ? sizeof document - 1 : i, &error);
        g_assert_true ((config == NULL) == (error != NULL));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pacc/whole", test_whole);
  g_test_add_func ("/pacc/submission", test_submission);
  g_test_add_func ("/pacc/authentication", test_authentication);
  g_test_add_func ("/pacc/hosts", test_hosts);
  g_test_add_func ("/pacc/sections", test_sections);
  g_test_add_func ("/pacc/names", test_names);
  g_test_add_func ("/pacc/refused", test_refused);
  g_test_add_func ("/pacc/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/pacc/nul", test_nul);
  g_test_add_func ("/pacc/depth", test_depth);
  g_test_add_func ("/pacc/size", test_size);
  g_test_add_func ("/pacc/many-servers", test_many_servers);
  g_test_add_func ("/pacc/damage", test_damage);
  return g_test_run ();
}
