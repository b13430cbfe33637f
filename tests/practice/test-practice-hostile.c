#include "config.h"

#include "conversation.h"
#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-mime.h"

#include <string.h>

/* Mails and clients that want to do harm: nothing breaks, and nothing takes long. */

#define MIB (1024u * 1024)

/* SHARE comes from meson.build: with a sanitizer, which looks at memory, not at time, a part of the
 * length is enough. How long all of it takes is measured without. */

static void
repeat (GString *text, const char *piece, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append (text, piece);
}

static GString *
nested (guint depth, const char *type)
{
  GString *mail = g_string_new ("From: a@b.test\r\nSubject: dalam\r\n");

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (mail, "Content-Type: %s; boundary=\"b%u\"\r\n\r\n--b%u\r\n", type, i,
                            i);
  g_string_append (mail, "\r\nisi\r\n");
  return mail;
}

static GString *
letter_in_letter (guint depth)
{
  GString *mail = g_string_new ("");

  repeat (mail, "Content-Type: message/rfc822\r\n\r\n", depth);
  g_string_append (mail, "Subject: dasar\r\n\r\nisi\r\n");
  return mail;
}

static GString *
of_pieces (const char *head, const char *piece, gsize length)
{
  GString *mail = g_string_new (head);

  while (mail->len < length / SHARE)
    g_string_append (mail, piece);
  return mail;
}

/* All that a client may ask of it is answered, whatever the mail is. */
static void
assert_survives (const char *what, GString *mail)
{
  static const char *const asked[] = {
    "1 FETCH 1 (ENVELOPE BODYSTRUCTURE BODY RFC822.SIZE INTERNALDATE)",
    "2 FETCH 1 (BODY.PEEK[1] BODY.PEEK[1.1.1] BODY.PEEK[1.MIME] BODY.PEEK[TEXT]<0.10>)",
    "3 FETCH 1 (BODY.PEEK[HEADER.FIELDS (SUBJECT)] BODY.PEEK[HEADER]<0.10> BODY.PEEK[2.HEADER])",
    "4 SEARCH OR TEXT nothing-of-this-kind SUBJECT dalam",
  };
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (NULL);
  g_autoptr (Conversation) talk = NULL;
  gint64 begin = g_get_monotonic_time ();

  conversation_deliver (store, mail->str);
  talk = conversation_signed_in (&dermaga_practice_imap, 993, store);
  assert_holds (talk, "0 SELECT INBOX", "0 OK ");
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *done = g_strdup_printf ("%u OK Done\r\n", i + 1);
      g_autofree char *heard = NULL;

      conversation_say (talk, asked[i], -1);
      conversation_say (talk, "\r\n", 2);
      heard = conversation_take (talk);
      g_assert_true (g_str_has_suffix (heard, done));
    }
  g_test_message ("%s: %.2f s", what, (double) (g_get_monotonic_time () - begin) / 1e6);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  g_string_free (mail, TRUE);
}

static void
test_mails (void)
{
  assert_survives ("multiparts in multiparts", nested (5000, "multipart/mixed"));
  assert_survives ("digests in digests", nested (5000, "multipart/digest"));
  assert_survives ("letters in letters", letter_in_letter (5000));
  assert_survives ("parts", of_pieces ("Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                                       "--b\r\n\r\n", 19000 * strlen ("--b\r\n\r\n")));
  assert_survives ("fields", of_pieces ("", "a:b\r\n", 199000 * strlen ("a:b\r\n")));
  assert_survives ("one line", of_pieces ("Subject: ", "dalam ", 2 * MIB));
  assert_survives ("addresses", of_pieces ("To: a@b.test", ", a@b.test", MIB));
  assert_survives ("groups", of_pieces ("To: ", "a:", MIB));
  assert_survives ("comments", of_pieces ("To: ", "(", MIB));
  assert_survives ("encoded words", of_pieces ("Subject: ", "=?utf-8?Q?=E2?= ", MIB));
  assert_survives ("parameters", of_pieces ("Content-Type: text/plain", "; a=b", MIB));
  assert_survives ("continuations", of_pieces ("Content-Type: text/plain", "; a*99999999=b", MIB));
  assert_survives ("a charset that is none",
                   g_string_new ("Content-Type: text/plain; charset=x-%n\r\n\r\n\xff\xfe\r\n"));
  assert_survives ("base64 that is none",
                   g_string_new ("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n"
                                 "\r\n\xff\xfe!!=a=\r\n"));
  assert_survives ("nothing but ends of lines", of_pieces ("", "\r\n", MIB));
  assert_survives ("nothing", g_string_new (""));
}

/* 25 MB of what would be millions of objects is not taken apart. */
static void
test_unaffordable (void)
{
  GString *parts = of_pieces ("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\n",
                              25 * MIB);
  GString *fields = of_pieces ("", "a:b\r\n", 25 * MIB);
  g_autoptr (GBytes) all_parts = g_bytes_new (parts->str, parts->len);
  g_autoptr (GBytes) all_fields = g_bytes_new (fields->str, fields->len);

  g_assert_null (dermaga_practice_mime_parse (all_parts));
  g_assert_null (dermaga_practice_mime_parse (all_fields));
  g_string_free (parts, TRUE);
  g_string_free (fields, TRUE);
}

static void
test_limits (void)
{
  static const DermagaPracticeLimits limits = { 3, 5000, 10000 };
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (&limits);
  g_autofree char *large = g_strnfill (3500, 'x');
  g_autoptr (DermagaPracticeMessage) first = NULL;

  conversation_deliver (store, "a");
  first = g_object_ref (dermaga_practice_store_get (store, 0));
  for (guint i = 0; i < 3; i++)
    conversation_deliver (store, "b");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 3);
  g_assert_cmpuint (dermaga_practice_store_get_dropped (store), ==, 1);
  /* Whoever holds it holds no contents any more. */
  g_assert_cmpuint (g_bytes_get_size (dermaga_practice_message_get_contents (first)), ==, 0);
  conversation_deliver (store, large);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
  g_assert_cmpuint (dermaga_practice_store_get_octets (store), ==, 3500 + 1024);
  g_assert_null (dermaga_practice_store_find (store, 4));
  g_assert_nonnull (dermaga_practice_store_find (store, 5));
}

static void
test_header (void)
{
  static const char header[] = "A: 1\r\n 2\n\t3\r\nno field\r\nB : x\r\n: y\r\n\r\nC: z\r\n";
  gsize length = dermaga_practice_header_length (header, sizeof header - 1);
  g_autofree char *a = dermaga_practice_header_dup (header, length, "a", 100);
  g_autofree char *cut = dermaga_practice_header_dup (header, length, "A", 2);
  g_autofree char *b = dermaga_practice_header_dup (header, length, "b", 100);
  g_autofree char *c = dermaga_practice_header_dup (header, length, "C", 100);

  g_assert_cmpstr (a, ==, "1 2 3");
  g_assert_cmpstr (cut, ==, "1");
  g_assert_cmpstr (b, ==, "x");
  g_assert_null (c);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-hostile/mails", test_mails);
  g_test_add_func ("/practice-hostile/unaffordable", test_unaffordable);
  g_test_add_func ("/practice-hostile/limits", test_limits);
  g_test_add_func ("/practice-hostile/header", test_header);
  return g_test_run ();
}
