#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress-constants.h"

#include <glib/gi18n.h>

static char *
make_constants (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("Settings for the WordPress plugin WP Mail SMTP, made by Dermaga."),
    .place = _("Place: in wp-config.php, above the line “That's all, stop editing!”. The plugin "
               "must be switched on."),
    .test = _("Test: in the plugin’s menu, “Tools”, “Email Test”."),
  };

  return dermaga_wordpress_constants_write (settings, "WPMS_", &note, &dermaga_format_wp_mail_smtp,
                                            error);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("wp-mail-smtp-%s.txt", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Install the plugin WP Mail SMTP in WordPress and switch it on."),
    _("Open wp-config.php and paste the file’s text above the line “That's all, stop editing!”."),
    _("In the line with WPMS_SMTP_PASS, put the password between the last quotes. Write \\' for a "
      "' and \\\\ for a \\."),
    _("Switch off other plugins that set up SMTP."),
    _("To test, open “WP Mail SMTP”, “Tools”, “Email Test” in the WordPress menu."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_wp_mail_smtp = {
  .id = "wp-mail-smtp",
  .title = N_("WordPress with the plugin WP Mail SMTP"),
  .summary = N_("Lines for wp-config.php that set up the plugin WP Mail SMTP"),
  .media_type = "text/plain",
  .program = "WP Mail SMTP",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "WP Mail SMTP 4.8",
  .text = make_constants,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
