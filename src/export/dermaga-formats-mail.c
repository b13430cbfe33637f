#include "config.h"

#include "export/dermaga-formats-mail.h"

const DermagaFormat *const dermaga_formats_mail[] = {
  &dermaga_format_mutt,
  &dermaga_format_aerc,
  &dermaga_format_msmtp,
  &dermaga_format_s_nail,
  &dermaga_format_mbsync,
  &dermaga_format_himalaya,
  &dermaga_format_evolution,
  &dermaga_format_geary,
  &dermaga_format_kmail,
  NULL,
};
