#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_thunderbird_android;
extern const DermagaFormat dermaga_format_thunderbird_android_svg;

G_END_DECLS
