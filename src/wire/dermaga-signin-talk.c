#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

/* The sign-in as the driver sees it, and how its bytes become lines. */

static void
accept_line (DermagaSigninDialogue *self, const char *line, gsize octets)
{
  self->reply_lines++;
  self->reply_octets += octets;
  if (self->reply_lines > DERMAGA_WIRE_MAX_REPLY_LINES
      || self->reply_octets > DERMAGA_WIRE_MAX_REPLY)
    dermaga_signin_cut (self);
  else if (self->answer != DERMAGA_ANSWER_NONE && !self->dialect->tagged)
    dermaga_signin_out_of_turn (self);
  else
    self->dialect->line (self, line);
}

/* Returns whether there may be more to do with what waits. */
static gboolean
process_once (DermagaSigninDialogue *self)
{
  const char *line;
  gsize octets;
  gboolean bare_lf;
  DermagaLinesStatus status = dermaga_lines_take (self->lines, &line, &octets, &bare_lf);

  if (self->step == DERMAGA_SIGNIN_STEP_LEAVE)
    {
      if (status != DERMAGA_LINES_NEED_MORE)
        dermaga_signin_end (self, DERMAGA_ACTION_DONE);
      return FALSE;
    }
  switch (status)
    {
    case DERMAGA_LINES_LINE:
      accept_line (self, line, octets);
      return TRUE;
    case DERMAGA_LINES_NEED_MORE:
      if (self->answer != DERMAGA_ANSWER_NONE && dermaga_lines_is_empty (self->lines))
        dermaga_signin_advance (self);
      else if (self->answer != DERMAGA_ANSWER_NONE && !self->dialect->tagged)
        dermaga_signin_out_of_turn (self);
      return FALSE;
    case DERMAGA_LINES_TOO_LONG:
    case DERMAGA_LINES_NUL:
    case DERMAGA_LINES_TLS:
      dermaga_signin_cut (self);
      return FALSE;
    }
  g_assert_not_reached ();
}

/* Bytes that come while a command waits to be sent answer nothing. An IMAP server may say more than
 * it was asked; its untagged lines are looked at, and anything else is out of turn. */
static void
take_early (DermagaSigninDialogue *self, const guint8 *bytes, gsize length)
{
  DermagaAction action = self->action;
  DermagaLinesStatus status = DERMAGA_LINES_NEED_MORE;
  const char *line;
  gsize octets;
  gboolean bare_lf;

  if (self->step == DERMAGA_SIGNIN_STEP_LEAVE)
    return;
  if (!self->dialect->tagged)
    {
      dermaga_signin_cut (self);
      return;
    }
  dermaga_lines_feed (self->lines, bytes, length);
  while (self->action == action
         && (status = dermaga_lines_take (self->lines, &line, &octets, &bare_lf))
              == DERMAGA_LINES_LINE)
    {
      accept_line (self, line, octets);
      if (self->action == action && self->answer != DERMAGA_ANSWER_NONE)
        dermaga_signin_cut (self);
    }
  if (self->action == action && status != DERMAGA_LINES_NEED_MORE)
    dermaga_signin_cut (self);
}

static void
feed (DermagaSigninDialogue *self, const guint8 *bytes, gsize length)
{
  if (length == 0)
    return;
  switch (self->action)
    {
    case DERMAGA_ACTION_NEED_INPUT:
      dermaga_lines_feed (self->lines, bytes, length);
      while (self->action == DERMAGA_ACTION_NEED_INPUT && process_once (self))
        continue;
      break;
    case DERMAGA_ACTION_SEND:
    case DERMAGA_ACTION_WORK:
      take_early (self, bytes, length);
      break;
    case DERMAGA_ACTION_START_TLS:
    case DERMAGA_ACTION_DONE:
    case DERMAGA_ACTION_FAILED:
      break;
    }
}

/* As a talk */

/* The opening would take its leave now: what it has in hand for that is dropped, and from here on
 * it hears nothing more. */
static void
take_over (DermagaSigninDialogue *self)
{
  const DermagaFacts *facts = dermaga_dialogue_get_facts (self->opening);
  g_autoptr (GBytes) leave = NULL;

  if (self->step != DERMAGA_SIGNIN_STEP_OPENING || self->password == NULL
      || facts->stage != DERMAGA_STAGE_LEAVE || !facts->secure.seen
      || dermaga_dialogue_next (self->opening, &leave) != DERMAGA_ACTION_SEND)
    return;
  dermaga_signin_start (self);
}

static void
talk_free (gpointer talk)
{
  dermaga_signin_dialogue_free (talk);
}

static void
talk_feed (gpointer talk, const guint8 *bytes, gsize length)
{
  DermagaSigninDialogue *self = talk;

  if (self->step != DERMAGA_SIGNIN_STEP_OPENING)
    {
      feed (self, bytes, length);
      return;
    }
  dermaga_dialogue_feed (self->opening, bytes, length);
  take_over (self);
}

