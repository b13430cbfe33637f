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

static DermagaPracticeNext
answer (const DermagaPracticeSession *session, const char *line, GString *reply)
{
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
  else
    g_string_append (reply, "-ERR Not implemented\r\n");
  return DERMAGA_PRACTICE_GO_ON;
}

const DermagaPracticeProtocol dermaga_practice_pop3 = { greet, answer };
