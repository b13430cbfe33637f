#pragma once

#include "verdict/dermaga-verdict.h"

/**
 * DermagaLook: how good a result is, at a glance; never without the word for it.
 * @icon: (nullable): name of a symbolic icon
 * @css_class: the colour
 */
typedef struct {
  const char *icon;
  const char *css_class;
} DermagaLook;

DermagaLook dermaga_look_of_probe (DermagaProbe *probe);
/** dermaga_look_of_answer: of the whole check, as far as it was recommended from. */
DermagaLook dermaga_look_of_answer (const DermagaRecommendation *recommendation,
                                    DermagaResult *result);
