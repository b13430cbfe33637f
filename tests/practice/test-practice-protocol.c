#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include <string.h>

typedef struct {
  const char *line;
  const char *clear;    /* the answer in clear, where an upgrade is offered */
  const char *bare;     /* (nullable): where none is, if it differs */
  const char *secure;   /* (nullable): inside TLS, if it differs */
  DermagaPracticeNext next; /* in clear, where an upgrade is offered */
} Case;

static const Case smtp_cases[] = {
  { "EHLO [127.0.0.1]",
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-STARTTLS\r\n250 8BITMIME\r\n",
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250 8BITMIME\r\n",
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-AUTH PLAIN LOGIN\r\n"
    "250 8BITMIME\r\n" },
  { "ehlo", "501 5.5.4 EHLO needs your name\r\n" },
  { "EHLOX a", "502 5.5.1 Not implemented\r\n" },
  { "HELO there", "250 practice.test\r\n" },
  { "STARTTLS", "220 2.0.0 Go ahead\r\n", "503 5.5.1 STARTTLS is not offered now\r\n",
    "503 5.5.1 STARTTLS is not offered now\r\n", DERMAGA_PRACTICE_START_TLS },
  { "STARTTLS now", "501 5.5.4 STARTTLS takes no argument\r\n",
    "503 5.5.1 STARTTLS is not offered now\r\n", "503 5.5.1 STARTTLS is not offered now\r\n" },
  { "NOOP", "250 2.0.0 OK\r\n" },
  { "RSET", "250 2.0.0 OK\r\n" },
  { "MAIL FROM:<a@b.test>", "503 5.5.1 Sign in first\r\n" },
  { "AUTH PLAIN AGEAYg==", "538 5.7.11 Encryption first\r\n", NULL,
    "535 5.7.8 User name or password not accepted\r\n" },
  { "AUTH PLAIN AGEAcHJhY3RpY2U=", "538 5.7.11 Encryption first\r\n", NULL,
    "235 2.7.0 Welcome\r\n" },
  { "AUTH NTLM", "538 5.7.11 Encryption first\r\n", NULL, "504 5.5.4 No such mechanism\r\n" },
  { "", "502 5.5.1 Not implemented\r\n" },
  { "QUIT", "221 2.0.0 Goodbye\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
};

static const Case imap_cases[] = {
  { "a1 CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK Done\r\n",
    "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\na1 OK Done\r\n",
    "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN\r\na1 OK Done\r\n" },
  { "a2 starttls", "a2 OK Begin TLS now\r\n", "a2 BAD STARTTLS is not offered now\r\n",
    "a2 BAD STARTTLS is not offered now\r\n", DERMAGA_PRACTICE_START_TLS },
  { "a3 NOOP", "a3 OK Done\r\n" },
  { "a4 LOGIN a b", "a4 NO [PRIVACYREQUIRED] Encryption first\r\n", NULL,
    "a4 NO [AUTHENTICATIONFAILED] User name or password not accepted\r\n" },
  { "a4 LOGIN \"a \\\" b\" practice", "a4 NO [PRIVACYREQUIRED] Encryption first\r\n", NULL,
    "a4 OK Welcome\r\n" },
  { "a5 SELECT INBOX", "a5 BAD Not implemented\r\n" },
  { "a+ NOOP", "* BAD That is no command\r\n" },
  { "a7", "* BAD That is no command\r\n" },
  { "", "* BAD That is no command\r\n" },
  { " NOOP", "* BAD That is no command\r\n" },
  { "\x80 NOOP", "* BAD That is no command\r\n" },
  { "a8 LOGOUT", "* BYE Goodbye\r\na8 OK Logged out\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
};

static const Case pop3_cases[] = {
  { "CAPA",
    "+OK Capabilities follow\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\nSTLS\r\n.\r\n",
    "+OK Capabilities follow\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\n.\r\n",
    "+OK Capabilities follow\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\nUSER\r\n"
    "SASL PLAIN LOGIN\r\n.\r\n" },
  { "stls", "+OK Begin TLS now\r\n", "-ERR STLS is not offered now\r\n",
    "-ERR STLS is not offered now\r\n", DERMAGA_PRACTICE_START_TLS },
  { "NOOP", "+OK\r\n" },
  { "USER a", "-ERR Not implemented\r\n", NULL, "+OK\r\n" },
  { "PASS practice", "-ERR Not implemented\r\n" },
  { "", "-ERR Not implemented\r\n" },
  { "QUIT", "+OK Goodbye\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
};

static void
assert_answer (const DermagaPracticeProtocol *protocol, gboolean secure, gboolean starttls,
               const char *line, const char *expected, DermagaPracticeNext next)
{
  DermagaPracticeSession session = { .secure = secure, .starttls = starttls };
  g_autoptr (GString) reply = g_string_new (NULL);

  g_assert_cmpint (protocol->answer (&session, line, reply), ==, next);
  g_assert_cmpstr (reply->str, ==, expected);
}

static void
assert_cases (const DermagaPracticeProtocol *protocol, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      const Case *c = &cases[i];
      DermagaPracticeNext later
        = c->next == DERMAGA_PRACTICE_START_TLS ? DERMAGA_PRACTICE_GO_ON : c->next;

      assert_answer (protocol, FALSE, TRUE, c->line, c->clear, c->next);
      assert_answer (protocol, FALSE, FALSE, c->line, c->bare != NULL ? c->bare : c->clear, later);
      assert_answer (protocol, TRUE, TRUE, c->line, c->secure != NULL ? c->secure : c->clear,
                     later);
    }
}

static void
test_smtp (void)
{
  assert_cases (&dermaga_practice_smtp, smtp_cases, G_N_ELEMENTS (smtp_cases));
}

static void
test_imap (void)
{
  g_autofree char *tag = g_strnfill (65, 'a');
  g_autofree char *line = g_strconcat (tag, " NOOP", NULL);

  assert_cases (&dermaga_practice_imap, imap_cases, G_N_ELEMENTS (imap_cases));
  assert_answer (&dermaga_practice_imap, FALSE, TRUE, line, "* BAD That is no command\r\n",
                 DERMAGA_PRACTICE_GO_ON);
  assert_answer (&dermaga_practice_imap, FALSE, TRUE, "a6 LOGIN {4}",
                 "* BYE No literals before sign-in\r\na6 BAD Literal\r\n",
                 DERMAGA_PRACTICE_LEAVE);
}

static void
test_pop3 (void)
{
  assert_cases (&dermaga_practice_pop3, pop3_cases, G_N_ELEMENTS (pop3_cases));
}

/* A conversation inside TLS: what the client says and what is answered, in turn. */
static void
assert_conversation (const DermagaPracticeProtocol *protocol, gboolean signed_in,
                     const char *const *lines)
{
  DermagaPracticeSession session = { .secure = TRUE };

  for (guint i = 0; lines[i] != NULL; i += 2)
    {
      g_autoptr (GString) reply = g_string_new (NULL);

      protocol->answer (&session, lines[i], reply);
      g_assert_cmpstr (reply->str, ==, lines[i + 1]);
    }
  g_assert_cmpint (session.signed_in, ==, signed_in);
  dermaga_practice_session_clear (&session);
}

static void
test_sign_in (void)
{
  static const char *const smtp_plain[] = { "AUTH PLAIN", "334 \r\n", "AGEAcHJhY3RpY2U=",
                                            "235 2.7.0 Welcome\r\n", NULL };
  static const char *const smtp_login[]
    = { "auth login", "334 VXNlcm5hbWU6\r\n", "YQ==", "334 UGFzc3dvcmQ6\r\n", "cHJhY3RpY2U=",
        "235 2.7.0 Welcome\r\n", "AUTH LOGIN", "503 5.5.1 Signed in already\r\n", NULL };
  static const char *const smtp_cancelled[]
    = { "AUTH LOGIN", "334 VXNlcm5hbWU6\r\n", "*",
        "535 5.7.8 User name or password not accepted\r\n", NULL };
  static const char *const imap_plain[]
    = { "a1 AUTHENTICATE PLAIN", "+ \r\n", "AGEAcHJhY3RpY2U=", "a1 OK Welcome\r\n", NULL };
  static const char *const imap_literals[]
    = { "a1 LOGIN {3}", "+ Go ahead\r\n", "a\"\\ {8}", "+ Go ahead\r\n", "practice",
        "a1 OK Welcome\r\n", NULL };
  static const char *const imap_short[]
    = { "a1 LOGIN a {8}", "+ Go ahead\r\n", "prac", "* BAD That is no literal\r\n", NULL };
  static const char *const pop3_user[] = { "USER a", "+OK\r\n", "PASS practice", "+OK Welcome\r\n",
                                           NULL };
  static const char *const pop3_wrong[]
    = { "USER a", "+OK\r\n", "PASS practice ",
        "-ERR [AUTH] User name or password not accepted\r\n", NULL };
  static const char *const pop3_plain[] = { "AUTH PLAIN", "+ \r\n", "AGEAcHJhY3RpY2U=",
                                            "+OK Welcome\r\n", NULL };

  assert_conversation (&dermaga_practice_smtp, TRUE, smtp_plain);
  assert_conversation (&dermaga_practice_smtp, TRUE, smtp_login);
  assert_conversation (&dermaga_practice_smtp, FALSE, smtp_cancelled);
  assert_conversation (&dermaga_practice_imap, TRUE, imap_plain);
  assert_conversation (&dermaga_practice_imap, TRUE, imap_literals);
  assert_conversation (&dermaga_practice_imap, FALSE, imap_short);
  assert_conversation (&dermaga_practice_pop3, TRUE, pop3_user);
  assert_conversation (&dermaga_practice_pop3, FALSE, pop3_wrong);
  assert_conversation (&dermaga_practice_pop3, TRUE, pop3_plain);
}

/* PLAIN needs a name, a password, and nothing behind it. */
static void
test_plain (void)
{
  g_assert_true (dermaga_practice_is_plain ("AGEAcHJhY3RpY2U="));
  g_assert_true (dermaga_practice_is_plain ("YgBhAHByYWN0aWNl"));
  g_assert_false (dermaga_practice_is_plain ("AABwcmFjdGljZQ=="));
  g_assert_false (dermaga_practice_is_plain ("AGEAcHJhY3RpY2UAeA=="));
  g_assert_false (dermaga_practice_is_plain ("AGE="));
  g_assert_false (dermaga_practice_is_plain (""));
  g_assert_false (dermaga_practice_is_password_base64 ("cHJhY3RpY2UAeA=="));
}

static void
test_message (void)
{
  static const char *const lines[]
    = { "MAIL FROM:<a@b.test>", "503 5.5.1 Sign in first\r\n",
        "AUTH PLAIN AGEAcHJhY3RpY2U=", "235 2.7.0 Welcome\r\n",
        "RCPT TO:<a@b.test>", "503 5.5.1 One thing after the other\r\n",
        "MAIL FROM:<a@b.test>", "250 2.1.0 OK\r\n",
        "DATA", "503 5.5.1 One thing after the other\r\n",
        "RCPT TO:<a@b.test>", "250 2.1.5 OK\r\n",
        "DATA", "354 End with a dot\r\n",
        "QUIT", "",
        "..", "",
        ".", "250 2.0.0 Taken; it goes nowhere\r\n",
        "RCPT TO:<a@b.test>", "503 5.5.1 One thing after the other\r\n",
        NULL };

  assert_conversation (&dermaga_practice_smtp, TRUE, lines);
}

static void
test_greetings (void)
{
  const struct { const DermagaPracticeProtocol *protocol; const char *clear; const char *secure; }
  greetings[] = {
    { &dermaga_practice_smtp, "220 practice.test ESMTP Dermaga practice provider\r\n",
      "220 practice.test ESMTP Dermaga practice provider\r\n" },
    { &dermaga_practice_imap,
      "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dermaga practice provider\r\n",
      "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] Dermaga practice provider\r\n" },
    { &dermaga_practice_pop3, "+OK Dermaga practice provider\r\n",
      "+OK Dermaga practice provider\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      DermagaPracticeSession clear = { .starttls = TRUE };
      DermagaPracticeSession secure = { .secure = TRUE, .starttls = TRUE };
      g_autoptr (GString) first = g_string_new (NULL);
      g_autoptr (GString) second = g_string_new (NULL);

      greetings[i].protocol->greet (&clear, first);
      greetings[i].protocol->greet (&secure, second);
      g_assert_cmpstr (first->str, ==, greetings[i].clear);
      g_assert_cmpstr (second->str, ==, greetings[i].secure);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-protocol/smtp", test_smtp);
  g_test_add_func ("/practice-protocol/imap", test_imap);
  g_test_add_func ("/practice-protocol/pop3", test_pop3);
  g_test_add_func ("/practice-protocol/sign-in", test_sign_in);
  g_test_add_func ("/practice-protocol/plain", test_plain);
  g_test_add_func ("/practice-protocol/message", test_message);
  g_test_add_func ("/practice-protocol/greetings", test_greetings);
  return g_test_run ();
}
