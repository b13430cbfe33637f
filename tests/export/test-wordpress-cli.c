#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"

#define HOSTILE "q\"u'o\\te\\\\' $x $(id) `id` <b>&amp;</b> ; | > */ END_OF_SETTINGS Ünï %s \\n\\"
#define PASSWORD "pa'ss\\w\"o$rd {$x} `id` é \\n  "

/* Says every word that it was called with, and for some what it was handed; no constant is there
 * yet. */
static const char stand_in[] =
  "wp () {\n"
  "  for word in \"$@\"; do printf '%s\\000' \"$word\"; done\n"
  "  case $1 in option|eval) cat ;; esac\n"
  "  printf '\\001'\n"
  "  [ \"$1 $2\" != 'config has' ]\n"
  "}\n";

typedef struct {
  GHashTable *constants; /* name → value, with "=" before what was written with --raw */
  JsonNode *option;
  char *password_for;
} Commands;

static void
commands_clear (Commands *commands)
{
  g_clear_pointer (&commands->constants, g_hash_table_unref);
  g_clear_pointer (&commands->option, json_node_unref);
  g_clear_pointer (&commands->password_for, g_free);
}

/* Lets the real shell run the script. */
static GBytes *
run (const char *script, const char *password)
{
  g_autofree char *folder = g_dir_make_tmp ("dermaga-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "script", NULL);
  g_autofree char *whole = g_strconcat (stand_in, script, NULL);
  g_autoptr (GBytes) input = g_bytes_new (password, strlen (password));
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, whole, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error, "sh", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  return g_steal_pointer (&output);
}

static void
read_password (Commands *commands, const char *code, const char *handed)
{
  const char *start = strstr (code, "exists( \"constant\", \"");

  g_assert_nonnull (start);
  start += strlen ("exists( \"constant\", \"");
  g_assert_null (commands->password_for);
  commands->password_for = g_strndup (start, strcspn (start, "\""));
  g_assert_cmpstr (handed, ==, PASSWORD);
}

static void
read_set (Commands *commands, char **words)
{
  gboolean raw = g_strcmp0 (words[4], "--raw") == 0;
  const char *const end[] = { "--type=constant", "--quiet", "", NULL };

  g_assert_cmpstr (words[0], ==, "config");
  g_assert_cmpstr (words[1], ==, "set");
  g_assert_true (g_strv_equal ((const char *const *) words + (raw ? 5 : 4), end));
  g_assert_true (g_hash_table_insert (commands->constants, g_strdup (words[2]),
                                      g_strconcat (raw ? "=" : "", words[3], NULL)));
}

/* One command: words that each end with a NUL, then what it was handed. */
static void
read_command (Commands *commands, const char *record, gsize length)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (const char *p = record; p <= record + length; p += strlen (p) + 1)
    g_strv_builder_add (builder, p);
  words = g_strv_builder_end (builder);
  for (guint i = 0; words[i + 1] != NULL; i++)
    g_assert_null (strstr (words[i], PASSWORD));
  if (g_str_equal (words[0], "eval"))
    {
      g_assert_cmpstr (words[1], ==, "--skip-wordpress");
      read_password (commands, words[2], words[3]);
    }
  else if (g_str_equal (words[0], "option"))
    {
      g_assert_cmpstr (words[1], ==, "update");
      g_assert_cmpstr (words[3], ==, "--format=json");
      commands->option = json_from_string (words[5], NULL);
      g_assert_nonnull (commands->option);
    }
  else if (g_strcmp0 (words[1], "has") != 0)
    read_set (commands, words);
}

static Commands
commands_of (const char *format, const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script =
    dermaga_format_preview (dermaga_format_find (format), settings, &error);
  g_autoptr (GBytes) output = NULL;
  Commands commands = { .constants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            g_free) };
  const char *data, *end;
  gsize length;

  g_assert_no_error (error);
  output = run (script, PASSWORD);
  data = g_bytes_get_data (output, &length);
  end = data + length;
  while (data < end)
    {
      const char *mark = memchr (data, 1, end - data);
      g_autofree char *record = NULL;

      g_assert_nonnull (mark);
      record = g_malloc0 (mark - data + 1);
      memcpy (record, data, mark - data);
      read_command (&commands, record, mark - data);
      data = mark + 1;
    }
  return commands;
}

#define assert_constant(commands, name, value) \
  g_assert_cmpstr (g_hash_table_lookup ((commands).constants, (name)), ==, (value))

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
test_constants (void)
{
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  Commands commands = commands_of ("wp-mail-smtp-cli", settings);

  assert_constant (commands, "WPMS_ON", "=true");
  assert_constant (commands, "WPMS_MAILER", "smtp");
  assert_constant (commands, "WPMS_SMTP_HOST", "smtp.contoh.example");
  assert_constant (commands, "WPMS_SMTP_PORT", "=587");
  assert_constant (commands, "WPMS_SSL", "tls");
  assert_constant (commands, "WPMS_SMTP_AUTOTLS", "=true");
  assert_constant (commands, "WPMS_SMTP_AUTH", "=true");
  assert_constant (commands, "WPMS_SMTP_USER", HOSTILE);
  assert_constant (commands, "WPMS_MAIL_FROM", "o'brien$x{y}`z@contoh.example");
  assert_constant (commands, "WPMS_MAIL_FROM_FORCE", "=true");
  assert_constant (commands, "WPMS_MAIL_FROM_NAME", HOSTILE "name");
  assert_constant (commands, "WPMS_MAIL_FROM_NAME_FORCE", "=true");
  assert_constant (commands, "WPMS_SET_RETURN_PATH", "=true");
  g_assert_cmpuint (g_hash_table_size (commands.constants), ==, 13);
  g_assert_cmpstr (commands.password_for, ==, "WPMS_SMTP_PASS");
  commands_clear (&commands);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  g_test_message ("%s", name);
  return json_object_get_string_member (object, name);
}

