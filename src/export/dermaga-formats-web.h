#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_django;
extern const DermagaFormat dermaga_format_environment;
extern const DermagaFormat dermaga_format_ghost;
extern const DermagaFormat dermaga_format_gitea;
extern const DermagaFormat dermaga_format_grafana;
extern const DermagaFormat dermaga_format_laravel;
extern const DermagaFormat dermaga_format_nextcloud;
extern const DermagaFormat dermaga_format_nodemailer;
extern const DermagaFormat dermaga_format_phpmailer;
extern const DermagaFormat dermaga_format_rails;

G_END_DECLS
