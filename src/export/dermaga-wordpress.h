#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/* What the WordPress formats share: WordPress sends with PHPMailer in all of them. */

/** dermaga_wordpress_secure: PHPMailer's word for @security: "ssl", "tls" (STARTTLS) or "". */
const char *dermaga_wordpress_secure (DermagaSecurity security);

/**
 * dermaga_wordpress_check:
 *
 * Whether PHPMailer can send as the address of @settings: it takes ASCII addresses only. The error
 * is DERMAGA_SETTINGS_ERROR_FORMAT.
 */
gboolean dermaga_wordpress_check (const DermagaSettings *settings, GError **error);

/**
 * dermaga_wordpress_put_health:
 *
 * Adds PHP to the must-use plugin that tries the connection from the web host, as a test of
 * WordPress's page Site Health. It uses $dermaga_smtp_password and $dermaga_smtp_set_up.
 */
void dermaga_wordpress_put_health (GString *out, const DermagaServer *server);

G_END_DECLS
