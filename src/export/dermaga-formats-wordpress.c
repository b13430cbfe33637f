#include "config.h"

#include "export/dermaga-formats-wordpress.h"

const DermagaFormat *const dermaga_formats_wordpress[] = {
  &dermaga_format_wordpress_plugin,
  &dermaga_format_wp_mail_smtp,
  NULL,
};
