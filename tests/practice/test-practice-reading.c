#include "config.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-parts.h"
#include "practice/dermaga-practice-reading.h"

#include <string.h>

/* What captured mails say. */

#define MIB (1024u * 1024)

typedef struct {
  DermagaPracticeMessage *message;
  DermagaPracticeReading *reading;
} Case;

static void
case_clear (Case *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->reading, dermaga_practice_reading_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static Case
read_octets (const char *mail, gsize length)
{
  static char *recipients[] = { (char *) "siti@tujuan.test", (char *) "Rahasia@tujuan.test", NULL };
  const DermagaPracticeOrigin origin = { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
                                         "budi", "budi@asal.test", recipients, "INBOX", 0, 0 };
  g_autoptr (GBytes) contents = g_bytes_new (mail, length);
  Case self;

  self.message = dermaga_practice_message_new (1, contents, &origin);
  self.reading = dermaga_practice_reading_new (self.message, "image");
  return self;
}

static Case
read_mail (const char *mail)
{
  return read_octets (mail, strlen (mail));
}

/* Everything that is shown is safe to show. */
static void
assert_safe (const DermagaPracticeReading *reading)
{
  const char *one_line[] = { reading->from, reading->to, reading->cc, reading->reply_to,
                             reading->subject, reading->date, reading->message_id };
  const char *texts[] = { reading->text, reading->html, reading->source };

  for (guint i = 0; i < G_N_ELEMENTS (one_line); i++)
    g_assert_true (dermaga_text_is_clean (one_line[i]));
  for (guint i = 0; i < reading->fields->len; i++)
    {
      const DermagaPracticeReadField *field = reading->fields->pdata[i];

      g_assert_true (dermaga_text_is_clean (field->name) && dermaga_text_is_clean (field->value));
    }
  for (guint i = 0; i < reading->files->len; i++)
    {
      const DermagaPracticeFile *file = reading->files->pdata[i];

      g_assert_true (dermaga_text_is_clean (file->name) && dermaga_text_is_clean (file->type));
      g_assert_null (strpbrk (file->name, "/\\"));
      g_assert_true (*file->name != '\0' && *file->name != '.');
      g_assert_cmpuint (strlen (file->name), <=, 120);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) lines = g_strsplit (texts[i] != NULL ? texts[i] : "", "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_assert_true (dermaga_text_is_clean (lines[j]));
          g_assert_cmpint (g_utf8_strlen (lines[j], -1), <=, 1008);
        }
    }
}

static void
test_header (void)
{
  g_auto (Case) mail = read_mail (
    "From: =?utf-8?B?U2l0aSBOdXJoYWxpemEg4piA?= <siti@asal.test>\r\n"
    "To: siti@tujuan.test,\r\n  =?iso-8859-1?Q?Andr=E9?= <andre@tujuan.test>\r\n"
    "Cc: a@b.test\r\nReply-To: balas@asal.test\r\n"
    "Subject: =?utf-8?Q?Tagihan?= =?utf-8?Q?_Anda?=\r\n"
    "Date: Sat, 28 Nov 2026 16:43:01 +0700\r\nMessage-ID: <1@asal.test>\r\n"
    "X-Aneh: a\x01\xe2\x80\xae" "b\r\nbukan baris kepala\r\n\r\nHalo\r\n");
  const DermagaPracticeReading *reading = mail.reading;
  const DermagaPracticeReadField *strange = reading->fields->pdata[7];
  const DermagaPracticeReadField *none = reading->fields->pdata[8];

  g_assert_cmpstr (reading->from, ==, "Siti Nurhaliza ☀ <siti@asal.test>");
  g_assert_cmpstr (reading->to, ==, "siti@tujuan.test,  André <andre@tujuan.test>");
  g_assert_cmpstr (reading->cc, ==, "a@b.test");
  g_assert_cmpstr (reading->reply_to, ==, "balas@asal.test");
  g_assert_cmpstr (reading->subject, ==, "Tagihan Anda");
  g_assert_cmpstr (reading->date, ==, "Sat, 28 Nov 2026 16:43:01 +0700");
  g_assert_cmpstr (reading->message_id, ==, "<1@asal.test>");
  g_assert_cmpuint (reading->fields->len, ==, 9);
  g_assert_cmpstr (strange->name, ==, "X-Aneh");
  g_assert_cmpstr (strange->value, ==, "ab");
  g_assert_cmpstr (none->name, ==, "");
  g_assert_cmpstr (reading->text, ==, "Halo\n");
  g_assert_null (reading->html);
  g_assert_true (g_str_has_prefix (reading->source, "From: =?utf-8?B?"));
  assert_safe (reading);
}

