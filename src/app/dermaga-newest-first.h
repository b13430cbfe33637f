#pragma once

#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_NEWEST_FIRST (dermaga_newest_first_get_type ())
G_DECLARE_FINAL_TYPE (DermagaNewestFirst, dermaga_newest_first, DERMAGA, NEWEST_FIRST, GObject)

/**
 * DermagaNewestFirst: the mails of a store for a list to show: from the last to the first, and at
 * most twenty times a second, however fast they come: a list view makes rows for each change at
 * once, whether there is time to draw them or not.
 */
DermagaNewestFirst *dermaga_newest_first_new (DermagaPracticeStore *store);

/** dermaga_newest_first_sync: what has happened in the store is told now. */
void dermaga_newest_first_sync (DermagaNewestFirst *self);

G_END_DECLS
