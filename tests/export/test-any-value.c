#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"
#include "read-mail.h"

#define N_ROUNDS 3000

/* Pieces that mean something to some language, and some that mean nothing to any. */
static const char *const fit[] = {
  "\"", "'", "\\", "\\\\", "$", "{$", "}", "<", ">", "&", "&amp;", "&#0;", "]]>", "<![CDATA[",
  "*/", "/*", "//", "?>", "<?php", "<!--", "-->", "--", "#", "`", "%", "%s", "%n", ";", "\\u0041",
  "\\n", "a", "Z", "0", "7", " ", "@", ".", "-", "_", "é", "ß", "字", "☕", "😀", "ש", "true", "0x",
  "1e", "%EMAILADDRESS%",
};

/* Pieces that no file may hold. */
static const char *const unfit[] = {
  "\n", "\r", "\t", "\x01", "\x7f", "\xc2\x85", "\xe2\x80\xae", "\xe2\x80\xa8", "\xef\xbb\xbf",
  "\xef\xbf\xbe", "\xff", "\xc0\x80",
};

static char *
random_text (guint most)
{
  GString *text = g_string_new (NULL);
  guint n = g_test_rand_int_range (0, most + 1);

  for (guint i = 0; i < n; i++)
    if (g_test_rand_int_range (0, 30) == 0)
      g_string_append (text, unfit[g_test_rand_int_range (0, G_N_ELEMENTS (unfit))]);
    else
      g_string_append (text, fit[g_test_rand_int_range (0, G_N_ELEMENTS (fit))]);
  return g_string_free (text, FALSE);
}

static DermagaSettings *
random_settings (void)
{
  static const char *const emails[] = { "a@b.example", "o'k$&+{x}@xn--e1afmkfd.example",
                                        "0812@b.example", "ü@b.example", "a--b@c--d.example" };
  g_autofree char *name = random_text (6);
  g_autofree char *in_user = random_text (4);
  g_autofree char *out_user = random_text (4);
  DermagaSettings *settings =
    dermaga_settings_new (emails[g_test_rand_int_range (0, G_N_ELEMENTS (emails))], name);

  settings->incoming =
    dermaga_server_new (g_test_rand_bit () ? DERMAGA_PROTOCOL_IMAP : DERMAGA_PROTOCOL_POP3,
                        "in--1.b.example", g_test_rand_int_range (1, 65536),
                        g_test_rand_int_range (0, 3), in_user);
  settings->outgoing =
    dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "out.b.example", g_test_rand_int_range (1, 65536),
                        g_test_rand_int_range (0, 3), out_user);
  settings->accept_insecure = g_test_rand_int_range (0, 4) > 0;
  return settings;
}

static void
check_zip (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GHashTable) prefs = read_prefs (text);
  g_autofree char *port = g_strdup_printf ("=%u", settings->outgoing->port);

  g_assert_nonnull (prefs);
  g_assert_cmpstr (g_hash_table_lookup (prefs, "mail.identity.id1.fullName"), ==,
                   settings->display_name);
  g_assert_cmpstr (g_hash_table_lookup (prefs, "mail.identity.id1.useremail"), ==,
                   settings->email);
  g_assert_cmpstr (g_hash_table_lookup (prefs, "mail.server.server1.userName"), ==,
                   settings->incoming->user_name);
  g_assert_cmpstr (g_hash_table_lookup (prefs, "mail.smtpserver.smtp1.username"), ==,
                   settings->outgoing->user_name);
  g_assert_cmpstr (g_hash_table_lookup (prefs, "mail.smtpserver.smtp1.port"), ==, port);
}

static JsonNode *
policy (JsonObject *preferences, const char *name)
{
  JsonObject *preference = json_object_get_object_member (preferences, name);

  g_assert_cmpstr (json_object_get_string_member (preference, "Status"), ==, "default");
  return json_object_get_member (preference, "Value");
}

