#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

#include <string.h>

/* What is done with whole answers: which mechanism is next, and what it all came to. */

/* Choosing */

static gboolean
begin_mechanism (DermagaSigninDialogue *self, DermagaSaslMechanism mechanism)
{
  self->tried |= 1u << mechanism;
  g_clear_pointer (&self->sasl, dermaga_sasl_free);
  self->sasl = dermaga_sasl_new (mechanism, self->user_name, self->password);
  if (self->sasl == NULL)
    return FALSE;
  self->facts.mechanism = dermaga_sasl_mechanism_to_string (mechanism);
  self->facts.begun = TRUE;
  self->n_challenges = 0;
  self->dialect->begin (self);
  return TRUE;
}

/* The strongest that is offered and was not refused; then the protocol's own way. */
static gboolean
begin_next (DermagaSigninDialogue *self)
{
  char **offered = dermaga_signin_get_capabilities (self)->auth;

  for (guint mechanism = 0; mechanism < DERMAGA_N_SASL_MECHANISMS; mechanism++)
    if ((self->tried & (1u << mechanism)) == 0
        && dermaga_sasl_mechanism_is_offered (mechanism, offered)
        && begin_mechanism (self, mechanism))
      return TRUE;
  if (self->tried_own || self->dialect->own_way == NULL || !self->dialect->may_own (self))
    return FALSE;
  self->tried_own = TRUE;
  g_clear_pointer (&self->sasl, dermaga_sasl_free);
  self->facts.mechanism = self->dialect->own_way;
  self->facts.begun = TRUE;
  self->n_challenges = 0;
  self->dialect->begin_own (self);
  return TRUE;
}

void
dermaga_signin_start (DermagaSigninDialogue *self)
{
  char **offered = dermaga_signin_get_capabilities (self)->auth;

  if (begin_next (self))
    return;
  dermaga_signin_judge_as (self, dermaga_sasl_offers_browser (offered)
                                   ? DERMAGA_SIGNIN_BROWSER_NEEDED
                                   : DERMAGA_SIGNIN_NO_MECHANISM);
  dermaga_signin_leave (self);
}

/* Answers */

static void
send_response (DermagaSigninDialogue *self)
{
  char *text = dermaga_signin_encode_response (self);

  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, text, "\r\n", NULL);
  dermaga_wipe (text, strlen (text));
  g_free (text);
}

/* Nothing that the server says now makes it a sign-in. */
static void
cancel_exchange (DermagaSigninDialogue *self, DermagaSigninVerdict verdict)
{
  dermaga_signin_judge_as (self, verdict);
  g_clear_pointer (&self->sasl, dermaga_sasl_free);
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_CANCELLING, "*\r\n", NULL);
}

static void
take_success (DermagaSigninDialogue *self)
{
  dermaga_signin_keep_reply (self);
  if (self->sasl != NULL && !dermaga_sasl_believes_success (self->sasl))
    {
      /* Nobody can have accepted a password that was not given, or that he does not know. */
      dermaga_signin_judge_as (self, dermaga_sasl_gave_password (self->sasl)
                                       ? DERMAGA_SIGNIN_SERVER_UNPROVED
                                       : DERMAGA_SIGNIN_CUT);
      dermaga_signin_leave (self);
      return;
    }
  dermaga_signin_judge_as (self, DERMAGA_SIGNIN_ACCEPTED);
  g_clear_pointer (&self->sasl, dermaga_sasl_free);
  dermaga_signin_deliver (self);
}

static void
take_refusal (DermagaSigninDialogue *self)
{
  g_autofree char *all = g_strdup_printf ("%s %s", self->answer_text, self->asides->str);
  DermagaSigninReply reply = {
    .protocol = self->protocol,
    .code = self->answer_code,
    .status = self->answer_status,
    .failed = self->answer_failed,
    .text = all,
    .gave_password
    = self->sasl != NULL ? dermaga_sasl_gave_password (self->sasl) : self->gave_password,
  };
  DermagaSigninVerdict verdict = dermaga_signin_judge (&reply);

  dermaga_signin_keep_reply (self);
  dermaga_wipe (all, strlen (all));
  if (verdict == DERMAGA_SIGNIN_MECHANISM_REFUSED && !self->bye && begin_next (self))
    return;
  dermaga_signin_judge_as (self, verdict);
  dermaga_signin_leave (self);
}

