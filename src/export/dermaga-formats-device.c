#include "config.h"

#include "export/dermaga-formats-device.h"

const DermagaFormat *const dermaga_formats_device[] = {
  &dermaga_format_thunderbird_android,
  &dermaga_format_thunderbird_android_svg,
  NULL,
};
