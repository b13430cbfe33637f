#pragma once

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/**
 * dermaga_config_file_load:
 *
 * Returns: (transfer full) (nullable): what the file at @path says, its placeholders in place;
 * %NULL with a #DermagaConfigError or one of GIO's
 */
DermagaProviderConfig *dermaga_config_file_load (const char *path, GError **error);

G_END_DECLS
