#include "model/dermaga-json.h"

#include <string.h>

static const char good[]
    = "{\"schema\":1,\"target\":\"example.com\",\"elapsed_ms\":412,"
      "\"recommendation\":{"
      "\"incoming\":{\"protocol\":\"imap\",\"host\":\"imap.example.com\",\"port\":993,"
      "\"security\":\"tls\",\"username\":\"%EMAILADDRESS%\",\"auth\":[\"plain\"],"
      "\"source\":\"srv\",\"reason\":\"\\u201cwhy\\u201d\",\"consent_needed\":false},"
      "\"outgoing\":{\"protocol\":\"smtp\",\"host\":\"smtp.other.example\",\"port\":465,"
      "\"security\":\"starttls\",\"consent_needed\":true}},"
      "\"probes\":[{\"addresses\":[{\"timing_ms\":{\"connect\":1.5}}]}],"
      "\"future\":{\"a\":[null,true,-1e3]}}";

/* The good text with one part replaced by another. */
static char *
change (const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (good, what, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoin (by, parts[0], parts[1], NULL);
}

typedef struct
{
  char *target;
  DermagaSavedChoice *incoming;
  DermagaSavedChoice *outgoing;
} Read;

static void
read_clear (Read *read)
{
  g_clear_pointer (&read->target, g_free);
  g_clear_pointer (&read->incoming, dermaga_saved_choice_free);
  g_clear_pointer (&read->outgoing, dermaga_saved_choice_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Read, read_clear)

static void
read_good (const char *text, Read *read)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dermaga_json_read_recommendation (text, -1, &read->target, &read->incoming,
                                                   &read->outgoing, &error));
  g_assert_no_error (error);
}

static void
assert_refused (const char *text, gssize length, DermagaJsonError code)
{
  g_autoptr (GError) error = NULL;
  Read read = { (char *) "x", NULL, NULL };

  g_assert_false (dermaga_json_read_recommendation (text, length, &read.target, &read.incoming,
                                                    &read.outgoing, &error));
  g_assert_error (error, DERMAGA_JSON_ERROR, (int) code);
  g_assert_null (read.target);
  g_assert_null (read.incoming);
  g_assert_null (read.outgoing);
}

static void
test_good (void)
{
  g_auto (Read) read = { NULL, NULL, NULL };

  read_good (good, &read);
  g_assert_cmpstr (read.target, ==, "example.com");
  g_assert_cmpuint (read.incoming->server->protocol, ==, DERMAGA_PROTOCOL_IMAP);
  g_assert_cmpstr (read.incoming->server->host, ==, "imap.example.com");
  g_assert_cmpuint (read.incoming->server->port, ==, 993);
  g_assert_cmpuint (read.incoming->server->security, ==, DERMAGA_SECURITY_TLS);
  g_assert_cmpstr (read.incoming->server->user_name, ==, "%EMAILADDRESS%");
  g_assert_false (read.incoming->consent_needed);
  g_assert_cmpuint (read.outgoing->server->protocol, ==, DERMAGA_PROTOCOL_SMTP);
  g_assert_cmpuint (read.outgoing->server->security, ==, DERMAGA_SECURITY_STARTTLS);
  g_assert_cmpstr (read.outgoing->server->user_name, ==, "%EMAILADDRESS%");
  g_assert_true (read.outgoing->consent_needed);
}

static void
test_nothing_recommended (void)
{
  static const char *const texts[] = {
    "{\"schema\":1,\"target\":\"a.example\",\"recommendation\":null}",
    "{\"schema\":1,\"target\":\"a.example\",\"recommendation\":{}}",
    "{\"schema\":1,\"target\":\"a.example\",\"recommendation\":{\"incoming\":null}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Read) read = { NULL, NULL, NULL };

      read_good (texts[i], &read);
      g_assert_cmpstr (read.target, ==, "a.example");
      g_assert_null (read.incoming);
      g_assert_null (read.outgoing);
    }
}

/* Consent that the whole recommendation needs is needed for both halves. */
static void
test_consent_of_the_whole (void)
{
  g_autofree char *text
      = change ("\"recommendation\":{", "\"recommendation\":{\"consent_needed\":true,");
  g_auto (Read) read = { NULL, NULL, NULL };

  read_good (text, &read);
  g_assert_true (read.incoming->consent_needed);
  g_assert_true (read.outgoing->consent_needed);
}

