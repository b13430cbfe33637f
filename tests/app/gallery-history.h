#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* Views of what changed since an earlier check, and of that nothing did. */
void gallery_arrange_changes (Scene *scene);
void gallery_arrange_changes_many (Scene *scene);
void gallery_arrange_changes_gained (Scene *scene);
void gallery_arrange_changes_none (Scene *scene);

G_END_DECLS
