#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include "base/dermaga-secret.h"

#include <string.h>

/* RFC 3501; LITERAL+ (7888), IDLE (2177), NAMESPACE (2342), ID (2971), UNSELECT (3691), UIDPLUS
 * (4315), SASL-IR (4959), SPECIAL-USE (6154). */

#define MAX_TAG 64u
#define MAX_COMMAND 65536u
#define MAX_LITERAL_BEFORE_SIGN_IN 1024u

static gpointer
state_new (void)
{
  DermagaPracticeImap *imap = g_new0 (DermagaPracticeImap, 1);

  imap->command = g_string_new (NULL);
  imap->known = g_array_new (FALSE, FALSE, sizeof (DermagaPracticeKnown));
  return imap;
}

/* A password may have been in it. */
static void
forget_command (DermagaPracticeImap *imap)
{
  dermaga_wipe (imap->command->str, imap->command->len);
  g_string_truncate (imap->command, 0);
  imap->literal = 0;
}

static void
state_free (gpointer state)
{
  DermagaPracticeImap *imap = state;

  if (imap->job != NULL)
    imap->job->free (imap->job);
  g_clear_pointer (&imap->draft, dermaga_practice_draft_free);
  forget_command (imap);
  g_string_free (imap->command, TRUE);
  g_array_unref (imap->known);
  dermaga_practice_sasl_clear (&imap->sasl);
  g_free (imap->tag);
  g_free (imap);
}

static void
greet (DermagaPracticeSession *session)
{
  dermaga_practice_output_printf (session->out,
                                  "* OK [CAPABILITY %s] Dermaga practice provider\r\n",
                                  dermaga_practice_imap_capabilities (session));
}

DermagaPracticeNext
dermaga_practice_imap_done (DermagaPracticeSession *session, const char *tag, const char *words)
{
  dermaga_practice_output_printf (session->out, "%s %s\r\n", tag, words);
  return DERMAGA_PRACTICE_GO_ON;
}

DermagaPracticeNext
dermaga_practice_imap_start (DermagaPracticeSession *session, const char *tag,
                             DermagaPracticeImapJob *job)
{
  DermagaPracticeImap *imap = session->state;

  g_free (imap->tag);
  imap->tag = g_strdup (tag);
  imap->job = job;
  return DERMAGA_PRACTICE_MORE;
}

static DermagaPracticeNext
more (DermagaPracticeSession *session)
{
  DermagaPracticeImap *imap = session->state;
  DermagaPracticeImapJob *job = imap->job;

  if (job->step (session, job))
    return DERMAGA_PRACTICE_MORE;
  imap->job = NULL;
  job->free (job);
  return DERMAGA_PRACTICE_GO_ON;
}

DermagaPracticeNext
dermaga_practice_imap_bye (DermagaPracticeSession *session, const char *words)
{
  dermaga_practice_output_printf (session->out, "* BYE %s\r\n", words);
  return DERMAGA_PRACTICE_LEAVE;
}

static void
poke (DermagaPracticeSession *session)
{
  DermagaPracticeImap *imap = session->state;

  if (imap->idling)
    dermaga_practice_imap_sync (session, TRUE);
}

static DermagaPracticeNext
answer_done (DermagaPracticeSession *session, const char *line)
{
  DermagaPracticeImap *imap = session->state;

  imap->idling = FALSE;
  if (g_ascii_strcasecmp (line, "DONE") != 0)
    return dermaga_practice_imap_done (session, imap->tag, "BAD DONE was meant to come");
  dermaga_practice_imap_sync (session, TRUE);
  return dermaga_practice_imap_done (session, imap->tag, "OK Done");
}

/* RFC 9051: tag = 1*<any ASTRING-CHAR except "+"> */
static gboolean
tag_is_valid (const char *tag)
{
  if (tag == NULL || strlen (tag) > MAX_TAG)
    return FALSE;
  return strpbrk (tag, "%*\\+") == NULL;
}

/* @tag, @word: (out): of the command so far; the cursor is left behind the blank. */
static gboolean
read_beginning (DermagaPracticeImap *imap, DermagaPracticeCursor *cursor, char **tag, char **word)
{
  cursor->at = imap->command->str;
  cursor->end = imap->command->str + imap->command->len;
  *tag = dermaga_practice_cursor_dup_atom (cursor);
  if (!tag_is_valid (*tag) || !dermaga_practice_cursor_take (cursor, ' '))
    return FALSE;
  *word = dermaga_practice_cursor_dup_atom (cursor);
  if (*word == NULL)
    return FALSE;
  return dermaga_practice_cursor_take (cursor, ' ') || dermaga_practice_cursor_at_end (cursor);
}

