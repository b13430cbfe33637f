#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_thunderbird_android;
extern const DermagaFormat dermaga_format_thunderbird_android_svg;
extern const DermagaFormat dermaga_format_apple_profile;
extern const DermagaFormat dermaga_format_outlook;
extern const DermagaFormat dermaga_format_sheet;
extern const DermagaFormat dermaga_format_sheet_html;

G_END_DECLS
