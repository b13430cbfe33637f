#pragma once

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/** The largest document that is read. */
#define DERMAGA_PACC_MAX_SIZE (64u * 1024u)

/**
 * dermaga_pacc_read:
 * @document: user-agent-configuration.json, from anywhere
 *
 * Reads "protocols": imap, pop3, and smtp or submit (the later name), each on its port with TLS
 * from the start, the full address as user name (draft-ietf-mailmaint-pacc). Unknown members are
 * ignored, a broken server is left out alone. Strict JSON: no duplicates of a member that is read,
 * no NUL, bounded depth.
 *
 * Returns: (transfer full): with at least one server, or %NULL with a #DermagaConfigError
 */
DermagaProviderConfig *dermaga_pacc_read (GBytes *document, GError **error);

G_END_DECLS