/* "\\u0000" behind a backslash is six harmless characters. */
static void
test_backslashes (void)
{
  g_autofree char *text = change ("\"%EMAILADDRESS%\"", "\"DOMAIN\\\\u0000\"");
  g_auto (Read) read = { NULL, NULL, NULL };

  read_good (text, &read);
  g_assert_cmpstr (read.incoming->server->user_name, ==, "DOMAIN\\u0000");
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *what;
    const char *by;
  } changes[] = {
    { "\"example.com\"", "\"exa mple.com\"" },
    { "\"example.com\"", "17" },
    { "\"target\":", "\"tarpit\":" },
    { "\"recommendation\":", "\"recommended\":" },
    { "\"recommendation\":", "\"recommendation\":3,\"other\":" },
    { "\"incoming\":", "\"incoming\":[],\"other\":" },
    { "\"incoming\":", "\"incoming\":\"x\",\"other\":" },
    { "\"imap\"", "\"smtp\"" },
    { "\"imap\"", "\"IMAP\"" },
    { "\"imap\"", "null" },
    { "\"smtp\"", "\"imap\"" },
    { "\"imap.example.com\"", "\"imap.example.com\\n\"" },
    { "\"imap.example.com\"", "\"\"" },
    { "\"imap.example.com\"", "\"';drop\"" },
    { "\"host\"", "\"hast\"" },
    { "993", "0" },
    { "993", "65536" },
    { "993", "-993" },
    { "993", "993.0" },
    { "993", "\"993\"" },
    { "993", "99999999999999999999" },
    { "993", "true" },
    { "\"port\"", "\"part\"" },
    { "\"tls\"", "\"none\"" },
    { "\"tls\"", "\"ssl\"" },
    { "\"security\"", "\"insecurity\"" },
    { "\"%EMAILADDRESS%\"", "\"\"" },
    { "\"%EMAILADDRESS%\"", "\"a\\nb\"" },
    { "\"%EMAILADDRESS%\"", "null" },
    { "\"%EMAILADDRESS%\"", "5" },
    { ":false", ":0" },
    { ":false", ":\"false\"" },
    { ":false", ":null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = change (changes[i].what, changes[i].by);

      g_test_message ("%s -> %s", changes[i].what, changes[i].by);
      assert_refused (text, -1, DERMAGA_JSON_ERROR_VALUE);
    }
}

static void
test_schema (void)
{
  static const char *const schemas[]
      = { "\"schema\":2", "\"schema\":0", "\"schema\":\"1\"", "\"schema\":1.0", "\"schema\":null",
          "\"schema\":true", "\"other\":1" };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *text = change ("\"schema\":1", schemas[i]);

      assert_refused (text, -1, DERMAGA_JSON_ERROR_SCHEMA);
    }
}

static void
test_syntax (void)
{
  static const char *const bad[] = {
    "", " ", "null", "1", "\"x\"", "[]", "{", "}", "{\"schema\":1", "{\"schema\":1}}",
    "{\"schema\":1,}", "{'schema':1}", "/* */{\"schema\":1}", "// x\n{\"schema\":1}",
    "# x\n{\"schema\":1}", "var x = {\"schema\":1};", "{\"schema\":1}x", "\xff", "{\"\xc3\":1}",
    "\xef\xbb\xbf{}", "{\"a\":\"", "{\"a\":\"\\",
    "{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], -1, DERMAGA_JSON_ERROR_SYNTAX);
  assert_refused ("{\"schema\":1\0}", 13, DERMAGA_JSON_ERROR_SYNTAX);
}

/* JSON-GLib would recurse until the stack ends. */
static void
test_nesting (void)
{
  const guint n = 1000 * 1000;
  g_autofree char *brackets = g_strnfill (n, '[');
  g_autofree char *behind_a_string = g_strconcat ("{\"\\\"[\":\"\\\\\",\"a\":", brackets, NULL);
  g_autofree char *behind_a_comment = g_strconcat ("/*\"*/", brackets, "\"", NULL);
  g_autofree char *in_a_string
      = g_strconcat ("{\"schema\":1,\"target\":\"a.example\",\"recommendation\":null,\"x\":\"",
                     brackets, "\"}", NULL);
  g_auto (Read) read = { NULL, NULL, NULL };

  assert_refused (brackets, -1, DERMAGA_JSON_ERROR_SYNTAX);
  assert_refused (behind_a_string, -1, DERMAGA_JSON_ERROR_SYNTAX);
  assert_refused (behind_a_comment, -1, DERMAGA_JSON_ERROR_SYNTAX);
  read_good (in_a_string, &read);
}

static void
test_length (void)
{
  const gsize limit = 4 * 1024 * 1024;
  g_autofree char *padding = g_strnfill (limit, ' ');
  g_autofree char *longest = NULL;
  g_autofree char *too_long = g_strconcat (good, padding, NULL);
  g_auto (Read) read = { NULL, NULL, NULL };

  padding[limit - strlen (good)] = '\0';
  longest = g_strconcat (good, padding, NULL);
  g_assert_cmpuint (strlen (longest), ==, limit);
  read_good (longest, &read);
  assert_refused (too_long, -1, DERMAGA_JSON_ERROR_SYNTAX);
}

/* A file that was cut off is refused wherever it was. */
static void
test_cut_off (void)
{
  for (gsize length = 0; length < strlen (good); length++)
    assert_refused (good, length, DERMAGA_JSON_ERROR_SYNTAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-read/good", test_good);
  g_test_add_func ("/json-read/nothing-recommended", test_nothing_recommended);
  g_test_add_func ("/json-read/consent-of-the-whole", test_consent_of_the_whole);
  g_test_add_func ("/json-read/backslashes", test_backslashes);
  g_test_add_func ("/json-read/bad-values", test_bad_values);
  g_test_add_func ("/json-read/schema", test_schema);
  g_test_add_func ("/json-read/syntax", test_syntax);
  g_test_add_func ("/json-read/nesting", test_nesting);
  g_test_add_func ("/json-read/length", test_length);
  g_test_add_func ("/json-read/cut-off", test_cut_off);
  return g_test_run ();
}
