#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PORT_MAP (dermaga_port_map_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPortMap, dermaga_port_map, DERMAGA, PORT_MAP, GtkWidget)

/**
 * dermaga_port_map_new:
 * @result: (nullable): of the person's own check
 *
 * DermagaPortMap: the eight mail ports and the three ways of securing them on the way that a
 * message takes: program → submission → relay → mailbox → program. Where there is room, the way
 * turns back at the servers; where there is little, it goes down. Programs are at the start of a
 * line, servers at its end. It is made of widgets, so that themes, text sizes, languages from right
 * to left and screen readers need no code of their own.
 */
GtkWidget *dermaga_port_map_new (DermagaResult *result);

G_END_DECLS
