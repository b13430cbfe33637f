#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include "practice/dermaga-practice-date.h"

#include <string.h>

/* STORE, COPY and APPEND. */

typedef enum {
  STORE_REPLACES,
  STORE_ADDS,
  STORE_REMOVES,
} StoreKind;

static guint
combine (StoreKind kind, guint before, guint flags)
{
  switch (kind)
    {
    case STORE_REPLACES:
      return flags;
    case STORE_ADDS:
      return before | flags;
    case STORE_REMOVES:
      return before & ~flags;
    }
  g_assert_not_reached ();
}

static gboolean
take_store (DermagaPracticeCursor *cursor, StoreKind *kind, gboolean *silent, guint *flags)
{
  if (!dermaga_practice_cursor_take (cursor, ' '))
    return FALSE;
  *kind = STORE_REPLACES;
  if (dermaga_practice_cursor_take (cursor, '+'))
    *kind = STORE_ADDS;
  else if (dermaga_practice_cursor_take (cursor, '-'))
    *kind = STORE_REMOVES;
  *silent = dermaga_practice_cursor_take_word (cursor, "FLAGS.SILENT");
  return (*silent || dermaga_practice_cursor_take_word (cursor, "FLAGS"))
         && dermaga_practice_cursor_take (cursor, ' ')
         && dermaga_practice_imap_take_flags (cursor, flags)
         && dermaga_practice_cursor_at_end (cursor);
}

DermagaPracticeNext
dermaga_practice_imap_store (DermagaPracticeSession *session, const char *tag,
                             DermagaPracticeCursor *cursor, gboolean by_uid)
{
  DermagaPracticeImap *imap = session->state;
  g_autoptr (GArray) set = dermaga_practice_cursor_dup_set (cursor);
  g_autoptr (GArray) indices = NULL;
  StoreKind kind;
  gboolean silent;
  guint flags;

  if (set == NULL || !take_store (cursor, &kind, &silent, &flags))
    return dermaga_practice_imap_done (session, tag, "BAD STORE takes a set and flags");
  if (imap->read_only)
    return dermaga_practice_imap_done (session, tag, "NO The mailbox is open for reading only");
  indices = dermaga_practice_imap_select_known (imap, set, by_uid);
  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);
      DermagaPracticeMessage *message = dermaga_practice_imap_get_message (session, index);

      if (message == NULL)
        continue;
      dermaga_practice_imap_set_flags (
        session, index, message,
        combine (kind, dermaga_practice_message_get_flags (message), flags));
      if (!silent)
        dermaga_practice_imap_say_known_flags (session, index);
    }
  dermaga_practice_imap_sync (session, by_uid);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

/* A copy of a mail in another mailbox: the contents are shared. */
static DermagaPracticeMessage *
copy (DermagaPracticeSession *session, DermagaPracticeMessage *message, const char *mailbox)
{
  DermagaPracticeOrigin origin = {
    .protocol = DERMAGA_PROTOCOL_IMAP,
    .port = session->port,
    .security = dermaga_practice_session_get_security (session),
    .user = session->user,
    .sender = dermaga_practice_message_get_sender (message),
    .recipients = (char **) dermaga_practice_message_get_recipients (message),
    .mailbox = mailbox,
    .date = dermaga_practice_message_get_date (message),
    .flags = dermaga_practice_message_get_flags (message),
  };

  return dermaga_practice_store_add (session->store,
                                     dermaga_practice_message_get_contents (message), &origin);
}

static void
append_number (GString *list, guint32 number)
{
  g_string_append_printf (list, "%s%u", list->len > 0 ? "," : "", number);
}

static void
copy_all (DermagaPracticeSession *session, const GArray *indices, const char *mailbox,
          GString *from, GString *to)
{
  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);
      DermagaPracticeMessage *message = dermaga_practice_imap_get_message (session, index);
      g_autoptr (DermagaPracticeMessage) held = message != NULL ? g_object_ref (message) : NULL;

      if (held == NULL)
        continue;
      append_number (from, dermaga_practice_message_get_id (held));
      append_number (to, dermaga_practice_message_get_id (copy (session, held, mailbox)));
    }
}

