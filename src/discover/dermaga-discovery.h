#pragma once

#include "base/dermaga-target.h"
#include "discover/dermaga-host.h"
#include "model/dermaga-result.h"
#include "net/dermaga-resolver.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_DISCOVERY (dermaga_discovery_get_type ())
G_DECLARE_FINAL_TYPE (DermagaDiscovery, dermaga_discovery, DERMAGA, DISCOVERY, GObject)

/**
 * DermagaDiscovery: finds the names that may be the domain's mail servers, and their addresses:
 * what the user typed, SRV (RFC 6186, RFC 8314), MX (RFC 5321), and the usual names. All
 * questions are asked at once. Further sources have their place beside these in
 * dermaga_discovery_start().
 *
 * Signals: "host" (a #DermagaHost got addresses, was named by a better source, or is known to
 * have none; not before the first answers could be compared), "progress" (an answer was told to its
 * end, so that dermaga_discovery_could_beat() may have changed), "finished" (no question is open
 * any more; in place of the last "progress").
 */
DermagaDiscovery *dermaga_discovery_new (const DermagaTarget *target, DermagaResolver *resolver,
                                         DermagaResult *result);

/** (nullable): server names the user was given; that direction is then not looked for elsewhere. */
void dermaga_discovery_set_hosts (DermagaDiscovery *self, const char *incoming_host,
                                  const char *outgoing_host);
/** Who is asked; %DERMAGA_PRIVACY_PUBLIC_LIST at first. */
void dermaga_discovery_set_privacy (DermagaDiscovery *self, DermagaPrivacy privacy);

void dermaga_discovery_start (DermagaDiscovery *self);
/** Forgets all open questions; no signal comes after it. */
void dermaga_discovery_cancel (DermagaDiscovery *self);

gboolean dermaga_discovery_is_finished (DermagaDiscovery *self);
/** (transfer none) (element-type DermagaHost) */
GPtrArray *dermaga_discovery_get_hosts (DermagaDiscovery *self);

/**
 * dermaga_discovery_could_beat:
 * @best: (nullable): the best safe candidate so far
 *
 * Whether an open question could still lead to a candidate of that direction that is preferred.
 */
gboolean dermaga_discovery_could_beat (DermagaDiscovery *self, DermagaDirection direction,
                                       const DermagaCandidate *best);

G_END_DECLS
