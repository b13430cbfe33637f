#include "config.h"

#include "wire/dermaga-dialogue-private.h"

#include "base/dermaga-text.h"
#include "wire/dermaga-capabilities.h"

#include <string.h>

#define MAX_TEXT 200u /* characters of server text kept */

DermagaCapabilities *
dermaga_dialogue_get_capabilities (DermagaDialogue *self)
{
  return self->secure ? &self->facts->secure : &self->facts->clear;
}

void
dermaga_dialogue_begin_pending (DermagaDialogue *self)
{
  dermaga_capabilities_clear (&self->pending);
  dermaga_capabilities_init (&self->pending);
}

void
dermaga_dialogue_commit_pending (DermagaDialogue *self)
{
  DermagaCapabilities *capabilities = dermaga_dialogue_get_capabilities (self);

  dermaga_capabilities_clear (capabilities);
  *capabilities = self->pending;
  capabilities->seen = TRUE;
  dermaga_capabilities_init (&self->pending);
}

void
dermaga_dialogue_answered (DermagaDialogue *self)
{
  if (dermaga_dialogue_in_greeting (self))
    self->facts->greeting_ok = TRUE;
  if (self->facts->stage == DERMAGA_STAGE_UPGRADE)
    self->facts->upgrade_accepted = TRUE;
  self->answered = TRUE;
}

void
dermaga_dialogue_fail (DermagaDialogue *self, DermagaTrouble trouble, const char *text)
{
  self->facts->trouble = trouble;
  if (text != NULL)
    self->facts->trouble_text = dermaga_text_make_safe (text, -1, MAX_TEXT);
  /* What was heard inside TLS counts only when that part came to its proper end. */
  dermaga_capabilities_clear (&self->facts->secure);
  dermaga_capabilities_init (&self->facts->secure);
  g_clear_pointer (&self->command, g_bytes_unref);
  dermaga_lines_clear (self->lines);
  self->action = DERMAGA_ACTION_FAILED;
}

void
dermaga_dialogue_refuse (DermagaDialogue *self, const char *text)
{
  switch (self->facts->stage)
    {
    case DERMAGA_STAGE_GREETING:
    case DERMAGA_STAGE_SECURE_GREETING:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_GREETING_REFUSED, text);
      break;
    case DERMAGA_STAGE_CAPABILITIES:
    case DERMAGA_STAGE_SECURE_CAPABILITIES:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_CAPABILITIES_REFUSED, text);
      break;
    case DERMAGA_STAGE_UPGRADE:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_UPGRADE_REFUSED, text);
      break;
    case DERMAGA_STAGE_HANDSHAKE:
    case DERMAGA_STAGE_LEAVE:
    case DERMAGA_STAGE_FINISHED:
      g_assert_not_reached ();
    }
}

void
dermaga_dialogue_add_oddity (DermagaDialogue *self, DermagaOddity oddity)
{
  self->facts->oddities |= oddity;
}

void
dermaga_dialogue_add_alert (DermagaDialogue *self, const char *text)
{
  dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_ALERT);
  if (self->facts->alert_text == NULL)
    self->facts->alert_text = dermaga_text_make_safe (text, -1, MAX_TEXT);
}

gboolean
dermaga_dialogue_in_greeting (DermagaDialogue *self)
{
  return self->facts->stage == DERMAGA_STAGE_GREETING
         || self->facts->stage == DERMAGA_STAGE_SECURE_GREETING;
}

static gboolean
has_any_prefix (const char *line, const char *const *prefixes)
{
  for (guint i = 0; prefixes[i] != NULL; i++)
    if (g_ascii_strncasecmp (line, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_smtp_line (const char *line)
{
  return line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2])
         && (line[3] == ' ' || line[3] == '-' || line[3] == '\0');
}

static gboolean
is_foreign (DermagaProtocol protocol, const char *line)
{
  static const char *const others[] = { "HTTP/", "SSH-", NULL };
  static const char *const imap[] = { "* OK", "* BYE", "* PREAUTH", NULL };
  static const char *const pop3[] = { "+OK", "-ERR", NULL };

  return has_any_prefix (line, others)
         || (protocol != DERMAGA_PROTOCOL_SMTP && is_smtp_line (line))
         || (protocol != DERMAGA_PROTOCOL_IMAP && has_any_prefix (line, imap))
         || (protocol != DERMAGA_PROTOCOL_POP3 && has_any_prefix (line, pop3));
}

gboolean
dermaga_dialogue_check_greeting (DermagaDialogue *self, const char *line)
{
  self->facts->greeting = dermaga_text_make_safe (line, -1, MAX_TEXT);
  if (!is_foreign (self->facts->protocol, line))
    return TRUE;
  dermaga_dialogue_fail (self, DERMAGA_TROUBLE_NOT_MAIL, line);
  return FALSE;
}
