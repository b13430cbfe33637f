#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-key.h"
#include "practice/dermaga-practice-mime.h"

#include <string.h>

#define MAX_VALUE 16384u
/* So much is looked through before others get their turn. */
#define PIECE ((gsize) 4 * 1024 * 1024)
#define DAY ((gint64) 24 * 60 * 60)
#define JULIAN_1970 719163

typedef struct {
  DermagaPracticeImapJob job;
  DermagaPracticeKey *key;
  guint position;
  gboolean by_uid;
} Search;

typedef struct {
  DermagaPracticeMessage *message;
  const char *data;
  gsize length;
  gsize header;
  guint number;
  guint greatest;
  guint32 greatest_uid;
} Subject;

static gboolean
has_text (const char *value, const char *text)
{
  g_autofree char *decoded = dermaga_practice_mime_decode (value);
  g_autofree char *valid = g_utf8_make_valid (decoded, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *wanted_valid = g_utf8_make_valid (text, -1);
  g_autofree char *wanted = g_utf8_casefold (wanted_valid, -1);

  return strstr (folded, wanted) != NULL;
}

static gboolean
header_has (const Subject *subject, const DermagaPracticeKey *key)
{
  DermagaPracticeField field = { 0 };

  while (dermaga_practice_header_next (subject->data, subject->header, &field))
    {
      g_autofree char *value = NULL;

      if (!dermaga_practice_field_is (&field, key->name))
        continue;
      value = dermaga_practice_field_dup_value (&field, MAX_VALUE);
      if (has_text (value, key->text))
        return TRUE;
    }
  return FALSE;
}

static gint64
day_sent (const Subject *subject)
{
  g_autofree char *value
    = dermaga_practice_header_dup (subject->data, subject->header, "Date", MAX_VALUE);
  g_autoptr (GDateTime) date = value != NULL ? g_mime_utils_header_decode_date (value) : NULL;
  GDate day;

  if (date == NULL)
    return -1;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (date),
                  (GDateMonth) g_date_time_get_month (date),
                  (GDateYear) g_date_time_get_year (date));
  return (gint64) g_date_get_julian (&day) - JULIAN_1970;
}

static gboolean
body_has (const Subject *subject, const char *text)
{
  GBytes *contents = dermaga_practice_message_get_contents (subject->message);

  return *text == '\0' || dermaga_practice_mime_contains (contents, subject->header, text);
}

static gboolean
holds (const DermagaPracticeKey *key, const Subject *subject)
{
  guint flags = dermaga_practice_message_get_flags (subject->message);
  gint64 day = dermaga_practice_message_get_date (subject->message) / DAY;

  switch (key->kind)
    {
    case DERMAGA_PRACTICE_KEY_ALL:
      return TRUE;
    case DERMAGA_PRACTICE_KEY_NONE:
      return FALSE;
    case DERMAGA_PRACTICE_KEY_AND:
      for (guint i = 0; i < key->inside->len; i++)
        if (!holds (key->inside->pdata[i], subject))
          return FALSE;
      return TRUE;
    case DERMAGA_PRACTICE_KEY_OR:
      return holds (key->inside->pdata[0], subject) || holds (key->inside->pdata[1], subject);
    case DERMAGA_PRACTICE_KEY_NOT:
      return !holds (key->inside->pdata[0], subject);
    case DERMAGA_PRACTICE_KEY_SET:
      return dermaga_practice_set_has (key->set, subject->number, subject->greatest);
    case DERMAGA_PRACTICE_KEY_UID:
      return dermaga_practice_set_has (key->set,
                                       dermaga_practice_message_get_id (subject->message),
                                       subject->greatest_uid);
    case DERMAGA_PRACTICE_KEY_FLAG:
      return (flags & key->flag) != 0;
    case DERMAGA_PRACTICE_KEY_NO_FLAG:
      return (flags & key->flag) == 0;
    case DERMAGA_PRACTICE_KEY_LARGER:
      return subject->length > key->number;
    case DERMAGA_PRACTICE_KEY_SMALLER:
      return subject->length < key->number;
    case DERMAGA_PRACTICE_KEY_BEFORE:
      return day < key->day;
    case DERMAGA_PRACTICE_KEY_ON:
      return day == key->day;
    case DERMAGA_PRACTICE_KEY_SINCE:
      return day >= key->day;
    case DERMAGA_PRACTICE_KEY_SENT_BEFORE:
      return day_sent (subject) < key->day;
    case DERMAGA_PRACTICE_KEY_SENT_ON:
      return day_sent (subject) == key->day;
    case DERMAGA_PRACTICE_KEY_SENT_SINCE:
      return day_sent (subject) >= key->day;
    case DERMAGA_PRACTICE_KEY_HEADER:
      return header_has (subject, key);
    case DERMAGA_PRACTICE_KEY_BODY:
      return body_has (subject, key->text);
    case DERMAGA_PRACTICE_KEY_TEXT:
      return *key->text == '\0' || dermaga_practice_message_matches (subject->message, key->text);
    }
  g_assert_not_reached ();
}

