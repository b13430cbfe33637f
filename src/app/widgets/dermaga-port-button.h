#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/** dermaga_port_button_new: (transfer floating): leads to the question whether @port, which can be
 *  asked about, is blocked here. */
GtkWidget *dermaga_port_button_new (guint16 port);

/** dermaga_port_button_fits: whether @probe came to an end that a network which blocks its port
 *  could have brought about. */
gboolean dermaga_port_button_fits (DermagaProbe *probe);

G_END_DECLS
