#pragma once

#include "base/dermaga-target.h"
#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/** The largest file that is read; the largest of Mozilla's list has 6 KiB. */
#define DERMAGA_AUTOCONFIG_MAX_SIZE (256u * 1024u)

/**
 * dermaga_autoconfig_read:
 * @file: a configuration file, config-v1.1.xml, from anywhere
 *
 * Reads "clientConfig" as draft-ietf-mailmaint-autoconfig has it: elements, attributes and values
 * that are not known are ignored, a server with a broken value is left out alone, the order is
 * kept. Words are taken as Thunderbird takes them. Servers for other protocols than IMAP, POP3 and
 * SMTP are left out without being counted. No document types, no entities but the five of XML.
 * Every text in the result is safe to show; hosts and user names still hold their placeholders.
 *
 * Returns: (transfer full): what it says, with at least one server, or %NULL with a
 * #DermagaConfigError
 */
DermagaProviderConfig *dermaga_autoconfig_read (GBytes *file, GError **error);

/**
 * dermaga_autoconfig_expand:
 * @config: what dermaga_autoconfig_read() returned
 * @target: for whom
 *
 * Replaces the placeholders. Without an address in @target, user names keep theirs, and a server
 * whose host name needs the part before the @ is left out, as is one whose host name does not come
 * out valid. A user name that echoes the address percent-encoded becomes the address.
 *
 * Returns: (transfer full): a new configuration whose hosts are valid; it may have no server
 */
DermagaProviderConfig *dermaga_autoconfig_expand (const DermagaProviderConfig *config,
                                                  const DermagaTarget *target);

G_END_DECLS
