#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress-cli.h"
#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static void
put_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* The password that would stand here is only encoded, so it goes into wp-config.php, which wins. */
static char *
make_option (const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  const char *name = settings->display_name != NULL ? settings->display_name : "";
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  put_text (builder, "transport_type", "smtp");
  put_text (builder, "smtp_mailers", "phpmailer");
  put_text (builder, "hostname", server->host);
  put_text (builder, "port", port);
  put_text (builder, "enc_type", dermaga_wordpress_secure (server->security));
  put_text (builder, "auth_type", "login");
  put_text (builder, "basic_auth_username", server->user_name);
  put_text (builder, "basic_auth_password", "");
  put_text (builder, "sender_email", settings->email);
  put_text (builder, "sender_name", name);
  put_text (builder, "envelope_sender", settings->email);
  put_text (builder, "prevent_sender_email_override", "1");
  put_text (builder, "prevent_sender_name_override", name[0] != '\0' ? "1" : "");
  put_text (builder, "connection_timeout", "10");
  put_text (builder, "read_timeout", "60");
  put_text (builder, "mail_log_enabled", "false");
  put_text (builder, "run_mode", "production");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
check (const DermagaSettings *settings, GError **error)
{
  if (!dermaga_wordpress_check (settings, error) || !dermaga_wordpress_cli_check (settings, error))
    return FALSE;
  if (!dermaga_server_is_insecure (settings->outgoing))
    return TRUE;
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                       "Post SMTP always encrypts where the server offers it");
  return FALSE;
}

static char *
make_script (const DermagaSettings *settings, GError **error)
{
  g_autofree char *test = dermaga_wordpress_cli_test_note ();
  const DermagaFileNote note = {
    .what = _("Sets up the WordPress plugin Post SMTP with WP-CLI, and replaces the settings that "
              "it had. Made by Dermaga."),
    .place = _("Place: run it on the web host, in the folder of the site. The plugin must be "
               "switched on."),
    .secret = dermaga_wordpress_cli_secret_note (),
    .test = test,
  };
  g_autofree char *option = NULL;
  GString *out;

  if (!check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  option = make_option (settings);
  dermaga_wordpress_cli_begin (out, &note, &dermaga_format_post_smtp, settings);
  dermaga_wordpress_cli_option (out, "postman_options", option);
  dermaga_wordpress_cli_set (out, "POST_SMTP_AUTH_USERNAME", settings->outgoing->user_name);
  dermaga_wordpress_cli_set_password (out, "POST_SMTP_AUTH_PASSWORD");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("post-smtp-%s.sh", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *name = file_name (settings);

  return dermaga_wordpress_cli_steps ("Post SMTP", name);
}

const DermagaFormat dermaga_format_post_smtp = {
  .id = "post-smtp",
  .title = N_("WordPress with Post SMTP, by WP-CLI"),
  .summary = N_("Commands of WP-CLI that set up the plugin Post SMTP"),
  .media_type = "application/x-sh",
  .program = "Post SMTP",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "Post SMTP 3.2",
  .text = make_script,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
