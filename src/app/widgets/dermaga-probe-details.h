#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-probe.h"

G_BEGIN_DECLS

/**
 * dermaga_probe_details_new: (transfer floating): what a row knows beyond its one word: what it
 * means, each address with its timing, the certificate, and what the server said of itself.
 */
GtkWidget *dermaga_probe_details_new (DermagaProbe *probe);

G_END_DECLS