static void
test_fluent_smtp (void)
{
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_MD5, settings->email, -1);
  Commands commands = commands_of ("fluent-smtp", settings);
  JsonObject *option = json_node_get_object (commands.option);
  JsonObject *mappings = json_object_get_object_member (option, "mappings");
  JsonObject *connections = json_object_get_object_member (option, "connections");
  JsonObject *server = json_object_get_object_member (
    json_object_get_object_member (connections, key), "provider_settings");

  g_assert_cmpstr (text_of (mappings, settings->email), ==, key);
  g_assert_cmpstr (text_of (server, "host"), ==, "smtp.contoh.example");
  g_assert_cmpstr (text_of (server, "port"), ==, "587");
  g_assert_cmpstr (text_of (server, "encryption"), ==, "tls");
  g_assert_cmpstr (text_of (server, "auth"), ==, "yes");
  g_assert_cmpstr (text_of (server, "key_store"), ==, "wp_config");
  g_assert_cmpstr (text_of (server, "password"), ==, "");
  g_assert_cmpstr (text_of (server, "sender_email"), ==, settings->email);
  g_assert_cmpstr (text_of (server, "sender_name"), ==, HOSTILE "name");
  assert_constant (commands, "FLUENTMAIL_SMTP_USERNAME", HOSTILE);
  g_assert_cmpstr (commands.password_for, ==, "FLUENTMAIL_SMTP_PASSWORD");
  commands_clear (&commands);
}

static void
test_post_smtp (void)
{
  g_autoptr (DermagaSettings) settings = hostile_settings ();
  Commands commands = commands_of ("post-smtp", settings);
  JsonObject *option = json_node_get_object (commands.option);

  g_assert_cmpstr (text_of (option, "transport_type"), ==, "smtp");
  g_assert_cmpstr (text_of (option, "hostname"), ==, "smtp.contoh.example");
  g_assert_cmpstr (text_of (option, "port"), ==, "587");
  g_assert_cmpstr (text_of (option, "enc_type"), ==, "tls");
  g_assert_cmpstr (text_of (option, "basic_auth_username"), ==, HOSTILE);
  g_assert_cmpstr (text_of (option, "basic_auth_password"), ==, "");
  g_assert_cmpstr (text_of (option, "sender_email"), ==, settings->email);
  g_assert_cmpstr (text_of (option, "envelope_sender"), ==, settings->email);
  g_assert_cmpstr (text_of (option, "sender_name"), ==, HOSTILE "name");
  assert_constant (commands, "POST_SMTP_AUTH_USERNAME", HOSTILE);
  g_assert_cmpstr (commands.password_for, ==, "POST_SMTP_AUTH_PASSWORD");
  commands_clear (&commands);
}

static void
test_security (void)
{
  static const char *const words[] = { "none", "tls", "ssl" };

  for (int security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS; security++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autoptr (GError) error = NULL;
      g_autofree char *fluent = NULL;
      g_autofree char *post = NULL;
      g_autofree char *word = g_strdup_printf ("\"%s\"", words[security]);

      settings->accept_insecure = TRUE;
      settings->outgoing->security = security;
      fluent = dermaga_format_preview (dermaga_format_find ("fluent-smtp"), settings, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (fluent, word));
      post = dermaga_format_preview (dermaga_format_find ("post-smtp"), settings, &error);
      if (security == DERMAGA_SECURITY_NONE)
        g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
      else
        g_assert_nonnull (strstr (post, word));
    }
}

/* WP-CLI would take them for options of its own. */
static void
test_begins_with_dash (void)
{
  static const char *const formats[] = { "wp-mail-smtp-cli", "fluent-smtp", "post-smtp" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autoptr (GError) error = NULL;

      g_free (settings->outgoing->user_name);
      settings->outgoing->user_name = g_strdup ("--require=evil.php");
      g_assert_null (dermaga_format_render (dermaga_format_find (formats[i]), settings, &error));
      g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/wordpress-cli/constants", test_constants);
  g_test_add_func ("/export/wordpress-cli/fluent-smtp", test_fluent_smtp);
  g_test_add_func ("/export/wordpress-cli/post-smtp", test_post_smtp);
  g_test_add_func ("/export/wordpress-cli/security", test_security);
  g_test_add_func ("/export/wordpress-cli/begins-with-dash", test_begins_with_dash);
  return g_test_run ();
}
