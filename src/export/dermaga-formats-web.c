#include "config.h"

#include "export/dermaga-formats-web.h"

const DermagaFormat *const dermaga_formats_web[] = {
  &dermaga_format_laravel,
  &dermaga_format_django,
  &dermaga_format_rails,
  &dermaga_format_nodemailer,
  &dermaga_format_phpmailer,
  &dermaga_format_nextcloud,
  &dermaga_format_ghost,
  &dermaga_format_gitea,
  &dermaga_format_grafana,
  &dermaga_format_environment,
  NULL,
};
