#include "config.h"

#include "conversation.h"

#include <string.h>

static DermagaPracticeMessage *
only_message (DermagaPracticeStore *store)
{
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
  return dermaga_practice_store_get (store, 0);
}

static void
assert_contents (DermagaPracticeMessage *message, const char *expected)
{
  GBytes *contents = dermaga_practice_message_get_contents (message);

  g_assert_cmpmem (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents), expected,
                   strlen (expected));
}

static void
test_sign_in (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "AUTH", "501 5.5.4 AUTH needs a mechanism\r\n" },
    { "AUTH CRAM-MD5", "504 5.5.4 That mechanism is not offered\r\n" },
    { "AUTH PLAIN AGJ1ZGkAc2FuZGk=", "535 5.7.8 Wrong user name or password\r\n" },
    { "AUTH PLAIN AGJ1ZGkAcHJhY3RpY2V4", "535 5.7.8 Wrong user name or password\r\n" },
    { "AUTH PLAIN AABwcmFjdGljZQ==", "535 5.7.8 Wrong user name or password\r\n" }, /* no user */
    { "AUTH PLAIN c2l0aQBidWRpAHByYWN0aWNl", "535 5.7.8 Wrong user name or password\r\n" },
    { "AUTH PLAIN !!!!", "501 5.5.2 That cannot be read\r\n" },
    { "AUTH PLAIN AGJ1ZGk", "501 5.5.2 That cannot be read\r\n" },
    { "AUTH PLAIN AGJ1ZGkA=AAA", "501 5.5.2 That cannot be read\r\n" },
    { "AUTH PLAIN AGJ1ZGkAcHJhY3RpY2UAeA==", "501 5.5.2 That cannot be read\r\n" }, /* a NUL more */
    { "AUTH PLAIN =", "501 5.5.2 That cannot be read\r\n" },
    { "AUTH LOGIN", "334 VXNlcm5hbWU6\r\n" },
    { "*", "501 5.7.0 Cancelled\r\n" },
    { "auth login YnVkaQ==", "334 UGFzc3dvcmQ6\r\n" },
    { "c2FuZGk=", "535 5.7.8 Wrong user name or password\r\n" },
    { "AUTH LOGIN", "334 VXNlcm5hbWU6\r\n" },
    { "YnVkaQ==", "334 UGFzc3dvcmQ6\r\n" },
    { "cHJhY3RpY2U=", "235 2.7.0 You are signed in\r\n" },
    { "AUTH PLAIN AGJ1ZGkAcHJhY3RpY2U=", "503 5.5.1 AUTH is not for now\r\n" },
  };
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_smtp, 587, TRUE, NULL);

  assert_holds (talk, "EHLO here", "250-AUTH PLAIN LOGIN\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
  g_assert_cmpstr (talk->session.user, ==, "budi");
}

/* A challenge of nothing, then the same words. */
static void
test_plain_in_two_steps (void)
{
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_smtp, 465, TRUE, NULL);

  assert_holds (talk, "EHLO here", "250 ");
  assert_said (talk, "AUTH PLAIN", "334 \r\n");
  assert_said (talk, "YnVkaQBidWRpAHByYWN0aWNl", "235 2.7.0 You are signed in\r\n");
}

static void
test_tiresome (void)
{
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_smtp, 465, TRUE, NULL);

  assert_holds (talk, "EHLO here", "250 ");
  for (guint i = 0; i < 9; i++)
    assert_said (talk, "AUTH PLAIN AGEAYg==", "535 5.7.8 Wrong user name or password\r\n");
  assert_said (talk, "AUTH PLAIN AGEAYg==",
               "535 5.7.8 Wrong user name or password\r\n421 4.7.0 Too many tries\r\n");
  g_assert_cmpint (talk->next, ==, DERMAGA_PRACTICE_LEAVE);
}

/* STARTTLS forgets all that was said before it. */
static void
test_secured (void)
{
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_smtp, 25, FALSE, NULL);

  assert_holds (talk, "EHLO here", "250-STARTTLS\r\n");
  assert_said (talk, "MAIL FROM:<a@contoh.test>", "250 2.1.0 OK\r\n");
  dermaga_practice_session_secured (&talk->session);
  assert_said (talk, "RCPT TO:<budi@practice.test>", "503 5.5.1 MAIL first\r\n");
  assert_said (talk, "MAIL FROM:<a@contoh.test>", "503 5.5.1 EHLO first\r\n");
}

