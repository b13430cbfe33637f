#pragma once

#include "base/dermaga-target.h"
#include "discover/dermaga-host.h"
#include "model/dermaga-result.h"
#include "net/dermaga-network.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_DISCOVERY (dermaga_discovery_get_type ())
G_DECLARE_FINAL_TYPE (DermagaDiscovery, dermaga_discovery, DERMAGA, DISCOVERY, GObject)

/**
 * DermagaDiscovery: finds the names that may be the domain's mail servers, and their addresses:
 * what the user typed or gave as a file, the provider table, what the domain or its provider
 * publishes on the web, Mozilla's list, SRV (RFC 6186, RFC 8314), MX (RFC 5321), and the usual
 * names. All are asked at once, but for what follows from an answer. Each has its report in the
 * result.
 *
 * Signals: "host" (a #DermagaHost got addresses, was named by a better source, needs no consent any
 * more, or is known to have none; not before the first answers could be compared), "alternative"
 * (all addresses of a #DermagaHost are known, and a certificate holds its name), "progress" (an
 * answer was told to its end, or a source is not waited for any longer, so that
 * dermaga_discovery_could_beat() may have changed), "finished" (no question is open any more; in
 * place of the last "progress").
 */
DermagaDiscovery *dermaga_discovery_new (const DermagaTarget *target, DermagaNetwork *network,
                                         DermagaResult *result);

/** (nullable): server names the user was given; that direction is then not looked for elsewhere. */
void dermaga_discovery_set_hosts (DermagaDiscovery *self, const char *incoming_host,
                                  const char *outgoing_host);
/** Who is asked; %DERMAGA_PRIVACY_PUBLIC_LIST at first. */
void dermaga_discovery_set_privacy (DermagaDiscovery *self, DermagaPrivacy privacy);
/** Whether the provider's own web server is told the full address. */
void dermaga_discovery_set_send_address (DermagaDiscovery *self, gboolean send_address);
/** (nullable): what the user gave as a file, placeholders and all: nothing else is then asked, and
 *  only the ports that it names are tried. */
void dermaga_discovery_set_config (DermagaDiscovery *self, const DermagaProviderConfig *config);

void dermaga_discovery_start (DermagaDiscovery *self);
/** Forgets all open questions, which are reported as not needed, or as unfinished when they could
 *  still have changed the answer; no signal comes after it. */
void dermaga_discovery_cancel (DermagaDiscovery *self);

/**
 * dermaga_discovery_follow_certificate: a server that some name led to showed @certificate, for
 * which an authority vouches, and which is made for other names
 *
 * A few of those are looked up, and told by "alternative" as far as they lead anywhere, each
 * certificate once and of all at most two: what it holds is up to whoever answered. Discovery that
 * was finished may be so once more.
 */
void dermaga_discovery_follow_certificate (DermagaDiscovery *self,
                                           const DermagaCertificate *certificate);

gboolean dermaga_discovery_is_finished (DermagaDiscovery *self);
/** (transfer none) (element-type DermagaHost) */
GPtrArray *dermaga_discovery_get_hosts (DermagaDiscovery *self);

/**
 * dermaga_discovery_could_beat:
 * @best: (nullable): the best safe candidate so far
 *
 * Whether an open question could still lead to a candidate of that direction that is preferred.
 * Once the result has a safe pair, a web source counts only while it may hold back the answer:
 * 1.5 s until its server accepts the connection, 4 s in all.
 */
gboolean dermaga_discovery_could_beat (DermagaDiscovery *self, DermagaDirection direction,
                                       const DermagaCandidate *best);
/** The server @used is recommended: what its sources say that must be done first applies. */
void dermaga_discovery_use_hints (DermagaDiscovery *self, const DermagaCandidate *used);

G_END_DECLS
