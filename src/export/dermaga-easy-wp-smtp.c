#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress-constants.h"

#include <glib/gi18n.h>

static char *
make_constants (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("Settings for the WordPress plugin Easy WP SMTP (2.0 or newer), made by Dermaga."),
    .place = _("Place: in wp-config.php, above the line “That's all, stop editing!”. The plugin "
               "must be switched on."),
    .test = _("Test: in the plugin’s menu, “Tools”, “Email Test”."),
  };

  return dermaga_wordpress_constants_write (settings, "EASY_WP_SMTP_", &note,
                                            &dermaga_format_easy_wp_smtp, error);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("easy-wp-smtp-%s.txt", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Install the plugin Easy WP SMTP in WordPress and switch it on."),
    _("Open wp-config.php and paste the file’s text above the line “That's all, stop editing!”."),
    _("In the line with EASY_WP_SMTP_SMTP_PASS, put the password between the last quotes. Write "
      "\\' for a ' and \\\\ for a \\."),
    _("Switch off other plugins that set up SMTP."),
    _("To test, open “Easy WP SMTP”, “Tools”, “Email Test” in the WordPress menu."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_easy_wp_smtp = {
  .id = "easy-wp-smtp",
  .title = N_("WordPress with the plugin Easy WP SMTP"),
  .summary = N_("Lines for wp-config.php that set up the plugin Easy WP SMTP"),
  .media_type = "text/plain",
  .program = "Easy WP SMTP",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_constants,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
