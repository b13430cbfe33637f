#pragma once

#include <gio/gio.h>

#include "net/dermaga-network.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PORT_PROBE (dermaga_port_probe_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPortProbe, dermaga_port_probe, DERMAGA, PORT_PROBE, GObject)

/**
 * dermaga_port_probe_new:
 * @port: dermaga_port_check_is_mail_port()
 *
 * Finds out whether a port is likely blocked in the network that this computer is in, by asking
 * servers of other companies: see dermaga_port_check_judge(). One connection for each company and
 * address family, nothing but a greeting and good-bye. Signals:
 * "changed": there is news in dermaga_port_probe_get_check().
 *
 * What was found is kept for ten minutes, as long as the network stays the same: asked again within
 * them, the answer comes from there and nobody is asked. A @network with routes stands in for the
 * internet: there only servers of dermaga_port_probe_set_table() are asked.
 */
DermagaPortProbe *dermaga_port_probe_new (DermagaNetwork *network, guint16 port);
/** dermaga_port_probe_set_table: whom to ask in place of the built-in servers; it must live on. */
void dermaga_port_probe_set_table (DermagaPortProbe *self, const DermagaControlTable *table);
/** dermaga_port_probe_set_ask: %FALSE: nobody is asked, and the verdict is unknown. */
void dermaga_port_probe_set_ask (DermagaPortProbe *self, gboolean ask);

guint16 dermaga_port_probe_get_port (DermagaPortProbe *self);
/** (transfer none): what is known; its "finished" is set as soon as the verdicts are final. */
const DermagaPortCheck *dermaga_port_probe_get_check (DermagaPortProbe *self);

/**
 * dermaga_port_probe_run_async: once. Ends when the check is finished and its connections are
 * closed, which a polite good-bye may delay by a second at most. Cancelling keeps what is known and
 * is not an error.
 */
void dermaga_port_probe_run_async (DermagaPortProbe *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean dermaga_port_probe_run_finish (DermagaPortProbe *self, GAsyncResult *result,
                                        GError **error);

/** dermaga_port_probe_forget_all: drops what is kept of earlier runs. */
void dermaga_port_probe_forget_all (void);

G_END_DECLS
