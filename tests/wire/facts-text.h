#pragma once

#include "wire/dermaga-dialogue.h"

/** facts_to_lines: (transfer full): every fact as "key value", in a fixed order. */
char **facts_to_lines (const DermagaFacts *facts);
