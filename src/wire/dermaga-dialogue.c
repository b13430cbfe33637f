#include "config.h"

#include "wire/dermaga-dialogue-private.h"

#include "wire/dermaga-capabilities.h"

#include <string.h>

static const DermagaDialect *
get_dialect (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return &dermaga_smtp_dialect;
    case DERMAGA_PROTOCOL_IMAP:
      return &dermaga_imap_dialect;
    case DERMAGA_PROTOCOL_POP3:
      return &dermaga_pop3_dialect;
    }
  g_assert_not_reached ();
}

DermagaDialogue *
dermaga_dialogue_new (DermagaProtocol protocol, DermagaSecurity mode, guint32 tag_seed)
{
  DermagaDialogue *self = g_new0 (DermagaDialogue, 1);
  gboolean tls_first = mode == DERMAGA_SECURITY_TLS;

  self->dialect = get_dialect (protocol);
  self->facts = g_new0 (DermagaFacts, 1);
  self->facts->protocol = protocol;
  self->facts->mode = mode;
  self->facts->stage = tls_first ? DERMAGA_STAGE_HANDSHAKE : DERMAGA_STAGE_GREETING;
  self->action = tls_first ? DERMAGA_ACTION_START_TLS : DERMAGA_ACTION_NEED_INPUT;
  dermaga_capabilities_init (&self->facts->clear);
  dermaga_capabilities_init (&self->facts->secure);
  dermaga_capabilities_init (&self->pending);
  self->lines = dermaga_lines_new (DERMAGA_WIRE_MAX_LINE, DERMAGA_WIRE_MAX_REPLY);
  self->reply = dermaga_smtp_reply_new ();
  self->tags = g_rand_new_with_seed (tag_seed);
  return self;
}

void
dermaga_dialogue_free (DermagaDialogue *self)
{
  if (self == NULL)
    return;
  dermaga_facts_free (self->facts);
  dermaga_capabilities_clear (&self->pending);
  g_clear_pointer (&self->command, g_bytes_unref);
  dermaga_lines_free (self->lines);
  dermaga_smtp_reply_free (self->reply);
  g_rand_free (self->tags);
  g_free (self);
}

static void
begin_reply (DermagaDialogue *self)
{
  self->answered = FALSE;
  self->again = NULL;
  self->reply_lines = 0;
  self->reply_octets = 0;
  dermaga_smtp_reply_reset (self->reply);
  dermaga_dialogue_begin_pending (self);
}

static void
send_command (DermagaDialogue *self, DermagaStage stage, const char *words)
{
  g_autofree char *command = NULL;

  begin_reply (self);
  if (self->dialect->tagged)
    {
      g_snprintf (self->tag, sizeof self->tag, "%c%08x", 'a' + g_rand_int_range (self->tags, 0, 26),
                  g_rand_int (self->tags));
      command = g_strdup_printf ("%s %s\r\n", self->tag, words);
    }
  else
    command = g_strdup_printf ("%s\r\n", words);

  self->command = g_bytes_new (command, strlen (command));
  self->facts->stage = stage;
  self->action = DERMAGA_ACTION_SEND;
}

static void
start_tls (DermagaDialogue *self)
{
  begin_reply (self);
  self->tag[0] = '\0';
  self->facts->stage = DERMAGA_STAGE_HANDSHAKE;
  self->action = DERMAGA_ACTION_START_TLS;
}

static void
finish (DermagaDialogue *self)
{
  g_clear_pointer (&self->command, g_bytes_unref);
  dermaga_lines_clear (self->lines);
  self->facts->stage = DERMAGA_STAGE_FINISHED;
  self->action = DERMAGA_ACTION_DONE;
}

static void
use_clear_capabilities (DermagaDialogue *self)
{
  if (self->facts->mode == DERMAGA_SECURITY_STARTTLS && self->facts->clear.starttls)
    send_command (self, DERMAGA_STAGE_UPGRADE, self->dialect->upgrade);
  else
    send_command (self, DERMAGA_STAGE_LEAVE, self->dialect->leave);
}