void
dermaga_signin_take_status (DermagaSigninDialogue *self, DermagaSaslStatus status)
{
  switch (status)
    {
    case DERMAGA_SASL_RESPOND:
      send_response (self);
      break;
    case DERMAGA_SASL_WORK:
      self->step = DERMAGA_SIGNIN_STEP_HASHING;
      self->action = DERMAGA_ACTION_WORK;
      break;
    case DERMAGA_SASL_DENIED:
      cancel_exchange (self, DERMAGA_SIGNIN_REJECTED);
      break;
    case DERMAGA_SASL_SENSELESS:
      cancel_exchange (self, DERMAGA_SIGNIN_CUT);
      break;
    case DERMAGA_SASL_UNPROVED:
      cancel_exchange (self, DERMAGA_SIGNIN_SERVER_UNPROVED);
      break;
    }
}

static void
take_challenge (DermagaSigninDialogue *self)
{
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (++self->n_challenges > DERMAGA_SIGNIN_MAX_CHALLENGES)
    {
      dermaga_signin_cut (self);
      return;
    }
  if (!dermaga_sasl_ignores_challenges (self->sasl))
    {
      data = dermaga_sasl_decode (self->answer_text, &length);
      if (data == NULL)
        {
          cancel_exchange (self, DERMAGA_SIGNIN_CUT);
          return;
        }
    }
  dermaga_signin_begin_answer (self);
  dermaga_signin_take_status (self, dermaga_sasl_challenge (self->sasl, data, length));
}

/* Whatever follows an answer at once was said before it could be known what comes next. Where
 * nothing comes but the goodbye, that is all the same; else nothing more is sent. */
void
dermaga_signin_out_of_turn (DermagaSigninDialogue *self)
{
  dermaga_signin_advance (self);
  if (self->step != DERMAGA_SIGNIN_STEP_LEAVE)
    dermaga_signin_cut (self);
}

/* Goes on after a complete answer; called only when no byte waits behind it. */
void
dermaga_signin_advance (DermagaSigninDialogue *self)
{
  switch (self->step)
    {
    case DERMAGA_SIGNIN_STEP_EXCHANGE:
      if (self->answer == DERMAGA_ANSWER_CHALLENGE)
        take_challenge (self);
      else if (self->answer == DERMAGA_ANSWER_YES)
        take_success (self);
      else
        take_refusal (self);
      break;
    case DERMAGA_SIGNIN_STEP_NAME:
      if (self->answer == DERMAGA_ANSWER_NO)
        take_refusal (self);
      else
        self->dialect->go_on_own (self);
      break;
    case DERMAGA_SIGNIN_STEP_PASSWORD:
      if (self->answer == DERMAGA_ANSWER_YES)
        take_success (self);
      else if (self->answer == DERMAGA_ANSWER_NO)
        take_refusal (self);
      else
        dermaga_signin_cut (self);
      break;
    case DERMAGA_SIGNIN_STEP_CANCELLING:
      if (self->answer == DERMAGA_ANSWER_CHALLENGE)
        dermaga_signin_cut (self);
      else
        dermaga_signin_leave (self);
      break;
    case DERMAGA_SIGNIN_STEP_MAIL:
    case DERMAGA_SIGNIN_STEP_RCPT:
    case DERMAGA_SIGNIN_STEP_DATA:
    case DERMAGA_SIGNIN_STEP_CONTENT:
      dermaga_signin_deliver_on (self);
      break;
    case DERMAGA_SIGNIN_STEP_OPENING:
    case DERMAGA_SIGNIN_STEP_HASHING:
    case DERMAGA_SIGNIN_STEP_LEAVE:
    case DERMAGA_SIGNIN_STEP_FINISHED:
      g_assert_not_reached ();
    }
}
