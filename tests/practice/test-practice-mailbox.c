#include "config.h"

#include "conversation.h"

#include <string.h>

/* IMAP. */

#define MAIL "From: \"Siti, Toko\" <siti@contoh.test>\r\nTo: tim: a@x.test, B <b@y.test>;\r\n" \
             "Subject: =?utf-8?Q?Pesanan_=E2=9C=93?=\r\nDate: Sun, 01 Feb 2026 10:00:00 +0700\r\n" \
             "Message-ID: <1@contoh.test>\r\n\r\nIsi surat\r\nbaris dua\r\n"
#define MIXED "From: a@x.test\r\nSubject: dua\r\nMIME-Version: 1.0\r\n" \
              "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\nprologue\r\n" \
              "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhalo\r\n" \
              "--b\r\nContent-Type: application/pdf; name=\"f.pdf\"\r\n" \
              "Content-Disposition: attachment; filename=\"f.pdf\"\r\n" \
              "Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n" \
              "--b\r\nContent-Type: message/rfc822\r\n\r\n" \
              "From: c@z.test\r\nSubject: dalam\r\n\r\n" \
              "isi dalam\r\n--b--\r\n"

static DermagaPracticeStore *
two_mails (void)
{
  DermagaPracticeStore *store = dermaga_practice_store_new (NULL);

  conversation_deliver (store, MAIL);
  conversation_deliver (store, MIXED);
  return store;
}

static Conversation *
selected (DermagaPracticeStore *store)
{
  Conversation *talk = conversation_signed_in (&dermaga_practice_imap, 993, store);

  assert_holds (talk, "1 SELECT INBOX", "1 OK [READ-WRITE] Done\r\n");
  return talk;
}

static void
test_sign_in (void)
{
  static const struct { const char *line; const char *part; } cases[] = {
    { "1 LOGIN budi", "1 BAD " },
    { "1 LOGIN budi sandi", "1 NO [AUTHENTICATIONFAILED] " },
    { "1 LOGIN \"budi\" \"prac\\tice", "1 BAD " },
    { "1 AUTHENTICATE PLAIN AGJ1ZGkAc2FuZGk=", "1 NO [AUTHENTICATIONFAILED] " },
    { "1 AUTHENTICATE SCRAM-SHA-1", "1 NO [CANNOT] " },
    { "1 AUTHENTICATE LOGIN", "+ VXNlcm5hbWU6\r\n" },
    { "*", "1 BAD Cancelled" },
    { "1 AUTHENTICATE PLAIN", "+ \r\n" },
    { "AGJ1ZGkAcHJhY3RpY2U=", "1 OK [CAPABILITY IMAP4rev1 " },
    { "2 LOGIN budi practice", "2 BAD You are signed in already\r\n" },
  };
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_imap, 993, TRUE, NULL);
  g_autoptr (Conversation) literal = conversation_new (&dermaga_practice_imap, 993, TRUE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_holds (talk, cases[i].line, cases[i].part);
  /* RFC 3501 and RFC 7888: with and without being asked. */
  assert_said (literal, "a LOGIN {4}", "+ Go ahead\r\n");
  assert_holds (literal, "budi {8+}\r\npractice", "a OK ");
  g_assert_cmpstr (literal->session.user, ==, "budi");
}

static void
test_select (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_imap, 993, store);
  g_autofree char *expected = g_strdup_printf (
    "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n"
    "* OK [PERMANENTFLAGS ()] Kept as long as the mail\r\n* 2 EXISTS\r\n* 0 RECENT\r\n"
    "* OK [UNSEEN 1] The first one\r\n* OK [UIDVALIDITY %u] Good\r\n"
    "* OK [UIDNEXT 3] The next\r\n2 OK [READ-ONLY] Done\r\n",
    dermaga_practice_store_get_validity (store));

  assert_said (talk, "1 FETCH 1 FLAGS", "1 BAD Select a mailbox first\r\n");
  assert_said (talk, "2 EXAMINE inbox", expected);
  assert_said (talk, "3 STORE 1 +FLAGS (\\Seen)", "3 NO The mailbox is open for reading only\r\n");
  assert_holds (talk, "4 SELECT Nowhere", "4 NO [NONEXISTENT] ");
  assert_said (talk, "5 FETCH 1 FLAGS", "5 BAD Select a mailbox first\r\n");
}

