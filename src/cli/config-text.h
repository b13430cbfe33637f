#pragma once

#include "model/dermaga-provider-config.h"
#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_config_text:
 * @config: the file, as read
 * @result: of the check that tried its servers
 * @colour: whether escape sequences may be used
 * @width: columns to fill
 *
 * Returns: (transfer full): the file's servers in its own order, which of them work, and what mail
 * programs will make of it
 */
char *dermaga_config_text (const DermagaProviderConfig *config, DermagaResult *result,
                           gboolean colour, guint width);

/** dermaga_config_succeeds: whether the servers that a mail program takes are safe, both ways. */
gboolean dermaga_config_succeeds (DermagaResult *result);

G_END_DECLS
