#pragma once

#include "export/dermaga-format.h"

G_BEGIN_DECLS

/* What each format's file hands to the list in dermaga-format.c. */
extern const DermagaFormat dermaga_format_thunderbird_zip;
extern const DermagaFormat dermaga_format_thunderbird_xml;

G_END_DECLS
