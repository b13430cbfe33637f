#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PROBE_ROW (dermaga_probe_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaProbeRow, dermaga_probe_row, DERMAGA, PROBE_ROW, GtkListBoxRow)

/**
 * dermaga_probe_row_new: (transfer floating): one way of connecting, live. Activating it opens
 * what is known of it, in place.
 * @result: what @probe is part of
 * @against: (nullable): why it is not recommended, shown below it
 */
GtkWidget *dermaga_probe_row_new (DermagaResult *result, DermagaProbe *probe, const char *against);
/** (transfer none) */
DermagaProbe *dermaga_probe_row_get_probe (DermagaProbeRow *self);
/** dermaga_probe_row_toggle: opens or closes the details; for the list's "row-activated". */
void dermaga_probe_row_toggle (DermagaProbeRow *self);

G_END_DECLS
