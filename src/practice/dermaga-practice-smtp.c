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

static gboolean
needs_sign_in (const char *line)
{
  static const char *const commands[] = { "MAIL", "RCPT", "DATA" };
  const char *argument;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_command (line, commands[i], &argument))
      return TRUE;
  return FALSE;
}

static DermagaPracticeNext
answer (const DermagaPracticeSession *session, const char *line, GString *reply)
{
  const char *argument;

  if (is_command (line, "EHLO", &argument))
    answer_ehlo (session, argument, reply);
  else if (is_command (line, "HELO", &argument))
    g_string_append (reply, *argument != '\0' ? "250 " DERMAGA_PRACTICE_DOMAIN "\r\n"
                                              : "501 5.5.4 HELO needs your name\r\n");
  else if (is_command (line, "STARTTLS", &argument))
    return answer_starttls (session, argument, reply);
  else if (is_command (line, "NOOP", &argument) || is_command (line, "RSET", &argument))
    g_string_append (reply, "250 2.0.0 OK\r\n");
  else if (is_command (line, "QUIT", &argument))
    {
      g_string_append (reply, "221 2.0.0 Goodbye\r\n");
      return DERMAGA_PRACTICE_LEAVE;
    }
  else if (needs_sign_in (line))
    g_string_append (reply, "503 5.5.1 Sign in first\r\n");
  else
    g_string_append (reply, "502 5.5.1 Not implemented\r\n");
  return DERMAGA_PRACTICE_GO_ON;
}

const DermagaPracticeProtocol dermaga_practice_smtp = { greet, answer };
