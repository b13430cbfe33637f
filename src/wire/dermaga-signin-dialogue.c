#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

#include "base/dermaga-text.h"

#include <stdarg.h>
#include <string.h>

#define MAX_STATUS 64u /* characters of a response code kept */

static const DermagaSigninDialect *
get_dialect (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return &dermaga_smtp_signin;
    case DERMAGA_PROTOCOL_IMAP:
      return &dermaga_imap_signin;
    case DERMAGA_PROTOCOL_POP3:
      return &dermaga_pop3_signin;
    }
  g_assert_not_reached ();
}

DermagaSigninDialogue *
dermaga_signin_dialogue_new (DermagaProtocol protocol, DermagaSecurity mode, guint32 tag_seed)
{
  DermagaSigninDialogue *self = g_new0 (DermagaSigninDialogue, 1);

  g_assert (mode != DERMAGA_SECURITY_NONE);
  self->dialect = get_dialect (protocol);
  self->protocol = protocol;
  self->opening = dermaga_dialogue_new (protocol, mode, tag_seed);
  self->facts.verdict = DERMAGA_SIGNIN_CUT;
  self->facts.delivery = DERMAGA_DELIVERY_NOT_ASKED;
  self->lines = dermaga_lines_new (DERMAGA_WIRE_MAX_LINE, DERMAGA_WIRE_MAX_REPLY);
  self->reply = dermaga_smtp_reply_new ();
  self->tags = g_rand_new_with_seed (tag_seed ^ 0x5a5a5a5au);
  self->asides = g_string_new (NULL);
  return self;
}

void
dermaga_signin_forget (DermagaSigninDialogue *self)
{
  g_clear_pointer (&self->sasl, dermaga_sasl_free);
  g_clear_pointer (&self->password, dermaga_secret_unref);
  g_clear_pointer (&self->command, g_bytes_unref);
}

