#include "config.h"

#include "wire/dermaga-mail.h"

#include <string.h>

#define NOW 1764334800 /* 2025-11-28 13:00:00 UTC */

static char *
compose (const char *email, const char *subject, const char *body)
{
  g_autoptr (GBytes) mail = dermaga_mail_compose (email, subject, body, NOW);

  return g_strndup (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
}

/* Every line ends with CRLF, is short enough, and is ASCII where the address is. */
static void
assert_lines (const char *mail)
{
  g_auto (GStrv) lines = g_strsplit (mail, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_cmpuint (strlen (lines[i]), <=, 78);
    }
  g_assert_true (g_str_has_suffix (mail, "\r\n"));
}

static char *
header_of (const char *mail, const char *name)
{
  const char *end = strstr (mail, "\r\n\r\n");
  g_autofree char *head = g_strndup (mail, (gsize) (end - mail) + 2);
  g_autofree char *start = g_strdup_printf ("%s: ", name);
  const char *found = g_str_has_prefix (head, start) ? head : NULL;
  g_autofree char *later = g_strdup_printf ("\r\n%s: ", name);

  if (found == NULL && (found = strstr (head, later)) != NULL)
    found += 2;
  g_assert_nonnull (found);
  found += strlen (start);
  return g_strndup (found, (gsize) (strstr (found, "\r\n") - found));
}

static void
test_plain (void)
{
  g_autofree char *mail = compose ("budi@contoh.test", "Hello", "One\nTwo\r\n");
  g_autofree char *date = header_of (mail, "Date");
  g_autofree char *from = header_of (mail, "From");
  g_autofree char *to = header_of (mail, "To");
  g_autofree char *subject = header_of (mail, "Subject");
  g_autofree char *id = header_of (mail, "Message-ID");
  g_autofree char *automatic = header_of (mail, "Auto-Submitted");
  g_autofree char *version = header_of (mail, "MIME-Version");
  g_autofree char *type = header_of (mail, "Content-Type");

  assert_lines (mail);
  g_assert_cmpstr (date, ==, "Fri, 28 Nov 2025 13:00:00 +0000");
  g_assert_cmpstr (from, ==, "<budi@contoh.test>");
  g_assert_cmpstr (to, ==, "<budi@contoh.test>");
  g_assert_cmpstr (subject, ==, "Hello");
  g_assert_true (g_str_has_suffix (id, "@contoh.test>"));
  g_assert_cmpuint (strlen (id), ==, strlen ("<@contoh.test>") + 32);
  g_assert_cmpstr (automatic, ==, "auto-generated");
  g_assert_cmpstr (version, ==, "1.0");
  g_assert_cmpstr (type, ==, "text/plain; charset=utf-8");
  g_assert_true (g_str_has_suffix (mail, "\r\n\r\nOne\r\nTwo\r\n"));
}

/* (transfer full): what the encoded words of a folded subject say. */
static char *
decode_subject (const char *mail)
{
  const char *start = strstr (mail, "Subject:") + strlen ("Subject:");
  const char *end = strstr (start, "\r\nMessage-ID:");
  g_autofree char *field = g_strndup (start, (gsize) (end - start));
  g_auto (GStrv) words = g_strsplit (field, " =?utf-8?B?", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 1; words[i] != NULL; i++)
    {
      gsize length;
      const char *stop = strstr (words[i], "?=");
      g_autofree char *encoded = g_strndup (words[i], (gsize) (stop - words[i]));
      g_autofree guchar *decoded = g_base64_decode (encoded, &length);

      g_assert_cmpuint (strlen (encoded) + 12, <=, 75);
      g_assert_true (g_utf8_validate ((const char *) decoded, (gssize) length, NULL));
      g_string_append_len (text, (const char *) decoded, (gssize) length);
    }
  return g_string_free (text, FALSE);
}

static void
test_subjects (void)
{
  static const char *const subjects[] = {
    "Pesan ujian — Dermaga ✓",
    "=?utf-8?B?SGk=?=",
    "これは長い件名です。これは長い件名です。これは長い件名です。これは長い件名です。",
    "This is a subject in plain letters that is longer than fits into one line of a header field",
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *mail = compose ("budi@contoh.test", subjects[i], "x");
      g_autofree char *decoded = decode_subject (mail);

      assert_lines (mail);
      g_assert_true (g_str_is_ascii (mail));
      g_assert_cmpstr (decoded, ==, subjects[i]);
    }
}

/* Nothing in a subject begins another field. */
static void
test_injection (void)
{
  static const char *const subjects[] = {
    "x\r\nBcc: all@contoh.test", "x\nBcc: all@contoh.test", "x\rBcc: all@contoh.test",
    "x\r\n\r\nbody", "é\r\nBcc: all@contoh.test", "x\342\200\250Bcc: a@b.test", "\xff\r\nBcc: a",
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *mail = compose ("budi@contoh.test", subjects[i], "x");

      assert_lines (mail);
      g_assert_null (strstr (mail, "\nBcc"));
      g_assert_null (strstr (mail, "\rBcc"));
      g_assert_nonnull (strstr (mail, "\r\nAuto-Submitted: auto-generated\r\n\r\nx\r\n"));
    }
}

/* (transfer full): quoted-printable undone. */
static char *
decode_body (const char *mail)
{
  const char *c = strstr (mail, "\r\n\r\n") + 4;
  GString *text = g_string_new (NULL);

  while (*c != '\0')
    if (g_str_has_prefix (c, "=\r\n"))
      c += 3;
    else if (*c == '=')
      {
        g_string_append_c (text, (char) (16 * g_ascii_xdigit_value (c[1])
                                         + g_ascii_xdigit_value (c[2])));
        c += 3;
      }
    else if (*c == '\r')
      c++;
    else
      g_string_append_c (text, *c++);
  return g_string_free (text, FALSE);
}

static void
test_bodies (void)
{
  static const char *const bodies[] = {
    "Halo, ini pesan ujian.\n",
    ".\n..\n.dot\nFrom here\n",
    "blank at the end \ntab\t\n = equals = \n",
    "これは長い本文です。これは長い本文です。これは長い本文です。これは長い本文です。\n",
    "long long long long long long long long long long long long long long long long long line.\n",
    "x..............................................................................\n",
    "\n\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *mail = compose ("budi@contoh.test", "x", bodies[i]);
      g_autofree char *decoded = decode_body (mail);

      assert_lines (mail);
      g_assert_true (g_str_is_ascii (mail));
      g_assert_null (strstr (mail, "\n."));
      g_assert_null (strstr (mail, " \r\n"));
      g_assert_cmpstr (decoded, ==, bodies[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/plain", test_plain);
  g_test_add_func ("/mail/subjects", test_subjects);
  g_test_add_func ("/mail/injection", test_injection);
  g_test_add_func ("/mail/bodies", test_bodies);
  return g_test_run ();
}
