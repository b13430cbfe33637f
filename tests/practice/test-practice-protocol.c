#include "config.h"

#include "conversation.h"

typedef struct {
  const char *line;
  const char *clear;    /* the answer in clear, where an upgrade is offered */
  const char *bare;     /* (nullable): where none is, if it differs */
  const char *secure;   /* (nullable): inside TLS, if it differs */
  DermagaPracticeNext next; /* in clear, where an upgrade is offered */
} Case;

#define EHLO_END "250-ENHANCEDSTATUSCODES\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n"

static const Case smtp_cases[] = {
  { "EHLO [127.0.0.1]",
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-STARTTLS\r\n" EHLO_END,
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n" EHLO_END,
    "250-practice.test\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-AUTH PLAIN LOGIN\r\n"
    EHLO_END },
  { "ehlo", "501 5.5.4 EHLO needs your name\r\n" },
  { "EHLOX a", "502 5.5.1 Not implemented\r\n" },
  { "HELO there", "250 practice.test\r\n" },
  { "STARTTLS", "220 2.0.0 Go ahead\r\n", "503 5.5.1 STARTTLS is not offered now\r\n",
    "503 5.5.1 STARTTLS is not offered now\r\n", DERMAGA_PRACTICE_START_TLS },
  { "STARTTLS now", "501 5.5.4 STARTTLS takes no argument\r\n",
    "503 5.5.1 STARTTLS is not offered now\r\n", "503 5.5.1 STARTTLS is not offered now\r\n" },
  { "NOOP", "250 2.0.0 OK\r\n" },
  { "RSET", "250 2.0.0 OK\r\n" },
  { "MAIL FROM:<a@b.test>", "503 5.5.1 EHLO first\r\n" },
  { "AUTH PLAIN AGEAYg==", "538 5.7.11 Encryption first\r\n", NULL,
    "503 5.5.1 AUTH is not for now\r\n" },
  { "RCPT TO:<a@b.test>", "503 5.5.1 MAIL first\r\n" },
  { "DATA", "503 5.5.1 MAIL first\r\n" },
  { "VRFY a", "252 2.1.5 Send it, and you will see\r\n" },
  { "EXPN a", "502 5.5.1 Not implemented\r\n" },
  { "", "502 5.5.1 Not implemented\r\n" },
  { "QUIT", "221 2.0.0 Goodbye\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
};

static const Case imap_cases[] = {
  { "a1 CAPABILITY", "* CAPABILITY IMAP4rev1 LITERAL+ ID STARTTLS LOGINDISABLED\r\na1 OK Done\r\n",
    "* CAPABILITY IMAP4rev1 LITERAL+ ID LOGINDISABLED\r\na1 OK Done\r\n",
    "* CAPABILITY IMAP4rev1 LITERAL+ ID SASL-IR AUTH=PLAIN AUTH=LOGIN\r\na1 OK Done\r\n" },
  { "a2 starttls", "a2 OK Begin TLS now\r\n", "a2 BAD STARTTLS is not offered now\r\n",
    "a2 BAD STARTTLS is not offered now\r\n", DERMAGA_PRACTICE_START_TLS },
  { "a3 NOOP", "a3 OK Done\r\n" },
  { "a4 LOGIN a b", "a4 NO [PRIVACYREQUIRED] Encryption first\r\n", NULL,
    "a4 NO [AUTHENTICATIONFAILED] Wrong user name or password\r\n" },
  { "a5 SELECT INBOX", "a5 BAD Sign in first\r\n" },
  { "a6 LOGIN {2000}", "a6 BAD [TOOBIG] Too much\r\n" },
  { "a6 LOGIN {2000+}", "* BYE Too much\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
  { "a6 FETCH 1 FLAGS", "a6 BAD Sign in first\r\n" },
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
  { "USER a", "-ERR Encryption first\r\n", NULL, "+OK And the password?\r\n" },
  { "PASS a", "-ERR USER first\r\n" },
  { "STAT", "-ERR Sign in first\r\n" },
  { "APOP a b", "-ERR Not implemented\r\n" },
  { "", "-ERR Not implemented\r\n" },
  { "QUIT", "+OK Goodbye\r\n", NULL, NULL, DERMAGA_PRACTICE_LEAVE },
};

static void
assert_answer (const DermagaPracticeProtocol *protocol, gboolean secure, gboolean starttls,
               const char *line, const char *expected, DermagaPracticeNext next)
{
  g_autoptr (Conversation) talk = conversation_new (protocol, 587, secure, NULL);

  talk->session.starttls = starttls;
  assert_said (talk, line, expected);
  g_assert_cmpint (talk->next, ==, next);
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
}

static void
test_pop3 (void)
{
  assert_cases (&dermaga_practice_pop3, pop3_cases, G_N_ELEMENTS (pop3_cases));
}

static void
assert_greeting (const DermagaPracticeProtocol *protocol, gboolean secure, const char *expected)
{
  g_autoptr (Conversation) talk = conversation_new (protocol, 25, secure, NULL);
  g_autofree char *heard = NULL;

  protocol->greet (&talk->session);
  conversation_say (talk, "", 0);
  heard = conversation_take (talk);
  g_assert_cmpstr (heard, ==, expected);
}

static void
test_greetings (void)
{
  const struct { const DermagaPracticeProtocol *protocol; const char *clear; const char *secure; }
  greetings[] = {
    { &dermaga_practice_smtp, "220 practice.test ESMTP Dermaga practice provider\r\n",
      "220 practice.test ESMTP Dermaga practice provider\r\n" },
    { &dermaga_practice_imap,
      "* OK [CAPABILITY IMAP4rev1 LITERAL+ ID STARTTLS LOGINDISABLED] "
      "Dermaga practice provider\r\n",
      "* OK [CAPABILITY IMAP4rev1 LITERAL+ ID SASL-IR AUTH=PLAIN AUTH=LOGIN] "
      "Dermaga practice provider\r\n" },
    { &dermaga_practice_pop3, "+OK Dermaga practice provider\r\n",
      "+OK Dermaga practice provider\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      assert_greeting (greetings[i].protocol, FALSE, greetings[i].clear);
      assert_greeting (greetings[i].protocol, TRUE, greetings[i].secure);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-protocol/smtp", test_smtp);
  g_test_add_func ("/practice-protocol/imap", test_imap);
  g_test_add_func ("/practice-protocol/pop3", test_pop3);
  g_test_add_func ("/practice-protocol/greetings", test_greetings);
  return g_test_run ();
}
