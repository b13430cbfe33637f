#include "config.h"

#include "wire/dermaga-dialogue-private.h"

/* Texts that ask to be shown or followed may come with any status. Referrals are never followed. */
static void
note_code (DermagaDialogue *self, const DermagaImapResponse *response)
{
  if (dermaga_imap_response_has_code (response, "ALERT"))
    dermaga_dialogue_add_alert (self, response->text);
  if (dermaga_imap_response_has_code (response, "REFERRAL"))
    dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_REFERRAL);
}

/* Nothing of it is kept. Inside TLS a server may say such things at any time. */
static void
note_unsolicited (DermagaDialogue *self)
{
  if (!self->secure)
    dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_UNSOLICITED);
}

static void
take_capabilities (DermagaDialogue *self, const DermagaImapResponse *response)
{
  const char *list = dermaga_imap_response_get_capabilities (response);

  dermaga_dialogue_begin_pending (self);
  dermaga_imap_read_capabilities (list, &self->pending);
  self->pending.seen = TRUE;
}

static gboolean
waits_for_capabilities (DermagaDialogue *self)
{
  return !self->answered
         && (self->facts->stage == DERMAGA_STAGE_CAPABILITIES
             || self->facts->stage == DERMAGA_STAGE_SECURE_CAPABILITIES);
}

static void
refuse (DermagaDialogue *self, const DermagaImapResponse *response, const char *line)
{
  if (dermaga_imap_response_is_temporary (response))
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TEMPORARY, line);
  else
    dermaga_dialogue_refuse (self, line);
}

static void
read_greeting (DermagaDialogue *self, const DermagaImapResponse *response, const char *line)
{
  if (response->status != DERMAGA_IMAP_OK)
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
      return;
    }
  if (dermaga_imap_response_get_capabilities (response) != NULL)
    {
      take_capabilities (self, response);
      dermaga_dialogue_commit_pending (self);
    }
  dermaga_dialogue_answered (self);
}

static void
read_untagged (DermagaDialogue *self, const DermagaImapResponse *response, const char *line)
{
  note_code (self, response);
  if (response->status == DERMAGA_IMAP_PREAUTH)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_PREAUTH, line);
  else if (response->status == DERMAGA_IMAP_BYE)
    refuse (self, response, line);
  else if (dermaga_dialogue_in_greeting (self) && !self->answered)
    read_greeting (self, response, line);
  else if (dermaga_imap_response_get_capabilities (response) != NULL)
    note_unsolicited (self);
}

static void
read_data (DermagaDialogue *self, const DermagaImapResponse *response, const char *line)
{
  if (response->literal)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_LITERAL, line);
  else if (dermaga_dialogue_in_greeting (self) && !self->answered)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
  else if (waits_for_capabilities (self)
           && dermaga_imap_response_get_capabilities (response) != NULL)
    take_capabilities (self, response);
  else
    note_unsolicited (self);
}

static void
read_capability_answer (DermagaDialogue *self, const DermagaImapResponse *response,
                        const char *line)
{
  if (response->status != DERMAGA_IMAP_OK && dermaga_imap_response_is_temporary (response))
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TEMPORARY, line);
      return;
    }
  if (response->status != DERMAGA_IMAP_OK)
    dermaga_dialogue_begin_pending (self);
  else if (!self->pending.seen && dermaga_imap_response_get_capabilities (response) != NULL)
    take_capabilities (self, response);

  if (!self->pending.seen)
    dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_NO_CAPABILITIES);
  dermaga_dialogue_commit_pending (self);
  dermaga_dialogue_answered (self);
}

static void
read_tagged (DermagaDialogue *self, const DermagaImapResponse *response, const char *line)
{
  if (self->answered || !g_str_equal (response->tag, self->tag))
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, line);
      return;
    }

  note_code (self, response);
  if (waits_for_capabilities (self))
    read_capability_answer (self, response, line);
  else if (response->status == DERMAGA_IMAP_OK)
    dermaga_dialogue_answered (self);
  else
    dermaga_dialogue_refuse (self, line);
}

static void
read_line (DermagaDialogue *self, const char *line)
{
  g_autoptr (DermagaImapResponse) response = dermaga_imap_response_parse (line);

  if (self->facts->greeting == NULL && !dermaga_dialogue_check_greeting (self, line))
    return;
  /* Behind the answer to STARTTLS nothing may come but TLS. */
  if (self->answered && self->facts->stage == DERMAGA_STAGE_UPGRADE)
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, line);
      return;
    }

  switch (response->kind)
    {
    case DERMAGA_IMAP_UNTAGGED:
      read_untagged (self, response, line);
      break;
    case DERMAGA_IMAP_DATA:
      read_data (self, response, line);
      break;
    case DERMAGA_IMAP_TAGGED:
      read_tagged (self, response, line);
      break;
    case DERMAGA_IMAP_CONTINUATION:
      if (self->facts->stage == DERMAGA_STAGE_UPGRADE)
        dermaga_dialogue_refuse (self, line);
      else
        dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
      break;
    case DERMAGA_IMAP_INVALID:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
      break;
    }
}

const DermagaDialect dermaga_imap_dialect = {
  .ask = "CAPABILITY",
  .upgrade = "STARTTLS",
  .leave = "LOGOUT",
  .tagged = TRUE,
  .line = read_line,
};
