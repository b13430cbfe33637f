#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "base/dermaga-secret.h"

#include <string.h>

/* RFC 3501 and RFC 9051: the commands that are valid before sign-in, and sign-in itself. */

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

/* "{28}" or "{28+}" at the end of the line: how many octets come, behind the line. */
static gboolean
ends_in_literal (const char *line, gsize *octets)
{
  const char *open = strrchr (line, '{');
  char *end = NULL;

  if (!g_str_has_suffix (line, "}") || open == NULL)
    return FALSE;
  *octets = (gsize) g_ascii_strtoull (open + 1, &end, 10);
  return end != open + 1 && (g_str_equal (end, "}") || g_str_equal (end, "+}"));
}

static void
say_step (const char *tag, DermagaPracticeStep step, GString *reply)
{
  switch (step)
    {
    case DERMAGA_PRACTICE_ASK_NOTHING:
    case DERMAGA_PRACTICE_ASK_NAME:
    case DERMAGA_PRACTICE_ASK_PASSWORD:
      g_string_append_printf (reply, "+ %s\r\n", dermaga_practice_get_prompt (step));
      break;
    case DERMAGA_PRACTICE_ACCEPT:
      g_string_append_printf (reply, "%s OK Welcome\r\n", tag);
      break;
    case DERMAGA_PRACTICE_REJECT:
      g_string_append_printf (reply,
                              "%s NO [AUTHENTICATIONFAILED] User name or password not accepted\r\n",
                              tag);
      break;
    case DERMAGA_PRACTICE_UNKNOWN:
      g_string_append_printf (reply, "%s NO [CANNOT] No such mechanism\r\n", tag);
      break;
    }
}

/* Reads an astring and moves behind it and a space; what was quoted is taken out of its quotes.
 * (transfer full) (nullable): wipe it. */
static char *
take_string (const char **position)
{
  const char *c = *position;
  char *string = g_malloc0 (strlen (c) + 1);
  char *end = string;
  gboolean quoted = *c == '"';

  for (c += quoted; *c != '\0' && *c != (quoted ? '"' : ' '); c++)
    {
      if (quoted && *c == '\\' && c[1] != '\0')
        c++;
      *end++ = *c;
    }
  c += quoted && *c == '"';
  *position = *c == ' ' ? c + 1 : c;
  return string;
}

static void
answer_login (DermagaPracticeSession *session, const char *tag, const char *arguments,
              GString *reply)
{
  char *name = take_string (&arguments);
  char *password = take_string (&arguments);

  session->signed_in
    = *name != '\0' && *arguments == '\0' && dermaga_practice_is_password (password);
  say_step (tag, session->signed_in ? DERMAGA_PRACTICE_ACCEPT : DERMAGA_PRACTICE_REJECT, reply);
  dermaga_wipe (password, strlen (password));
  g_free (password);
  g_free (name);
}

/* Holds the command, and the literal as a quoted string once it has come. */
static void
hold (DermagaPracticeSession *session, const char *line, gsize literal)
{
  gsize length = (gsize) (strrchr (line, '{') - line);
  char *held = g_malloc0 ((session->held != NULL ? strlen (session->held) : 0) + length + 1);
  char *end = session->held != NULL ? stpcpy (held, session->held) : held;

  memcpy (end, line, length);
  dermaga_practice_session_clear (session);
  session->held = held;
  session->literal = literal;
  session->due = DERMAGA_PRACTICE_LITERAL;
}

/* The line behind an announced literal. Returns: (transfer full) (nullable): the whole command */
static char *
join_literal (DermagaPracticeSession *session, const char *line)
{
  gsize length = strlen (line);
  char *whole;
  char *end;

  session->due = DERMAGA_PRACTICE_COMMAND;
  if (length < session->literal)
    return NULL;
  whole = g_malloc0 (strlen (session->held) + 2 * length + 3);
  end = stpcpy (whole, session->held);
  *end++ = '"';
  for (gsize i = 0; i < session->literal; i++)
    {
      if (line[i] == '"' || line[i] == '\\')
        *end++ = '\\';
      *end++ = line[i];
    }
  *end++ = '"';
  stpcpy (end, line + session->literal);
  dermaga_practice_session_clear (session);
  return whole;
}

/* A mechanism's lines carry no tag. */
static void
answer_authenticate (DermagaPracticeSession *session, const char *tag, const char *argument,
                     GString *reply)
{
  DermagaPracticeStep step = dermaga_practice_begin_mechanism (session, argument);

  say_step (tag, step, reply);
  if (session->due != DERMAGA_PRACTICE_COMMAND)
    session->held = g_strdup (tag);
}

static void
answer_exchange (DermagaPracticeSession *session, const char *line, GString *reply)
{
  say_step (session->held, dermaga_practice_go_on (session, line), reply);
  if (session->due == DERMAGA_PRACTICE_COMMAND)
    dermaga_practice_session_clear (session);
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
answer_words (DermagaPracticeSession *session, const char *tag, const char *command,
              const char *arguments, GString *reply)
{
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
  else if (session->secure && !session->signed_in && g_ascii_strcasecmp (command, "LOGIN") == 0)
    answer_login (session, tag, arguments, reply);
  else if (session->secure && !session->signed_in
           && g_ascii_strcasecmp (command, "AUTHENTICATE") == 0)
    answer_authenticate (session, tag, arguments, reply);
  else
    g_string_append_printf (reply, "%s BAD Not implemented\r\n", tag);
  return DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
answer_command (DermagaPracticeSession *session, const char *line, GString *reply)
{
  const char *tag_end = strchr (line, ' ');
  g_autofree char *tag = tag_end != NULL ? g_strndup (line, (gsize) (tag_end - line)) : NULL;
  g_autofree char *command = NULL;
  const char *arguments;
  gsize literal;

  if (tag == NULL || !tag_is_valid (tag))
    {
      g_string_append (reply, "* BAD That is no command\r\n");
      return DERMAGA_PRACTICE_GO_ON;
    }
  if (ends_in_literal (line, &literal) && (!session->secure || session->signed_in))
    {
      g_string_append_printf (reply, "* BYE No literals before sign-in\r\n%s BAD Literal\r\n", tag);
      return DERMAGA_PRACTICE_LEAVE;
    }
  if (ends_in_literal (line, &literal))
    {
      hold (session, line, literal);
      g_string_append (reply, "+ Go ahead\r\n");
      return DERMAGA_PRACTICE_GO_ON;
    }
  arguments = strchr (tag_end + 1, ' ');
  command = arguments != NULL ? g_strndup (tag_end + 1, (gsize) (arguments - tag_end - 1))
                              : g_strdup (tag_end + 1);
  return answer_words (session, tag, command, arguments != NULL ? arguments + 1 : "", reply);
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line, GString *reply)
{
  DermagaPracticeNext next;
  char *whole;

  if (session->due == DERMAGA_PRACTICE_COMMAND)
    return answer_command (session, line, reply);
  if (session->due != DERMAGA_PRACTICE_LITERAL)
    {
      answer_exchange (session, line, reply);
      return DERMAGA_PRACTICE_GO_ON;
    }
  whole = join_literal (session, line);
  if (whole == NULL)
    {
      dermaga_practice_session_clear (session);
      g_string_append (reply, "* BAD That is no literal\r\n");
      return DERMAGA_PRACTICE_GO_ON;
    }
  next = answer_command (session, whole, reply);
  dermaga_wipe (whole, strlen (whole));
  g_free (whole);
  return next;
}

const DermagaPracticeProtocol dermaga_practice_imap = { greet, answer };
