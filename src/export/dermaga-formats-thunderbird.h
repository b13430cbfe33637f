#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_thunderbird_zip;
extern const DermagaFormat dermaga_format_thunderbird_xml;
extern const DermagaFormat dermaga_format_thunderbird_isp;
extern const DermagaFormat dermaga_format_thunderbird_policies;

G_END_DECLS
