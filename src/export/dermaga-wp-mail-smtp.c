#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>

#include <string.h>

static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out, "define( 'WPMS_%s', '%s' );\n", name, escaped);
}

/* Booleans and numbers must stay without quotes: 'true' would switch everything off. */
static void
put_word (GString *out, const char *name, const char *word)
{
  g_string_append_printf (out, "define( 'WPMS_%s', %s );\n", name, word);
}

static void
put_header (GString *out, gboolean insecure)
{
  g_string_append (out, "/**\n");
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                          _("Settings for the WordPress plugin WP Mail SMTP, made by Dermaga."));
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                          _("Place: in wp-config.php, above the line “That's all, stop editing!”. "
                            "The plugin must be switched on."));
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                          _("Test: in the plugin’s menu, “Tools”, “Email Test”."));
  if (insecure)
    dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                            _("Warning: these settings send the password and all mail "
                              "without encryption."));
  g_string_append (out, " */\n");
}

/* The plugin ignores constants that PHP calls empty, and "0" is one of them. */
static gboolean
check_values (const DermagaSettings *settings, GError **error)
{
  if (!dermaga_wordpress_check (settings, error))
    return FALSE;
  if (g_str_equal (settings->outgoing->user_name, "0")
      || g_strcmp0 (settings->display_name, "0") == 0)
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "WP Mail SMTP ignores the value “0”");
      return FALSE;
    }
  return TRUE;
}

static void
put_login (GString *out, const char *user_name)
{
  put_word (out, "SMTP_AUTH", "true");
  put_text (out, "SMTP_USER", user_name);
  g_string_append (out, "\n/**\n");
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                          _("In the next line, put the password in place of the words between the "
                            "last quotes. Write \\' for a ' and \\\\ for a \\."));
  g_string_append (out, " */\n");
  /* Translators: stands where the password has to be put. */
  put_text (out, "SMTP_PASS", _("PUT THE PASSWORD HERE"));
  g_string_append_c (out, '\n');
}

static char *
make_constants (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *port = NULL;
  GString *out;

  if (!check_values (settings, error))
    return NULL;

  out = g_string_new (NULL);
  port = g_strdup_printf ("%u", server->port);
  put_header (out, dermaga_server_is_insecure (server));
  put_word (out, "ON", "true");
  put_text (out, "MAILER", "smtp");
  put_text (out, "SMTP_HOST", server->host);
  put_word (out, "SMTP_PORT", port);
  put_text (out, "SSL", dermaga_wordpress_secure (server->security));
  put_word (out, "SMTP_AUTOTLS", dermaga_server_is_insecure (server) ? "false" : "true");
  put_login (out, server->user_name);
  put_text (out, "MAIL_FROM", settings->email);
  put_word (out, "MAIL_FROM_FORCE", "true");
  if (settings->display_name != NULL && settings->display_name[0] != '\0')
    {
      put_text (out, "MAIL_FROM_NAME", settings->display_name);
      put_word (out, "MAIL_FROM_NAME_FORCE", "true");
    }
  put_word (out, "SET_RETURN_PATH", "true");
  return g_string_free (out, FALSE);
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
