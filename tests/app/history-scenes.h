#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** What an earlier check of the provider had found, beside what the present one finds. */
typedef enum {
  HISTORY_SAME,
  HISTORY_LOST,   /* what is refused now worked then */
  HISTORY_GAINED, /* what works now was refused then */
  HISTORY_MANY,   /* everything worked then */
} HistoryKind;

/** history_scene_give: the check that ended in @scene has one before it, @days ago (0: an hour). */
void history_scene_give (Scene *scene, HistoryKind kind, guint days);
/** history_scene_break: now nobody answers on any port, so that much is lost at once. */
void history_scene_break (Scene *scene);

G_END_DECLS
