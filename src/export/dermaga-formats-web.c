#include "config.h"

#include "export/dermaga-formats-web.h"

const DermagaFormat *const dermaga_formats_web[] = {
  NULL,
};
