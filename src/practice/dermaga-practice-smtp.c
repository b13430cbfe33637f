#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "practice/dermaga-practice.h"

/* RFC 5321, RFC 3207, RFC 4954. A command is a word; what follows it is its argument. */

#define SIZE_LIMIT "26214400"

static gboolean
is_command (const char *line, const char *command, const char **argument)
{
  gsize length = strlen (command);

  if (g_ascii_strncasecmp (line, command, length) != 0
      || (line[length] != '\0' && line[length] != ' '))
    return FALSE;
  *argument = line + length;
  while (**argument == ' ')
    (*argument)++;
  return TRUE;
}

static void
greet (const DermagaPracticeSession *session, GString *reply)
{
  g_string_append (reply, "220 " DERMAGA_PRACTICE_DOMAIN " ESMTP Dermaga practice provider\r\n");
}

static void
answer_ehlo (const DermagaPracticeSession *session, const char *argument, GString *reply)
{
  if (*argument == '\0')
    {
      g_string_append (reply, "501 5.5.4 EHLO needs your name\r\n");
      return;
    }
  g_string_append (reply, "250-" DERMAGA_PRACTICE_DOMAIN "\r\n"
                          "250-PIPELINING\r\n"
                          "250-SIZE " SIZE_LIMIT "\r\n");
  if (session->secure)
    g_string_append (reply, "250-AUTH PLAIN LOGIN\r\n");
  else if (session->starttls)
    g_string_append (reply, "250-STARTTLS\r\n");
  g_string_append (reply, "250 8BITMIME\r\n");
}

static DermagaPracticeNext
answer_starttls (const DermagaPracticeSession *session, const char *argument, GString *reply)
{
  if (session->secure || !session->starttls)
    g_string_append (reply, "503 5.5.1 STARTTLS is not offered now\r\n");
  else if (*argument != '\0')
    g_string_append (reply, "501 5.5.4 STARTTLS takes no argument\r\n");
  else
    {
      g_string_append (reply, "220 2.0.0 Go ahead\r\n");
      return DERMAGA_PRACTICE_START_TLS;
    }
  return DERMAGA_PRACTICE_GO_ON;
}

static void
say_step (DermagaPracticeStep step, GString *reply)
{
  switch (step)
    {
    case DERMAGA_PRACTICE_ASK_NOTHING:
    case DERMAGA_PRACTICE_ASK_NAME:
    case DERMAGA_PRACTICE_ASK_PASSWORD:
      g_string_append_printf (reply, "334 %s\r\n", dermaga_practice_get_prompt (step));
      break;
    case DERMAGA_PRACTICE_ACCEPT:
      g_string_append (reply, "235 2.7.0 Welcome\r\n");
      break;
    case DERMAGA_PRACTICE_REJECT:
      g_string_append (reply, "535 5.7.8 User name or password not accepted\r\n");
      break;
    case DERMAGA_PRACTICE_UNKNOWN:
      g_string_append (reply, "504 5.5.4 No such mechanism\r\n");
      break;
    }
}

static void
answer_auth (DermagaPracticeSession *session, const char *argument, GString *reply)
{
  if (!session->secure)
    g_string_append (reply, "538 5.7.11 Encryption first\r\n");
  else if (session->signed_in)
    g_string_append (reply, "503 5.5.1 Signed in already\r\n");
  else
    say_step (dermaga_practice_begin_mechanism (session, argument), reply);
}

/* Any sender and any recipient; what is sent is taken, and goes nowhere. */
static gboolean
answer_mail (DermagaPracticeSession *session, const char *line, GString *reply)
{
  const char *argument;
  gboolean mail = is_command (line, "MAIL", &argument);
  gboolean rcpt = is_command (line, "RCPT", &argument);

  if (!mail && !rcpt && !is_command (line, "DATA", &argument))
    return FALSE;
  if (!session->signed_in)
    g_string_append (reply, "503 5.5.1 Sign in first\r\n");
  else if (mail)
    {
      session->named = TRUE;
      g_string_append (reply, "250 2.1.0 OK\r\n");
    }
  else if (!session->named || (!rcpt && !session->addressed))
    g_string_append (reply, "503 5.5.1 One thing after the other\r\n");
  else if (rcpt)
    {
      session->addressed = TRUE;
      g_string_append (reply, "250 2.1.5 OK\r\n");
    }
  else
    {
      session->due = DERMAGA_PRACTICE_MESSAGE;
      g_string_append (reply, "354 End with a dot\r\n");
    }
  return TRUE;
}

static void
take_message_line (DermagaPracticeSession *session, const char *line, GString *reply)
{
  if (!g_str_equal (line, "."))
    return;
  session->due = DERMAGA_PRACTICE_COMMAND;
  session->named = session->addressed = FALSE;
  g_string_append (reply, "250 2.0.0 Taken; it goes nowhere\r\n");
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line, GString *reply)
{
  const char *argument;

  if (session->due == DERMAGA_PRACTICE_MESSAGE)
    take_message_line (session, line, reply);
  else if (session->due != DERMAGA_PRACTICE_COMMAND)
    say_step (dermaga_practice_go_on (session, line), reply);
  else if (is_command (line, "EHLO", &argument))
    answer_ehlo (session, argument, reply);
  else if (is_command (line, "HELO", &argument))
    g_string_append (reply, *argument != '\0' ? "250 " DERMAGA_PRACTICE_DOMAIN "\r\n"
                                              : "501 5.5.4 HELO needs your name\r\n");
  else if (is_command (line, "STARTTLS", &argument))
    return answer_starttls (session, argument, reply);
  else if (is_command (line, "AUTH", &argument))
    answer_auth (session, argument, reply);
  else if (is_command (line, "NOOP", &argument) || is_command (line, "RSET", &argument))
    g_string_append (reply, "250 2.0.0 OK\r\n");
  else if (is_command (line, "QUIT", &argument))
    {
      g_string_append (reply, "221 2.0.0 Goodbye\r\n");
      return DERMAGA_PRACTICE_LEAVE;
    }
  else if (!answer_mail (session, line, reply))
    g_string_append (reply, "502 5.5.1 Not implemented\r\n");
  return DERMAGA_PRACTICE_GO_ON;
}

const DermagaPracticeProtocol dermaga_practice_smtp = { greet, answer };
