#include "config.h"

#include "practice/dermaga-practice-key.h"

#include "practice/dermaga-practice-date.h"
#include "practice/dermaga-practice-message.h"

#define MAX_DEPTH 16u
#define MAX_KEYS 256u

void
dermaga_practice_key_free (DermagaPracticeKey *key)
{
  g_free (key->name);
  g_free (key->text);
  g_clear_pointer (&key->set, g_array_unref);
  g_ptr_array_unref (key->inside);
  g_free (key);
}

static DermagaPracticeKey *
key_new (DermagaPracticeKeyKind kind)
{
  DermagaPracticeKey *key = g_new0 (DermagaPracticeKey, 1);

  key->kind = kind;
  key->inside = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_practice_key_free);
  return key;
}

/* Words, and what follows them. */

typedef enum {
  TAKES_NOTHING,
  TAKES_STRING,
  TAKES_NUMBER,
  TAKES_DATE,
  TAKES_SET,
  TAKES_FIELD,  /* a name and a string */
  TAKES_ONE,    /* a key */
  TAKES_TWO,
} Takes;

static const struct {
  const char *word;
  DermagaPracticeKeyKind kind;
  Takes takes;
  const char *name;
  guint flag;
} words[] = {
  { "ALL", DERMAGA_PRACTICE_KEY_ALL, TAKES_NOTHING },
  { "ANSWERED", DERMAGA_PRACTICE_KEY_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_ANSWERED },
  { "DELETED", DERMAGA_PRACTICE_KEY_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_DELETED },
  { "DRAFT", DERMAGA_PRACTICE_KEY_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_DRAFT },
  { "FLAGGED", DERMAGA_PRACTICE_KEY_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_FLAGGED },
  { "SEEN", DERMAGA_PRACTICE_KEY_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_SEEN },
  { "UNANSWERED", DERMAGA_PRACTICE_KEY_NO_FLAG, TAKES_NOTHING, NULL,
    DERMAGA_PRACTICE_FLAG_ANSWERED },
  { "UNDELETED", DERMAGA_PRACTICE_KEY_NO_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_DELETED },
  { "UNDRAFT", DERMAGA_PRACTICE_KEY_NO_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_DRAFT },
  { "UNFLAGGED", DERMAGA_PRACTICE_KEY_NO_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_FLAGGED },
  { "UNSEEN", DERMAGA_PRACTICE_KEY_NO_FLAG, TAKES_NOTHING, NULL, DERMAGA_PRACTICE_FLAG_SEEN },
  { "NEW", DERMAGA_PRACTICE_KEY_NONE, TAKES_NOTHING },
  { "RECENT", DERMAGA_PRACTICE_KEY_NONE, TAKES_NOTHING },
  { "OLD", DERMAGA_PRACTICE_KEY_ALL, TAKES_NOTHING },
  { "KEYWORD", DERMAGA_PRACTICE_KEY_NONE, TAKES_STRING },
  { "UNKEYWORD", DERMAGA_PRACTICE_KEY_ALL, TAKES_STRING },
  { "BCC", DERMAGA_PRACTICE_KEY_HEADER, TAKES_STRING, "Bcc" },
  { "CC", DERMAGA_PRACTICE_KEY_HEADER, TAKES_STRING, "Cc" },
  { "FROM", DERMAGA_PRACTICE_KEY_HEADER, TAKES_STRING, "From" },
  { "SUBJECT", DERMAGA_PRACTICE_KEY_HEADER, TAKES_STRING, "Subject" },
  { "TO", DERMAGA_PRACTICE_KEY_HEADER, TAKES_STRING, "To" },
  { "HEADER", DERMAGA_PRACTICE_KEY_HEADER, TAKES_FIELD },
  { "BODY", DERMAGA_PRACTICE_KEY_BODY, TAKES_STRING },
  { "TEXT", DERMAGA_PRACTICE_KEY_TEXT, TAKES_STRING },
  { "LARGER", DERMAGA_PRACTICE_KEY_LARGER, TAKES_NUMBER },
  { "SMALLER", DERMAGA_PRACTICE_KEY_SMALLER, TAKES_NUMBER },
  { "BEFORE", DERMAGA_PRACTICE_KEY_BEFORE, TAKES_DATE },
  { "ON", DERMAGA_PRACTICE_KEY_ON, TAKES_DATE },
  { "SINCE", DERMAGA_PRACTICE_KEY_SINCE, TAKES_DATE },
  { "SENTBEFORE", DERMAGA_PRACTICE_KEY_SENT_BEFORE, TAKES_DATE },
  { "SENTON", DERMAGA_PRACTICE_KEY_SENT_ON, TAKES_DATE },
  { "SENTSINCE", DERMAGA_PRACTICE_KEY_SENT_SINCE, TAKES_DATE },
  { "UID", DERMAGA_PRACTICE_KEY_UID, TAKES_SET },
  { "NOT", DERMAGA_PRACTICE_KEY_NOT, TAKES_ONE },
  { "OR", DERMAGA_PRACTICE_KEY_OR, TAKES_TWO },
};

