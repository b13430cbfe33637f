#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"

#define HOSTILE "q\"u'o\\te\\\\' $x {$y} <b>&amp;</b> ]]> */ ?> <?php -- Ünï %s\\"

static char *
preview (const char *format, const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  char *text = dermaga_format_preview (dermaga_format_find (format), settings, &error);

  g_assert_no_error (error);
  return text;
}

static GPtrArray *
tokens_of (const char *format, const DermagaSettings *settings)
{
  g_autofree char *text = preview (format, settings);
  GPtrArray *tokens = read_php (text, g_str_equal (format, "wordpress-plugin"));

  g_assert_nonnull (tokens);
  return tokens;
}

static void
assert_value (GPtrArray *tokens, const char *sequence, PhpKind kind, const char *value)
{
  const PhpToken *token = php_value_after (tokens, sequence);

  g_test_message ("%s", sequence);
  g_assert_nonnull (token);
  g_assert_cmpstr (token->text, ==, value);
  g_assert_cmpint (token->kind, ==, kind);
}

static DermagaSettings *
hostile_settings (void)
{
  DermagaSettings *settings = sample_settings ();

  g_free (settings->display_name);
  settings->display_name = g_strdup (HOSTILE "name");
  g_free (settings->outgoing->user_name);
  settings->outgoing->user_name = g_strdup (HOSTILE);
  g_free (settings->email);
  settings->email = g_strdup ("o'brien$x{y}`z@contoh.example");
  return settings;
}

static void
test_plugin_values (void)
{
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  g_autoptr (GPtrArray) tokens = tokens_of ("wordpress-plugin", settings);

  assert_value (tokens, "$mailer -> isSMTP (", PHP_PUNCTUATION, ")");
  assert_value (tokens, "$mailer -> Host =", PHP_STRING, "smtp.contoh.example");
  assert_value (tokens, "$mailer -> Port =", PHP_WORD, "587");
  assert_value (tokens, "$mailer -> SMTPSecure =", PHP_STRING, "tls");
  assert_value (tokens, "$mailer -> SMTPAutoTLS =", PHP_WORD, "true");
  assert_value (tokens, "$mailer -> SMTPAuth =", PHP_WORD, "true");
  assert_value (tokens, "$mailer -> Username =", PHP_STRING, HOSTILE);
  assert_value (tokens, "$mailer -> Password =", PHP_WORD, "$dermaga_smtp_password");
  assert_value (tokens, "$mailer -> Sender =", PHP_STRING, "o'brien$x{y}`z@contoh.example");
  assert_value (tokens, "$mailer -> Timeout =", PHP_WORD, "20");
  assert_value (tokens, "wp_mail_from , static function ( ) { return", PHP_STRING,
                "o'brien$x{y}`z@contoh.example");
  assert_value (tokens, "wp_mail_from_name , static function ( ) { return", PHP_STRING,
                HOSTILE "name");
  assert_value (tokens, "add_action ( phpmailer_init ,", PHP_WORD, "$dermaga_smtp_set_up");
}

/* What each outcome of the Site Health test is called, and that it says where it was. */
static void
test_plugin_health (void)
{
  static const char *const outcomes[][2] = {
    { "good", "good" },          { "open", "recommended" },   { "password", "critical" },
    { "closed", "critical" },    { "name", "critical" },      { "silent", "critical" },
    { "certificate", "critical" }, { "encryption", "critical" }, { "starttls", "critical" },
    { "refused", "critical" },   { "signing-in", "critical" },
  };
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  g_autoptr (GPtrArray) tokens = tokens_of ("wordpress-plugin", settings);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s => array (", outcomes[i][0]);
      g_autofree char *words = g_strdup_printf ("%s %s ,", place, outcomes[i][1]);
      const PhpToken *text;

      assert_value (tokens, place, PHP_STRING, outcomes[i][1]);
      text = php_value_after (tokens, words);
      g_assert_nonnull (text);
      g_assert_nonnull (strstr (text->text, "smtp.contoh.example"));
      g_assert_null (strchr (text->text, '{'));
    }
  assert_value (tokens, "status =>", PHP_WORD, "$words");
}

static void
test_plugin_frame (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *text = preview ("wordpress-plugin", settings);

  g_assert_true (g_str_has_prefix (text, "<?php\n/**\n * Plugin Name: Dermaga SMTP ("));
  g_assert_nonnull (strstr (text, "\n * Description: "));
  g_assert_nonnull (strstr (text, "\nif ( ! defined( 'ABSPATH' ) ) {\n\texit;\n}\n"));
  g_assert_null (strstr (text, "?>"));
  /* Left to the site: certificate checks stay on, debugging stays off. */
  g_assert_null (strstr (text, "SMTPOptions"));
  g_assert_null (strstr (text, "SMTPDebug"));
  /* No function or class that a second copy would declare again. */
  g_assert_null (strstr (text, "\nfunction "));
  g_assert_nonnull (strstr (text, "add_action( 'phpmailer_init', $dermaga_smtp_set_up, 1000 );"));
}

