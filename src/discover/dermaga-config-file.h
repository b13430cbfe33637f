#pragma once

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/** The largest file of any format; each format may allow less. */
#define DERMAGA_CONFIG_MAX_SIZE (256u * 1024u)

/**
 * dermaga_config_read:
 * @file: what a provider publishes or is about to: config-v1.1.xml, or a PACC document
 *
 * Tells the formats apart by the first character: JSON begins with a bracket, all else is read as
 * XML.
 *
 * Returns: (transfer full): as dermaga_autoconfig_read() and dermaga_pacc_read()
 */
DermagaProviderConfig *dermaga_config_read (GBytes *file, GError **error);

G_END_DECLS
