#include "config.h"

#include "export/dermaga-formats-mail.h"

const DermagaFormat *const dermaga_formats_mail[] = {
  NULL,
};
