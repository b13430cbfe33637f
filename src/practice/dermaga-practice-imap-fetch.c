#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include "practice/dermaga-practice-date.h"
#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-section.h"
#include "practice/dermaga-practice-structure.h"

#include <string.h>

#define MAX_ITEMS 64u
/* So much of text is gathered before it goes out. */
#define PIECE 65536u

typedef enum {
  ITEM_FLAGS,
  ITEM_UID,
  ITEM_SIZE,
  ITEM_DATE,
  ITEM_ENVELOPE,
  ITEM_BODY,
  ITEM_BODYSTRUCTURE,
  ITEM_SECTION,
} ItemKind;

/* @name: what a section is called in the answer; @marks: reading it sets \Seen */
typedef struct {
  ItemKind kind;
  DermagaPracticeSection section;
  const char *name;
  gboolean marks;
} Item;

typedef struct {
  DermagaPracticeImapJob job;
  GArray *items;   /* element-type Item */
  GArray *indices; /* element-type guint */
  guint position;  /* in @indices */
  guint item;      /* the next one of the present mail */
  guint n_said;
  gboolean marked;
  gboolean by_uid;
  gboolean lacks_some;
} Fetch;

static void
item_clear (gpointer data)
{
  dermaga_practice_section_clear (&((Item *) data)->section);
}

static void
fetch_free (DermagaPracticeImapJob *job)
{
  Fetch *fetch = (Fetch *) job;

  g_array_unref (fetch->items);
  g_array_unref (fetch->indices);
  g_free (fetch);
}

static void
add_item (Fetch *fetch, ItemKind kind)
{
  Item item = { .kind = kind };

  g_array_append_val (fetch->items, item);
}

/* A name of old for a section. */
static void
add_old_section (Fetch *fetch, const char *name, DermagaPracticeSectionKind kind, gboolean marks)
{
  Item item = { .kind = ITEM_SECTION, .name = name, .marks = marks };

  item.section.kind = kind;
  item.section.numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (fetch->items, item);
}

static gboolean
take_section (Fetch *fetch, DermagaPracticeCursor *cursor, gboolean marks)
{
  Item item = { .kind = ITEM_SECTION, .marks = marks };
  gboolean good = dermaga_practice_section_take (&item.section, cursor);

  g_array_append_val (fetch->items, item);
  return good;
}

