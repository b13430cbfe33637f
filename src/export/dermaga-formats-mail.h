#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_msmtp;
extern const DermagaFormat dermaga_format_mutt;
extern const DermagaFormat dermaga_format_mbsync;
extern const DermagaFormat dermaga_format_s_nail;
extern const DermagaFormat dermaga_format_aerc;
extern const DermagaFormat dermaga_format_himalaya;
extern const DermagaFormat dermaga_format_evolution;
extern const DermagaFormat dermaga_format_geary;
extern const DermagaFormat dermaga_format_kmail;

G_END_DECLS
