#pragma once

#include "probe/dermaga-port-probe.h"

G_BEGIN_DECLS

/* Inside the port probe only: dermaga-port-probe.c decides what is asked and when it is over;
 * dermaga-port-probe-ask.c looks names up and begins the connections. */

struct _DermagaPortProbe
{
  GObject parent_instance;

  DermagaNetwork *network;
  const DermagaControlTable *table; /* (nullable): there is nobody to ask */
  gboolean ask;
  DermagaPortCheck *check;
  GPtrArray *runs;
  gboolean compared[2]; /* by family: other ports are tried */
  gboolean impatient;
  gint64 started;

  GTask *task;
  GCancellable *lookups;
  GSource *cancelled;
  GSource *patience;
  GSource *whole;
  GSource *leaving;
};

/** dermaga_port_probe_ask: looks the name up in the families wanted, adds a control for each, and
 *  connects to the first address; @server: %NULL for the page. */
void dermaga_port_probe_ask (DermagaPortProbe *self, DermagaControlKind kind,
                             const DermagaControlServer *server, gboolean with_ipv4,
                             gboolean with_ipv6);
/** dermaga_port_probe_ask_nowhere: whether a connection to nobody's address is accepted. */
void dermaga_port_probe_ask_nowhere (DermagaPortProbe *self, gboolean is_ipv6);
/** dermaga_port_probe_consider: something was learned: goes on, or ends. */
void dermaga_port_probe_consider (DermagaPortProbe *self);
/** dermaga_port_probe_closed: a connection ended after all was known. */
void dermaga_port_probe_closed (DermagaPortProbe *self);

G_END_DECLS
