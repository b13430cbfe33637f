#include "config.h"

#include "practice/dermaga-practice-protocol.h"

/* RFC 3501 and RFC 9051: the commands that are valid before sign-in. */

#define MAX_TAG 64u

static const char *
capabilities (const DermagaPracticeSession *session)
{
  if (session->secure)
    return "IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN";
  return session->starttls ? "IMAP4rev1 STARTTLS LOGINDISABLED" : "IMAP4rev1 LOGINDISABLED";
}

static void
greet (const DermagaPracticeSession *session, GString *reply)
{
  g_string_append_printf (reply, "* OK [CAPABILITY %s] Dermaga practice provider\r\n",
                          capabilities (session));
}

/* RFC 9051: tag = 1*<any ASTRING-CHAR except "+"> */
static gboolean
tag_is_valid (const char *tag)
{
  if (*tag == '\0' || strlen (tag) > MAX_TAG)
    return FALSE;
  for (const char *p = tag; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr ("(){%*\"\\+", *p) != NULL)
      return FALSE;
  return TRUE;
}

/* A literal announces bytes that are no command; without sign-in none is due. */
static gboolean
ends_in_literal (const char *line)
{
  return g_str_has_suffix (line, "}");
}

static DermagaPracticeNext
answer_starttls (const DermagaPracticeSession *session, const char *tag, GString *reply)
{
  if (session->secure || !session->starttls)
    {
      g_string_append_printf (reply, "%s BAD STARTTLS is not offered now\r\n", tag);
      return DERMAGA_PRACTICE_GO_ON;
    }
  g_string_append_printf (reply, "%s OK Begin TLS now\r\n", tag);
  return DERMAGA_PRACTICE_START_TLS;
}

static DermagaPracticeNext
answer (const DermagaPracticeSession *session, const char *line, GString *reply)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  const char *tag = words[0];
  const char *command = tag != NULL ? words[1] : NULL;

  if (tag == NULL || !tag_is_valid (tag) || command == NULL)
    {
      g_string_append (reply, "* BAD That is no command\r\n");
      return DERMAGA_PRACTICE_GO_ON;
    }
  if (ends_in_literal (line))
    {
      g_string_append_printf (reply, "* BYE No literals before sign-in\r\n%s BAD Literal\r\n", tag);
      return DERMAGA_PRACTICE_LEAVE;
    }
  if (g_ascii_strcasecmp (command, "STARTTLS") == 0)
    return answer_starttls (session, tag, reply);
  if (g_ascii_strcasecmp (command, "LOGOUT") == 0)
    {
      g_string_append_printf (reply, "* BYE Goodbye\r\n%s OK Logged out\r\n", tag);
      return DERMAGA_PRACTICE_LEAVE;
    }
  if (g_ascii_strcasecmp (command, "CAPABILITY") == 0)
    g_string_append_printf (reply, "* CAPABILITY %s\r\n%s OK Done\r\n", capabilities (session),
                            tag);
  else if (g_ascii_strcasecmp (command, "NOOP") == 0)
    g_string_append_printf (reply, "%s OK Done\r\n", tag);
  else if (!session->secure && g_ascii_strcasecmp (command, "LOGIN") == 0)
    g_string_append_printf (reply, "%s NO [PRIVACYREQUIRED] Encryption first\r\n", tag);
  else
    g_string_append_printf (reply, "%s BAD Not implemented\r\n", tag);
  return DERMAGA_PRACTICE_GO_ON;
}

const DermagaPracticeProtocol dermaga_practice_imap = { greet, answer };