static void
test_list (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "1 LIST \"\" \"\"", "* LIST (\\Noselect) \"/\" \"\"\r\n1 OK Done\r\n" },
    { "2 LIST \"\" *",
      "* LIST () \"/\" \"INBOX\"\r\n* LIST (\\Drafts) \"/\" \"Drafts\"\r\n"
      "* LIST (\\Sent) \"/\" \"Sent\"\r\n* LIST (\\Trash) \"/\" \"Trash\"\r\n2 OK Done\r\n" },
    { "3 LIST \"\" \"%en%\"", "* LIST (\\Sent) \"/\" \"Sent\"\r\n3 OK Done\r\n" },
    { "4 LSUB \"\" inbox", "* LSUB () \"/\" \"INBOX\"\r\n4 OK Done\r\n" },
    { "5 LIST \"\" sent", "5 OK Done\r\n" },
    { "6 LIST \"\"", "6 BAD A reference and a pattern are meant\r\n" },
    { "7 STATUS Sent (MESSAGES UNSEEN UIDNEXT)",
      "* STATUS \"Sent\" (MESSAGES 0 UNSEEN 0 UIDNEXT 3)\r\n7 OK Done\r\n" },
    { "8 STATUS INBOX (MESSAGES RECENT)",
      "* STATUS \"INBOX\" (MESSAGES 2 RECENT 0)\r\n8 OK Done\r\n" },
    { "9 NAMESPACE", "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n9 OK Done\r\n" },
    { "a CREATE Sent", "a NO [ALREADYEXISTS] It is there already\r\n" },
    { "b CREATE Baru", "b NO [CANNOT] The mailboxes here are fixed\r\n" },
    { "c SUBSCRIBE INBOX", "c OK Done\r\n" },
  };
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_imap, 993, store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
}

