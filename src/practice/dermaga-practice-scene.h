#pragma once

#include "practice/dermaga-practice.h"

G_BEGIN_DECLS

/**
 * DermagaPracticeScene: a trouble to look at, or none.
 * @id: for people to type and for words to be found by (dermaga_scene_get_title())
 */
typedef struct {
  const char *id;
  DermagaPracticeOptions options;
} DermagaPracticeScene;

/** dermaga_practice_scenes: (array length=n_scenes): the first is without trouble. */
const DermagaPracticeScene *dermaga_practice_scenes (guint *n_scenes);
/** dermaga_practice_scene_find: (nullable) */
const DermagaPracticeScene *dermaga_practice_scene_find (const char *id);

G_END_DECLS
