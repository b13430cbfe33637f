#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

extern const DermagaFormat dermaga_format_wordpress_plugin;
extern const DermagaFormat dermaga_format_wp_mail_smtp;

G_END_DECLS