static void
test_fetch (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "1 FETCH 1 (UID FLAGS RFC822.SIZE INTERNALDATE)",
      "* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 205 INTERNALDATE \" 1-Feb-2026 00:00:00 +0000\")\r\n"
      "1 OK Done\r\n" },
    { "2 FETCH 1 ENVELOPE",
      "* 1 FETCH (ENVELOPE (\"Sun, 01 Feb 2026 10:00:00 +0700\" "
      "\"=?utf-8?Q?Pesanan_=E2=9C=93?=\" "
      "((\"Siti, Toko\" NIL \"siti\" \"contoh.test\")) "
      "((\"Siti, Toko\" NIL \"siti\" \"contoh.test\")) "
      "((\"Siti, Toko\" NIL \"siti\" \"contoh.test\")) "
      "((NIL NIL \"tim\" NIL)(NIL NIL \"a\" \"x.test\")(\"B\" NIL \"b\" \"y.test\")"
      "(NIL NIL NIL NIL)) NIL NIL NIL \"<1@contoh.test>\"))\r\n2 OK Done\r\n" },
    { "3 FETCH 1 BODY", "* 1 FETCH (BODY (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 22 2))\r\n"
                        "3 OK Done\r\n" },
    { "4 FETCH 1 BODY.PEEK[TEXT]<4.5>", "* 1 FETCH (BODY[TEXT]<4> {5}\r\nsurat)\r\n4 OK Done\r\n" },
    { "5 UID FETCH 2 BODY.PEEK[HEADER.FIELDS (subject X-None FROM)]",
      "* 2 FETCH (BODY[HEADER.FIELDS (subject X-None FROM)] {32}\r\n"
      "From: a@x.test\r\nSubject: dua\r\n\r\n UID 2)\r\n5 OK Done\r\n" },
    { "6 FETCH 2 BODYSTRUCTURE",
      "* 2 FETCH (BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 4 0 "
      "NIL NIL NIL NIL)(\"APPLICATION\" \"PDF\" (\"NAME\" \"f.pdf\") NIL NIL \"BASE64\" 8 NIL "
      "(\"ATTACHMENT\" (\"FILENAME\" \"f.pdf\")) NIL NIL)(\"MESSAGE\" \"RFC822\" NIL NIL NIL "
      "\"7BIT\" 43 (NIL \"dalam\" ((NIL NIL \"c\" \"z.test\")) ((NIL NIL \"c\" \"z.test\")) "
      "((NIL NIL \"c\" \"z.test\")) NIL NIL NIL NIL NIL) (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" "
      "9 0 NIL NIL NIL NIL) 3 NIL NIL NIL NIL) \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL NIL))\r\n"
      "6 OK Done\r\n" },
    { "7 FETCH 2 (BODY.PEEK[1] BODY.PEEK[2] BODY.PEEK[2.MIME] BODY.PEEK[4])",
      "* 2 FETCH (BODY[1] {4}\r\nhalo BODY[2] {8}\r\nJVBERg== BODY[2.MIME] {133}\r\n"
      "Content-Type: application/pdf; name=\"f.pdf\"\r\n"
      "Content-Disposition: attachment; filename=\"f.pdf\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\n BODY[4] NIL)\r\n7 OK Done\r\n" },
    { "8 FETCH 2 (BODY.PEEK[3.HEADER] BODY.PEEK[3.TEXT] BODY.PEEK[3.1] BODY.PEEK[1.1])",
      "* 2 FETCH (BODY[3.HEADER] {34}\r\nFrom: c@z.test\r\nSubject: dalam\r\n\r\n"
      " BODY[3.TEXT] {9}\r\nisi dalam BODY[3.1] {9}\r\nisi dalam BODY[1.1] NIL)\r\n8 OK Done\r\n" },
    { "9 FETCH 1 BODY[1]<0.3>",
      "* 1 FETCH (BODY[1]<0> {3}\r\nIsi FLAGS (\\Seen))\r\n9 OK Done\r\n" },
    { "a FETCH 1 (BODY[1]<99.3> FLAGS)",
      "* 1 FETCH (BODY[1]<99> {0}\r\n FLAGS (\\Seen))\r\na OK Done\r\n" },
    { "b UID FETCH 99 FLAGS", "b OK Done\r\n" },
    { "c UID FETCH 99:* FLAGS", "* 2 FETCH (FLAGS () UID 2)\r\nc OK Done\r\n" },
    { "d FETCH *:1 UID", "* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\nd OK Done\r\n" },
    { "e FETCH 0 UID", "e BAD FETCH takes a set and items\r\n" },
    { "f FETCH 1 (UID", "f BAD FETCH takes a set and items\r\n" },
    { "g FETCH 1 BODY[MIME]", "g BAD FETCH takes a set and items\r\n" },
    { "h FETCH 1 BODY[HEADER.FIELDS ()]", "h BAD FETCH takes a set and items\r\n" },
    { "i FETCH 1 BODY[]<1>", "i BAD FETCH takes a set and items\r\n" },
    { "j FETCH 1 XYZ", "j BAD FETCH takes a set and items\r\n" },
    { "k FETCH 1 RFC822.HEADER",
      "* 1 FETCH (RFC822.HEADER {183}\r\nFrom: \"Siti, Toko\" <siti@contoh.test>\r\n"
      "To: tim: a@x.test, B <b@y.test>;\r\nSubject: =?utf-8?Q?Pesanan_=E2=9C=93?=\r\n"
      "Date: Sun, 01 Feb 2026 10:00:00 +0700\r\nMessage-ID: <1@contoh.test>\r\n\r\n)\r\n"
      "k OK Done\r\n" },
  };
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
}

static void
test_search (void)
{
  static const struct { const char *line; const char *found; } cases[] = {
    { "ALL", " 1 2" },
    { "2:*", " 2" },
    { "UID 1", " 1" },
    { "SUBJECT \"pesanan ✓\"", " 1" },
    { "FROM siti TO b@y", " 1" },
    { "OR SUBJECT dua SUBJECT pesanan", " 1 2" },
    { "NOT SUBJECT dua", " 1" },
    { "(OR (SUBJECT dua) (SUBJECT tiga)) UNSEEN", " 2" },
    { "HEADER Message-ID contoh", " 1" },
    { "HEADER MIME-Version \"\"", " 2" },
    { "BODY surat", " 1" },
    { "BODY pesanan", "" },
    { "TEXT HALO", " 2" },
    { "LARGER 300", " 2" },
    { "SMALLER 300", " 1" },
    { "SINCE 1-Feb-2026", " 1 2" },
    { "BEFORE \"01-Feb-2026\"", "" },
    { "SENTON 1-Feb-2026", " 1" },
    { "KEYWORD x", "" },
    { "UNKEYWORD x DELETED", "" },
    { "CHARSET UTF-8 ALL", " 1 2" },
  };
  static const char *const wrong[] = { "", "OR ALL", "XYZ", "(ALL", "SINCE 32-Feb-2026", "UID x",
                                       "LARGER -1", "ALL  ALL", "HEADER x" };
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);
  g_autofree char *deep = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strdup_printf ("x UID SEARCH %s", cases[i].line);
      g_autofree char *answer
        = g_strdup_printf ("* SEARCH%s\r\nx OK Done\r\n", cases[i].found);

      assert_said (talk, line, answer);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *line = g_strdup_printf ("x SEARCH %s", wrong[i]);

      assert_said (talk, line, "x BAD That cannot be searched for\r\n");
    }
  assert_holds (talk, "x SEARCH CHARSET KOI8-R ALL", "x NO [BADCHARSET ");
  deep = g_strnfill (5000, '(');
  conversation_say (talk, "x SEARCH ", -1);
  assert_holds (talk, deep, "x BAD ");
}