/* Goes on after a complete answer; called only when no byte waits behind it. */
static void
advance (DermagaDialogue *self)
{
  if (self->leaving && self->facts->stage != DERMAGA_STAGE_UPGRADE)
    {
      send_command (self, DERMAGA_STAGE_LEAVE, self->dialect->leave);
      return;
    }
  if (self->again != NULL)
    {
      send_command (self, self->facts->stage, self->again);
      return;
    }

  switch (self->facts->stage)
    {
    case DERMAGA_STAGE_GREETING:
      if (self->facts->clear.seen)
        use_clear_capabilities (self);
      else
        send_command (self, DERMAGA_STAGE_CAPABILITIES, self->dialect->ask);
      break;
    case DERMAGA_STAGE_CAPABILITIES:
      use_clear_capabilities (self);
      break;
    case DERMAGA_STAGE_UPGRADE:
      start_tls (self);
      break;
    case DERMAGA_STAGE_SECURE_GREETING:
      if (self->facts->secure.seen)
        send_command (self, DERMAGA_STAGE_LEAVE, self->dialect->leave);
      else
        send_command (self, DERMAGA_STAGE_SECURE_CAPABILITIES, self->dialect->ask);
      break;
    case DERMAGA_STAGE_SECURE_CAPABILITIES:
      send_command (self, DERMAGA_STAGE_LEAVE, self->dialect->leave);
      break;
    case DERMAGA_STAGE_HANDSHAKE:
    case DERMAGA_STAGE_LEAVE:
    case DERMAGA_STAGE_FINISHED:
      g_assert_not_reached ();
    }
}

static void
accept_line (DermagaDialogue *self, const char *line, gsize octets, gboolean bare_lf)
{
  if (bare_lf)
    dermaga_dialogue_add_oddity (self, DERMAGA_ODDITY_BARE_LF);
  self->reply_lines++;
  self->reply_octets += octets;
  if (self->reply_lines > DERMAGA_WIRE_MAX_REPLY_LINES
      || self->reply_octets > DERMAGA_WIRE_MAX_REPLY)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TOO_LONG, NULL);
  else
    self->dialect->line (self, line);
}

static void
refuse_bytes (DermagaDialogue *self, DermagaLinesStatus status)
{
  /* Whatever it is, it came before a command that it could answer. */
  if (self->answered)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, NULL);
  else if (status == DERMAGA_LINES_TLS)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TLS_BYTES, NULL);
  else if (status == DERMAGA_LINES_TOO_LONG)
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_TOO_LONG, NULL);
  else
    dermaga_dialogue_fail (self, DERMAGA_TROUBLE_MALFORMED, NULL);
}

/* An IMAP server may add untagged lines to any answer (RFC 9051 §7) but the last one before TLS;
   what begins as a line is judged when it is whole. */
static gboolean
may_say_more (DermagaDialogue *self)
{
  return self->dialect->tagged && self->facts->stage != DERMAGA_STAGE_UPGRADE;
}

/* Returns whether there may be more to do with what waits. */
static gboolean
process_once (DermagaDialogue *self)
{
  const char *line;
  gsize octets;
  gboolean bare_lf;
  DermagaLinesStatus status = dermaga_lines_take (self->lines, &line, &octets, &bare_lf);

  if (self->facts->stage == DERMAGA_STAGE_LEAVE)
    {
      /* All is known; any reply, even a broken one, is as good as the end. */
      if (status != DERMAGA_LINES_NEED_MORE)
        finish (self);
      return FALSE;
    }

  switch (status)
    {
    case DERMAGA_LINES_LINE:
      accept_line (self, line, octets, bare_lf);
      return TRUE;
    case DERMAGA_LINES_NEED_MORE:
      if (self->answered && dermaga_lines_is_empty (self->lines))
        advance (self);
      else if (self->answered && !may_say_more (self))
        dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, NULL);
      return FALSE;
    case DERMAGA_LINES_TOO_LONG:
    case DERMAGA_LINES_NUL:
    case DERMAGA_LINES_TLS:
      refuse_bytes (self, status);
      return FALSE;
    }
  g_assert_not_reached ();
}

