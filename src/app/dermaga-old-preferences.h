#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * dermaga_old_preferences_move:
 *
 * Takes over what version 0.1 remembered in a key file of its own, where @settings holds no other
 * choice yet, and removes that file. A file that cannot be read is an empty one.
 */
void dermaga_old_preferences_move (GSettings *settings);

G_END_DECLS
