#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/* The autoconfig file of one domain, as the two formats that hand it over share it. */

/** dermaga_thunderbird_xml_write: (transfer full) (nullable): the file. */
char *dermaga_thunderbird_xml_write (const DermagaSettings *settings, const DermagaFileNote *note,
                                     const DermagaFormat *format, GError **error);
/** dermaga_thunderbird_xml_remark: (transfer none) (nullable): translated: what goes wrong when
 *  Thunderbird has this account from such a file. */
const char *dermaga_thunderbird_xml_remark (const DermagaSettings *settings);

G_END_DECLS
