#pragma once

#include "model/dermaga-source.h"
#include "net/dermaga-network.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_WEB_ADDRESS (dermaga_web_address_get_type ())
G_DECLARE_FINAL_TYPE (DermagaWebAddress, dermaga_web_address, DERMAGA, WEB_ADDRESS,
                      GNetworkAddress)

/**
 * dermaga_web_address_new:
 * @host: a valid host name
 * @port: as in the URL; it is mapped by the network's routes
 * @cancellable: ends the questions to DNS
 *
 * A #GNetworkAddress, so that TLS takes the name from it, whose addresses come from the network's
 * resolver: both families are asked at once, IPv6 and IPv4 take turns, at most four of each.
 */
DermagaWebAddress *dermaga_web_address_new (DermagaNetwork *network, const char *host,
                                            guint16 port, GCancellable *cancellable);

/** dermaga_web_address_detach: lets go of the resolver: a handshake that was broken off may keep
 *  the address until its thread has ended. */
void dermaga_web_address_detach (DermagaWebAddress *self);

/** dermaga_web_address_get_problem: why there is no address so far: %DERMAGA_SOURCE_PROBLEM_NO_NAME
 *  or _DNS_FAILED, which also stands for no answer yet; _NONE once there is one. */
DermagaSourceProblem dermaga_web_address_get_problem (DermagaWebAddress *self);

G_END_DECLS