/* A goodbye that says why is as good as an answer. */
static void
end (DermagaSigninDialogue *self)
{
  if (self->step == DERMAGA_SIGNIN_STEP_LEAVE)
    dermaga_signin_end (self, DERMAGA_ACTION_DONE);
  else if (self->step == DERMAGA_SIGNIN_STEP_FINISHED)
    return;
  else
    {
      DermagaSigninReply reply = {
        .protocol = self->protocol,
        .status = self->bye_code,
        .text = self->bye ? self->bye_text : "",
        .gave_password = FALSE,
      };
      DermagaSigninVerdict verdict = self->bye ? dermaga_signin_judge (&reply) : DERMAGA_SIGNIN_CUT;

      if (verdict != DERMAGA_SIGNIN_CUT && verdict != DERMAGA_SIGNIN_MECHANISM_REFUSED
          && !self->facts.judged)
        {
          dermaga_signin_take_answer (self, DERMAGA_ANSWER_NO, 0, self->bye_code, self->bye_text);
          dermaga_signin_keep_reply (self);
          dermaga_signin_judge_as (self, verdict);
        }
      dermaga_signin_cut (self);
    }
}

static void
talk_end (gpointer talk)
{
  DermagaSigninDialogue *self = talk;

  if (self->step == DERMAGA_SIGNIN_STEP_OPENING)
    dermaga_dialogue_end (self->opening);
  else
    end (self);
}

static void
talk_expire (gpointer talk)
{
  DermagaSigninDialogue *self = talk;

  if (self->step == DERMAGA_SIGNIN_STEP_OPENING)
    dermaga_dialogue_expire (self->opening);
  else if (self->step == DERMAGA_SIGNIN_STEP_LEAVE)
    dermaga_signin_end (self, DERMAGA_ACTION_DONE);
  else if (self->step != DERMAGA_SIGNIN_STEP_FINISHED)
    dermaga_signin_cut (self);
}

static void
talk_unlock (gpointer talk, const char *user_name, DermagaSecret *password)
{
  DermagaSigninDialogue *self = talk;

  g_return_if_fail (self->step == DERMAGA_SIGNIN_STEP_OPENING && self->password == NULL);

  self->user_name = g_strdup (user_name);
  self->password = dermaga_secret_ref (password);
}

static void
talk_secured (gpointer talk)
{
  DermagaSigninDialogue *self = talk;

  dermaga_dialogue_secured (self->opening);
  take_over (self);
}

/* Whoever leaves wants no answer any more: the password is let go of at once. */
static void
talk_leave (gpointer talk)
{
  DermagaSigninDialogue *self = talk;

  if (self->step == DERMAGA_SIGNIN_STEP_OPENING)
    {
      dermaga_signin_forget (self);
      dermaga_dialogue_leave (self->opening);
      return;
    }
  if (self->step == DERMAGA_SIGNIN_STEP_LEAVE || self->step == DERMAGA_SIGNIN_STEP_FINISHED)
    return;
  if (!self->facts.judged)
    dermaga_signin_judge_as (self, DERMAGA_SIGNIN_CANCELLED);
  dermaga_signin_leave (self);
}

static DermagaAction
talk_next (gpointer talk, GBytes **send)
{
  DermagaSigninDialogue *self = talk;
  DermagaAction action;

  *send = NULL;
  if (self->step == DERMAGA_SIGNIN_STEP_OPENING)
    return dermaga_dialogue_next (self->opening, send);
  action = self->action;
  if (action == DERMAGA_ACTION_SEND)
    {
      *send = g_steal_pointer (&self->command);
      self->action = DERMAGA_ACTION_NEED_INPUT;
    }
  else if (action == DERMAGA_ACTION_WORK)
    dermaga_signin_take_status (self, dermaga_sasl_work (self->sasl));
  return action;
}

static const DermagaFacts *
talk_get_facts (gpointer talk)
{
  DermagaSigninDialogue *self = talk;

  return dermaga_dialogue_get_facts (self->opening);
}

static DermagaWait
talk_get_wait (gpointer talk, guint *turn)
{
  DermagaSigninDialogue *self = talk;

  if (self->step == DERMAGA_SIGNIN_STEP_OPENING)
    return dermaga_dialogue_talk.get_wait (self->opening, turn);
  *turn = DERMAGA_STAGE_FINISHED + self->turn;
  switch (self->step)
    {
    case DERMAGA_SIGNIN_STEP_EXCHANGE:
    case DERMAGA_SIGNIN_STEP_HASHING:
    case DERMAGA_SIGNIN_STEP_NAME:
    case DERMAGA_SIGNIN_STEP_PASSWORD:
      return DERMAGA_WAIT_SIGNIN;
    case DERMAGA_SIGNIN_STEP_MAIL:
    case DERMAGA_SIGNIN_STEP_RCPT:
    case DERMAGA_SIGNIN_STEP_DATA:
    case DERMAGA_SIGNIN_STEP_CONTENT:
      return DERMAGA_WAIT_DELIVERY;
    case DERMAGA_SIGNIN_STEP_OPENING:
    case DERMAGA_SIGNIN_STEP_CANCELLING:
      return DERMAGA_WAIT_REPLY;
    case DERMAGA_SIGNIN_STEP_LEAVE:
    case DERMAGA_SIGNIN_STEP_FINISHED:
      return DERMAGA_WAIT_LEAVE;
    }
  g_assert_not_reached ();
}

const DermagaTalk dermaga_signin_talk = {
  .free = talk_free,
  .feed = talk_feed,
  .end = talk_end,
  .expire = talk_expire,
  .unlock = talk_unlock,
  .secured = talk_secured,
  .leave = talk_leave,
  .next = talk_next,
  .get_facts = talk_get_facts,
  .get_wait = talk_get_wait,
};