static void
search_free (DermagaPracticeImapJob *job)
{
  Search *search = (Search *) job;

  g_clear_pointer (&search->key, dermaga_practice_key_free);
  g_free (search);
}

static gboolean
search_step (DermagaPracticeSession *session, DermagaPracticeImapJob *job)
{
  DermagaPracticeImap *imap = session->state;
  Search *search = (Search *) job;
  guint count = imap->known->len;
  Subject subject = { .greatest = count };
  gsize seen = 0;

  if (count > 0)
    subject.greatest_uid = g_array_index (imap->known, DermagaPracticeKnown, count - 1).id;
  while (search->position < count && seen < PIECE)
    {
      subject.message = dermaga_practice_imap_get_message (session, search->position);
      subject.number = ++search->position;
      if (subject.message == NULL)
        continue;
      subject.data = g_bytes_get_data (
        dermaga_practice_message_get_contents (subject.message), &subject.length);
      subject.header = dermaga_practice_header_length (subject.data, subject.length);
      seen += subject.length + 256;
      if (holds (search->key, &subject))
        dermaga_practice_output_printf (session->out, " %u",
                                        search->by_uid
                                          ? dermaga_practice_message_get_id (subject.message)
                                          : subject.number);
    }
  if (search->position < count)
    return TRUE;
  dermaga_practice_output_say (session->out, "\r\n");
  dermaga_practice_imap_sync (session, search->by_uid);
  dermaga_practice_imap_done (session, imap->tag, "OK Done");
  return FALSE;
}

/* What is searched for comes in UTF-8 or US-ASCII; others would have to be converted. */
static gboolean
take_charset (DermagaPracticeCursor *cursor, gboolean *known)
{
  g_autofree char *name = NULL;

  *known = TRUE;
  if (!dermaga_practice_cursor_take_word (cursor, "CHARSET"))
    return TRUE;
  if (dermaga_practice_cursor_take (cursor, ' '))
    name = dermaga_practice_cursor_dup_string (cursor, FALSE);
  if (name == NULL)
    return FALSE;
  *known = g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "US-ASCII") == 0;
  return dermaga_practice_cursor_take (cursor, ' ');
}

DermagaPracticeNext
dermaga_practice_imap_search (DermagaPracticeSession *session, const char *tag,
                              DermagaPracticeCursor *cursor, gboolean by_uid)
{
  Search *search;
  DermagaPracticeKey *key = NULL;
  gboolean charset_known;

  if (take_charset (cursor, &charset_known))
    {
      if (!charset_known)
        return dermaga_practice_imap_done (session, tag,
                                           "NO [BADCHARSET (UTF-8 US-ASCII)] Not known here");
      key = dermaga_practice_key_take (cursor);
    }
  if (key == NULL || !dermaga_practice_cursor_at_end (cursor))
    {
      g_clear_pointer (&key, dermaga_practice_key_free);
      return dermaga_practice_imap_done (session, tag, "BAD That cannot be searched for");
    }
  search = g_new0 (Search, 1);
  search->job.step = search_step;
  search->job.free = search_free;
  search->key = key;
  search->by_uid = by_uid;
  dermaga_practice_output_say (session->out, "* SEARCH");
  return dermaga_practice_imap_start (session, tag, &search->job);
}
