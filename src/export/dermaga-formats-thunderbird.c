#include "config.h"

#include "export/dermaga-formats-thunderbird.h"

const DermagaFormat *const dermaga_formats_thunderbird[] = {
  &dermaga_format_thunderbird_zip,
  &dermaga_format_thunderbird_xml,
  &dermaga_format_thunderbird_isp,
  &dermaga_format_thunderbird_policies,
  NULL,
};
