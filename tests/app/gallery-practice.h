#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* What the pictures of the practice provider's scenes are arranged with. */

void gallery_arrange_practice (Scene *scene);
/** gallery_arrange_practice_focus: as after its button was pressed. */
void gallery_arrange_practice_focus (Scene *scene);
void gallery_arrange_practice_good (Scene *scene);
void gallery_arrange_practice_blocked (Scene *scene);
void gallery_arrange_practice_expired (Scene *scene);
void gallery_arrange_practice_stripped (Scene *scene);
void gallery_arrange_practice_2525 (Scene *scene);

G_END_DECLS