/* Bytes that come while a command waits to be sent. They answer nothing, but an IMAP server may
   say more than it was asked, in several TLS records for one. */
static void
take_early (DermagaDialogue *self, const guint8 *bytes, gsize length)
{
  DermagaLinesStatus status = DERMAGA_LINES_NEED_MORE;
  const char *line;
  gsize octets;
  gboolean bare_lf;

  if (!may_say_more (self))
    {
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, NULL);
      return;
    }

  self->answered = TRUE;
  dermaga_lines_feed (self->lines, bytes, length);
  while (self->action == DERMAGA_ACTION_SEND
         && (status = dermaga_lines_take (self->lines, &line, &octets, &bare_lf))
              == DERMAGA_LINES_LINE)
    accept_line (self, line, octets, bare_lf);
  if (self->action == DERMAGA_ACTION_SEND && status != DERMAGA_LINES_NEED_MORE)
    refuse_bytes (self, status);
  self->answered = FALSE;
}

void
dermaga_dialogue_feed (DermagaDialogue *self, const guint8 *bytes, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL || length == 0);

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
      if (self->facts->stage != DERMAGA_STAGE_LEAVE)
        take_early (self, bytes, length);
      break;
    case DERMAGA_ACTION_START_TLS:
      dermaga_dialogue_fail (self, DERMAGA_TROUBLE_INJECTED, NULL);
      break;
    case DERMAGA_ACTION_WORK:
    case DERMAGA_ACTION_DONE:
    case DERMAGA_ACTION_FAILED:
      break;
    }
}

static void
stop (DermagaDialogue *self, DermagaTrouble trouble)
{
  if (self->action == DERMAGA_ACTION_DONE || self->action == DERMAGA_ACTION_FAILED)
    return;
  if (self->facts->stage == DERMAGA_STAGE_LEAVE)
    finish (self);
  else
    dermaga_dialogue_fail (self, trouble, NULL);
}

void
dermaga_dialogue_end (DermagaDialogue *self)
{
  g_return_if_fail (self != NULL);

  stop (self, DERMAGA_TROUBLE_EOF);
}

void
dermaga_dialogue_expire (DermagaDialogue *self)
{
  g_return_if_fail (self != NULL);

  stop (self, DERMAGA_TROUBLE_TIMEOUT);
}

void
dermaga_dialogue_secured (DermagaDialogue *self)
{
  g_return_if_fail (self != NULL);

  if (self->action == DERMAGA_ACTION_FAILED)
    return;
  g_return_if_fail (self->action == DERMAGA_ACTION_START_TLS);

  self->secure = TRUE;
  if (self->facts->mode == DERMAGA_SECURITY_TLS)
    {
      self->facts->stage = DERMAGA_STAGE_SECURE_GREETING;
      self->action = DERMAGA_ACTION_NEED_INPUT;
    }
  else if (self->leaving)
    send_command (self, DERMAGA_STAGE_LEAVE, self->dialect->leave);
  else
    send_command (self, DERMAGA_STAGE_SECURE_CAPABILITIES, self->dialect->ask);
}

void
dermaga_dialogue_leave (DermagaDialogue *self)
{
  g_return_if_fail (self != NULL);

  self->leaving = TRUE;
}

DermagaAction
dermaga_dialogue_next (DermagaDialogue *self, GBytes **send)
{
  g_return_val_if_fail (self != NULL, DERMAGA_ACTION_FAILED);
  g_return_val_if_fail (send != NULL, DERMAGA_ACTION_FAILED);

  *send = NULL;
  if (self->action != DERMAGA_ACTION_SEND)
    return self->action;

  *send = g_steal_pointer (&self->command);
  self->action = DERMAGA_ACTION_NEED_INPUT;
  return DERMAGA_ACTION_SEND;
}

const DermagaFacts *
dermaga_dialogue_get_facts (DermagaDialogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->facts;
}