static gboolean
take_plain_item (Fetch *fetch, DermagaPracticeCursor *cursor)
{
  static const struct { const char *word; ItemKind kind; } words[] = {
    { "FLAGS", ITEM_FLAGS },       { "UID", ITEM_UID },
    { "RFC822.SIZE", ITEM_SIZE },  { "INTERNALDATE", ITEM_DATE },
    { "ENVELOPE", ITEM_ENVELOPE }, { "BODYSTRUCTURE", ITEM_BODYSTRUCTURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (dermaga_practice_cursor_take_word (cursor, words[i].word))
      {
        add_item (fetch, words[i].kind);
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_old_section (Fetch *fetch, DermagaPracticeCursor *cursor)
{
  static const struct {
    const char *word;
    DermagaPracticeSectionKind kind;
    gboolean marks;
  } words[] = {
    { "RFC822.HEADER", DERMAGA_PRACTICE_SECTION_HEADER, FALSE },
    { "RFC822.TEXT", DERMAGA_PRACTICE_SECTION_TEXT, TRUE },
    { "RFC822", DERMAGA_PRACTICE_SECTION_ALL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (dermaga_practice_cursor_take_word (cursor, words[i].word))
      {
        add_old_section (fetch, words[i].word, words[i].kind, words[i].marks);
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_item (Fetch *fetch, DermagaPracticeCursor *cursor)
{
  if (fetch->items->len >= MAX_ITEMS)
    return FALSE;
  if (take_plain_item (fetch, cursor) || take_old_section (fetch, cursor))
    return TRUE;
  if (dermaga_practice_cursor_take_word (cursor, "BODY.PEEK"))
    return dermaga_practice_cursor_take (cursor, '[') && take_section (fetch, cursor, FALSE);
  if (!dermaga_practice_cursor_take_word (cursor, "BODY"))
    return FALSE;
  if (dermaga_practice_cursor_take (cursor, '['))
    return take_section (fetch, cursor, TRUE);
  add_item (fetch, ITEM_BODY);
  return TRUE;
}

static gboolean
take_macro (Fetch *fetch, DermagaPracticeCursor *cursor)
{
  static const ItemKind kinds[] = { ITEM_FLAGS, ITEM_DATE, ITEM_SIZE, ITEM_ENVELOPE, ITEM_BODY };
  guint count = 0;

  if (dermaga_practice_cursor_take_word (cursor, "FAST"))
    count = 3;
  else if (dermaga_practice_cursor_take_word (cursor, "ALL"))
    count = 4;
  else if (dermaga_practice_cursor_take_word (cursor, "FULL"))
    count = 5;
  for (guint i = 0; i < count; i++)
    add_item (fetch, kinds[i]);
  return count > 0;
}

static gboolean
take_items (Fetch *fetch, DermagaPracticeCursor *cursor)
{
  if (take_macro (fetch, cursor))
    return TRUE;
  if (!dermaga_practice_cursor_take (cursor, '('))
    return take_item (fetch, cursor);
  do
    {
      if (!take_item (fetch, cursor))
        return FALSE;
    }
  while (dermaga_practice_cursor_take (cursor, ' '));
  return dermaga_practice_cursor_take (cursor, ')');
}

static void
say_date (DermagaPracticeOutput *out, DermagaPracticeMessage *message)
{
  g_autofree char *date
    = dermaga_practice_moment_dup (dermaga_practice_message_get_date (message));

  dermaga_practice_output_printf (out, "INTERNALDATE \"%s\"", date);
}

static void
say_envelope (DermagaPracticeOutput *out, DermagaPracticeMessage *message)
{
  gsize length;
  const char *data
    = g_bytes_get_data (dermaga_practice_message_get_contents (message), &length);
  g_autoptr (GString) text = g_string_new ("ENVELOPE ");

  dermaga_practice_append_envelope (text, data, dermaga_practice_header_length (data, length));
  dermaga_practice_output_text (out, text->str, text->len);
}

static void
say_structure (DermagaPracticeSession *session, DermagaPracticeMessage *message, gboolean extended)
{
  g_autoptr (GString) text = g_string_new (extended ? "BODYSTRUCTURE " : "BODY ");

  dermaga_practice_append_structure (text, dermaga_practice_message_get_contents (message),
                                     dermaga_practice_mime_get (session->store, message), extended);
  dermaga_practice_output_text (session->out, text->str, text->len);
}

static void
say_section (DermagaPracticeSession *session, DermagaPracticeMessage *message, const Item *item)
{
  GMimeMessage *parsed = dermaga_practice_section_needs_parts (&item->section)
                           ? dermaga_practice_mime_get (session->store, message)
                           : NULL;
  g_autoptr (GBytes) octets = dermaga_practice_section_read (
    &item->section, dermaga_practice_message_get_contents (message), parsed);

  dermaga_practice_output_say (session->out, item->name != NULL ? item->name : "BODY");
  if (item->name == NULL)
    dermaga_practice_section_say (&item->section, session->out);
  if (octets == NULL)
    {
      dermaga_practice_output_say (session->out, " NIL");
      return;
    }
  dermaga_practice_output_printf (session->out, " {%" G_GSIZE_FORMAT "}\r\n",
                                  g_bytes_get_size (octets));
  dermaga_practice_output_bytes (session->out, octets);
}

static void
say_item (DermagaPracticeSession *session, DermagaPracticeMessage *message, const Item *item)
{
  switch (item->kind)
    {
    case ITEM_FLAGS:
      dermaga_practice_imap_say_flags (session->out, dermaga_practice_message_get_flags (message));
      break;
    case ITEM_UID:
      dermaga_practice_output_printf (session->out, "UID %u",
                                      dermaga_practice_message_get_id (message));
      break;
    case ITEM_SIZE:
      dermaga_practice_output_printf (session->out, "RFC822.SIZE %" G_GSIZE_FORMAT,
                                      dermaga_practice_message_get_size (message));
      break;
    case ITEM_DATE:
      say_date (session->out, message);
      break;
    case ITEM_ENVELOPE:
      say_envelope (session->out, message);
      break;
    case ITEM_BODY:
    case ITEM_BODYSTRUCTURE:
      say_structure (session, message, item->kind == ITEM_BODYSTRUCTURE);
      break;
    case ITEM_SECTION:
      say_section (session, message, item);
      break;
    }
}

static gboolean
has_item (const Fetch *fetch, ItemKind kind)
{
  for (guint i = 0; i < fetch->items->len; i++)
    if (g_array_index (fetch->items, Item, i).kind == kind)
      return TRUE;
  return FALSE;
}

/* Returns whether \Seen was set now, so that the client is told. */
static gboolean
mark (DermagaPracticeSession *session, const Fetch *fetch, guint index,
      DermagaPracticeMessage *message)
{
  const DermagaPracticeImap *imap = session->state;
  guint flags = dermaga_practice_message_get_flags (message);
  gboolean marks = FALSE;

  for (guint i = 0; i < fetch->items->len; i++)
    marks |= g_array_index (fetch->items, Item, i).marks;
  if (!marks || imap->read_only || (flags & DERMAGA_PRACTICE_FLAG_SEEN) != 0)
    return FALSE;
  dermaga_practice_imap_set_flags (session, index, message, flags | DERMAGA_PRACTICE_FLAG_SEEN);
  return TRUE;
}

static void
say_next_item (DermagaPracticeSession *session, DermagaPracticeMessage *message, Fetch *fetch,
               const Item *item)
{
  if (fetch->n_said++ > 0)
    dermaga_practice_output_say (session->out, " ");
  say_item (session, message, item);
}

/* The next item of the present mail, or the end of it: so only one item at a time, which may be a
 * large one, is in memory. */
static void
say_next (DermagaPracticeSession *session, Fetch *fetch)
{
  static const Item flags = { .kind = ITEM_FLAGS };
  static const Item uid = { .kind = ITEM_UID };
  guint index = g_array_index (fetch->indices, guint, fetch->position);
  DermagaPracticeMessage *message = dermaga_practice_imap_get_message (session, index);

  if (message == NULL)
    fetch->lacks_some = TRUE;
  else if (fetch->item == 0)
    {
      fetch->marked = mark (session, fetch, index, message);
      dermaga_practice_output_printf (session->out, "* %u FETCH (", index + 1);
    }
  if (message != NULL && fetch->item < fetch->items->len)
    {
      say_next_item (session, message, fetch, &g_array_index (fetch->items, Item, fetch->item++));
      return;
    }
  if (message != NULL && fetch->by_uid && !has_item (fetch, ITEM_UID))
    say_next_item (session, message, fetch, &uid);
  if (message != NULL && fetch->marked && !has_item (fetch, ITEM_FLAGS))
    say_next_item (session, message, fetch, &flags);
  if (fetch->n_said > 0)
    dermaga_practice_output_say (session->out, ")\r\n");
  fetch->item = 0;
  fetch->n_said = 0;
  fetch->position++;
}

static gboolean
fetch_step (DermagaPracticeSession *session, DermagaPracticeImapJob *job)
{
  DermagaPracticeImap *imap = session->state;
  Fetch *fetch = (Fetch *) job;

  while (fetch->position < fetch->indices->len)
    {
      say_next (session, fetch);
      if (dermaga_practice_output_get_pending (session->out) >= PIECE)
        return TRUE;
    }
  dermaga_practice_imap_sync (session, fetch->by_uid);
  dermaga_practice_imap_done (session, imap->tag,
                              fetch->lacks_some ? "NO [EXPUNGEISSUED] Some are gone" : "OK Done");
  return FALSE;
}

DermagaPracticeNext
dermaga_practice_imap_fetch (DermagaPracticeSession *session, const char *tag,
                             DermagaPracticeCursor *cursor, gboolean by_uid)
{
  g_autoptr (GArray) set = dermaga_practice_cursor_dup_set (cursor);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->job.step = fetch_step;
  fetch->job.free = fetch_free;
  fetch->by_uid = by_uid;
  fetch->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (fetch->items, item_clear);
  fetch->indices = set != NULL
                     ? dermaga_practice_imap_select_known (session->state, set, by_uid)
                     : g_array_new (FALSE, FALSE, sizeof (guint));
  if (set == NULL || !dermaga_practice_cursor_take (cursor, ' ') || !take_items (fetch, cursor)
      || !dermaga_practice_cursor_at_end (cursor))
    {
      fetch_free (&fetch->job);
      return dermaga_practice_imap_done (session, tag, "BAD FETCH takes a set and items");
    }
  return dermaga_practice_imap_start (session, tag, &fetch->job);
}
