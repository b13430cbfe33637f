#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_port_checks_fill:
 * @box: empty
 *
 * Shows of every question about a port that a check asked other companies' servers what came of
 * it, and whom it asked.
 *
 * Returns: whether anybody was asked
 */
gboolean dermaga_port_checks_fill (GtkBox *box, DermagaResult *result);

G_END_DECLS
