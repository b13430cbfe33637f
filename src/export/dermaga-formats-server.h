#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_exim;
extern const DermagaFormat dermaga_format_nullmailer;
extern const DermagaFormat dermaga_format_postfix;

G_END_DECLS