/* Who really sends and gets it, by the envelope. */
static void
test_envelope (void)
{
  g_auto (Case) same = read_mail ("From: Budi <BUDI@asal.test>\r\n"
                                  "To: kelompok: siti@tujuan.test;\r\n"
                                  "Bcc: rahasia@TUJUAN.test\r\n\r\n");
  g_auto (Case) other = read_mail ("From: bank@bank.example\r\n"
                                   "To: Siti <siti@tujuan.test>\r\n\r\n");
  g_auto (Case) list = read_mail ("From: a@b.test\r\nSender: budi@asal.test\r\n\r\n");
  g_auto (Case) none = read_mail ("Subject: x\r\n\r\n");
  g_autoptr (GString) groups = g_string_new ("From: a@b.test\r\nTo: ");
  g_auto (Case) strange = { NULL, NULL };

  g_assert_false (same.reading->sender_differs);
  g_assert_cmpuint (g_strv_length (same.reading->unnamed), ==, 0);
  g_assert_true (other.reading->sender_differs);
  g_assert_cmpuint (g_strv_length (other.reading->unnamed), ==, 1);
  g_assert_cmpstr (other.reading->unnamed[0], ==, "Rahasia@tujuan.test");
  g_assert_false (list.reading->sender_differs);
  g_assert_cmpuint (g_strv_length (list.reading->unnamed), ==, 2);
  g_assert_false (none.reading->sender_differs);
  /* Where not all can be read nobody is said to be missing. */
  for (guint i = 0; i < 300; i++)
    g_string_append (groups, "a:");
  strange = read_mail (groups->str);
  g_assert_cmpuint (g_strv_length (strange.reading->unnamed), ==, 0);
}

static void
test_texts (void)
{
  g_auto (Case) latin = read_mail ("Content-Type: text/plain; charset=iso-8859-1\r\n"
                                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                   "caf=E9=\r\n s\r\n");
  g_auto (Case) unsaid = read_mail ("Subject: a\r\n\r\n\x93halo\x94\r\n");
  g_auto (Case) cut = read_mail ("Content-Type: text/plain; charset=gb2312\r\n\r\n"
                                 "\xc4\xe3\xff!\r\n");
  g_auto (Case) wide = read_mail ("Content-Type: text/plain; charset=utf-16le\r\n"
                                  "Content-Transfer-Encoding: base64\r\n\r\naAAAAGkA\r\n");
  g_auto (Case) flat = read_mail ("Content-Type: text/html\r\n\r\n<p>Halo <b>Siti</b>");

  g_assert_cmpstr (latin.reading->text, ==, "café s\n");
  g_assert_cmpstr (unsaid.reading->text, ==, "“halo”\n");
  g_assert_cmpstr (cut.reading->text, ==, "你�!\n");
  g_assert_cmpstr (wide.reading->text, ==, "h�i");
  g_assert_null (flat.reading->text);
  g_assert_cmpstr (flat.reading->html, ==, "Halo Siti");
}

