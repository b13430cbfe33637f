#pragma once

#include "verdict/dermaga-words.h"

G_BEGIN_DECLS

/* Inside verdict/ only. */

/** DermagaFindingText: one kind of finding; @severity is what it usually has. */
typedef struct {
  const char *code;
  DermagaSeverity severity;
  DermagaTexts texts;
} DermagaFindingText;

/** dermaga_finding_text_find: (transfer none): @code must be one of the table. */
const DermagaFindingText *dermaga_finding_text_find (const char *code);

G_END_DECLS
