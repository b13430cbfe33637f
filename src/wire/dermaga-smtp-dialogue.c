#include "config.h"

#include "wire/dermaga-dialogue-private.h"

#include "wire/dermaga-capabilities.h"

/* RFC 5321 §4.1.3: this literal says nothing about this computer and is valid everywhere. */
#define OWN_NAME "[127.0.0.1]"

static const char hello[] = "HELO " OWN_NAME;

static void
fail_with_reply (DermagaDialogue *self, DermagaTrouble trouble)
{
  g_autofree char *text = dermaga_smtp_reply_dup_text (self->reply);

  self->facts->reply_code = self->reply->code;
  dermaga_dialogue_fail (self, trouble, text);
}

/* The trouble of a reply that is not the one hoped for, and what a 5xx means here. */
static void
fail_by_class (DermagaDialogue *self, DermagaTrouble permanent)
{
  if (self->reply->code >= 500)
    fail_with_reply (self, permanent);
  else if (self->reply->code >= 400)
    fail_with_reply (self, DERMAGA_TROUBLE_TEMPORARY);
  else
    fail_with_reply (self, DERMAGA_TROUBLE_MALFORMED);
}

static void
read_greeting (DermagaDialogue *self)
{
  if (self->reply->code != 220)
    {
      fail_by_class (self, DERMAGA_TROUBLE_GREETING_REFUSED);
      return;
    }
  if (dermaga_smtp_reply_is_masked_banner (self->reply))
    dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_MASKED);
  dermaga_dialogue_answered (self);
}

static void
read_capabilities (DermagaDialogue *self)
{
  if (self->helo_sent && self->reply->code == 250)
    {
      dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_EHLO_REFUSED);
      dermaga_dialogue_commit_pending (self);
    }
  else if (self->reply->code == 250)
    {
      if (dermaga_smtp_reply_read_ehlo (self->reply, &self->pending))
        dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_MASKED);
      dermaga_dialogue_commit_pending (self);
    }
  else if (self->reply->code >= 500 && !self->secure && !self->helo_sent)
    {
      self->helo_sent = TRUE;
      self->again = hello;
    }
  else
    {
      fail_by_class (self, DERMAGA_TROUBLE_CAPABILITIES_REFUSED);
      return;
    }
  dermaga_dialogue_answered (self);
}

static void
read_reply (DermagaDialogue *self)
{
  switch (self->facts->stage)
    {
    case DERMAGA_STAGE_GREETING:
    case DERMAGA_STAGE_SECURE_GREETING:
      read_greeting (self);
      break;
    case DERMAGA_STAGE_CAPABILITIES:
    case DERMAGA_STAGE_SECURE_CAPABILITIES:
      read_capabilities (self);
      break;
    case DERMAGA_STAGE_UPGRADE:
      if (self->reply->code == 220)
        dermaga_dialogue_answered (self);
      else
        fail_with_reply (self, DERMAGA_TROUBLE_UPGRADE_REFUSED);
      break;
    case DERMAGA_STAGE_HANDSHAKE:
    case DERMAGA_STAGE_LEAVE:
    case DERMAGA_STAGE_FINISHED:
      g_assert_not_reached ();
    }
}

static void
read_line (DermagaDialogue *self, const char *line)
{
  if (self->answered)
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, line);
      return;
    }
  if (self->facts->greeting == NULL && !dermaga_dialogue_check_greeting (self, line))
    return;
  if (!dermaga_smtp_reply_add_line (self->reply, line))
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
  else if (self->reply->complete)
    read_reply (self);
}

const DermagaDialect dermaga_smtp_dialect = {
  .ask = "EHLO " OWN_NAME,
  .upgrade = "STARTTLS",
  .leave = "QUIT",
  .line = read_line,
};
