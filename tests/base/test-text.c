#include "config.h"

#include "base/dermaga-text.h"

#include <string.h>

static void
assert_safe (const char *bytes, gssize length, gsize max_chars, const char *expected)
{
  g_autofree char *safe = dermaga_text_make_safe (bytes, length, max_chars);

  g_assert_cmpstr (safe, ==, expected);
  g_assert_true (g_utf8_validate (safe, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (safe, -1), <=, max_chars);
  g_assert_true (dermaga_text_is_clean (safe));
}

static void
test_ordinary (void)
{
  assert_safe ("mail.example.org ESMTP Postfix", -1, 200, "mail.example.org ESMTP Postfix");
  assert_safe ("Selamat datang — 你好 Жук", -1, 200, "Selamat datang — 你好 Жук");
  assert_safe ("two  spaces stay", -1, 200, "two  spaces stay");
  assert_safe ("", -1, 200, "");
  assert_safe ("<b>&amp;</b>", -1, 200, "<b>&amp;</b>");
}

static void
test_white_space (void)
{
  assert_safe ("a\r\nb", -1, 200, "a b");
  assert_safe ("a \t\v\f\n b", -1, 200, "a b");
  assert_safe ("a\xC2\xA0" "b\xC2\x85" "c\xE2\x80\xA8" "d\xE2\x80\xA9" "e\xE3\x80\x80" "f", -1, 200,
               "a b c d e f");
}

static void
test_controls (void)
{
  assert_safe ("\033[31;1;4mPOP3\033[0m", -1, 200, "[31;1;4mPOP3[0m");
  assert_safe ("a\0b\0", 4, 200, "ab");
  assert_safe ("a\177b\007c\010d", -1, 200, "abcd");
  /* C1: a CSI in one character, then as a raw byte. */
  assert_safe ("x\xC2\x9B" "31m", -1, 200, "x31m");
  assert_safe ("x\x9B" "31m", -1, 200, "x\xEF\xBF\xBD" "31m");
}

static void
test_invisible (void)
{
  assert_safe ("a\xE2\x80\xAE" "b\xE2\x80\xAC" "c\xE2\x81\xA6" "d\xE2\x81\xA9", -1, 200, "abcd");
  assert_safe ("\xEF\xBB\xBF" "a\xE2\x80\x8B" "b\xE2\x80\x8C" "c\xE2\x80\x8D" "d\xC2\xAD" "e", -1,
               200, "abcde");
  assert_safe ("a\xE3\x85\xA4" "b\xCD\x8F" "c\xEF\xB8\x8F" "d\xF3\xA0\x84\x80" "e", -1, 200,
               "abcde");
  /* Tags that spell hidden words. */
  assert_safe ("a\xF3\xA0\x81\x81\xF3\xA0\x81\x82", -1, 200, "a");
}

static void
test_bad_utf8 (void)
{
  assert_safe ("caf\xE9", -1, 200, "caf\xEF\xBF\xBD");
  assert_safe ("\xC0\xAF", -1, 200, "\xEF\xBF\xBD\xEF\xBF\xBD");
  assert_safe ("\xED\xA0\x80", -1, 200, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  assert_safe ("ab\xE2\x80", -1, 200, "ab\xEF\xBF\xBD\xEF\xBF\xBD");
  assert_safe ("a\xEF\xBF\xBF" "b\xEF\xB7\x90" "c", -1, 200,
               "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c");
}

static void
test_cut (void)
{
  g_autofree char *long_text = g_strnfill (300, 'x');
  g_autofree char *safe = dermaga_text_make_safe (long_text, -1, 200);

  g_assert_cmpuint (g_utf8_strlen (safe, -1), ==, 200);
  g_assert_true (g_str_has_suffix (safe, "x…"));

  assert_safe ("abcd", -1, 4, "abcd");
  assert_safe ("abcde", -1, 4, "abc…");
  assert_safe ("äöüß€", -1, 3, "äö…");
  assert_safe ("abc", -1, 1, "…");
  assert_safe ("abc", -1, 0, "");
  /* What is dropped does not count. */
  assert_safe ("ab\033\033\033", -1, 2, "ab");
  assert_safe ("abcdef", 3, 200, "abc");
}

static void
test_is_clean (void)
{
  g_assert_true (dermaga_text_is_clean ("Budi Santoso"));
  g_assert_true (dermaga_text_is_clean ("O'Brien \"$x\" \\ <&> ü"));
  g_assert_false (dermaga_text_is_clean ("a\nb"));
  g_assert_false (dermaga_text_is_clean ("a\tb"));
  g_assert_false (dermaga_text_is_clean ("a\xE2\x80\xAE" "b"));
  g_assert_false (dermaga_text_is_clean ("a\xFF"));
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 5000; round++)
    {
      guint8 bytes[40];
      gsize length = g_rand_int_range (random, 0, sizeof bytes);
      gsize max_chars = g_rand_int_range (random, 0, 30);
      g_autofree char *safe = NULL;

      for (gsize i = 0; i < length; i++)
        bytes[i] = g_rand_int_range (random, 0, 256);
      safe = dermaga_text_make_safe ((const char *) bytes, length, max_chars);
      g_assert_true (g_utf8_validate (safe, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (safe, -1), <=, max_chars);
      g_assert_true (dermaga_text_is_clean (safe));
    }
}

static void
assert_lines (const char *bytes, gssize length, gsize max_chars, gsize max_line,
              const char *expected)
{
  g_autofree char *safe = dermaga_text_make_safe_lines (bytes, length, max_chars, max_line);

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_lines (void)
{
  assert_lines ("a\r\nb\nc\rd\xe2\x80\xa8" "e\f\n", -1, 100, 80, "a\nb\nc\nd\ne\n\n");
  assert_lines ("  a  b\tc\n\td", -1, 100, 80, "  a  b  c\n        d");
  assert_lines ("a\0b\x1b[1m\xe2\x80\xae\xff", 11, 100, 80, "ab[1m�");
  assert_lines ("abcdefg\nh", -1, 100, 3, "abc\ndef\ng\nh");
  assert_lines ("ab\ncd\nef", -1, 4, 80, "ab\n…");
  assert_lines ("\t\t\t", -1, 10, 80, "         …");
  assert_lines ("", -1, 0, 1, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/ordinary", test_ordinary);
  g_test_add_func ("/text/white-space", test_white_space);
  g_test_add_func ("/text/controls", test_controls);
  g_test_add_func ("/text/invisible", test_invisible);
  g_test_add_func ("/text/bad-utf8", test_bad_utf8);
  g_test_add_func ("/text/cut", test_cut);
  g_test_add_func ("/text/lines", test_lines);
  g_test_add_func ("/text/is-clean", test_is_clean);
  g_test_add_func ("/text/random", test_random);
  return g_test_run ();
}