void
dermaga_signin_dialogue_free (DermagaSigninDialogue *self)
{
  if (self == NULL)
    return;
  dermaga_signin_forget (self);
  dermaga_dialogue_free (self->opening);
  g_free (self->facts.response_code);
  g_free (self->facts.reply);
  g_free (self->facts.delivery_status);
  g_free (self->facts.delivery_reply);
  dermaga_lines_free (self->lines);
  g_free (self->user_name);
  g_free (self->answer_status);
  g_free (self->answer_text);
  dermaga_smtp_reply_free (self->reply);
  g_rand_free (self->tags);
  g_string_free (self->asides, TRUE);
  g_free (self->bye_code);
  g_free (self->bye_text);
  g_free (self->email);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

void
dermaga_signin_dialogue_set_mail (DermagaSigninDialogue *self, const char *email, GBytes *content)
{
  g_return_if_fail (self != NULL && self->email == NULL && email != NULL && content != NULL);

  self->email = g_strdup (email);
  self->content = g_bytes_ref (content);
}

const DermagaSigninFacts *
dermaga_signin_dialogue_get_facts (DermagaSigninDialogue *self)
{
  return &self->facts;
}

const DermagaCapabilities *
dermaga_signin_get_capabilities (DermagaSigninDialogue *self)
{
  return &dermaga_dialogue_get_facts (self->opening)->secure;
}

gboolean
dermaga_signin_offers (DermagaSigninDialogue *self, const char *name)
{
  return g_strv_contains (
    (const char *const *) dermaga_signin_get_capabilities (self)->names, name);
}

/* Speaking */

void
dermaga_signin_begin_answer (DermagaSigninDialogue *self)
{
  self->answer = DERMAGA_ANSWER_NONE;
  self->answer_code = 0;
  self->answer_failed = FALSE;
  g_clear_pointer (&self->answer_status, g_free);
  g_clear_pointer (&self->answer_text, g_free);
  self->reply_lines = 0;
  self->reply_octets = 0;
  dermaga_smtp_reply_reset (self->reply);
}

void
dermaga_signin_send (DermagaSigninDialogue *self, DermagaSigninStep step, GBytes *command)
{
  dermaga_signin_begin_answer (self);
  g_clear_pointer (&self->command, g_bytes_unref);
  self->command = command;
  self->step = step;
  self->turn++;
  self->action = DERMAGA_ACTION_SEND;
}

void
dermaga_signin_say (DermagaSigninDialogue *self, DermagaSigninStep step, const char *part, ...)
{
  va_list parts;
  gsize length = 0;
  char *text;
  char *end;

  va_start (parts, part);
  for (const char *next = part; next != NULL; next = va_arg (parts, const char *))
    length += strlen (next);
  va_end (parts);

  end = text = g_malloc (length + 1);
  va_start (parts, part);
  for (const char *next = part; next != NULL; next = va_arg (parts, const char *))
    end = stpcpy (end, next);
  va_end (parts);
  dermaga_signin_send (self, step, dermaga_wipe_bytes_new (text, length));
}

const char *
dermaga_signin_next_tag (DermagaSigninDialogue *self)
{
  g_snprintf (self->tag, sizeof self->tag, "%c%08x", 'a' + g_rand_int_range (self->tags, 0, 26),
              g_rand_int (self->tags));
  return self->tag;
}

char *
dermaga_signin_encode_response (DermagaSigninDialogue *self)
{
  g_autoptr (GBytes) response = dermaga_sasl_take_response (self->sasl);
  gsize length = 0;
  const guint8 *data = response != NULL ? g_bytes_get_data (response, &length) : NULL;

  return length > 0 ? g_base64_encode (data, length) : g_strdup ("");
}

/* Ending */

void
dermaga_signin_judge_as (DermagaSigninDialogue *self, DermagaSigninVerdict verdict)
{
  if (self->facts.judged)
    return;
  self->facts.verdict = verdict;
  self->facts.judged = TRUE;
}

static gboolean
is_delivering (DermagaSigninDialogue *self)
{
  return self->step >= DERMAGA_SIGNIN_STEP_MAIL && self->step <= DERMAGA_SIGNIN_STEP_CONTENT;
}

void
dermaga_signin_end (DermagaSigninDialogue *self, DermagaAction action)
{
  dermaga_signin_forget (self);
  dermaga_lines_clear (self->lines);
  self->step = DERMAGA_SIGNIN_STEP_FINISHED;
  self->action = action;
}

void
dermaga_signin_cut (DermagaSigninDialogue *self)
{
  if (is_delivering (self))
    self->facts.delivery = DERMAGA_DELIVERY_CUT;
  dermaga_signin_judge_as (self, DERMAGA_SIGNIN_CUT);
  dermaga_signin_end (self, DERMAGA_ACTION_FAILED);
}

void
dermaga_signin_leave (DermagaSigninDialogue *self)
{
  dermaga_signin_forget (self);
  if (self->dialect->tagged)
    dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_LEAVE, dermaga_signin_next_tag (self), " ",
                        self->dialect->leave, "\r\n", NULL);
  else
    dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_LEAVE, self->dialect->leave, "\r\n", NULL);
}

/* Listening */

void
dermaga_signin_take_answer (DermagaSigninDialogue *self, DermagaAnswerKind kind, int code,
                            const char *status, const char *text)
{
  self->answer = kind;
  self->answer_code = code;
  g_free (self->answer_status);
  self->answer_status = status != NULL ? dermaga_text_make_safe (status, -1, MAX_STATUS) : NULL;
  g_free (self->answer_text);
  self->answer_text = g_strdup (text);
}

void
dermaga_signin_keep_reply (DermagaSigninDialogue *self)
{
  g_clear_pointer (&self->facts.response_code, g_free);
  g_clear_pointer (&self->facts.reply, g_free);
  self->facts.reply_code = self->answer_code;
  if (self->answer_status != NULL)
    self->facts.response_code = dermaga_signin_quote (self->answer_status, self->password);
  if (self->answer_text != NULL)
    self->facts.reply = dermaga_signin_quote (self->answer_text, self->password);
}
