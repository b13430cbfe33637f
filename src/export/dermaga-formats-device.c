#include "config.h"

#include "export/dermaga-formats-device.h"

const DermagaFormat *const dermaga_formats_device[] = {
  &dermaga_format_thunderbird_android,
  &dermaga_format_thunderbird_android_svg,
  &dermaga_format_apple_profile,
  &dermaga_format_outlook,
  &dermaga_format_sheet,
  &dermaga_format_sheet_html,
  NULL,
};
