#include "config.h"

#include "export/dermaga-formats-device.h"

const DermagaFormat *const dermaga_formats_device[] = {
  NULL,
};
