#pragma once

#include <glib-object.h>

#include "model/dermaga-change.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PAST_NOTHING,    /* there is nothing to compare, or it is not known yet */
  DERMAGA_PAST_UNREADABLE, /* what was kept makes no sense */
  DERMAGA_PAST_SAME,
  DERMAGA_PAST_CHANGED,
} DermagaPastState;

#define DERMAGA_TYPE_PAST (dermaga_past_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPast, dermaga_past, DERMAGA, PAST, GObject)

/**
 * DermagaPast: what earlier checks of the same domain found, beside the present one, and what
 * changed since. It outlives the window, as the wizard does. It keeps nothing by itself.
 *
 * Signal "changed": there is something else to show.
 */
DermagaPast *dermaga_past_new (void);

/** dermaga_past_forget: there is nothing to compare, until runs are given. */
void dermaga_past_forget (DermagaPast *self);
/** dermaga_past_load: from what is kept of @domain; a check of it begins. */
void dermaga_past_load (DermagaPast *self, const char *domain);
/** dermaga_past_set_runs: (element-type DermagaRun): the earlier ones, the latest first. */
void dermaga_past_set_runs (DermagaPast *self, GPtrArray *runs);
/**
 * dermaga_past_end: the check has ended
 *
 * Returns: (transfer none) (nullable): what may be kept of it
 */
const DermagaRun *dermaga_past_end (DermagaPast *self, DermagaResult *result);

DermagaPastState dermaga_past_get_state (DermagaPast *self);
/** (transfer none) (nullable): the earlier check that is compared with, and the present one; not
 *  %NULL in the states SAME and CHANGED. */
const DermagaRun *dermaga_past_get_then (DermagaPast *self);
const DermagaRun *dermaga_past_get_now (DermagaPast *self);
/** (transfer none) (nullable) (element-type DermagaChange): likewise; another array whenever there
 *  is something else to show. */
GPtrArray *dermaga_past_get_changes (DermagaPast *self);

G_END_DECLS
