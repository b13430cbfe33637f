#pragma once

#include "export/dermaga-format.h"

G_BEGIN_DECLS

/* What each format's file hands to the list in dermaga-format.c. */
extern const DermagaFormat dermaga_format_thunderbird_zip;
extern const DermagaFormat dermaga_format_thunderbird_xml;
extern const DermagaFormat dermaga_format_wordpress_plugin;
extern const DermagaFormat dermaga_format_wp_mail_smtp;

G_END_DECLS
