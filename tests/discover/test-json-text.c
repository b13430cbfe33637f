#include "config.h"

#include "discover/dermaga-json-text.h"

#include <string.h>

#include "model/dermaga-provider-config.h"

static void
check (const char *text, int expected_members)
{
  g_autoptr (GError) error = NULL;
  guint n_members = 0;
  gboolean valid = dermaga_json_text_check (text, 4, &n_members, &error);

  g_test_message ("%s", text);
  g_assert_cmpint (valid, ==, expected_members >= 0);
  if (valid)
    g_assert_cmpuint (n_members, ==, (guint) expected_members);
  else
    g_assert_error (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_SYNTAX);
}

static void
test_valid (void)
{
  check ("0", 0);
  check (" \t\r\n-0.0E-0 ", 0);
  check ("1e5", 0);
  check ("12345678901234567890123456789012345678901234567890", 0);
  check ("true", 0);
  check ("[]", 0);
  check ("[ ]", 0);
  check ("{ }", 0);
  check ("[[],{},[[]]]", 0);
  check ("[1,\"a\",null,false]", 0);
  check ("{\"a\":{\"b\":[{\"c\":1}]},\"d\":2}", 4);
  check ("{\"a\" : 1 , \"a\" : 2}", 2);
  check ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDCE7\x7F\"", 0);
}

static void
test_invalid (void)
{
  static const char *const texts[] = {
    "", " ", "]", "[", "{", "}", "[}", "{]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "1 2",
    "{1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{\"a\":1",
    "{\"a\":1,\"b\"}", "{\"a\":1 \"b\":2}", "[\"a\":1]", "\"", "\"a", "\"\\\"", "\"\\", "\"\\x\"",
    "\"\\u12\"", "\"\\u12g4\"", "\"\\u\"", "\"a\nb\"", "\"\t\"", "'a'", "01", "-", "-a", "+1", "1.",
    ".5", "1e", "1e+", "0x10", "1f", "NaN", "Infinity", "-Infinity", "True", "nul", "nulll",
    "truefalse", "undefined", "//a\n1", "/**/1", "1//a", "#a\n1", "var a = 1;", "1;", "\v1",
    "\xC2\xA0" "1", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"",
    "\"\\ud800\\ud800\"", "\"\\udc00\"", "\xEF\xBB\xBF" "1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i], -1);
}

static void
test_depth (void)
{
  guint n_members;
  g_autoptr (GError) error = NULL;
  g_autofree char *abyss = g_strnfill (100000, '[');

  g_assert_true (dermaga_json_text_check ("[[[[]]]]", 4, &n_members, NULL));
  g_assert_false (dermaga_json_text_check ("[[[[[]]]]]", 4, &n_members, &error));
  g_assert_error (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_DEPTH);
  g_clear_error (&error);
  g_assert_false (dermaga_json_text_check (abyss, G_MAXUINT, &n_members, &error));
  g_assert_error (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_DEPTH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/valid", test_valid);
  g_test_add_func ("/json-text/invalid", test_invalid);
  g_test_add_func ("/json-text/depth", test_depth);
  return g_test_run ();
}