static void
test_flags (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "1 STORE 1 +FLAGS (\\Seen \\Flagged $Forwarded)",
      "* 1 FETCH (FLAGS (\\Flagged \\Seen) UID 1)\r\n1 OK Done\r\n" },
    { "2 STORE 1:2 -FLAGS.SILENT \\Flagged", "2 OK Done\r\n" },
    { "3 UID STORE 2 FLAGS ()", "* 2 FETCH (FLAGS () UID 2)\r\n3 OK Done\r\n" },
    { "4 STORE 2 FLAGS (\\Deleted)", "* 2 FETCH (FLAGS (\\Deleted) UID 2)\r\n4 OK Done\r\n" },
    { "5 STORE 1 XFLAGS ()", "5 BAD STORE takes a set and flags\r\n" },
    { "6 UID EXPUNGE 1", "6 OK Done\r\n" },
    { "7 EXPUNGE", "* 2 EXPUNGE\r\n7 OK Done\r\n" },
    { "8 FETCH 1:* FLAGS", "* 1 FETCH (FLAGS (\\Seen))\r\n8 OK Done\r\n" },
    { "9 UNSELECT", "9 OK Done\r\n" },
  };
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
}

static void
test_copy (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);
  g_autofree char *done = g_strdup_printf ("1 OK [COPYUID %u 1,2 3,4] Done\r\n",
                                           dermaga_practice_store_get_validity (store));

  assert_said (talk, "1 COPY 1:* Trash", done);
  assert_holds (talk, "2 COPY 1 Nowhere", "2 NO [NONEXISTENT] ");
  assert_said (talk, "3 UID COPY 99 Trash", "3 OK There was nothing to copy\r\n");
  assert_holds (talk, "4 STATUS Trash (MESSAGES)", "(MESSAGES 2)");
  assert_holds (talk, "5 SELECT Trash", "* 2 EXISTS\r\n");
  assert_holds (talk, "6 FETCH 1 (UID BODY.PEEK[TEXT])", "UID 3 BODY[TEXT] {22}\r\nIsi surat\r\n");
}

static void
test_append (void)
{
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (NULL);
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_imap, 993, store);
  DermagaPracticeMessage *message;
  g_autofree char *done = g_strdup_printf ("1 OK [APPENDUID %u 1] Done\r\n",
                                           dermaga_practice_store_get_validity (store));

  assert_said (talk, "1 APPEND Sent (\\Seen) \" 2-Feb-2026 10:00:00 +0700\" {10}",
               "+ Go ahead\r\n");
  assert_said (talk, "Subject: x", done);
  message = dermaga_practice_store_get (store, 0);
  g_assert_cmpstr (dermaga_practice_message_get_mailbox (message), ==, "Sent");
  g_assert_cmpstr (dermaga_practice_message_get_subject (message), ==, "x");
  g_assert_cmpint (dermaga_practice_message_get_date (message), ==, 1770001200);
  g_assert_cmpuint (dermaga_practice_message_get_flags (message), ==, DERMAGA_PRACTICE_FLAG_SEEN);
  /* Without being asked; the mailbox as a literal, too. */
  assert_holds (talk, "2 APPEND {5+}\r\nINBOX {3+}\r\na\nb", "2 OK [APPENDUID ");
  message = dermaga_practice_store_get (store, 1);
  g_assert_cmpuint (dermaga_practice_message_get_size (message), ==, 3);
  assert_holds (talk, "3 APPEND Nowhere {3}", "3 NO [NONEXISTENT] ");
  assert_holds (talk, "4 APPEND INBOX {26214401}", "4 NO [TOOBIG] ");
  assert_holds (talk, "5 APPEND INBOX (\\Seen {3}", "5 BAD ");
  assert_holds (talk, "6 APPEND INBOX {3+}\r\nabc more", "6 BAD One mail at a time");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 2);
  assert_said (talk, "7 APPEND Nowhere {3+}",
               "7 NO [NONEXISTENT] There is no such mailbox\r\n* BYE That was not to come\r\n");
  g_assert_cmpint (talk->next, ==, DERMAGA_PRACTICE_LEAVE);
}

