#include "config.h"

#include "practice/dermaga-practice-protocol.h"

/* RFC 1939, RFC 2449 (CAPA), RFC 2595 (STLS), RFC 5034 (SASL). */

static void
greet (const DermagaPracticeSession *session, GString *reply)
{
  g_string_append (reply, "+OK Dermaga practice provider\r\n");
}

static void
answer_capa (const DermagaPracticeSession *session, GString *reply)
{
  g_string_append (reply, "+OK Capabilities follow\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\n");
  if (session->secure)
    g_string_append (reply, "USER\r\nSASL PLAIN LOGIN\r\n");
  else if (session->starttls)
    g_string_append (reply, "STLS\r\n");
  g_string_append (reply, ".\r\n");
}

static DermagaPracticeNext
answer_stls (const DermagaPracticeSession *session, GString *reply)
{
  if (session->secure || !session->starttls)
    {
      g_string_append (reply, "-ERR STLS is not offered now\r\n");
      return DERMAGA_PRACTICE_GO_ON;
    }
  g_string_append (reply, "+OK Begin TLS now\r\n");
  return DERMAGA_PRACTICE_START_TLS;
}

static void
say_step (DermagaPracticeStep step, GString *reply)
{
  switch (step)
    {
    case DERMAGA_PRACTICE_ASK_NOTHING:
    case DERMAGA_PRACTICE_ASK_NAME:
    case DERMAGA_PRACTICE_ASK_PASSWORD:
      g_string_append_printf (reply, "+ %s\r\n", dermaga_practice_get_prompt (step));
      break;
    case DERMAGA_PRACTICE_ACCEPT:
      g_string_append (reply, "+OK Welcome\r\n");
      break;
    case DERMAGA_PRACTICE_REJECT:
      g_string_append (reply, "-ERR [AUTH] User name or password not accepted\r\n");
      break;
    case DERMAGA_PRACTICE_UNKNOWN:
      g_string_append (reply, "-ERR No such mechanism\r\n");
      break;
    }
}

/* USER, PASS and AUTH, of which none is there in clear. */
static gboolean
answer_signin (DermagaPracticeSession *session, const char *line, GString *reply)
{
  if (!session->secure || session->signed_in)
    return FALSE;
  if (g_ascii_strncasecmp (line, "AUTH ", 5) == 0)
    say_step (dermaga_practice_begin_mechanism (session, line + 5), reply);
  else if (g_ascii_strncasecmp (line, "USER ", 5) == 0)
    {
      session->named = TRUE;
      g_string_append (reply, "+OK\r\n");
    }
  else if (session->named && g_ascii_strncasecmp (line, "PASS ", 5) == 0)
    {
      session->named = FALSE;
      session->signed_in = dermaga_practice_is_password (line + 5);
      say_step (session->signed_in ? DERMAGA_PRACTICE_ACCEPT : DERMAGA_PRACTICE_REJECT, reply);
    }
  else
    return FALSE;
  return TRUE;
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line, GString *reply)
{
  if (session->due != DERMAGA_PRACTICE_COMMAND)
    {
      say_step (dermaga_practice_go_on (session, line), reply);
      return DERMAGA_PRACTICE_GO_ON;
    }
  if (g_ascii_strcasecmp (line, "STLS") == 0)
    return answer_stls (session, reply);
  if (g_ascii_strcasecmp (line, "QUIT") == 0)
    {
      g_string_append (reply, "+OK Goodbye\r\n");
      return DERMAGA_PRACTICE_LEAVE;
    }
  if (g_ascii_strcasecmp (line, "CAPA") == 0)
    answer_capa (session, reply);
  else if (g_ascii_strcasecmp (line, "NOOP") == 0)
    g_string_append (reply, "+OK\r\n");
  else if (!answer_signin (session, line, reply))
    g_string_append (reply, "-ERR Not implemented\r\n");
  return DERMAGA_PRACTICE_GO_ON;
}

const DermagaPracticeProtocol dermaga_practice_pop3 = { greet, answer };
