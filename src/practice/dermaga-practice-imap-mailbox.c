#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include <string.h>

static const struct {
  const char *name;
  guint flag;
} flag_names[] = {
  { "\\Answered", DERMAGA_PRACTICE_FLAG_ANSWERED }, { "\\Flagged", DERMAGA_PRACTICE_FLAG_FLAGGED },
  { "\\Deleted", DERMAGA_PRACTICE_FLAG_DELETED },   { "\\Seen", DERMAGA_PRACTICE_FLAG_SEEN },
  { "\\Draft", DERMAGA_PRACTICE_FLAG_DRAFT },
};

void
dermaga_practice_imap_say_flags (DermagaPracticeOutput *out, guint flags)
{
  const char *blank = "";

  dermaga_practice_output_say (out, "FLAGS (");
  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if ((flags & flag_names[i].flag) != 0)
      {
        dermaga_practice_output_printf (out, "%s%s", blank, flag_names[i].name);
        blank = " ";
      }
  dermaga_practice_output_say (out, ")");
}

/* Keywords are not kept; whoever sets one is told the flags that there are. */
static gboolean
take_flag (DermagaPracticeCursor *cursor, guint *flags)
{
  g_autofree char *name = dermaga_practice_cursor_dup_atom (cursor);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (flag_names); i++)
    if (g_ascii_strcasecmp (name, flag_names[i].name) == 0)
      *flags |= flag_names[i].flag;
  return name != NULL;
}

gboolean
dermaga_practice_imap_take_flags (DermagaPracticeCursor *cursor, guint *flags)
{
  gboolean in_brackets = dermaga_practice_cursor_take (cursor, '(');

  *flags = 0;
  if (in_brackets && dermaga_practice_cursor_take (cursor, ')'))
    return TRUE;
  do
    {
      if (!take_flag (cursor, flags))
        return FALSE;
    }
  while (dermaga_practice_cursor_take (cursor, ' '));
  return !in_brackets || dermaga_practice_cursor_take (cursor, ')');
}

gboolean
dermaga_practice_imap_is_in (DermagaPracticeMessage *message, const char *mailbox)
{
  return g_str_equal (dermaga_practice_message_get_mailbox (message), mailbox);
}

void
dermaga_practice_imap_say_known_flags (DermagaPracticeSession *session, guint index)
{
  DermagaPracticeImap *imap = session->state;
  const DermagaPracticeKnown *known = &g_array_index (imap->known, DermagaPracticeKnown, index);

  dermaga_practice_output_printf (session->out, "* %u FETCH (", index + 1);
  dermaga_practice_imap_say_flags (session->out, known->flags);
  dermaga_practice_output_printf (session->out, " UID %u)\r\n", known->id);
}

/* Those that went, and flags that others changed. */
static void
sync_known (DermagaPracticeSession *session, gboolean may_expunge)
{
  DermagaPracticeImap *imap = session->state;

  for (guint i = 0; i < imap->known->len;)
    {
      DermagaPracticeKnown *known = &g_array_index (imap->known, DermagaPracticeKnown, i);
      DermagaPracticeMessage *message = dermaga_practice_store_find (session->store, known->id);

      if (message == NULL && may_expunge)
        {
          dermaga_practice_output_printf (session->out, "* %u EXPUNGE\r\n", i + 1);
          g_array_remove_index (imap->known, i);
          continue;
        }
      if (message != NULL && dermaga_practice_message_get_flags (message) != known->flags)
        {
          known->flags = dermaga_practice_message_get_flags (message);
          dermaga_practice_imap_say_known_flags (session, i);
        }
      i++;
    }
}

/* Those that came: their numbers are all greater. */
guint
dermaga_practice_imap_add_new (DermagaPracticeSession *session)
{
  DermagaPracticeImap *imap = session->state;
  GArray *known = imap->known;
  guint32 last = known->len > 0
                   ? g_array_index (known, DermagaPracticeKnown, known->len - 1).id
                   : 0;
  guint before = known->len;
  guint first = dermaga_practice_store_get_count (session->store);

  last = MAX (last, imap->last_known);
  while (first > 0
         && dermaga_practice_message_get_id (dermaga_practice_store_get (session->store, first - 1))
              > last)
    first--;
  for (; first < dermaga_practice_store_get_count (session->store); first++)
    {
      DermagaPracticeMessage *message = dermaga_practice_store_get (session->store, first);
      DermagaPracticeKnown item = { dermaga_practice_message_get_id (message),
                                    dermaga_practice_message_get_flags (message) };

      imap->last_known = item.id;
      if (dermaga_practice_imap_is_in (message, imap->mailbox))
        g_array_append_val (known, item);
    }
  return known->len - before;
}

void
dermaga_practice_imap_sync (DermagaPracticeSession *session, gboolean may_expunge)
{
  DermagaPracticeImap *imap = session->state;

  if (imap->mailbox == NULL)
    return;
  sync_known (session, may_expunge);
  if (dermaga_practice_imap_add_new (session) > 0)
    dermaga_practice_output_printf (session->out, "* %u EXISTS\r\n", imap->known->len);
}

void
dermaga_practice_imap_deselect (DermagaPracticeImap *imap)
{
  imap->mailbox = NULL;
  imap->last_known = 0;
  g_array_set_size (imap->known, 0);
}

void
dermaga_practice_imap_expunge (DermagaPracticeSession *session, const GArray *set)
{
  DermagaPracticeImap *imap = session->state;
  guint32 greatest = dermaga_practice_store_get_next_id (session->store) - 1;

  for (guint i = 0; i < imap->known->len; i++)
    {
      guint32 id = g_array_index (imap->known, DermagaPracticeKnown, i).id;
      DermagaPracticeMessage *message = dermaga_practice_store_find (session->store, id);

      if (message != NULL
          && (dermaga_practice_message_get_flags (message) & DERMAGA_PRACTICE_FLAG_DELETED) != 0
          && (set == NULL || dermaga_practice_set_has (set, id, greatest)))
        dermaga_practice_store_remove (session->store, id);
    }
}

GArray *
dermaga_practice_imap_select_known (DermagaPracticeImap *imap, const GArray *set, gboolean by_uid)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));
  guint count = imap->known->len;
  guint32 greatest = count;

  if (by_uid && count > 0)
    greatest = g_array_index (imap->known, DermagaPracticeKnown, count - 1).id;
  for (guint i = 0; i < count; i++)
    {
      guint32 number = by_uid ? g_array_index (imap->known, DermagaPracticeKnown, i).id : i + 1;

      if (dermaga_practice_set_has (set, number, greatest))
        g_array_append_val (indices, i);
    }
  return indices;
}

DermagaPracticeMessage *
dermaga_practice_imap_get_message (DermagaPracticeSession *session, guint index)
{
  DermagaPracticeImap *imap = session->state;

  return dermaga_practice_store_find (session->store,
                                      g_array_index (imap->known, DermagaPracticeKnown, index).id);
}

void
dermaga_practice_imap_set_flags (DermagaPracticeSession *session, guint index,
                                 DermagaPracticeMessage *message, guint flags)
{
  DermagaPracticeImap *imap = session->state;

  g_array_index (imap->known, DermagaPracticeKnown, index).flags = flags;
  dermaga_practice_store_set_flags (session->store, message, flags);
}
