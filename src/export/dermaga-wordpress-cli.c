#include "config.h"

#include "export/dermaga-wordpress-cli.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

/* Sends to the administrator's address, which the site knows. */
#define TEST_COMMAND \
  "wp eval 'var_dump( wp_mail( get_option( \"admin_email\" ), \"Dermaga\", \"Test\" ) );'"

/* WP-CLI's own change of a constant that is there already loses backslashes; adding one does not.
 */
static const char put_function[] =
  "put () {\n"
  "  if wp config has \"$1\" --type=constant --quiet; then\n"
  "    wp config delete \"$1\" --type=constant --quiet\n"
  "  fi\n"
  "  wp config set \"$@\" --type=constant --quiet\n"
  "}\n"
  "\n";

static const char ask[] =
  "password=\n"
  "if [ -t 0 ]; then\n"
  "  shown=$(stty -g)\n"
  "  trap 'stty \"$shown\"; exit 1' HUP INT TERM\n"
  "  stty -echo\n"
  "  IFS= read -r password\n"
  "  stty \"$shown\"\n"
  "  trap - HUP INT TERM\n"
  "  echo >&2\n"
  "else\n"
  "  IFS= read -r password || [ -n \"$password\" ]\n"
  "fi\n"
  "[ -n \"$password\" ]\n";

/* The class is WP-CLI's, the one behind "wp config set". */
static const char store[] =
  "printf '%%s' \"$password\" | wp eval --skip-wordpress '\n"
  "$file = new WPConfigTransformer( WP_CLI\\Utils\\locate_wp_config() );\n"
  "if ( $file->exists( \"constant\", \"%s\" ) ) {\n"
  "  $file->remove( \"constant\", \"%s\" );\n"
  "}\n"
  "$file->add( \"constant\", \"%s\", stream_get_contents( STDIN ) );\n"
  "'\n"
  "unset password\n";

gboolean
dermaga_wordpress_cli_check (const DermagaSettings *settings, GError **error)
{
  if (settings->outgoing->user_name[0] != '-' && settings->email[0] != '-'
      && (settings->display_name == NULL || settings->display_name[0] != '-'))
    return TRUE;
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                       "WP-CLI takes what begins with “-” for an option");
  return FALSE;
}

void
dermaga_wordpress_cli_begin (GString *out, const DermagaFileNote *note,
                             const DermagaFormat *format, const DermagaSettings *settings)
{
  g_string_append (out, "#!/bin/sh\n");
  dermaga_append_note (out, DERMAGA_COMMENT_HASH, note, format, settings);
  g_string_append (out, "set -eu\n\n");
  g_string_append (out, put_function);
}

void
dermaga_wordpress_cli_set (GString *out, const char *name, const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (out, "put %s %s\n", name, quoted);
}

void
dermaga_wordpress_cli_set_word (GString *out, const char *name, const char *word)
{
  g_string_append_printf (out, "put %s %s --raw\n", name, word);
}

void
dermaga_wordpress_cli_set_password (GString *out, const char *name)
{
  /* Translators: a terminal asks; what is typed after it is not shown. */
  g_autofree char *prompt = g_shell_quote (_("Email password (it is not shown): "));

  g_string_append_printf (out, "\nprintf '%%s' %s >&2\n", prompt);
  g_string_append (out, ask);
  g_string_append_printf (out, store, name, name, name);
}

/* JSON in one line can neither end the text that the shell hands on nor mean anything in it. */
void
dermaga_wordpress_cli_option (GString *out, const char *name, const char *json)
{
  g_string_append_printf (out,
                          "wp option update %s --format=json --quiet <<'END_OF_SETTINGS'\n"
                          "%s\n"
                          "END_OF_SETTINGS\n",
                          name, json);
}

const char *
dermaga_wordpress_cli_secret_note (void)
{
  return _("Password: the script asks for it and puts it into wp-config.php. The script itself "
           "holds none.");
}

char *
dermaga_wordpress_cli_test_note (void)
{
  /* Translators: {command} is a command; it sends a message to the site's administrator. */
  return dermaga_fill (_("Test: {command} must end with “bool(true)”, and the message must arrive "
                         "at the administrator’s address."),
                       "command", TEST_COMMAND, NULL);
}

char *
dermaga_wordpress_cli_steps (const char *plugin, const char *file_name)
{
  g_autofree char *install = dermaga_fill (
    _("Install the plugin {plugin} in WordPress and switch it on."), "plugin", plugin, NULL);
  /* Translators: {file} is the name of the file. */
  g_autofree char *run = dermaga_fill (
    _("Copy the file to the web host, go to the folder of the site there, and run: sh {file}. "
      "Do it as the user to whom the site’s files belong. WP-CLI must be installed."),
    "file", file_name, NULL);
  g_autofree char *test = dermaga_fill (_("To test, run: {command}"), "command", TEST_COMMAND,
                                        NULL);
  const char *const steps[] = {
    install,
    run,
    _("When it asks, type the password of the email account."),
    _("Switch off other plugins that set up SMTP."),
    test,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}
