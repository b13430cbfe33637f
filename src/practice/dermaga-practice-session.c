#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "practice/dermaga-practice.h"

#include <string.h>

#define MAX_REFUSED 10u

void
dermaga_practice_session_init (DermagaPracticeSession *session,
                               const DermagaPracticeProtocol *protocol,
                               DermagaPracticeStore *store)
{
  session->protocol = protocol;
  session->store = g_object_ref (store);
  session->out = dermaga_practice_output_new ();
  session->state = protocol->state_new ();
}

void
dermaga_practice_session_clear (DermagaPracticeSession *session)
{
  session->protocol->state_free (session->state);
  g_free (session->user);
  dermaga_practice_output_free (session->out);
  g_object_unref (session->store);
}

void
dermaga_practice_session_secured (DermagaPracticeSession *session)
{
  session->protocol->state_free (session->state);
  session->state = session->protocol->state_new ();
  g_clear_pointer (&session->user, g_free);
  session->secure = TRUE;
}

DermagaSecurity
dermaga_practice_session_get_security (const DermagaPracticeSession *session)
{
  if (!session->secure)
    return DERMAGA_SECURITY_NONE;
  return session->implicit_tls ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;
}

gboolean
dermaga_practice_session_sign_in (DermagaPracticeSession *session, const char *user,
                                  const char *password)
{
  if (*user == '\0' || strcmp (password, DERMAGA_PRACTICE_PASSWORD) != 0)
    {
      session->n_refused++;
      return FALSE;
    }
  g_free (session->user);
  session->user = g_strdup (user);
  return TRUE;
}

gboolean
dermaga_practice_session_is_tiresome (const DermagaPracticeSession *session)
{
  return session->n_refused >= MAX_REFUSED;
}

gboolean
dermaga_practice_word_is (const char *line, const char *word, const char **argument)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (line, word, length) != 0
      || (line[length] != '\0' && line[length] != ' '))
    return FALSE;
  *argument = line + length;
  while (**argument == ' ')
    (*argument)++;
  return TRUE;
}
