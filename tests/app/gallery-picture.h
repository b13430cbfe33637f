#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** gallery_set_size: waits until the window is @width wide, or as wide as the page needs with large
 *  letters, and laid out. */
void gallery_set_size (Scene *scene, int width, int height);

/** gallery_make_narrow: waits until the window is narrow, but as wide as long words need. */
void gallery_make_narrow (Scene *scene);

/** gallery_save_picture: writes what the window shows to the PNG file @path. */
void gallery_save_picture (Scene *scene, const char *path);

G_END_DECLS