static const char full[]
  = "From: a@b.test\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\npreamble\r\n--m\r\n"
    "Content-Type: multipart/alternative; boundary=\"a\"\r\n\r\n--a\r\n\r\nHalo\r\n--a\r\n"
    "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n"
    "<p>Halo<img src=cid:logo alt=Logo><img src=http://lacak.test/>\r\n--r\r\n"
    "Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "iVBORw0KGgo=\r\n--r--\r\n--a--\r\n--m\r\nContent-Type: application/pdf\r\n"
    "Content-Disposition: attachment; filename*0*=utf-8''Laporan%20; filename*1*=%E2%98%80.pdf\r\n"
    "\r\nPDF\r\n--m\r\nContent-Type: text/plain; name=\"=?utf-8?Q?catatan_=C3=A9.txt?=\"\r\n\r\n"
    "catatan\r\n--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: Surat/dalam\r\n\r\nisi\r\n"
    "--m\r\n\r\npenutup\r\n--m--\r\nepilogue\r\n";

static void
assert_file (const Case *mail, guint index, const char *name, const char *type, const char *octets)
{
  const DermagaPracticeFile *file = mail->reading->files->pdata[index];
  g_autoptr (GBytes) bytes = dermaga_practice_reading_extract (mail->message, index);

  g_assert_cmpstr (file->name, ==, name);
  g_assert_cmpstr (file->type, ==, type);
  g_assert_cmpuint (file->size, ==, g_bytes_get_size (bytes));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), octets,
                   strlen (octets));
}

static void
test_parts (void)
{
  g_auto (Case) mail = read_mail (full);

  g_assert_cmpstr (mail.reading->text, ==, "Halo\n\npenutup");
  g_assert_cmpstr (mail.reading->html, ==, "Halo[image: Logo][image: http://lacak.test/]");
  g_assert_cmpuint (mail.reading->n_remote, ==, 1);
  g_assert_cmpuint (mail.reading->files->len, ==, 4);
  assert_file (&mail, 0, "part.png", "image/png", "\x89PNG\r\n\x1a\n");
  assert_file (&mail, 1, "Laporan ☀.pdf", "application/pdf", "PDF");
  assert_file (&mail, 2, "catatan é.txt", "text/plain", "catatan");
  assert_file (&mail, 3, "dalam.eml", "message/rfc822", "Subject: Surat/dalam\r\n\r\nisi");
  g_assert_null (dermaga_practice_reading_extract (mail.message, 4));
  assert_safe (mail.reading);
  dermaga_practice_message_forget (mail.message);
  g_assert_null (dermaga_practice_reading_extract (mail.message, 0));
}

/* However it is cut off, there is something to read. */
static void
test_prefixes (void)
{
  for (gsize length = 0; length < sizeof full; length++)
    {
      g_auto (Case) mail = read_octets (full, length);

      assert_safe (mail.reading);
    }
}

