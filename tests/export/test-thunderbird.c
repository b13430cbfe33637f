#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"

#define HOSTILE "q\"u'o\\te $x {$y} <b>&amp;</b> ]]> */ ?> -- Ünï %s"

static GHashTable *
prefs_of (const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    dermaga_format_preview (dermaga_format_find ("thunderbird-zip"), settings, &error);
  GHashTable *prefs;

  g_assert_no_error (error);
  prefs = read_prefs (text);
  g_assert_nonnull (prefs);
  return prefs;
}

static GHashTable *
xml_of (const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    dermaga_format_preview (dermaga_format_find ("thunderbird-xml"), settings, &error);
  GHashTable *xml;

  g_assert_no_error (error);
  xml = read_xml (text);
  g_assert_nonnull (xml);
  return xml;
}

#define assert_value(table, key, value) \
  g_assert_cmpstr (g_hash_table_lookup ((table), (key)), ==, (value))

static void
test_prefs_are_complete (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autoptr (GHashTable) prefs = prefs_of (settings);
  static const char *const pairs[][2] = {
    { "mail.accountmanager.accounts", "account1" },
    { "mail.accountmanager.defaultaccount", "account1" },
    { "mail.account.lastKey", "=1" },
    { "mail.account.account1.server", "server1" },
    { "mail.account.account1.identities", "id1" },
    { "mail.identity.id1.fullName", "Toko Ünïk" },
    { "mail.identity.id1.useremail", "toko@contoh.example" },
    { "mail.identity.id1.smtpServer", "smtp1" },
    { "mail.identity.id1.valid", "=true" },
    { "mail.server.server1.type", "imap" },
    { "mail.server.server1.hostname", "imap.contoh.example" },
    { "mail.server.server1.port", "=993" },
    { "mail.server.server1.socketType", "=3" },
    { "mail.server.server1.authMethod", "=3" },
    { "mail.server.server1.userName", "toko@contoh.example" },
    { "mail.server.server1.name", "toko@contoh.example" },
    { "mail.server.server1.login_at_startup", "=true" },
    { "mail.server.server1.check_new_mail", "=true" },
    { "mail.smtpservers", "smtp1" },
    { "mail.smtp.defaultserver", "smtp1" },
    { "mail.smtpserver.smtp1.type", "smtp" },
    { "mail.smtpserver.smtp1.hostname", "smtp.contoh.example" },
    { "mail.smtpserver.smtp1.port", "=587" },
    { "mail.smtpserver.smtp1.try_ssl", "=2" },
    { "mail.smtpserver.smtp1.authMethod", "=3" },
    { "mail.smtpserver.smtp1.username", "toko@contoh.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_value (prefs, pairs[i][0], pairs[i][1]);
  g_assert_cmpuint (g_hash_table_size (prefs), ==, G_N_ELEMENTS (pairs));
}

static void
test_numbers_of_security (void)
{
  static const char *const numbers[] = { "=0", "=2", "=3" };
  static const char *const words[] = { "plain", "STARTTLS", "SSL" };

  for (int security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS; security++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autoptr (GHashTable) prefs = NULL;
      g_autoptr (GHashTable) xml = NULL;

      settings->accept_insecure = TRUE;
      settings->incoming->protocol = DERMAGA_PROTOCOL_POP3;
      settings->incoming->security = security;
      settings->outgoing->security = security;
      prefs = prefs_of (settings);
      xml = xml_of (settings);
      assert_value (prefs, "mail.server.server1.type", "pop3");
      assert_value (prefs, "mail.server.server1.leave_on_server", "=true");
      assert_value (prefs, "mail.server.server1.socketType", numbers[security]);
      assert_value (prefs, "mail.smtpserver.smtp1.try_ssl", numbers[security]);
      assert_value (xml, "clientConfig/emailProvider/incomingServer/@type", "pop3");
      assert_value (xml, "clientConfig/emailProvider/incomingServer/socketType", words[security]);
      assert_value (xml, "clientConfig/emailProvider/outgoingServer/socketType", words[security]);
    }
}

static void
test_hostile_values (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autoptr (GHashTable) prefs = NULL;
  g_autoptr (GHashTable) xml = NULL;

  g_free (settings->display_name);
  settings->display_name = g_strdup (HOSTILE);
  g_free (settings->incoming->user_name);
  settings->incoming->user_name = g_strdup ("in " HOSTILE);
  g_free (settings->outgoing->user_name);
  settings->outgoing->user_name = g_strdup ("out " HOSTILE);
  prefs = prefs_of (settings);
  xml = xml_of (settings);
  assert_value (prefs, "mail.identity.id1.fullName", HOSTILE);
  assert_value (prefs, "mail.server.server1.userName", "in " HOSTILE);
  assert_value (prefs, "mail.smtpserver.smtp1.username", "out " HOSTILE);
  assert_value (xml, "clientConfig/emailProvider/incomingServer/username", "in " HOSTILE);
  assert_value (xml, "clientConfig/emailProvider/outgoingServer/username", "out " HOSTILE);
}

static void
test_xml_is_complete (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autoptr (GHashTable) xml = xml_of (settings);

#define PROVIDER "clientConfig/emailProvider/"
  assert_value (xml, "clientConfig/@version", "1.1");
  assert_value (xml, PROVIDER "@id", "contoh.example");
  assert_value (xml, PROVIDER "domain", "contoh.example");
  assert_value (xml, PROVIDER "incomingServer/@type", "imap");
  assert_value (xml, PROVIDER "incomingServer/hostname", "imap.contoh.example");
  assert_value (xml, PROVIDER "incomingServer/port", "993");
  assert_value (xml, PROVIDER "incomingServer/authentication", "password-cleartext");
  assert_value (xml, PROVIDER "outgoingServer/@type", "smtp");
  assert_value (xml, PROVIDER "outgoingServer/hostname", "smtp.contoh.example");
  assert_value (xml, PROVIDER "outgoingServer/port", "587");
  assert_value (xml, PROVIDER "outgoingServer/authentication", "password-cleartext");
#undef PROVIDER
}

/* What Thunderbird would change on reading is refused, never changed. */
static void
test_xml_user_names (void)
{
  static const struct {
    const char *email, *user_name, *written;
  } cases[] = {
    { "a.b@c.example", "a.b@c.example", "%EMAILADDRESS%" },
    { "a.b@c.example", "a.b", "%EMAILLOCALPART%" },
    { "a.b@c.example", "a.b@other.example", "a.b@other.example" },
    { "0812@c.example", "0812", "%EMAILLOCALPART%" },
    { "a$$b@c.example", "a$$b@c.example", "a$$b@c.example" },
    { "a@b.example", "true", "true" },
    { "a@b.example", "12345", "12345" },
    { "a@b.example", "0", "0" },
    { "a@b.example", "Infinity", "Infinity" },
    { "a@b.example", "0812-3", "0812-3" },
    { "a@b.example", "0o9", "0o9" },
    { "a@b.example", " x ", " x " },
    { "a@b.example", "100%", "100%" },
    { "a@b.example", "True", NULL },
    { "a@b.example", "FALSE", NULL },
    { "a@b.example", "0812", NULL },
    { "a@b.example", "1e5", NULL },
    { "a@b.example", "-1", NULL },
    { "a@b.example", "1.0", NULL },
    { "a@b.example", "0x1F", NULL },
    { "a@b.example", "0b11", NULL },
    { "a@b.example", "0O17", NULL },
    { "a@b.example", " 12", NULL },
    { "a@b.example", "12\xc2\xa0", NULL },
    { "a@b.example", " ", NULL },
    { "a@b.example", "1234567890123456789", NULL },
    { "a@b.example", "x%EMAILADDRESS%", NULL },
    { "a@b.example", "%EMAILLOCALPART%", NULL },
    { "a@b.example", "%EMAILDOMAIN%", NULL },
    { "a@b.example", "%REALNAME%", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaSettings) settings = dermaga_settings_new (cases[i].email, NULL);
      g_autoptr (GHashTable) xml = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("user name '%s'", cases[i].user_name);
      settings->incoming = dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "i.example", 993,
                                               DERMAGA_SECURITY_TLS, cases[i].user_name);
      settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "o.example", 465,
                                               DERMAGA_SECURITY_TLS, cases[i].email);
      if (cases[i].written != NULL)
        {
          xml = xml_of (settings);
          assert_value (xml, "clientConfig/emailProvider/incomingServer/username",
                        cases[i].written);
          continue;
        }
      g_assert_null (dermaga_format_render (dermaga_format_find ("thunderbird-xml"), settings,
                                            &error));
      g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
    }
}

