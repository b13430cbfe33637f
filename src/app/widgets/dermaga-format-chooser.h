#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_FORMAT_CHOOSER (dermaga_format_chooser_get_type ())
G_DECLARE_FINAL_TYPE (DermagaFormatChooser, dermaga_format_chooser, DERMAGA, FORMAT_CHOOSER, GtkBox)

/**
 * DermagaFormatChooser: first what a person wants to set up, and when that is said, the program or
 * file for it where there are several. Signal "changed": another format is chosen, or none.
 */

/**
 * dermaga_format_chooser_set_servers:
 *
 * Which directions there are servers for; then @id is chosen where it can be made, and otherwise
 * the person is asked.
 *
 * @id: (nullable)
 */
void dermaga_format_chooser_set_servers (DermagaFormatChooser *self, gboolean incoming,
                                         gboolean outgoing, const char *id);
/** dermaga_format_chooser_get_format: (transfer none) (nullable): %NULL while none is chosen. */
const DermagaFormat *dermaga_format_chooser_get_format (DermagaFormatChooser *self);

G_END_DECLS
