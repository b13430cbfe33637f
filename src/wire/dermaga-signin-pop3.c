#include "config.h"

#include "wire/dermaga-pop3-reply.h"
#include "wire/dermaga-signin-dialogue-private.h"

#include <string.h>

/* RFC 5034 (AUTH), RFC 1939 §7 (USER and PASS). */

/* The first words wait for the server's "+": a command is at most 255 octets long, and servers from
 * before RFC 5034 know no other way. */
static void
begin (DermagaSigninDialogue *self)
{
  g_autofree char *name = g_ascii_strup (self->facts.mechanism, -1);

  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, "AUTH ", name, "\r\n", NULL);
}

static gboolean
may_own (DermagaSigninDialogue *self)
{
  return dermaga_signin_get_capabilities (self)->user_login;
}

/* A refusal of USER, where USER is offered, is about the name. */
static void
begin_own (DermagaSigninDialogue *self)
{
  self->gave_password = TRUE;
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_NAME, "USER ", self->user_name, "\r\n", NULL);
}

static void
go_on_own (DermagaSigninDialogue *self)
{
  if (self->answer == DERMAGA_ANSWER_YES)
    dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_PASSWORD, "PASS ",
                        dermaga_secret_peek (self->password), "\r\n", NULL);
  else
    dermaga_signin_cut (self);
}

/* (transfer full) (nullable): "SYS/TEMP" of "-ERR [SYS/TEMP] words" */
static char *
read_code (const char *line)
{
  const char *text = line + strcspn (line, " ");
  gsize length;

  text += strspn (text, " ");
  length = text[0] == '[' ? strcspn (text, " ]") : 0;
  return length > 1 && text[length] == ']' ? g_strndup (text + 1, length - 1) : NULL;
}

static void
read_line (DermagaSigninDialogue *self, const char *line)
{
  g_autofree char *code = NULL;

  if (g_str_equal (line, "+") || g_str_has_prefix (line, "+ "))
    {
      dermaga_signin_take_answer (self, DERMAGA_ANSWER_CHALLENGE, 0, NULL,
                                  line[1] == ' ' ? line + 2 : line + 1);
      return;
    }
  code = read_code (line);
  switch (dermaga_pop3_status (line))
    {
    case DERMAGA_POP3_OK:
      dermaga_signin_take_answer (self, DERMAGA_ANSWER_YES, 0, code, dermaga_pop3_get_text (line));
      break;
    case DERMAGA_POP3_ERR:
      dermaga_signin_take_answer (self, DERMAGA_ANSWER_NO, 0, code, dermaga_pop3_get_text (line));
      break;
    case DERMAGA_POP3_OTHER:
      dermaga_signin_cut (self);
      break;
    }
}

const DermagaSigninDialect dermaga_pop3_signin = {
  .leave = "QUIT",
  .own_way = "pop3-user",
  .begin = begin,
  .may_own = may_own,
  .begin_own = begin_own,
  .go_on_own = go_on_own,
  .line = read_line,
};
