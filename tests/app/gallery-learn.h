#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* What the pictures of Learn are arranged with. */

void gallery_arrange_topics (Scene *scene);
void gallery_arrange_lesson (Scene *scene);
void gallery_arrange_map (Scene *scene);
/** gallery_arrange_map_results: with the person's own results in it. */
void gallery_arrange_map_results (Scene *scene);
void gallery_arrange_four_ports (Scene *scene);
void gallery_arrange_guide (Scene *scene);
void gallery_arrange_guide_465 (Scene *scene);
void gallery_arrange_advice (Scene *scene);

G_END_DECLS
