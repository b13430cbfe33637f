#pragma once

#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

/**
 * DermagaPracticeData: reads what follows DATA (RFC 5321 §4.5.2) into a draft: takes the doubled
 * dots away and finds the end, which is CR LF dot CR LF and nothing else: a server that took bare
 * LF for it as well would let mails be smuggled past those who do not.
 */
typedef struct {
  DermagaPracticeDraft *draft;
  guint state;
} DermagaPracticeData;

void dermaga_practice_data_begin (DermagaPracticeData *self, DermagaPracticeStore *store);
/** dermaga_practice_data_take: returns how many octets were used; @ended: (out): that was all. */
gsize dermaga_practice_data_take (DermagaPracticeData *self, const guint8 *bytes, gsize length,
                                  gboolean *ended);
void dermaga_practice_data_clear (DermagaPracticeData *self);

G_END_DECLS
