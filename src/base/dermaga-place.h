#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Where the program's own data lies, by the place that it is run from. */

/** dermaga_place_is_build: whether the program is run from the folder that it was built in. */
gboolean dermaga_place_is_build (void);

/**
 * dermaga_place_find_data: (transfer full): the folder @below of the shared data ("locale")
 *
 * An installed program finds it beside itself, wherever it was installed or moved to: "share" is
 * beside "bin". Where that cannot be told, it is the folder that was configured.
 */
char *dermaga_place_find_data (const char *below);

G_END_DECLS
