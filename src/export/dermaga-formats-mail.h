#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_msmtp;
extern const DermagaFormat dermaga_format_mutt;
extern const DermagaFormat dermaga_format_mbsync;

G_END_DECLS
