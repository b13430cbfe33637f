#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_PANES (dermaga_panes_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPanes, dermaga_panes, DERMAGA, PANES, GtkWidget)

/**
 * DermagaPanes: a list and what is chosen in it, beside each other where there is room, else one of
 * the two. Properties "start" and "end": the two widgets.
 *
 * Signal "arranged": the room has changed; emitted when everything has its size.
 */

/** dermaga_panes_set_show_end: which of the two is shown where there is no room for both. */
void dermaga_panes_set_show_end (DermagaPanes *self, gboolean show_end);
/** dermaga_panes_get_wide: whether both are shown. */
gboolean dermaga_panes_get_wide (DermagaPanes *self);
/** dermaga_panes_get_end_width: what the second one has, or would have. */
int dermaga_panes_get_end_width (DermagaPanes *self);

G_END_DECLS
