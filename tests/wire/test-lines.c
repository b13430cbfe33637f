#include "config.h"

#include "wire/dermaga-lines.h"

#include <string.h>

#define MAX_LINE 16u
#define MAX_WAITING 40u

static DermagaLines *
lines_with (const char *bytes, gsize length)
{
  DermagaLines *lines = dermaga_lines_new (MAX_LINE, MAX_WAITING);

  dermaga_lines_feed (lines, (const guint8 *) bytes, length);
  return lines;
}

static DermagaLinesStatus
take (DermagaLines *lines)
{
  const char *line;
  gsize octets;
  gboolean bare_lf;

  return dermaga_lines_take (lines, &line, &octets, &bare_lf);
}

static void
assert_line (DermagaLines *lines, const char *expected, gsize expected_octets, gboolean expected_lf)
{
  const char *line;
  gsize octets;
  gboolean bare_lf;

  g_assert_cmpint (dermaga_lines_take (lines, &line, &octets, &bare_lf), ==, DERMAGA_LINES_LINE);
  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpuint (octets, ==, expected_octets);
  g_assert_cmpint (bare_lf, ==, expected_lf);
}

static void
assert_status (const char *bytes, gsize length, DermagaLinesStatus expected)
{
  g_autoptr (DermagaLines) lines = lines_with (bytes, length);

  g_assert_cmpint (take (lines), ==, expected);
  /* It stays so. */
  g_assert_cmpint (take (lines), ==, expected);
}

static void
test_terminators (void)
{
  g_autoptr (DermagaLines) lines = lines_with ("a\r\nb\n\r\n\n\rc\r\r\nd", 14);

  assert_line (lines, "a", 3, FALSE);
  assert_line (lines, "b", 2, TRUE);
  assert_line (lines, "", 2, FALSE);
  assert_line (lines, "", 1, TRUE);
  assert_line (lines, "\rc\r", 5, FALSE);
  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_NEED_MORE);
  g_assert_false (dermaga_lines_is_empty (lines));
}

static void
test_bytewise (void)
{
  g_autoptr (DermagaLines) lines = lines_with (NULL, 0);
  const char *text = "one\r\n";

  g_assert_true (dermaga_lines_is_empty (lines));
  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_NEED_MORE);
  for (guint round = 0; round < 100; round++)
    {
      for (guint i = 0; i < 4; i++)
        {
          dermaga_lines_feed (lines, (const guint8 *) text + i, 1);
          g_assert_cmpint (take (lines), ==, DERMAGA_LINES_NEED_MORE);
        }
      dermaga_lines_feed (lines, (const guint8 *) text + 4, 1);
      assert_line (lines, "one", 5, FALSE);
      g_assert_true (dermaga_lines_is_empty (lines));
    }
}

static void
test_line_limit (void)
{
  g_autoptr (DermagaLines) lines = lines_with ("0123456789abcd\r\n0123456789abcde\n", 32);

  assert_line (lines, "0123456789abcd", 16, FALSE);
  assert_line (lines, "0123456789abcde", 16, TRUE);
  assert_status ("0123456789abcde\r\n", 17, DERMAGA_LINES_TOO_LONG);
  /* No LF can come in time any more. */
  assert_status ("0123456789abcdef", 16, DERMAGA_LINES_TOO_LONG);
  assert_status ("0123456789abcde", 15, DERMAGA_LINES_NEED_MORE);
}

static void
test_waiting_limit (void)
{
  g_autofree char *much = g_strnfill (MAX_WAITING + 1, '\n');
  g_autoptr (DermagaLines) lines = lines_with (much, MAX_WAITING + 1);
  g_autoptr (DermagaLines) full = lines_with (much, MAX_WAITING);

  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_TOO_LONG);
  g_assert_false (dermaga_lines_is_empty (lines));
  dermaga_lines_feed (lines, (const guint8 *) "a\n", 2);
  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_TOO_LONG);
  dermaga_lines_clear (lines);
  g_assert_true (dermaga_lines_is_empty (lines));
  dermaga_lines_feed (lines, (const guint8 *) "a\n", 2);
  assert_line (lines, "a", 2, TRUE);

  assert_line (full, "", 1, TRUE);
  dermaga_lines_feed (full, (const guint8 *) "ab", 2);
  g_assert_cmpint (take (full), ==, DERMAGA_LINES_TOO_LONG);
}

static void
test_nul (void)
{
  g_autoptr (DermagaLines) lines = lines_with ("ok\r\na\0b", 7);

  /* What came before it is still a line. */
  assert_line (lines, "ok", 4, FALSE);
  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_NUL);
  assert_status ("\0", 1, DERMAGA_LINES_NUL);
  assert_status ("a\0\r\n", 4, DERMAGA_LINES_NUL);
}

static void
test_tls (void)
{
  g_autoptr (DermagaLines) lines = lines_with ("\x16", 1);

  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_NEED_MORE);
  dermaga_lines_feed (lines, (const guint8 *) "\x03", 1);
  g_assert_cmpint (take (lines), ==, DERMAGA_LINES_TLS);
  assert_status ("\x15\x03\x01\x00\x02", 5, DERMAGA_LINES_TLS);
  /* Only where a line begins. */
  assert_status ("a\x16\x03", 3, DERMAGA_LINES_NEED_MORE);
  assert_status ("\x16\x04", 2, DERMAGA_LINES_NEED_MORE);
  assert_status ("\x17\x03", 2, DERMAGA_LINES_NEED_MORE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lines/terminators", test_terminators);
  g_test_add_func ("/lines/bytewise", test_bytewise);
  g_test_add_func ("/lines/line-limit", test_line_limit);
  g_test_add_func ("/lines/waiting-limit", test_waiting_limit);
  g_test_add_func ("/lines/nul", test_nul);
  g_test_add_func ("/lines/tls", test_tls);
  return g_test_run ();
}