static void
check_policies (const char *text, const DermagaSettings *settings)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *policies, *preferences;

  g_assert_nonnull (root);
  policies = json_object_get_object_member (json_node_get_object (root), "policies");
  preferences = json_object_get_object_member (policies, "Preferences");
  g_assert_cmpstr (json_node_get_string (policy (preferences, "mail.identity.id1.fullName")), ==,
                   settings->display_name);
  g_assert_cmpstr (json_node_get_string (policy (preferences, "mail.identity.id1.useremail")), ==,
                   settings->email);
  g_assert_cmpstr (json_node_get_string (policy (preferences, "mail.server.server1.userName")),
                   ==, settings->incoming->user_name);
  g_assert_cmpstr (json_node_get_string (policy (preferences, "mail.smtpserver.smtp1.username")),
                   ==, settings->outgoing->user_name);
  g_assert_cmpint (json_node_get_int (policy (preferences, "mail.smtpserver.smtp1.port")), ==,
                   settings->outgoing->port);
}

static void
check_code (const char *text, const DermagaSettings *settings)
{
  const char *payload = strstr (text, "\n[");
  g_autoptr (JsonNode) root = json_from_string (payload + 1, NULL);
  JsonArray *all, *incoming, *group, *outgoing, *identity;

  g_assert_nonnull (root);
  all = json_node_get_array (root);
  incoming = json_array_get_array_element (all, 2);
  group = json_array_get_array_element (json_array_get_array_element (all, 3), 0);
  outgoing = json_array_get_array_element (group, 0);
  identity = json_array_get_array_element (group, 1);
  g_assert_cmpint (json_array_get_int_element (incoming, 2), ==, settings->incoming->port);
  g_assert_cmpstr (json_array_get_string_element (incoming, 5), ==,
                   settings->incoming->user_name);
  g_assert_cmpstr (json_array_get_string_element (outgoing, 5), ==,
                   settings->outgoing->user_name);
  g_assert_cmpstr (json_array_get_string_element (identity, 0), ==, settings->email);
  g_assert_cmpstr (json_array_get_string_element (identity, 1), ==, settings->display_name);
}

static void
check_xml (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GHashTable) xml = read_xml (text);
  g_autofree char *port = g_strdup_printf ("%u", settings->incoming->port);
  g_autofree char *in_user = NULL;
  g_autofree char *out_user = NULL;

  g_assert_nonnull (xml);
  g_assert_cmpstr (g_hash_table_lookup (xml, "clientConfig/emailProvider/incomingServer/port"),
                   ==, port);
  in_user = dermaga_expand_user_name (
    g_hash_table_lookup (xml, "clientConfig/emailProvider/incomingServer/username"),
    settings->email);
  out_user = dermaga_expand_user_name (
    g_hash_table_lookup (xml, "clientConfig/emailProvider/outgoingServer/username"),
    settings->email);
  g_assert_cmpstr (in_user, ==, settings->incoming->user_name);
  g_assert_cmpstr (out_user, ==, settings->outgoing->user_name);
}

static void
check_php (const DermagaSettings *settings, const PhpToken *user, const PhpToken *email,
           const PhpToken *name)
{
  g_assert_cmpstr (user->text, ==, settings->outgoing->user_name);
  g_assert_cmpint (user->kind, ==, PHP_STRING);
  g_assert_cmpstr (email->text, ==, settings->email);
  if (settings->display_name[0] != '\0')
    g_assert_cmpstr (name->text, ==, settings->display_name);
  else
    g_assert_null (name);
}

static void
check_plugin (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GPtrArray) tokens = read_php (text, TRUE);

  g_assert_nonnull (tokens);
  check_php (settings, php_value_after (tokens, "$mailer -> Username ="),
             php_value_after (tokens, "wp_mail_from , static function ( ) { return"),
             php_value_after (tokens, "wp_mail_from_name , static function ( ) { return"));
}