static void
test_capture (void)
{
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_smtp, 465, NULL);
  DermagaPracticeMessage *message;

  assert_said (talk, "MAIL FROM:<siti@contoh.test> SIZE=100 BODY=8BITMIME", "250 2.1.0 OK\r\n");
  assert_said (talk, "MAIL FROM:<siti@contoh.test>", "503 5.5.1 There is a mail under way\r\n");
  assert_said (talk, "DATA", "554 5.5.1 No recipient was taken\r\n");
  assert_said (talk, "RCPT TO:<rudi@jauh.example>", "250 2.1.5 OK\r\n");
  assert_said (talk, "RCPT TO:<\"a b>\"@x.test>", "250 2.1.5 OK\r\n");
  assert_said (talk, "DATA", "354 End with a dot on a line of its own\r\n");
  assert_said (talk,
               "From: =?utf-8?Q?Toko_=E2=9C=93?= <siti@contoh.test>\r\n"
               "Subject: =?utf-8?B?SGFsbw==?=\r\n dan \xe2\x80\xae lagi\r\n\r\n"
               "..dot\r\n.\rnot yet\r\n\n.\nnor yet\r\n.",
               "250 2.0.0 Captured as 1; it goes nowhere\r\n");
  message = only_message (talk->store);
  assert_contents (message,
                   "From: =?utf-8?Q?Toko_=E2=9C=93?= <siti@contoh.test>\r\n"
                   "Subject: =?utf-8?B?SGFsbw==?=\r\n dan \xe2\x80\xae lagi\r\n\r\n"
                   ".dot\r\n\rnot yet\r\n\n.\nnor yet\r\n");
  g_assert_cmpstr (dermaga_practice_message_get_sender (message), ==, "siti@contoh.test");
  g_assert_cmpstr (dermaga_practice_message_get_recipients (message)[0], ==, "rudi@jauh.example");
  g_assert_cmpstr (dermaga_practice_message_get_recipients (message)[1], ==, "\"a b>\"@x.test");
  g_assert_null (dermaga_practice_message_get_recipients (message)[2]);
  g_assert_cmpstr (dermaga_practice_message_get_user (message), ==, "budi");
  g_assert_cmpuint (dermaga_practice_message_get_port (message), ==, 465);
  g_assert_cmpint (dermaga_practice_message_get_security (message), ==, DERMAGA_SECURITY_TLS);
  g_assert_cmpstr (dermaga_practice_message_get_from (message), ==, "Toko ✓ <siti@contoh.test>");
  g_assert_cmpstr (dermaga_practice_message_get_subject (message), ==, "Halo dan  lagi");
  assert_said (talk, "RCPT TO:<rudi@jauh.example>", "503 5.5.1 MAIL first\r\n");
}

static void
test_refusals (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "MAIL FROM:<a@b.test> SIZE=26214401", "552 5.3.4 The mail is larger than what is taken\r\n" },
    { "MAIL FROM:<a@b.test> SIZE=x", "501 5.5.4 That parameter cannot be read\r\n" },
    { "MAIL FROM:<a@b.test> RET=FULL", "555 5.5.4 That parameter is not known\r\n" },
    { "MAIL FROM:<a@b.test", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL FROM:<a@b.test>x", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL FROM:<\"a@b.test>", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL FROM:<a\x80@b.test>", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL FROM:", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL a", "501 5.1.7 MAIL FROM:<address> is meant\r\n" },
    { "MAIL FROM: a@b.test", "250 2.1.0 OK\r\n" }, /* as most servers do */
    { "RSET", "250 2.0.0 OK\r\n" },
    { "MAIL FROM:<>", "250 2.1.0 OK\r\n" },
    { "RCPT TO:<>", "501 5.1.3 RCPT TO:<address> is meant\r\n" },
    { "RCPT TO:<a@b.test> NOTIFY=NEVER", "555 5.5.4 That parameter is not known\r\n" },
    { "RCPT TO:<@x.test,@y.test:a@b.test>", "250 2.1.5 OK\r\n" },
  };
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_smtp, 587, NULL);
  g_autofree char *name = g_strnfill (400, 'x');
  g_autofree char *line = g_strdup_printf ("MAIL FROM:<%s@b.test>", name);

  assert_said (talk, line, "501 5.1.7 MAIL FROM:<address> is meant\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
}

