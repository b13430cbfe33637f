#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress-cli.h"
#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* Its word for @security: as PHPMailer's, but "none". */
static const char *
encryption_word (DermagaSecurity security)
{
  return security == DERMAGA_SECURITY_NONE ? "none" : dermaga_wordpress_secure (security);
}

static void
put_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* User name and password stand in wp-config.php ("wp_config"), one pair for all connections. */
static void
put_server (JsonBuilder *builder, const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  const char *name = settings->display_name != NULL ? settings->display_name : "";
  g_autofree char *port = g_strdup_printf ("%u", server->port);

  json_builder_begin_object (builder);
  put_text (builder, "provider", "smtp");
  put_text (builder, "sender_name", name);
  put_text (builder, "sender_email", settings->email);
  put_text (builder, "force_from_name", name[0] != '\0' ? "yes" : "no");
  put_text (builder, "force_from_email", "yes");
  put_text (builder, "return_path", "yes");
  put_text (builder, "host", server->host);
  put_text (builder, "port", port);
  put_text (builder, "encryption", encryption_word (server->security));
  put_text (builder, "auto_tls", dermaga_server_is_insecure (server) ? "no" : "yes");
  put_text (builder, "auth", "yes");
  put_text (builder, "username", "");
  put_text (builder, "password", "");
  put_text (builder, "key_store", "wp_config");
  json_builder_end_object (builder);
}

/* The plugin finds a connection by the MD5 of the sender's address. */
static char *
make_option (const DermagaSettings *settings)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_MD5, settings->email, -1);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "connections");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  put_text (builder, "title", "SMTP server");
  json_builder_set_member_name (builder, "provider_settings");
  put_server (builder, settings);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "mappings");
  json_builder_begin_object (builder);
  put_text (builder, settings->email, key);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "misc");
  json_builder_begin_object (builder);
  put_text (builder, "log_emails", "no");
  put_text (builder, "log_saved_interval_days", "14");
  put_text (builder, "disable_fluentcrm_logs", "no");
  put_text (builder, "default_connection", key);
  put_text (builder, "fallback_connection", "");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
make_script (const DermagaSettings *settings, GError **error)
{
  g_autofree char *test = dermaga_wordpress_cli_test_note ();
  const DermagaFileNote note = {
    .what = _("Sets up the WordPress plugin FluentSMTP with WP-CLI, and replaces the settings "
              "that it had. Made by Dermaga."),
    .place = _("Place: run it on the web host, in the folder of the site. The plugin must be "
               "switched on."),
    .secret = dermaga_wordpress_cli_secret_note (),
    .test = test,
  };
  g_autofree char *option = NULL;
  GString *out;

  if (!dermaga_wordpress_check (settings, error) || !dermaga_wordpress_cli_check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  option = make_option (settings);
  dermaga_wordpress_cli_begin (out, &note, &dermaga_format_fluent_smtp, settings);
  dermaga_wordpress_cli_option (out, "fluentmail-settings", option);
  dermaga_wordpress_cli_set (out, "FLUENTMAIL_SMTP_USERNAME", settings->outgoing->user_name);
  dermaga_wordpress_cli_set_password (out, "FLUENTMAIL_SMTP_PASSWORD");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("fluent-smtp-%s.sh", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *name = file_name (settings);

  return dermaga_wordpress_cli_steps ("FluentSMTP", name);
}

const DermagaFormat dermaga_format_fluent_smtp = {
  .id = "fluent-smtp",
  .title = N_("WordPress with FluentSMTP, by WP-CLI"),
  .summary = N_("Commands of WP-CLI that set up the plugin FluentSMTP"),
  .media_type = "application/x-sh",
  .program = "FluentSMTP",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "FluentSMTP 2.3",
  .text = make_script,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
