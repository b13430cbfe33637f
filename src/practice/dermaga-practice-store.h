#pragma once

#include "practice/dermaga-practice-message.h"

G_BEGIN_DECLS

/** The largest mail that is taken. */
#define DERMAGA_PRACTICE_MAX_MAIL (25u * 1024 * 1024)

/**
 * DermagaPracticeLimits: what a store holds at most.
 * @n_mails: when one more comes, the oldest go
 * @octets: the same for their size
 * @octets_under_way: of mails that are still coming, in all; no more are taken then
 */
typedef struct {
  guint n_mails;
  gsize octets;
  gsize octets_under_way;
} DermagaPracticeLimits;

#define DERMAGA_TYPE_PRACTICE_STORE (dermaga_practice_store_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPracticeStore, dermaga_practice_store, DERMAGA, PRACTICE_STORE,
                      GObject)

/**
 * DermagaPracticeStore: the mails that were captured, oldest first: a #GListModel of
 * #DermagaPracticeMessage. They are in memory only, and gone with the store.
 *
 * "flags-changed" is emitted when the flags of a mail were.
 *
 * @limits: (nullable): %NULL for 10,000 mails, 256 MiB, and 64 MiB under way
 */
DermagaPracticeStore *dermaga_practice_store_new (const DermagaPracticeLimits *limits);

/** dermaga_practice_store_find: (transfer none) (nullable) */
DermagaPracticeMessage *dermaga_practice_store_find (DermagaPracticeStore *self, guint32 id);
/** dermaga_practice_store_get: (transfer none): like g_list_model_get_item(). */
DermagaPracticeMessage *dermaga_practice_store_get (DermagaPracticeStore *self, guint index);
guint dermaga_practice_store_get_count (DermagaPracticeStore *self);
gsize dermaga_practice_store_get_octets (DermagaPracticeStore *self);
/** dermaga_practice_store_get_dropped: how many mails went to make room. */
guint64 dermaga_practice_store_get_dropped (DermagaPracticeStore *self);
/** dermaga_practice_store_get_next_id: the number that the next mail gets. */
guint32 dermaga_practice_store_get_next_id (DermagaPracticeStore *self);

/** dermaga_practice_store_get_validity: tells this store's numbers from those of another one. */
guint32 dermaga_practice_store_get_validity (DermagaPracticeStore *self);

/** dermaga_practice_store_add: (transfer none): a mail from @contents. */
DermagaPracticeMessage *dermaga_practice_store_add (DermagaPracticeStore *self, GBytes *contents,
                                                    const DermagaPracticeOrigin *origin);
void dermaga_practice_store_remove (DermagaPracticeStore *self, guint32 id);
/** dermaga_practice_store_clear: removes all. */
void dermaga_practice_store_clear (DermagaPracticeStore *self);
void dermaga_practice_store_set_flags (DermagaPracticeStore *self, DermagaPracticeMessage *message,
                                       guint flags);

/** DermagaPracticeDraft: a mail that is still coming. */
typedef struct _DermagaPracticeDraft DermagaPracticeDraft;

typedef enum {
  DERMAGA_PRACTICE_DRAFT_GOOD,
  DERMAGA_PRACTICE_DRAFT_TOO_BIG, /* larger than a mail may be */
  DERMAGA_PRACTICE_DRAFT_NO_ROOM, /* too much is under way */
} DermagaPracticeDraftState;

DermagaPracticeDraft *dermaga_practice_draft_new (DermagaPracticeStore *store);
void dermaga_practice_draft_free (DermagaPracticeDraft *self);
/** dermaga_practice_draft_append: from the first octet too many on, what came is let go. */
void dermaga_practice_draft_append (DermagaPracticeDraft *self, const guint8 *bytes, gsize length);
DermagaPracticeDraftState dermaga_practice_draft_get_state (DermagaPracticeDraft *self);
/** dermaga_practice_draft_finish: (transfer none) (nullable): puts it into the store, if it is
 *  good, and frees the draft. */
DermagaPracticeMessage *dermaga_practice_draft_finish (DermagaPracticeDraft *self,
                                                       const DermagaPracticeOrigin *origin);

G_END_DECLS
