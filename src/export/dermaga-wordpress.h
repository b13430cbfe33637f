#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/* What the two WordPress formats share: WordPress sends with PHPMailer in both. */

/** dermaga_wordpress_secure: PHPMailer's word for @security: "ssl", "tls" (STARTTLS) or "". */
const char *dermaga_wordpress_secure (DermagaSecurity security);

/**
 * dermaga_wordpress_check:
 *
 * Whether PHPMailer can send as the address of @settings: it takes ASCII addresses only. The error
 * is DERMAGA_SETTINGS_ERROR_FORMAT.
 */
gboolean dermaga_wordpress_check (const DermagaSettings *settings, GError **error);

G_END_DECLS