/* What others do is told when it may be. */
static void
test_news (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);
  g_autofree char *heard = NULL;

  conversation_deliver (store, MAIL);
  assert_said (talk, "1 NOOP", "* 3 EXISTS\r\n1 OK Done\r\n");
  dermaga_practice_store_remove (store, 1);
  dermaga_practice_store_set_flags (store, dermaga_practice_store_find (store, 2),
                                    DERMAGA_PRACTICE_FLAG_SEEN);
  /* Numbers do not change under FETCH (RFC 3501 §7.4.1); the mail is gone all the same. */
  assert_said (talk, "2 FETCH 1:3 UID",
               "* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\n* 2 FETCH (FLAGS (\\Seen) UID 2)\r\n"
               "2 NO [EXPUNGEISSUED] Some are gone\r\n");
  assert_said (talk, "3 NOOP", "* 1 EXPUNGE\r\n3 OK Done\r\n");

  assert_said (talk, "4 IDLE", "+ Waiting; DONE ends it\r\n");
  conversation_deliver (store, MAIL);
  talk->session.protocol->poke (&talk->session);
  conversation_say (talk, "", 0);
  heard = conversation_take (talk);
  g_assert_cmpstr (heard, ==, "* 3 EXISTS\r\n");
  assert_said (talk, "DONE", "4 OK Done\r\n");
  assert_said (talk, "5 IDLE", "+ Waiting; DONE ends it\r\n");
  assert_said (talk, "6 NOOP", "5 BAD DONE was meant to come\r\n");
}

static void
test_close (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = selected (store);

  assert_holds (talk, "1 STORE 1 +FLAGS.SILENT (\\Deleted)", "1 OK ");
  assert_holds (talk, "2 EXAMINE INBOX", "2 OK ");
  assert_said (talk, "3 CLOSE", "3 OK Done\r\n");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 2);
  assert_holds (talk, "4 SELECT INBOX", "4 OK ");
  assert_said (talk, "5 CLOSE", "5 OK Done\r\n");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
}

static void
test_pieces (void)
{
  static const char said[]
    = "a LOGIN {4}\r\nbudi \"practice\"\r\nb SELECT INBOX\r\nc FETCH 1:* (FLAGS BODY.PEEK[])\r\n"
      "d APPEND Sent {7+}\r\nab\r\ncde\r\ne UID SEARCH TEXT {4+}\r\nhalo\r\nf LOGOUT\r\n";

  for (gsize piece = sizeof said - 1; piece > 0; piece--)
    {
      g_autoptr (DermagaPracticeStore) store = two_mails ();
      g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_imap, 993, TRUE, store);
      g_autofree char *heard = NULL;

      conversation_say_in_pieces (talk, said, -1, piece);
      heard = conversation_take (talk);
      g_assert_true (g_str_has_suffix (heard, "* SEARCH 2\r\ne OK Done\r\n"
                                              "* BYE Goodbye\r\nf OK Logged out\r\n"));
      g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-mailbox/sign-in", test_sign_in);
  g_test_add_func ("/practice-mailbox/select", test_select);
  g_test_add_func ("/practice-mailbox/list", test_list);
  g_test_add_func ("/practice-mailbox/fetch", test_fetch);
  g_test_add_func ("/practice-mailbox/search", test_search);
  g_test_add_func ("/practice-mailbox/flags", test_flags);
  g_test_add_func ("/practice-mailbox/copy", test_copy);
  g_test_add_func ("/practice-mailbox/append", test_append);
  g_test_add_func ("/practice-mailbox/news", test_news);
  g_test_add_func ("/practice-mailbox/close", test_close);
  g_test_add_func ("/practice-mailbox/pieces", test_pieces);
  return g_test_run ();
}
