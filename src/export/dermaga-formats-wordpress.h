#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_wordpress_plugin;
extern const DermagaFormat dermaga_format_wp_mail_smtp;
extern const DermagaFormat dermaga_format_easy_wp_smtp;
extern const DermagaFormat dermaga_format_wp_mail_smtp_cli;
extern const DermagaFormat dermaga_format_fluent_smtp;
extern const DermagaFormat dermaga_format_post_smtp;

G_END_DECLS