static DermagaPracticeKey *take_key (DermagaPracticeCursor *cursor, guint depth, guint *n_keys);

/* "1-Feb-2026", in quotes or not */
static gboolean
take_day (DermagaPracticeCursor *cursor, gint64 *day)
{
  g_autofree char *text = dermaga_practice_cursor_dup_string (cursor, FALSE);

  return text != NULL && dermaga_practice_day_read (text, day);
}

static gboolean
take_text (DermagaPracticeCursor *cursor, char **text)
{
  if (!dermaga_practice_cursor_take (cursor, ' '))
    return FALSE;
  *text = dermaga_practice_cursor_dup_string (cursor, TRUE);
  return *text != NULL;
}

static gboolean
take_inside (DermagaPracticeKey *key, DermagaPracticeCursor *cursor, guint count, guint depth,
             guint *n_keys)
{
  for (guint i = 0; i < count; i++)
    {
      DermagaPracticeKey *inner = dermaga_practice_cursor_take (cursor, ' ')
                     ? take_key (cursor, depth + 1, n_keys)
                     : NULL;

      if (inner == NULL)
        return FALSE;
      g_ptr_array_add (key->inside, inner);
    }
  return TRUE;
}

static gboolean
take_arguments (DermagaPracticeKey *key, Takes takes, DermagaPracticeCursor *cursor, guint depth,
                guint *n_keys)
{
  switch (takes)
    {
    case TAKES_NOTHING:
      return TRUE;
    case TAKES_STRING:
      return take_text (cursor, &key->text);
    case TAKES_NUMBER:
      return dermaga_practice_cursor_take (cursor, ' ')
             && dermaga_practice_cursor_take_number (cursor, &key->number);
    case TAKES_DATE:
      return dermaga_practice_cursor_take (cursor, ' ') && take_day (cursor, &key->day);
    case TAKES_SET:
      if (!dermaga_practice_cursor_take (cursor, ' '))
        return FALSE;
      key->set = dermaga_practice_cursor_dup_set (cursor);
      return key->set != NULL;
    case TAKES_FIELD:
      return take_text (cursor, &key->name) && take_text (cursor, &key->text);
    case TAKES_ONE:
      return take_inside (key, cursor, 1, depth, n_keys);
    case TAKES_TWO:
      return take_inside (key, cursor, 2, depth, n_keys);
    }
  g_assert_not_reached ();
}

/* Keys with blanks between them: all must hold. */
static DermagaPracticeKey *
take_keys (DermagaPracticeCursor *cursor, guint depth, guint *n_keys)
{
  DermagaPracticeKey *all = key_new (DERMAGA_PRACTICE_KEY_AND);

  do
    {
      DermagaPracticeKey *key = take_key (cursor, depth, n_keys);

      if (key == NULL)
        {
          dermaga_practice_key_free (all);
          return NULL;
        }
      g_ptr_array_add (all->inside, key);
    }
  while (dermaga_practice_cursor_take (cursor, ' '));
  return all;
}

static DermagaPracticeKey *
take_word (DermagaPracticeCursor *cursor, guint depth, guint *n_keys)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      DermagaPracticeKey *key;

      if (!dermaga_practice_cursor_take_word (cursor, words[i].word))
        continue;
      key = key_new (words[i].kind);
      key->flag = words[i].flag;
      key->name = g_strdup (words[i].name);
      if (take_arguments (key, words[i].takes, cursor, depth, n_keys))
        return key;
      dermaga_practice_key_free (key);
      return NULL;
    }
  return NULL;
}

static DermagaPracticeKey *
take_key (DermagaPracticeCursor *cursor, guint depth, guint *n_keys)
{
  g_autoptr (GArray) set = NULL;
  DermagaPracticeKey *key;

  if (depth > MAX_DEPTH || ++*n_keys > MAX_KEYS)
    return NULL;
  if (dermaga_practice_cursor_take (cursor, '('))
    {
      key = take_keys (cursor, depth + 1, n_keys);
      if (key == NULL || dermaga_practice_cursor_take (cursor, ')'))
        return key;
      dermaga_practice_key_free (key);
      return NULL;
    }
  set = dermaga_practice_cursor_dup_set (cursor);
  if (set == NULL)
    return take_word (cursor, depth, n_keys);
  key = key_new (DERMAGA_PRACTICE_KEY_SET);
  key->set = g_steal_pointer (&set);
  return key;
}

DermagaPracticeKey *
dermaga_practice_key_take (DermagaPracticeCursor *cursor)
{
  guint n_keys = 0;

  return take_keys (cursor, 0, &n_keys);
}
