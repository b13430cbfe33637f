#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "base/dermaga-secret.h"
#include "practice/dermaga-practice.h"

#include <string.h>

/* RFC 4616 (PLAIN), and LOGIN as everybody has it. What people type here may be their real password
 * by mistake, so nothing of it stays in memory. */

void
dermaga_practice_session_clear (DermagaPracticeSession *session)
{
  if (session->held != NULL)
    dermaga_wipe (session->held, strlen (session->held));
  g_clear_pointer (&session->held, g_free);
}

gboolean
dermaga_practice_is_password (const char *text)
{
  return g_str_equal (text, DERMAGA_PRACTICE_PASSWORD_TEXT);
}

/* (transfer full): ends with a NUL that does not count; @size is what there is to wipe. */
static char *
decode (const char *text, gsize *length, gsize *size)
{
  int state = 0;
  guint save = 0;
  char *data;

  *size = strlen (text) + 4;
  data = g_malloc0 (*size);
  *length = g_base64_decode_step (text, strlen (text), (guint8 *) data, &state, &save);
  return data;
}

static void
wipe_and_free (char *data, gsize size)
{
  dermaga_wipe (data, size);
  g_free (data);
}

gboolean
dermaga_practice_is_password_base64 (const char *text)
{
  gsize length, size;
  char *data = decode (text, &length, &size);
  gboolean right = strlen (data) == length && dermaga_practice_is_password (data);

  wipe_and_free (data, size);
  return right;
}

gboolean
dermaga_practice_is_plain (const char *text)
{
  gsize length, size;
  char *data = decode (text, &length, &size);
  const char *end = data + length;
  const char *name = memchr (data, '\0', length);
  const char *password
    = name != NULL && name + 1 < end ? memchr (name + 1, '\0', (gsize) (end - name - 1)) : NULL;
  gboolean right = password != NULL && password > name + 1
                   && password + 1 + strlen (password + 1) == end
                   && dermaga_practice_is_password (password + 1);

  wipe_and_free (data, size);
  return right;
}

static DermagaPracticeStep
judge (DermagaPracticeSession *session, gboolean right)
{
  session->due = DERMAGA_PRACTICE_COMMAND;
  session->signed_in = right;
  return right ? DERMAGA_PRACTICE_ACCEPT : DERMAGA_PRACTICE_REJECT;
}

DermagaPracticeStep
dermaga_practice_begin_mechanism (DermagaPracticeSession *session, const char *argument)
{
  if (g_ascii_strcasecmp (argument, "LOGIN") == 0)
    {
      session->due = DERMAGA_PRACTICE_NAME;
      return DERMAGA_PRACTICE_ASK_NAME;
    }
  if (g_ascii_strcasecmp (argument, "PLAIN") == 0)
    {
      session->due = DERMAGA_PRACTICE_PLAIN;
      return DERMAGA_PRACTICE_ASK_NOTHING;
    }
  if (g_ascii_strncasecmp (argument, "PLAIN ", 6) == 0)
    return judge (session, dermaga_practice_is_plain (argument + 6));
  return DERMAGA_PRACTICE_UNKNOWN;
}

DermagaPracticeStep
dermaga_practice_go_on (DermagaPracticeSession *session, const char *line)
{
  switch (session->due)
    {
    case DERMAGA_PRACTICE_PLAIN:
      return judge (session, dermaga_practice_is_plain (line));
    case DERMAGA_PRACTICE_NAME:
      if (g_str_equal (line, "*"))
        return judge (session, FALSE);
      session->due = DERMAGA_PRACTICE_PASSWORD;
      return DERMAGA_PRACTICE_ASK_PASSWORD;
    case DERMAGA_PRACTICE_PASSWORD:
      return judge (session, dermaga_practice_is_password_base64 (line));
    case DERMAGA_PRACTICE_COMMAND:
    case DERMAGA_PRACTICE_LITERAL:
    case DERMAGA_PRACTICE_MESSAGE:
      break;
    }
  return judge (session, FALSE);
}

const char *
dermaga_practice_get_prompt (DermagaPracticeStep step)
{
  if (step == DERMAGA_PRACTICE_ASK_NAME)
    return "VXNlcm5hbWU6"; /* "Username:" */
  return step == DERMAGA_PRACTICE_ASK_PASSWORD ? "UGFzc3dvcmQ6" : ""; /* "Password:" */
}