static DermagaPracticeNext
answer_command (DermagaPracticeSession *session)
{
  DermagaPracticeCursor cursor;
  g_autofree char *tag = NULL;
  g_autofree char *word = NULL;

  if (!read_beginning (session->state, &cursor, &tag, &word))
    return dermaga_practice_imap_done (session, "*", "BAD That is no command");
  return dermaga_practice_imap_answer (session, tag, word, &cursor);
}

static gboolean
is_append (DermagaPracticeSession *session, char **tag, DermagaPracticeCursor *cursor)
{
  g_autofree char *word = NULL;

  return session->user != NULL && read_beginning (session->state, cursor, tag, &word)
         && g_ascii_strcasecmp (word, "APPEND") == 0;
}

/* A literal that is not taken: who waits is told so; who does not wait sends it all the same. */
static DermagaPracticeNext
refuse_literal (DermagaPracticeSession *session, gboolean waits)
{
  DermagaPracticeCursor cursor;
  g_autofree char *tag = NULL;
  g_autofree char *word = NULL;
  gboolean is_command = read_beginning (session->state, &cursor, &tag, &word);

  forget_command (session->state);
  if (!waits)
    return dermaga_practice_imap_bye (session, "Too much");
  return is_command ? dermaga_practice_imap_done (session, tag, "BAD [TOOBIG] Too much")
                    : dermaga_practice_imap_done (session, "*", "BAD Too much");
}

static DermagaPracticeNext
await_literal (DermagaPracticeSession *session, gsize length, gboolean waits)
{
  DermagaPracticeImap *imap = session->state;
  DermagaPracticeCursor cursor;
  g_autofree char *tag = NULL;
  gsize limit = session->user != NULL ? MAX_COMMAND : MAX_LITERAL_BEFORE_SIGN_IN;

  if (is_append (session, &tag, &cursor))
    {
      switch (dermaga_practice_imap_begin_append (session, tag, &cursor, length))
        {
        case DERMAGA_PRACTICE_APPEND_BEGUN:
          limit = G_MAXSIZE;
          break;
        case DERMAGA_PRACTICE_APPEND_NOT_YET:
          break;
        case DERMAGA_PRACTICE_APPEND_REFUSED:
          forget_command (imap);
          return waits ? DERMAGA_PRACTICE_GO_ON
                       : dermaga_practice_imap_bye (session, "That was not to come");
        }
    }
  if (length > limit || imap->command->len > limit - length)
    return refuse_literal (session, waits);
  if (waits)
    dermaga_practice_output_say (session->out, "+ Go ahead\r\n");
  g_string_append (imap->command, "\r\n");
  imap->literal = length;
  return length > 0 ? DERMAGA_PRACTICE_TAKE : DERMAGA_PRACTICE_GO_ON;
}

static gsize
take (DermagaPracticeSession *session, const guint8 *bytes, gsize length,
      DermagaPracticeNext *next)
{
  DermagaPracticeImap *imap = session->state;
  gsize used = MIN (length, imap->literal);

  if (imap->draft != NULL)
    dermaga_practice_draft_append (imap->draft, bytes, used);
  else
    g_string_append_len (imap->command, (const char *) bytes, (gssize) used);
  imap->literal -= used;
  if (imap->literal == 0)
    *next = DERMAGA_PRACTICE_GO_ON;
  return used;
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line)
{
  DermagaPracticeImap *imap = session->state;
  DermagaPracticeNext next;
  const char *challenge = NULL;
  gboolean waits;
  gsize length;

  if (imap->idling)
    return answer_done (session, line);
  if (imap->authenticating)
    {
      DermagaPracticeSaslStep step
        = dermaga_practice_sasl_answer (&imap->sasl, session, line, &challenge);

      return dermaga_practice_imap_say_sasl (session, step, challenge);
    }
  if (imap->draft != NULL)
    next = dermaga_practice_imap_end_append (session, line);
  else if (imap->command->len + strlen (line) > MAX_COMMAND)
    return dermaga_practice_imap_bye (session, "That command is too long");
  else
    {
      g_string_append (imap->command, line);
      if (dermaga_practice_line_announces (line, &length, &waits))
        return await_literal (session, length, waits);
      next = answer_command (session);
    }
  forget_command (imap);
  return next;
}

const DermagaPracticeProtocol dermaga_practice_imap = {
  .patience_us = 30 * 60 * G_USEC_PER_SEC,
  .state_new = state_new,
  .state_free = state_free,
  .greet = greet,
  .answer = answer,
  .take = take,
  .more = more,
  .poke = poke,
};