static void
test_plugin_security (void)
{
  static const char *const words[] = { "", "tls", "ssl" };

  for (int security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS; security++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autoptr (GPtrArray) plugin = NULL;
      g_autoptr (GPtrArray) constants = NULL;
      const char *automatic = security == DERMAGA_SECURITY_NONE ? "false" : "true";

      settings->accept_insecure = TRUE;
      settings->outgoing->security = security;
      plugin = tokens_of ("wordpress-plugin", settings);
      constants = tokens_of ("wp-mail-smtp", settings);
      assert_value (plugin, "$mailer -> SMTPSecure =", PHP_STRING, words[security]);
      assert_value (plugin, "$mailer -> SMTPAutoTLS =", PHP_WORD, automatic);
      assert_value (constants, "define ( WPMS_SSL ,", PHP_STRING, words[security]);
      assert_value (constants, "define ( WPMS_SMTP_AUTOTLS ,", PHP_WORD, automatic);
    }
}

static void
test_no_display_name (void)
{
  static const char *const none[] = { NULL, "" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autofree char *plugin = NULL;
      g_autofree char *constants = NULL;

      g_free (settings->display_name);
      settings->display_name = g_strdup (none[i]);
      plugin = preview ("wordpress-plugin", settings);
      constants = preview ("wp-mail-smtp", settings);
      g_assert_null (strstr (plugin, "wp_mail_from_name"));
      g_assert_null (strstr (constants, "MAIL_FROM_NAME"));
    }
}

/* The two plugins read the same constants, but for the prefix. */
static void
test_constants (gconstpointer data)
{
  static const struct {
    const char *name;
    PhpKind kind;
    const char *value;
  } constants[] = {
    { "ON", PHP_WORD, "true" },
    { "MAILER", PHP_STRING, "smtp" },
    { "SMTP_HOST", PHP_STRING, "smtp.contoh.example" },
    { "SMTP_PORT", PHP_WORD, "587" },
    { "SMTP_AUTH", PHP_WORD, "true" },
    { "SMTP_USER", PHP_STRING, HOSTILE },
    { "SMTP_PASS", PHP_STRING, "PUT THE PASSWORD HERE" },
    { "MAIL_FROM", PHP_STRING, "o'brien$x{y}`z@contoh.example" },
    { "MAIL_FROM_FORCE", PHP_WORD, "true" },
    { "MAIL_FROM_NAME", PHP_STRING, HOSTILE "name" },
    { "MAIL_FROM_NAME_FORCE", PHP_WORD, "true" },
    { "SET_RETURN_PATH", PHP_WORD, "true" },
  };
  const char *format = data;
  const char *prefix = g_str_equal (format, "wp-mail-smtp") ? "WPMS_" : "EASY_WP_SMTP_";
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  g_autoptr (GPtrArray) tokens = tokens_of (format, settings);

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    {
      g_autofree char *place = g_strdup_printf ("define ( %s%s ,", prefix, constants[i].name);

      assert_value (tokens, place, constants[i].kind, constants[i].value);
    }
}

static void
assert_cannot_say (const char *format, const char *email, const char *name, const char *user_name)
{
  g_autoptr (DermagaSettings) settings = dermaga_settings_new (email, name);
  g_autoptr (GError) error = NULL;

  settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "h.example", 465,
                                           DERMAGA_SECURITY_TLS, user_name);
  g_assert_null (dermaga_format_render (dermaga_format_find (format), settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

static void
test_what_cannot_be_said (void)
{
  static const char *const formats[] = { "wordpress-plugin", "wp-mail-smtp", "easy-wp-smtp",
                                         "wp-mail-smtp-cli", "fluent-smtp", "post-smtp" };
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *zero = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    assert_cannot_say (formats[i], "ünï@contoh.example", "n", "u");
  assert_cannot_say ("wp-mail-smtp", "a@contoh.example", "n", "0");
  assert_cannot_say ("wp-mail-smtp", "a@contoh.example", "0", "u");
  assert_cannot_say ("easy-wp-smtp", "a@contoh.example", "n", "0");
  assert_cannot_say ("wp-mail-smtp-cli", "a@contoh.example", "n", "0");

  g_free (settings->outgoing->user_name);
  settings->outgoing->user_name = g_strdup ("0");
  zero = preview ("wordpress-plugin", settings);
  g_assert_nonnull (strstr (zero, "Username    = '0';"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/wordpress/plugin-values", test_plugin_values);
  g_test_add_func ("/export/wordpress/plugin-frame", test_plugin_frame);
  g_test_add_func ("/export/wordpress/plugin-health", test_plugin_health);
  g_test_add_func ("/export/wordpress/security", test_plugin_security);
  g_test_add_func ("/export/wordpress/no-display-name", test_no_display_name);
  g_test_add_data_func ("/export/wordpress/wp-mail-smtp", "wp-mail-smtp", test_constants);
  g_test_add_data_func ("/export/wordpress/easy-wp-smtp", "easy-wp-smtp", test_constants);
  g_test_add_func ("/export/wordpress/cannot-be-said", test_what_cannot_be_said);
  return g_test_run ();
}