static void
set_outgoing_user (DermagaSettings *settings, const char *user_name)
{
  g_free (settings->outgoing->user_name);
  settings->outgoing->user_name = g_strdup (user_name);
}

/* Thunderbird garbles outgoing user names that it read from XML, but not those from the ZIP. */
static void
test_letters_outside_ascii (void)
{
  const DermagaFormat *xml = dermaga_format_find ("thunderbird-xml");
  const DermagaFormat *zip = dermaga_format_find ("thunderbird-zip");
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autoptr (GHashTable) prefs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) zip_error = NULL;
  g_autofree char *warned = NULL;
  g_autofree char *steps = NULL;
  g_autofree char *plain = dermaga_format_preview (xml, settings, NULL);

  g_assert_null (strstr (plain, "sending mail may fail"));
  set_outgoing_user (settings, "Ünï");
  warned = dermaga_format_preview (xml, settings, NULL);
  steps = dermaga_format_next_steps (xml, settings);
  g_assert_nonnull (strstr (warned, "sending mail may fail"));
  g_assert_nonnull (strstr (steps, "sending mail may fail"));

  set_outgoing_user (settings, "字");
  g_assert_null (dermaga_format_render (xml, settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
  prefs = prefs_of (settings);
  assert_value (prefs, "mail.smtpserver.smtp1.username", "字");

  g_free (settings->email);
  settings->email = g_strdup ("ü@contoh.example");
  g_assert_null (dermaga_format_render (zip, settings, &zip_error));
  g_assert_error (zip_error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

/* The phone takes ASCII addresses only, and a camera cannot read too fine a code. */
static void
test_qr_limits (void)
{
  const DermagaFormat *png = dermaga_format_find ("thunderbird-android");
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *long_name = g_strnfill (250, 'x');
  g_autoptr (GBytes) picture = dermaga_format_picture (png, settings, NULL);
  g_autoptr (GBytes) file = dermaga_format_render (png, settings, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) address_error = NULL;

  g_assert_true (g_bytes_equal (picture, file));
  g_assert_cmpmem (g_bytes_get_data (file, NULL), 8, "\x89PNG\r\n\x1a\n", 8);

  set_outgoing_user (settings, long_name);
  g_free (settings->incoming->user_name);
  settings->incoming->user_name = g_strdup (long_name);
  g_free (settings->display_name);
  settings->display_name = g_strnfill (120, '"');
  g_assert_null (dermaga_format_render (png, settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);

  g_free (settings->email);
  settings->email = g_strdup ("ü@contoh.example");
  g_assert_null (dermaga_format_picture (png, settings, &address_error));
  g_assert_error (address_error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/thunderbird/prefs-complete", test_prefs_are_complete);
  g_test_add_func ("/export/thunderbird/security", test_numbers_of_security);
  g_test_add_func ("/export/thunderbird/hostile-values", test_hostile_values);
  g_test_add_func ("/export/thunderbird/xml-complete", test_xml_is_complete);
  g_test_add_func ("/export/thunderbird/outside-ascii", test_letters_outside_ascii);
  g_test_add_func ("/export/thunderbird/qr-limits", test_qr_limits);
  g_test_add_func ("/export/thunderbird/xml-user-names", test_xml_user_names);
  return g_test_run ();
}
