#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words for the scenes of the practice provider, by their id. */

/** dermaga_scene_get_title: what is wrong, as the name of a choice; @id itself where there is no
 *  such scene. */
const char *dermaga_scene_get_title (const char *id);
/** dermaga_scene_get_summary: what there is to see, a sentence or two; "" where there is no such
 *  scene. */
const char *dermaga_scene_get_summary (const char *id);

G_END_DECLS
