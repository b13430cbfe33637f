#include "config.h"

#include "practice/dermaga-practice-sasl.h"

#include "base/dermaga-secret.h"

#include <string.h>

#define ASK_USER "VXNlcm5hbWU6"     /* "Username:" */
#define ASK_PASSWORD "UGFzc3dvcmQ6" /* "Password:" */

void
dermaga_practice_sasl_clear (DermagaPracticeSasl *self)
{
  g_clear_pointer (&self->user, g_free);
}

/* g_base64_decode() passes over whatever is no base64. */
static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize padding = 0;

  if (length % 4 != 0)
    return FALSE;
  while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < length - padding; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return TRUE;
}

/* (nullable): a password may be in it: dermaga_wipe() before it is freed. "=" is an empty one. */
static char *
decode (const char *text, gsize *length)
{
  guchar *bytes;
  char *copy;

  if (g_str_equal (text, "="))
    text = "";
  if (!is_base64 (text))
    return NULL;
  bytes = g_base64_decode (text, length);
  copy = g_malloc0 (*length + 1);
  if (*length > 0)
    memcpy (copy, bytes, *length);
  dermaga_wipe (bytes, *length);
  g_free (bytes);
  return copy;
}

static DermagaPracticeSaslStep
judge (DermagaPracticeSession *session, const char *user, const char *password)
{
  return dermaga_practice_session_sign_in (session, user, password)
           ? DERMAGA_PRACTICE_SASL_ACCEPTED
           : DERMAGA_PRACTICE_SASL_REFUSED;
}

/* authorization identity NUL user NUL password; to act for another is not possible here. */
static DermagaPracticeSaslStep
judge_plain (DermagaPracticeSession *session, const char *bytes, gsize length)
{
  const char *end = bytes + length;
  const char *user = memchr (bytes, '\0', length);
  const char *password = user != NULL ? memchr (user + 1, '\0', (gsize) (end - user - 1)) : NULL;

  if (password == NULL || memchr (password + 1, '\0', (gsize) (end - password - 1)) != NULL)
    return DERMAGA_PRACTICE_SASL_MALFORMED;
  if (*bytes != '\0' && !g_str_equal (bytes, user + 1))
    {
      session->n_refused++;
      return DERMAGA_PRACTICE_SASL_REFUSED;
    }
  return judge (session, user + 1, password + 1);
}

static DermagaPracticeSaslStep
judge_login (DermagaPracticeSasl *self, DermagaPracticeSession *session, const char *bytes,
             gsize length, const char **challenge)
{
  if (memchr (bytes, '\0', length) != NULL)
    return DERMAGA_PRACTICE_SASL_MALFORMED;
  if (self->user != NULL)
    return judge (session, self->user, bytes);
  self->user = g_strdup (bytes);
  *challenge = ASK_PASSWORD;
  return DERMAGA_PRACTICE_SASL_ASK;
}

DermagaPracticeSaslStep
dermaga_practice_sasl_answer (DermagaPracticeSasl *self, DermagaPracticeSession *session,
                              const char *line, const char **challenge)
{
  gsize length = 0;
  char *bytes;
  DermagaPracticeSaslStep step;

  if (g_str_equal (line, "*"))
    return DERMAGA_PRACTICE_SASL_CANCELLED;
  bytes = decode (line, &length);
  if (bytes == NULL)
    return DERMAGA_PRACTICE_SASL_MALFORMED;
  step = self->is_login ? judge_login (self, session, bytes, length, challenge)
                        : judge_plain (session, bytes, length);
  dermaga_wipe (bytes, length);
  g_free (bytes);
  return step;
}

DermagaPracticeSaslStep
dermaga_practice_sasl_begin (DermagaPracticeSasl *self, DermagaPracticeSession *session,
                             const char *arguments, const char **challenge)
{
  const char *response;

  dermaga_practice_sasl_clear (self);
  self->is_login = dermaga_practice_word_is (arguments, "LOGIN", &response);
  if (!self->is_login && !dermaga_practice_word_is (arguments, "PLAIN", &response))
    return DERMAGA_PRACTICE_SASL_UNKNOWN;
  if (*response != '\0')
    return dermaga_practice_sasl_answer (self, session, response, challenge);
  *challenge = self->is_login ? ASK_USER : "";
  return DERMAGA_PRACTICE_SASL_ASK;
}
