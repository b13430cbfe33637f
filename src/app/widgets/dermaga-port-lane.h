#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-probe.h"

G_BEGIN_DECLS

/** Where the arrow of a lane points: the way that the message takes. */
typedef enum {
  DERMAGA_LANE_TO_SERVER,
  DERMAGA_LANE_FROM_SERVER,
} DermagaLaneWay;

/**
 * dermaga_port_line_new: (transfer floating): the picture of a connection: whole where it is
 * encrypted, dotted where it is not. A program is at its start, a server at its end.
 */
GtkWidget *dermaga_port_line_new (DermagaSecurity security);

/**
 * dermaga_port_lane_new:
 * @probe: (nullable): what a check came to
 *
 * Returns: (transfer floating): one port of the map: its line, its number at the server's side,
 * what secures it, and the person's own result
 */
GtkWidget *dermaga_port_lane_new (guint16 port, DermagaSecurity security, DermagaLaneWay way,
                                  DermagaProbe *probe);

/** dermaga_port_caption_new: (transfer floating): what stands below a line: what secures it, and
 *  the result with icon, word and colour. */
GtkWidget *dermaga_port_caption_new (DermagaSecurity security, DermagaProbe *probe);

/** dermaga_port_lane_describe: (transfer full): the lane as a sentence. */
char *dermaga_port_lane_describe (guint16 port, DermagaSecurity security, DermagaProbe *probe);

G_END_DECLS