DermagaPracticeNext
dermaga_practice_imap_copy (DermagaPracticeSession *session, const char *tag,
                            DermagaPracticeCursor *cursor, gboolean by_uid)
{
  g_autoptr (GArray) set = dermaga_practice_cursor_dup_set (cursor);
  g_autoptr (GArray) indices = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GString) from = g_string_new (NULL);
  g_autoptr (GString) to = g_string_new (NULL);
  const char *mailbox;

  if (set != NULL && dermaga_practice_cursor_take (cursor, ' '))
    name = dermaga_practice_cursor_dup_string (cursor, FALSE);
  if (name == NULL || !dermaga_practice_cursor_at_end (cursor))
    return dermaga_practice_imap_done (session, tag, "BAD COPY takes a set and a mailbox");
  mailbox = dermaga_practice_imap_find_mailbox (name);
  if (mailbox == NULL)
    return dermaga_practice_imap_done (session, tag, "NO [NONEXISTENT] There is no such mailbox");
  indices = dermaga_practice_imap_select_known (session->state, set, by_uid);
  copy_all (session, indices, mailbox, from, to);
  dermaga_practice_imap_sync (session, by_uid);
  if (from->len == 0)
    return dermaga_practice_imap_done (session, tag, "OK There was nothing to copy");
  dermaga_practice_output_printf (session->out, "%s OK [COPYUID %u %s %s] Done\r\n", tag,
                                  dermaga_practice_store_get_validity (session->store), from->str,
                                  to->str);
  return DERMAGA_PRACTICE_GO_ON;
}

/* "INBOX (\Seen) "date" {300}": flags and date may be left out. */
static gboolean
take_append_arguments (DermagaPracticeImap *imap, DermagaPracticeCursor *cursor)
{
  g_autofree char *date = NULL;

  imap->append_flags = 0;
  imap->append_date = 0;
  if (!dermaga_practice_cursor_take (cursor, ' '))
    return FALSE;
  if (cursor->at < cursor->end && *cursor->at == '('
      && (!dermaga_practice_imap_take_flags (cursor, &imap->append_flags)
          || !dermaga_practice_cursor_take (cursor, ' ')))
    return FALSE;
  if (cursor->at < cursor->end && *cursor->at == '"')
    {
      date = dermaga_practice_cursor_dup_string (cursor, FALSE);
      if (date == NULL || !dermaga_practice_moment_read (date, &imap->append_date)
          || !dermaga_practice_cursor_take (cursor, ' '))
        return FALSE;
    }
  return cursor->at < cursor->end && *cursor->at == '{';
}

DermagaPracticeAppend
dermaga_practice_imap_begin_append (DermagaPracticeSession *session, const char *tag,
                                    DermagaPracticeCursor *cursor, gsize length)
{
  DermagaPracticeImap *imap = session->state;
  g_autofree char *name = NULL;

  name = dermaga_practice_cursor_dup_string (cursor, FALSE);
  if (name == NULL)
    return DERMAGA_PRACTICE_APPEND_NOT_YET;
  imap->append_mailbox = dermaga_practice_imap_find_mailbox (name);
  if (!take_append_arguments (imap, cursor) || length == 0)
    dermaga_practice_imap_done (session, tag, "BAD APPEND takes a mailbox and a mail");
  else if (imap->append_mailbox == NULL)
    dermaga_practice_imap_done (session, tag, "NO [NONEXISTENT] There is no such mailbox");
  else if (length > DERMAGA_PRACTICE_MAX_MAIL)
    dermaga_practice_imap_done (session, tag, "NO [TOOBIG] The mail is larger than what is taken");
  else
    {
      g_free (imap->tag);
      imap->tag = g_strdup (tag);
      imap->draft = dermaga_practice_draft_new (session->store);
      return DERMAGA_PRACTICE_APPEND_BEGUN;
    }
  return DERMAGA_PRACTICE_APPEND_REFUSED;
}

DermagaPracticeNext
dermaga_practice_imap_end_append (DermagaPracticeSession *session, const char *line)
{
  DermagaPracticeImap *imap = session->state;
  DermagaPracticeOrigin origin = {
    .protocol = DERMAGA_PROTOCOL_IMAP,
    .port = session->port,
    .security = dermaga_practice_session_get_security (session),
    .user = session->user,
    .sender = "",
    .mailbox = imap->append_mailbox,
    .date = imap->append_date,
    .flags = imap->append_flags,
  };
  DermagaPracticeMessage *message;

  if (*line != '\0')
    {
      g_clear_pointer (&imap->draft, dermaga_practice_draft_free);
      return dermaga_practice_imap_done (session, imap->tag, "BAD One mail at a time");
    }
  message = dermaga_practice_draft_finish (g_steal_pointer (&imap->draft), &origin);
  dermaga_practice_imap_sync (session, TRUE);
  if (message == NULL)
    return dermaga_practice_imap_done (session, imap->tag, "NO [OVERQUOTA] Too much is under way");
  dermaga_practice_output_printf (session->out, "%s OK [APPENDUID %u %u] Done\r\n", imap->tag,
                                  dermaga_practice_store_get_validity (session->store),
                                  dermaga_practice_message_get_id (message));
  return DERMAGA_PRACTICE_GO_ON;
}
