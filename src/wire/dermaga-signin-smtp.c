#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

#include <string.h>

/* RFC 4954. */

#define MAX_COMMAND 512u /* RFC 5321 §4.5.3.1.4, line end included */

static void
begin (DermagaSigninDialogue *self)
{
  g_autofree char *name = g_ascii_strup (self->facts.mechanism, -1);
  gsize length = strlen ("AUTH  \r\n") + strlen (name)
                 + (dermaga_sasl_get_first_length (self->sasl) + 2) / 3 * 4;
  char *first;

  if (!dermaga_sasl_goes_first (self->sasl) || length > MAX_COMMAND)
    {
      dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, "AUTH ", name, "\r\n", NULL);
      return;
    }
  first = dermaga_signin_encode_response (self);
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, "AUTH ", name, " ", first, "\r\n", NULL);
  dermaga_wipe (first, strlen (first));
  g_free (first);
}

/* The length of "5.7.8" at the start of a text, 0 if there is none (RFC 2034 §4). */
static gsize
status_length (const char *text)
{
  gsize length = strspn (text, "0123456789.");
  guint n_dots = 0;

  for (gsize i = 0; i < length; i++)
    n_dots += text[i] == '.';
  if (length < 5 || length > 9 || n_dots != 2 || strchr ("245", text[0]) == NULL || text[1] != '.'
      || text[2] == '.' || text[length - 1] == '.' || (text[length] != ' ' && text[length] != '\0'))
    return 0;
  return length;
}

/* (transfer full): all lines as one, without what only programs read. */
static char *
join_texts (DermagaSigninDialogue *self)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < self->reply->texts->len; i++)
    {
      const char *text = self->reply->texts->pdata[i];

      text += status_length (text);
      text += strspn (text, " ");
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, text);
    }
  return g_string_free (joined, FALSE);
}

static DermagaAnswerKind
read_kind (DermagaSigninDialogue *self)
{
  int code = self->reply->code;

  switch (self->step)
    {
    case DERMAGA_SIGNIN_STEP_EXCHANGE:
    case DERMAGA_SIGNIN_STEP_CANCELLING:
      if (code == 334)
        return DERMAGA_ANSWER_CHALLENGE;
      return code == 235 ? DERMAGA_ANSWER_YES : DERMAGA_ANSWER_NO;
    case DERMAGA_SIGNIN_STEP_DATA:
      return code == 354 ? DERMAGA_ANSWER_YES : DERMAGA_ANSWER_NO;
    case DERMAGA_SIGNIN_STEP_MAIL:
    case DERMAGA_SIGNIN_STEP_RCPT:
    case DERMAGA_SIGNIN_STEP_CONTENT:
      return code < 300 ? DERMAGA_ANSWER_YES : DERMAGA_ANSWER_NO;
    case DERMAGA_SIGNIN_STEP_OPENING:
    case DERMAGA_SIGNIN_STEP_HASHING:
    case DERMAGA_SIGNIN_STEP_NAME:
    case DERMAGA_SIGNIN_STEP_PASSWORD:
    case DERMAGA_SIGNIN_STEP_LEAVE:
    case DERMAGA_SIGNIN_STEP_FINISHED:
      break;
    }
  return DERMAGA_ANSWER_NO;
}

static void
read_line (DermagaSigninDialogue *self, const char *line)
{
  g_autofree char *text = NULL;
  g_autofree char *status = NULL;
  const char *first;

  if (!dermaga_smtp_reply_add_line (self->reply, line))
    {
      dermaga_signin_cut (self);
      return;
    }
  if (!self->reply->complete)
    return;
  first = self->reply->texts->pdata[0];
  if (status_length (first) > 0)
    status = g_strndup (first, status_length (first));
  text = join_texts (self);
  dermaga_signin_take_answer (self, read_kind (self), self->reply->code, status, text);
}

const DermagaSigninDialect dermaga_smtp_signin = {
  .leave = "QUIT",
  .begin = begin,
  .line = read_line,
};