static void
assert_name (const char *name, const char *expected)
{
  g_autofree char *safe = dermaga_practice_file_name (name, NULL, "part");

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_names (void)
{
  g_autofree char *mail = dermaga_practice_file_name ("Re: a/b.c", ".eml", "mail");
  g_autofree char *none = dermaga_practice_file_name (" \xe2\x80\xae ", ".eml", "mail");
  g_autofree char *letters = g_strnfill (300, 'a');
  g_autofree char *long_name = g_strconcat (letters, ".tar", NULL);
  g_autofree char *cut = dermaga_practice_file_name (long_name, NULL, "part");
  g_autofree char *wide = dermaga_practice_file_name (
    "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", ".eml", "mail");

  assert_name ("../../.bashrc", "bashrc");
  assert_name ("C:\\Windows\\a.exe", "a.exe");
  assert_name ("/", "part");
  assert_name ("...", "part");
  assert_name ("-rf a", "rf a");
  assert_name ("laporan\xe2\x80\xaegpj.exe", "laporangpj.exe");
  assert_name ("a\nb\x7f;rm `x` $y|.txt. ", "a b_rm _x_ _y_.txt");
  assert_name ("%41.txt", "41.txt");
  g_assert_cmpstr (mail, ==, "b.c.eml");
  g_assert_cmpstr (none, ==, "mail.eml");
  g_assert_cmpuint (strlen (cut), ==, 120);
  g_assert_true (g_str_has_suffix (cut, "a.tar"));
  g_assert_true (g_utf8_validate (wide, -1, NULL) && strlen (wide) <= 120);
}

static GString *
of_pieces (const char *head, const char *piece, gsize length)
{
  GString *mail = g_string_new (head);

  while (mail->len < length)
    g_string_append (mail, piece);
  return mail;
}

/* Takes @mail. */
static void
assert_survives (const char *what, GString *mail)
{
  gint64 begin = g_get_monotonic_time ();
  g_auto (Case) read = read_octets (mail->str, mail->len);
  gint64 took = g_get_monotonic_time () - begin;

  g_test_message ("%s: %.2f s", what, (double) took / 1e6);
  assert_safe (read.reading);
  g_assert_cmpuint (read.reading->fields->len, <=, 500);
  g_assert_cmpuint (read.reading->files->len, <=, 201);
  g_string_free (mail, TRUE);
}

static GString *
nested (void)
{
  GString *mail = g_string_new ("Subject: dalam\r\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i,
                            i);
  return mail;
}

static void
test_hostile (void)
{
  assert_survives ("25 MB of text",
                   of_pieces ("Subject: besar\r\n\r\n", "kata kata\r\n", 25 * MIB));
  assert_survives ("25 MB in one line", of_pieces ("Subject: besar\r\n\r\n", "kata ", 25 * MIB));
  assert_survives ("25 MB attached",
                   of_pieces ("Content-Type: application/x-a; name=a\r\n"
                              "Content-Transfer-Encoding: base64\r\n\r\n",
                              "QUJDRA==\r\n", 25 * MIB));
  assert_survives ("25 MB of parts", of_pieces ("Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                                                "--b\r\n\r\n", 25 * MIB));
  assert_survives ("1 MB of subject", of_pieces ("Subject: ", "dalam ", MIB));
  assert_survives ("encoded words", of_pieces ("Subject: ", "=?utf-8?Q?=E2?= ", MIB));
  assert_survives ("1 MB of addresses", of_pieces ("To: a@b.test", ", a@b.test", MIB));
  assert_survives ("addresses", of_pieces ("To: a@b.test", ", a@b.test", MIB / 5));
  assert_survives ("comments", of_pieces ("To: ", "(", MIB / 5));
  assert_survives ("fields", of_pieces ("", "a:b\r\n", 199000 * strlen ("a:b\r\n")));
  assert_survives ("names", of_pieces ("Content-Type: a/b", "; name*0*=a; name*99999999=b", MIB));
  assert_survives ("multiparts in multiparts", nested ());
  assert_survives ("parts", of_pieces ("Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                                       "--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n", MIB));
  assert_survives ("a page", of_pieces ("Content-Type: text/html\r\n\r\n", "<ul><li><a href=x>y",
                                        25 * MIB));
  assert_survives ("controls", of_pieces ("Subject: a\r\n\r\n", "\x1b[2J\xe2\x80\xae\x07\xc2\x85",
                                          MIB));
  assert_survives ("nothing", g_string_new (""));
}

static void
test_cut (void)
{
  GString *text = of_pieces ("Subject: besar\r\n\r\n", "kata kata\r\n", 2 * MIB);
  g_auto (Case) mail = read_octets (text->str, text->len);
  g_auto (Case) small = read_mail ("Subject: kecil\r\n\r\nHalo\r\n");

  g_assert_true (mail.reading->text_cut && mail.reading->source_cut);
  g_assert_true (g_str_has_suffix (mail.reading->text, "…"));
  g_assert_false (small.reading->text_cut || small.reading->source_cut
                  || small.reading->fields_cut || small.reading->files_cut);
  g_string_free (text, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-reading/header", test_header);
  g_test_add_func ("/practice-reading/envelope", test_envelope);
  g_test_add_func ("/practice-reading/texts", test_texts);
  g_test_add_func ("/practice-reading/parts", test_parts);
  g_test_add_func ("/practice-reading/prefixes", test_prefixes);
  g_test_add_func ("/practice-reading/names", test_names);
  g_test_add_func ("/practice-reading/hostile", test_hostile);
  g_test_add_func ("/practice-reading/cut", test_cut);
  return g_test_run ();
}