static const PhpToken *
constant (GPtrArray *tokens, const char *prefix, const char *name)
{
  g_autofree char *place = g_strdup_printf ("define ( %s%s ,", prefix, name);

  return php_value_after (tokens, place);
}

static void
check_constants (const char *text, const DermagaSettings *settings, const char *prefix)
{
  g_autoptr (GPtrArray) tokens = read_php (text, FALSE);

  g_assert_nonnull (tokens);
  check_php (settings, constant (tokens, prefix, "SMTP_USER"),
             constant (tokens, prefix, "MAIL_FROM"), constant (tokens, prefix, "MAIL_FROM_NAME"));
}

/* Whatever passes the gate reads back as it was; whatever does not is not written at all. */
static void
test_reads_back (gconstpointer data)
{
  const DermagaFormat *format = dermaga_format_find (data);
  guint n_written = 0, n_refused = 0, n_cannot_say = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (DermagaSettings) settings = random_settings ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = dermaga_format_preview (format, settings, &error);

      if (!dermaga_settings_validate (settings, NULL))
        {
          n_refused++;
          g_assert_null (text);
          continue;
        }
      if (text == NULL)
        {
          n_cannot_say++;
          g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
          continue;
        }
      n_written++;
      if (g_str_equal (data, "thunderbird-zip"))
        check_zip (text, settings);
      else if (g_str_equal (data, "thunderbird-policies"))
        check_policies (text, settings);
      else if (g_str_equal (data, "thunderbird-android"))
        check_code (text, settings);
      else if (g_str_equal (data, "thunderbird-xml") || g_str_equal (data, "thunderbird-isp"))
        check_xml (text, settings);
      else if (g_str_equal (data, "wordpress-plugin"))
        check_plugin (text, settings);
      else if (!check_mail (data, text, settings))
        check_constants (text, settings,
                         g_str_equal (data, "wp-mail-smtp") ? "WPMS_" : "EASY_WP_SMTP_");
    }
  g_test_message ("%u written, %u refused, %u that the format cannot say", n_written, n_refused,
                  n_cannot_say);
  g_assert_cmpuint (n_written, >, N_ROUNDS / 30);
  g_assert_cmpuint (n_refused, >, N_ROUNDS / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export/any-value/thunderbird-zip", "thunderbird-zip", test_reads_back);
  g_test_add_data_func ("/export/any-value/thunderbird-xml", "thunderbird-xml", test_reads_back);
  g_test_add_data_func ("/export/any-value/thunderbird-isp", "thunderbird-isp", test_reads_back);
  g_test_add_data_func ("/export/any-value/thunderbird-policies", "thunderbird-policies",
                        test_reads_back);
  g_test_add_data_func ("/export/any-value/thunderbird-android", "thunderbird-android",
                        test_reads_back);
  g_test_add_data_func ("/export/any-value/wordpress-plugin", "wordpress-plugin", test_reads_back);
  g_test_add_data_func ("/export/any-value/wp-mail-smtp", "wp-mail-smtp", test_reads_back);
  g_test_add_data_func ("/export/any-value/easy-wp-smtp", "easy-wp-smtp", test_reads_back);
  g_test_add_data_func ("/export/any-value/msmtp", "msmtp", test_reads_back);
  g_test_add_data_func ("/export/any-value/mutt", "mutt", test_reads_back);
  g_test_add_data_func ("/export/any-value/mbsync", "mbsync", test_reads_back);
  g_test_add_data_func ("/export/any-value/s-nail", "s-nail", test_reads_back);
  g_test_add_data_func ("/export/any-value/aerc", "aerc", test_reads_back);
  g_test_add_data_func ("/export/any-value/himalaya", "himalaya", test_reads_back);
  g_test_add_data_func ("/export/any-value/geary", "geary", test_reads_back);
  g_test_add_data_func ("/export/any-value/evolution", "evolution", test_reads_back);
  g_test_add_data_func ("/export/any-value/kmail", "kmail", test_reads_back);
  return g_test_run ();
}
