#pragma once

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/**
 * dermaga_read_text: (transfer full): a published configuration as aligned text.
 * @colour: whether escape sequences may be used
 * @width: columns to fill
 */
char *dermaga_read_text (const DermagaProviderConfig *config, gboolean colour, guint width);

G_END_DECLS
