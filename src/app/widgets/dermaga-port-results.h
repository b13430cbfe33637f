#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_port_results_new: (transfer floating) (nullable): what the check of the person's own
 * provider came to on @ports (ended by 0), a line each; %NULL where none of them was tried.
 */
GtkWidget *dermaga_port_results_new (DermagaResult *result, const char *domain,
                                     const guint16 *ports);

G_END_DECLS
