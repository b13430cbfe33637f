#pragma once

#include <gio/gio.h>

#include "net/dermaga-resolver.h"
#include "tls/dermaga-tls-context.h"
#include "tls/dermaga-tls-signin-context.h"

G_BEGIN_DECLS

/**
 * DermagaNetwork: what probing needs from its surroundings: a resolver, trust, and routes (where
 * a port really is), so that the practice provider and the tests can stand in for the internet.
 */
#define DERMAGA_TYPE_NETWORK (dermaga_network_get_type ())
G_DECLARE_FINAL_TYPE (DermagaNetwork, dermaga_network, DERMAGA, NETWORK, GObject)

/** dermaga_network_new: the system's resolver and trust; @ca_file: (nullable): further roots. */
DermagaNetwork *dermaga_network_new (const char *ca_file, GError **error);
DermagaNetwork *dermaga_network_new_with (DermagaResolver *resolver, DermagaTlsContext *context);
DermagaResolver *dermaga_network_get_resolver (DermagaNetwork *self);
DermagaTlsContext *dermaga_network_get_tls_context (DermagaNetwork *self);
/** dermaga_network_get_signin_context: (transfer none) (nullable): with the same roots, for
 *  connections that are to carry a credential; %NULL when OpenSSL has none to give. */
DermagaTlsSigninContext *dermaga_network_get_signin_context (DermagaNetwork *self);

/** dermaga_network_add_route: connections to @port of any address go to @real_port instead. */
void dermaga_network_add_route (DermagaNetwork *self, guint16 port, guint16 real_port);
/** dermaga_network_map_port: where to connect for @port: a real port, or @port itself. With any
 *  route added, ports without one are mapped to 0: refused without a connection. */
guint16 dermaga_network_map_port (DermagaNetwork *self, guint16 port);
/** dermaga_network_has_routes: whether it stands in for the internet, with servers of its own. */
gboolean dermaga_network_has_routes (DermagaNetwork *self);

G_END_DECLS
