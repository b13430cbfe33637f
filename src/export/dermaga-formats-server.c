#include "config.h"

#include "export/dermaga-formats-server.h"

const DermagaFormat *const dermaga_formats_server[] = {
  &dermaga_format_postfix,
  &dermaga_format_exim,
  &dermaga_format_nullmailer,
  NULL,
};
