#pragma once

#include "practice/dermaga-practice-cursor.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PRACTICE_KEY_ALL,
  DERMAGA_PRACTICE_KEY_AND, /* of what is inside */
  DERMAGA_PRACTICE_KEY_OR,
  DERMAGA_PRACTICE_KEY_NOT,
  DERMAGA_PRACTICE_KEY_SET,
  DERMAGA_PRACTICE_KEY_UID,
  DERMAGA_PRACTICE_KEY_FLAG,
  DERMAGA_PRACTICE_KEY_NO_FLAG,
  DERMAGA_PRACTICE_KEY_NONE, /* what no mail here has: keywords, \Recent */
  DERMAGA_PRACTICE_KEY_LARGER,
  DERMAGA_PRACTICE_KEY_SMALLER,
  DERMAGA_PRACTICE_KEY_BEFORE,
  DERMAGA_PRACTICE_KEY_ON,
  DERMAGA_PRACTICE_KEY_SINCE,
  DERMAGA_PRACTICE_KEY_SENT_BEFORE,
  DERMAGA_PRACTICE_KEY_SENT_ON,
  DERMAGA_PRACTICE_KEY_SENT_SINCE,
  DERMAGA_PRACTICE_KEY_HEADER,
  DERMAGA_PRACTICE_KEY_BODY,
  DERMAGA_PRACTICE_KEY_TEXT,
} DermagaPracticeKeyKind;

/**
 * DermagaPracticeKey: what a mail is asked for by SEARCH (RFC 3501 §6.4.4).
 * @day: since 1970
 * @name, @text: (nullable): of a field of the header; what to look for
 * @inside: (element-type DermagaPracticeKey): keys that this one joins
 */
typedef struct {
  DermagaPracticeKeyKind kind;
  guint flag;
  guint32 number;
  gint64 day;
  char *name;
  char *text;
  GArray *set;
  GPtrArray *inside;
} DermagaPracticeKey;

void dermaga_practice_key_free (DermagaPracticeKey *self);

/** dermaga_practice_key_take: (transfer full) (nullable): keys with blanks between them: all must
 *  hold. */
DermagaPracticeKey *dermaga_practice_key_take (DermagaPracticeCursor *cursor);

G_END_DECLS
