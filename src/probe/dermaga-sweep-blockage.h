#pragma once

#include "model/dermaga-result.h"
#include "net/dermaga-network.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

/**
 * DermagaBlockage: sees to it, during a check, that a mail port that is silent, refused or answered
 * by a stranger is asked about once: is it the network? What is found is put into the result, and
 * into the rows of that port.
 */
typedef struct _DermagaBlockage DermagaBlockage;

/**
 * dermaga_blockage_new:
 * @table: (nullable): whom to ask in place of the built-in servers
 * @full: all directions matter; otherwise only those without a safe row
 * @changed: called when something ended, never from within the functions below
 */
DermagaBlockage *dermaga_blockage_new (DermagaNetwork *network, DermagaResult *result,
                                       const DermagaControlTable *table, gboolean full,
                                       GFunc changed, gpointer user_data);
/** dermaga_blockage_free: what is still asked is let go. */
void dermaga_blockage_free (DermagaBlockage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaBlockage, dermaga_blockage_free)

/** dermaga_blockage_look: after rows may have changed. */
void dermaga_blockage_look (DermagaBlockage *self);
/** dermaga_blockage_is_busy: whether a port of that direction is being asked about. */
gboolean dermaga_blockage_is_busy (DermagaBlockage *self, DermagaDirection direction);
/** dermaga_blockage_stop: nothing more is asked; what is under way is put into the result as far as
 *  it came. */
void dermaga_blockage_stop (DermagaBlockage *self);

G_END_DECLS
