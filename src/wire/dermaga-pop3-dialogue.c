#include "config.h"

#include "wire/dermaga-dialogue-private.h"
#include "wire/dermaga-pop3-reply.h"

/* Reads a -ERR. */
static void
refuse (DermagaDialogue *self, const char *line)
{
  /* RFC 3206 §4: the text behind a permanent fault is meant for the user's eyes. */
  if (dermaga_pop3_has_code (line, "SYS/PERM"))
    dermaga_dialogue_add_alert (self, dermaga_pop3_get_text (line));

  if (dermaga_pop3_is_temporary (line))
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TEMPORARY, line);
  else
    dermaga_dialogue_refuse (self, line);
}

static void
read_greeting (DermagaDialogue *self, const char *line)
{
  switch (dermaga_pop3_status (line))
    {
    case DERMAGA_POP3_OK:
      dermaga_dialogue_answered (self);
      break;
    case DERMAGA_POP3_ERR:
      refuse (self, line);
      break;
    case DERMAGA_POP3_OTHER:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
      break;
    }
}

static void
finish_capabilities (DermagaDialogue *self)
{
  dermaga_dialogue_commit_pending (self);
  dermaga_dialogue_answered (self);
}

/* The first line of the answer to CAPA. */
static void
begin_capabilities (DermagaDialogue *self, const char *line)
{
  switch (dermaga_pop3_status (line))
    {
    case DERMAGA_POP3_OK:
      self->pending.seen = TRUE;
      break;
    case DERMAGA_POP3_ERR:
      if (dermaga_pop3_is_temporary (line))
        {
          dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TEMPORARY, line);
          break;
        }
      /* CAPA is optional; without it there is USER and PASS (RFC 1939 §7). */
      dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_NO_CAPABILITIES);
      self->pending.user_login = TRUE;
      finish_capabilities (self);
      break;
    case DERMAGA_POP3_OTHER:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, line);
      break;
    }
}

static void
read_capabilities (DermagaDialogue *self, const char *line)
{
  if (!self->pending.seen)
    begin_capabilities (self, line);
  else if (g_str_equal (line, "."))
    finish_capabilities (self);
  else
    dermaga_pop3_read_capability (line[0] == '.' ? line + 1 : line, &self->pending);
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

  switch (self->facts->stage)
    {
    case DERMAGA_STAGE_GREETING:
    case DERMAGA_STAGE_SECURE_GREETING:
      read_greeting (self, line);
      break;
    case DERMAGA_STAGE_CAPABILITIES:
    case DERMAGA_STAGE_SECURE_CAPABILITIES:
      read_capabilities (self, line);
      break;
    case DERMAGA_STAGE_UPGRADE:
      if (dermaga_pop3_status (line) == DERMAGA_POP3_OK)
        dermaga_dialogue_answered (self);
      else
        dermaga_dialogue_refuse (self, line);
      break;
    case DERMAGA_STAGE_HANDSHAKE:
    case DERMAGA_STAGE_LEAVE:
    case DERMAGA_STAGE_FINISHED:
      g_assert_not_reached ();
    }
}

const DermagaDialect dermaga_pop3_dialect = {
  .ask = "CAPA",
  .upgrade = "STLS",
  .leave = "QUIT",
  .line = read_line,
};
