#include "config.h"

#include "export/dermaga-formats-wordpress.h"

const DermagaFormat *const dermaga_formats_wordpress[] = {
  &dermaga_format_wordpress_plugin,
  &dermaga_format_wp_mail_smtp,
  &dermaga_format_easy_wp_smtp,
  &dermaga_format_wp_mail_smtp_cli,
  &dermaga_format_fluent_smtp,
  &dermaga_format_post_smtp,
  NULL,
};
