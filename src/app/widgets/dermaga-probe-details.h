#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_probe_details_new: (transfer floating): what a row knows beyond its one word: what it
 * means, each address with its timing, the certificate, what the server said of itself, and all
 * places in @result that name it.
 */
GtkWidget *dermaga_probe_details_new (DermagaResult *result, DermagaProbe *probe);

G_END_DECLS