/* Port 25 takes mail for its own users from everybody; the other ports from nobody unknown. */
static void
test_relay (void)
{
  g_autoptr (Conversation) relay = conversation_new (&dermaga_practice_smtp, 25, FALSE, NULL);
  g_autoptr (Conversation) clear = conversation_new (&dermaga_practice_smtp, 587, FALSE, NULL);
  g_autoptr (Conversation) secure = conversation_new (&dermaga_practice_smtp, 2525, TRUE, NULL);

  assert_holds (clear, "EHLO here", "250 ");
  assert_said (clear, "MAIL FROM:<a@b.test>", "530 5.7.0 STARTTLS and sign in first\r\n");
  assert_holds (secure, "EHLO here", "250 ");
  assert_said (secure, "MAIL FROM:<a@b.test>", "530 5.7.0 Sign in first\r\n");

  assert_holds (relay, "HELO here", "250 ");
  assert_said (relay, "MAIL FROM:<a@b.test>", "250 2.1.0 OK\r\n");
  assert_holds (relay, "RCPT TO:<a@b.test>", "554 5.7.1 ");
  assert_holds (relay, "RCPT TO:<a@xpractice.test>", "554 5.7.1 ");
  assert_holds (relay, "RCPT TO:<practice.test>", "554 5.7.1 ");
  assert_said (relay, "RCPT TO:<Postmaster>", "250 2.1.5 OK\r\n");
  assert_said (relay, "RCPT TO:<a@PRACTICE.test>", "250 2.1.5 OK\r\n");
  assert_said (relay, "RCPT TO:<a@toko.practice.test>", "250 2.1.5 OK\r\n");
  assert_holds (relay, "DATA", "354 ");
  assert_holds (relay, ".", "250 2.0.0 Captured as 1");
  g_assert_cmpuint (dermaga_practice_message_get_size (only_message (relay->store)), ==, 0);
  g_assert_null (dermaga_practice_message_get_user (only_message (relay->store)));
}

/* However the network cuts it. */
static void
test_pieces (void)
{
  static const char said[] = "EHLO x\r\nAUTH PLAIN AGJ1ZGkAcHJhY3RpY2U=\r\nMAIL FROM:<a@b.test>\r\n"
                             "RCPT TO:<c@d.test>\r\nDATA\r\nSubject: a\r\n\r\n..x\r\n.y\r\n\r\n"
                             ".\r\nMAIL FROM:<e@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n.\r\n"
                             "QUIT\r\n";

  for (gsize piece = 1; piece < sizeof said; piece++)
    {
      g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_smtp, 587, TRUE, NULL);
      g_autofree char *heard = NULL;

      conversation_say_in_pieces (talk, said, -1, piece);
      heard = conversation_take (talk);
      g_assert_true (g_str_has_suffix (heard, "Captured as 2; it goes nowhere\r\n"
                                              "221 2.0.0 Goodbye\r\n"));
      g_assert_cmpuint (dermaga_practice_store_get_count (talk->store), ==, 2);
      assert_contents (dermaga_practice_store_get (talk->store, 0),
                       "Subject: a\r\n\r\n.x\r\ny\r\n\r\n");
    }
}

static void
test_too_big (void)
{
  static const DermagaPracticeLimits limits = { 10, 100000000, 4000 };
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (&limits);
  g_autoptr (Conversation) small = conversation_signed_in (&dermaga_practice_smtp, 587, store);
  g_autoptr (Conversation) big = conversation_signed_in (&dermaga_practice_smtp, 587, NULL);
  g_autofree char *chunk = g_strnfill (1024 * 1024, 'x');

  for (guint i = 0; i < 2; i++)
    {
      Conversation *talk = i == 0 ? small : big;

      assert_holds (talk, "MAIL FROM:<a@b.test>", "250 ");
      assert_holds (talk, "RCPT TO:<a@b.test>", "250 ");
      assert_holds (talk, "DATA", "354 ");
    }
  conversation_say (small, chunk, 5000);
  assert_holds (small, "\r\n.", "452 4.3.1 ");
  for (guint i = 0; i < 26; i++)
    conversation_say (big, chunk, 1024 * 1024);
  assert_holds (big, "\r\n.", "552 5.3.4 ");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 0);
  g_assert_cmpuint (dermaga_practice_store_get_count (big->store), ==, 0);
  /* What was let go is free again. */
  assert_holds (small, "MAIL FROM:<a@b.test>", "250 ");
  assert_holds (small, "RCPT TO:<a@b.test>", "250 ");
  assert_holds (small, "DATA", "354 ");
  conversation_say (small, chunk, 3000);
  assert_holds (small, "\r\n.", "250 2.0.0 ");
}

static void
test_recipients (void)
{
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_smtp, 587, NULL);

  assert_holds (talk, "MAIL FROM:<a@b.test>", "250 ");
  for (guint i = 0; i < 1000; i++)
    assert_holds (talk, "RCPT TO:<a@b.test>", "250 ");
  assert_said (talk, "RCPT TO:<a@b.test>", "452 4.5.3 Too many recipients\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-sending/sign-in", test_sign_in);
  g_test_add_func ("/practice-sending/plain-in-two-steps", test_plain_in_two_steps);
  g_test_add_func ("/practice-sending/tiresome", test_tiresome);
  g_test_add_func ("/practice-sending/secured", test_secured);
  g_test_add_func ("/practice-sending/capture", test_capture);
  g_test_add_func ("/practice-sending/refusals", test_refusals);
  g_test_add_func ("/practice-sending/relay", test_relay);
  g_test_add_func ("/practice-sending/pieces", test_pieces);
  g_test_add_func ("/practice-sending/too-big", test_too_big);
  g_test_add_func ("/practice-sending/recipients", test_recipients);
  return g_test_run ();
}
