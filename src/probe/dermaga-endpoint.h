#pragma once

#include "discover/dermaga-host.h"
#include "probe/dermaga-attempt.h"

G_BEGIN_DECLS

/**
 * DermagaEndpoint: one address and port, whatever names lead to it.
 * @hosts: (element-type DermagaHost), borrowed: every name that leads here
 * @attempts: (element-type DermagaAttempt), borrowed
 */
typedef struct {
  GPtrArray *hosts;
  GPtrArray *attempts;
  gboolean tried_other_manner;
  gboolean looked_again;
  guint further_names;
  guint certified_names;
} DermagaEndpoint;

DermagaEndpoint *dermaga_endpoint_new (void);
void dermaga_endpoint_free (DermagaEndpoint *self);

/** dermaga_endpoint_was_tried: whether a connection was made, or waits, under @host. */
gboolean dermaga_endpoint_was_tried (const DermagaEndpoint *self, const DermagaHost *host);
/** dermaga_endpoint_was_tried_as: the same, in that mode of connecting. */
gboolean dermaga_endpoint_was_tried_as (const DermagaEndpoint *self, const DermagaHost *host,
                                        DermagaSecurity mode);
/** dermaga_endpoint_find_unreachable: (transfer none) (nullable): a connection that was not
 *  answered here; another one would not be either. */
DermagaAttempt *dermaga_endpoint_find_unreachable (const DermagaEndpoint *self);
/**
 * dermaga_endpoint_deserves:
 *
 * Whether the name in @candidate deserves a connection of its own beside those that others made
 * to the same place: only where a better source vouches for it, or where those need consent and it
 * needs none.
 */
gboolean dermaga_endpoint_deserves (const DermagaEndpoint *self,
                                    const DermagaCandidate *candidate);
/**
 * dermaga_endpoint_choose_name: (transfer none) (nullable): a name that was not tried yet, best
 * one for which the certificate that @attempt saw is made.
 */
DermagaHost *dermaga_endpoint_choose_name (const DermagaEndpoint *self,
                                           const DermagaAttempt *attempt);

G_END_DECLS
