#include "config.h"

#include "export/dermaga-formats-server.h"

const DermagaFormat *const dermaga_formats_server[] = {
  NULL,
};
