#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>

#include <string.h>

/* WordPress looks for these two words, in English, in the first comment of the file. */
static void
put_header (GString *out, const DermagaSettings *settings)
{
  const DermagaFileNote note = {
    .what = _("Made by Dermaga. It holds no password."),
    .place = _("Place: wp-content/mu-plugins/dermaga-smtp.php; make the folder if it is missing. "
               "WordPress then always loads it."),
    .secret = _("Password: as the constant DERMAGA_SMTP_PASSWORD in wp-config.php, or as an "
                "environment variable of the same name. Without it no mail is sent."),
    .test = _("Test: in WordPress, open “Tools”, “Site Health”; it tries the connection from the "
              "web host. Then ask for a new password on the sign-in page of the site, and see "
              "whether the message arrives."),
  };
  g_autofree char *description = g_strconcat (
    "Description: ", _("Sends all mail of this site through one mail server."), NULL);

  g_string_append_printf (out, "<?php\n/**\n * Plugin Name: Dermaga SMTP (%s)\n",
                          settings->outgoing->host);
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR, description);
  g_string_append (out, " *\n");
  dermaga_append_note (out, DERMAGA_COMMENT_STAR, &note, &dermaga_format_wordpress_plugin,
                       settings);
  g_string_append (out, " */\n");
}

/* A function with a name would take the site down when two such files are there. */
static void
put_password (GString *out)
{
  g_autofree char *missing = dermaga_escape_php (_("DERMAGA_SMTP_PASSWORD is not set, so no mail "
                                                   "is sent."));

  g_string_append (out,
                   "if ( ! defined( 'ABSPATH' ) ) {\n"
                   "\texit;\n"
                   "}\n"
                   "\n"
                   "$dermaga_smtp_password = static function () {\n"
                   "\tif ( defined( 'DERMAGA_SMTP_PASSWORD' ) ) {\n"
                   "\t\treturn (string) DERMAGA_SMTP_PASSWORD;\n"
                   "\t}\n"
                   "\treturn (string) getenv( 'DERMAGA_SMTP_PASSWORD' );\n"
                   "};\n"
                   "\n");
  g_string_append_printf (out,
                          "add_filter(\n"
                          "\t'pre_wp_mail',\n"
                          "\tstatic function ( $result ) use ( $dermaga_smtp_password ) {\n"
                          "\t\tif ( '' !== $dermaga_smtp_password() ) {\n"
                          "\t\t\treturn $result;\n"
                          "\t\t}\n"
                          "\t\tdo_action( 'wp_mail_failed', "
                          "new WP_Error( 'wp_mail_failed', '%s' ) );\n"
                          "\t\treturn false;\n"
                          "\t},\n"
                          "\t1000\n"
                          ");\n"
                          "\n",
                          missing);
}

static void
put_mailer (GString *out, const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *host = dermaga_escape_php (server->host);
  g_autofree char *user_name = dermaga_escape_php (server->user_name);
  g_autofree char *sender = dermaga_escape_php (settings->email);

  g_string_append (out,
                   "$dermaga_smtp_set_up = static function ( $mailer ) use "
                   "( $dermaga_smtp_password ) {\n"
                   "\t$mailer->isSMTP();\n");
  g_string_append_printf (out, "\t$mailer->Host        = '%s';\n", host);
  g_string_append_printf (out, "\t$mailer->Port        = %u;\n", server->port);
  g_string_append_printf (out, "\t$mailer->SMTPSecure  = '%s';\n",
                          dermaga_wordpress_secure (server->security));
  g_string_append_printf (out, "\t$mailer->SMTPAutoTLS = %s;\n",
                          dermaga_server_is_insecure (server) ? "false" : "true");
  g_string_append (out, "\t$mailer->SMTPAuth    = true;\n");
  g_string_append_printf (out, "\t$mailer->Username    = '%s';\n", user_name);
  g_string_append (out, "\t$mailer->Password    = $dermaga_smtp_password();\n");
  g_string_append_printf (out, "\t$mailer->Sender      = '%s';\n", sender);
  g_string_append (out,
                   "\t$mailer->Timeout     = 20;\n"
                   "};\n"
                   "\n"
                   "add_action( 'phpmailer_init', $dermaga_smtp_set_up, 1000 );\n");
}

static void
put_filter (GString *out, const char *filter, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out,
                          "\n"
                          "add_filter(\n"
                          "\t'%s',\n"
                          "\tstatic function () {\n"
                          "\t\treturn '%s';\n"
                          "\t},\n"
                          "\t1000\n"
                          ");\n",
                          filter, escaped);
}

static char *
make_plugin (const DermagaSettings *settings, GError **error)
{
  GString *out;

  if (!dermaga_wordpress_check (settings, error))
    return NULL;

  out = g_string_new (NULL);
  put_header (out, settings);
  put_password (out);
  put_mailer (out, settings);
  put_filter (out, "wp_mail_from", settings->email);
  if (settings->display_name != NULL && settings->display_name[0] != '\0')
    put_filter (out, "wp_mail_from_name", settings->display_name);
  dermaga_wordpress_put_health (out, settings->outgoing);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-smtp.php");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Put the file into the folder wp-content/mu-plugins of the WordPress site. Make the folder "
      "if it is missing. Nothing has to be switched on."),
    /* Translators: the words in quotes stand in wp-config.php, in English or as WordPress's
     * translation has them. */
    _("Open wp-config.php and add this line above “That's all, stop editing!”, with your password "
      "between the last quotes:"),
    "\tdefine( 'DERMAGA_SMTP_PASSWORD', '' );",
    _("In the password, write \\' for a ' and \\\\ for a \\."),
    _("Switch off other plugins that set up SMTP."),
    /* Translators: the words in quotes are WordPress's; use those of its translation. */
    _("In the WordPress menu, open “Tools”, “Site Health”. It tries the connection from the web "
      "host, and says what to do if it does not work."),
    _("To test, ask for a new password on the sign-in page of the site, and see whether the "
      "message arrives."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_wordpress_plugin = {
  .id = "wordpress-plugin",
  .title = N_("WordPress, without a plugin to install"),
  .summary = N_("A must-use plugin: one file that makes WordPress send through your server"),
  .media_type = "application/x-php",
  .program = "WordPress",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "WordPress 6.1",
  .text = make_plugin,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
