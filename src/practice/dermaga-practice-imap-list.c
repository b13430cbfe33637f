#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include <string.h>

/* Which mailboxes there are, and opening one. */

/* The mailboxes are fixed: INBOX, and those that mail programs want for their own purposes. */
static const struct {
  const char *name;
  const char *attributes;
} mailboxes[] = {
  { "INBOX", "" },
  { "Drafts", "\\Drafts" },
  { "Sent", "\\Sent" },
  { "Trash", "\\Trash" },
};

const char *
dermaga_practice_imap_find_mailbox (const char *name)
{
  if (g_ascii_strcasecmp (name, "INBOX") == 0)
    return mailboxes[0].name;
  for (guint i = 1; i < G_N_ELEMENTS (mailboxes); i++)
    if (g_str_equal (name, mailboxes[i].name))
      return mailboxes[i].name;
  return NULL;
}

/* LIST patterns: "*" is anything, "%" anything without a separator, of which there is none here. */
static gboolean
matches (const char *pattern, const char *name)
{
  while (*pattern != '\0' && *pattern != '*' && *pattern != '%')
    if (*pattern++ != *name++)
      return FALSE;
  if (*pattern == '\0')
    return *name == '\0';
  while (*pattern == '*' || *pattern == '%')
    pattern++;
  if (*pattern == '\0')
    return TRUE;
  for (; *name != '\0'; name++)
    if (*name == *pattern && matches (pattern, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_meant (const char *pattern, const char *name)
{
  return matches (pattern, name)
         || (g_str_equal (name, "INBOX") && g_ascii_strcasecmp (pattern, "INBOX") == 0);
}

#define MAX_PATTERN 64u

static DermagaPracticeNext
list (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor,
      const char *command)
{
  g_autofree char *reference = dermaga_practice_cursor_dup_string (cursor, FALSE);
  g_autofree char *name = NULL;
  g_autofree char *pattern = NULL;

  if (reference != NULL && dermaga_practice_cursor_take (cursor, ' '))
    name = dermaga_practice_cursor_dup_string (cursor, TRUE);
  if (name == NULL || !dermaga_practice_cursor_at_end (cursor))
    return dermaga_practice_imap_done (session, tag, "BAD A reference and a pattern are meant");
  pattern = g_strconcat (reference, name, NULL);
  if (*name == '\0')
    dermaga_practice_output_printf (session->out, "* %s (\\Noselect) \"/\" \"\"\r\n", command);
  for (guint i = 0; strlen (pattern) <= MAX_PATTERN && i < G_N_ELEMENTS (mailboxes); i++)
    if (is_meant (pattern, mailboxes[i].name))
      dermaga_practice_output_printf (session->out, "* %s (%s) \"/\" \"%s\"\r\n", command,
                                      mailboxes[i].attributes, mailboxes[i].name);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

DermagaPracticeNext
dermaga_practice_imap_list (DermagaPracticeSession *session, const char *tag,
                            DermagaPracticeCursor *cursor)
{
  return list (session, tag, cursor, "LIST");
}

DermagaPracticeNext
dermaga_practice_imap_lsub (DermagaPracticeSession *session, const char *tag,
                            DermagaPracticeCursor *cursor)
{
  return list (session, tag, cursor, "LSUB");
}

/* (nullable): a mailbox that there is; else it was said that there is none. */
static const char *
take_mailbox (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  g_autofree char *name = dermaga_practice_cursor_dup_string (cursor, FALSE);
  const char *mailbox = name != NULL ? dermaga_practice_imap_find_mailbox (name) : NULL;

  if (name == NULL)
    dermaga_practice_imap_done (session, tag, "BAD The name of a mailbox is meant");
  else if (mailbox == NULL)
    dermaga_practice_imap_done (session, tag, "NO [NONEXISTENT] There is no such mailbox");
  return mailbox;
}

/* @first_unseen: (out): its number, or 0. */
static guint
count (DermagaPracticeSession *session, const char *mailbox, guint *n_unseen, guint *first_unseen)
{
  guint n_messages = 0;

  *n_unseen = 0;
  *first_unseen = 0;
  for (guint i = 0; i < dermaga_practice_store_get_count (session->store); i++)
    {
      DermagaPracticeMessage *message = dermaga_practice_store_get (session->store, i);

      if (!dermaga_practice_imap_is_in (message, mailbox))
        continue;
      n_messages++;
      if ((dermaga_practice_message_get_flags (message) & DERMAGA_PRACTICE_FLAG_SEEN) != 0)
        continue;
      if ((*n_unseen)++ == 0)
        *first_unseen = n_messages;
    }
  return n_messages;
}

static gboolean
say_status_item (DermagaPracticeSession *session, DermagaPracticeCursor *cursor,
                 const char *mailbox)
{
  guint n_unseen;
  guint first_unseen;
  guint n_messages = count (session, mailbox, &n_unseen, &first_unseen);
  const struct { const char *word; guint value; } items[] = {
    { "MESSAGES", n_messages },
    { "RECENT", 0 },
    { "UIDNEXT", dermaga_practice_store_get_next_id (session->store) },
    { "UIDVALIDITY", dermaga_practice_store_get_validity (session->store) },
    { "UNSEEN", n_unseen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (dermaga_practice_cursor_take_word (cursor, items[i].word))
      {
        dermaga_practice_output_printf (session->out, "%s %u", items[i].word, items[i].value);
        return TRUE;
      }
  return FALSE;
}

DermagaPracticeNext
dermaga_practice_imap_status (DermagaPracticeSession *session, const char *tag,
                              DermagaPracticeCursor *cursor)
{
  const char *mailbox = take_mailbox (session, tag, cursor);
  gboolean good;

  if (mailbox == NULL)
    return DERMAGA_PRACTICE_GO_ON;
  if (!dermaga_practice_cursor_take (cursor, ' ') || !dermaga_practice_cursor_take (cursor, '('))
    return dermaga_practice_imap_done (session, tag, "BAD STATUS takes a mailbox and a list");
  dermaga_practice_output_printf (session->out, "* STATUS \"%s\" (", mailbox);
  while ((good = say_status_item (session, cursor, mailbox))
         && dermaga_practice_cursor_take (cursor, ' '))
    dermaga_practice_output_say (session->out, " ");
  dermaga_practice_output_say (session->out, ")\r\n");
  if (!good || !dermaga_practice_cursor_take (cursor, ')')
      || !dermaga_practice_cursor_at_end (cursor))
    return dermaga_practice_imap_done (session, tag, "BAD That is no item of STATUS");
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
open_mailbox (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor,
              gboolean read_only)
{
  DermagaPracticeImap *imap = session->state;
  DermagaPracticeOutput *out = session->out;
  const char *mailbox;
  guint n_unseen;
  guint first_unseen;

  dermaga_practice_imap_deselect (imap);
  mailbox = take_mailbox (session, tag, cursor);
  if (mailbox == NULL)
    return DERMAGA_PRACTICE_GO_ON;
  imap->mailbox = mailbox;
  imap->read_only = read_only;
  dermaga_practice_imap_add_new (session);
  count (session, mailbox, &n_unseen, &first_unseen);
  dermaga_practice_output_printf (out,
                                  "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n"
                                  "* OK [PERMANENTFLAGS (%s)] Kept as long as the mail\r\n"
                                  "* %u EXISTS\r\n* 0 RECENT\r\n",
                                  read_only ? "" : "\\Answered \\Flagged \\Deleted \\Seen \\Draft",
                                  imap->known->len);
  if (first_unseen != 0)
    dermaga_practice_output_printf (out, "* OK [UNSEEN %u] The first one\r\n", first_unseen);
  dermaga_practice_output_printf (out,
                                  "* OK [UIDVALIDITY %u] Good\r\n* OK [UIDNEXT %u] The next\r\n",
                                  dermaga_practice_store_get_validity (session->store),
                                  dermaga_practice_store_get_next_id (session->store));
  return dermaga_practice_imap_done (session, tag,
                                     read_only ? "OK [READ-ONLY] Done" : "OK [READ-WRITE] Done");
}

DermagaPracticeNext
dermaga_practice_imap_select (DermagaPracticeSession *session, const char *tag,
                              DermagaPracticeCursor *cursor)
{
  return open_mailbox (session, tag, cursor, FALSE);
}

DermagaPracticeNext
dermaga_practice_imap_examine (DermagaPracticeSession *session, const char *tag,
                               DermagaPracticeCursor *cursor)
{
  return open_mailbox (session, tag, cursor, TRUE);
}

DermagaPracticeNext
dermaga_practice_imap_create (DermagaPracticeSession *session, const char *tag,
                              DermagaPracticeCursor *cursor)
{
  g_autofree char *name = dermaga_practice_cursor_dup_string (cursor, FALSE);

  if (name == NULL)
    return dermaga_practice_imap_done (session, tag, "BAD The name of a mailbox is meant");
  if (dermaga_practice_imap_find_mailbox (name) != NULL)
    return dermaga_practice_imap_done (session, tag, "NO [ALREADYEXISTS] It is there already");
  return dermaga_practice_imap_done (session, tag, "NO [CANNOT] The mailboxes here are fixed");
}
