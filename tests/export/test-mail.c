#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"
#include "read-mail.h"

static const char *const formats[]
    = { "msmtp", "mutt",  "mbsync",    "s-nail", "aerc", "himalaya",
        "geary", "evolution", "kmail" };

/* What a published configuration could hold to get out of the value that it stands in. */
static const char *const hostile[] = {
  "q\"u'o\\te\\\\' $x {$y} <b>&amp;</b> ]]> */ ?> <?php -- Ünï %s\\",
  "\"", "\\", "\\\"", "'", "`id`", "$(id)", "$HOME", "${HOME}", "; id #", "# comment", "a b ",
  " leading", "x\" ; set ssl_force_tls=no", "x\\", "\\n[evil]\\nkey=value", "=x", "[section]",
  "\"\"\"", "'''", "%40%00", "user@evil.example:25/", "user:password@evil.example", "-oops", "!sh",
  "</key><key>", "{{x}}", "@evil", "~/x", "\xc3\xbc\xe5\xad\x97\xf0\x9f\x98\x80",
};

static DermagaSettings *
hostile_settings (const char *text, DermagaSecurity security, DermagaProtocol protocol)
{
  DermagaSettings *settings = dermaga_settings_new ("o'brien$x{y}z@contoh.example", text);

  settings->incoming = dermaga_server_new (protocol, "in.contoh.example", 1993, security, text);
  settings->outgoing
      = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "out.contoh.example", 1465, security, text);
  settings->accept_insecure = TRUE;
  return settings;
}

static gboolean
may_refuse (const char *format, const char *text, DermagaSecurity security,
            DermagaProtocol protocol)
{
  if (g_str_equal (format, "evolution"))
    return security == DERMAGA_SECURITY_NONE;
  if (g_str_equal (format, "geary"))
    return protocol == DERMAGA_PROTOCOL_POP3 || security == DERMAGA_SECURITY_NONE;
  if (g_str_equal (format, "mbsync") || g_str_equal (format, "himalaya"))
    return protocol == DERMAGA_PROTOCOL_POP3;
  if (g_str_equal (format, "aerc"))
    return protocol == DERMAGA_PROTOCOL_POP3 || security == DERMAGA_SECURITY_NONE
           || strpbrk (text, "\"\\") != NULL;
  return g_str_equal (format, "s-nail") && !g_str_is_ascii (text);
}

/* Comes back exactly as it was, whatever it is. */
static void
check_hostile (const char *format, const char *text, DermagaSecurity security,
               DermagaProtocol protocol)
{
  g_autoptr (DermagaSettings) settings = hostile_settings (text, security, protocol);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = dermaga_format_preview (dermaga_format_find (format), settings, &error);

  g_test_message ("%s: %s", format, text);
  if (file == NULL)
    {
      g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
      g_assert_true (may_refuse (format, text, security, protocol));
      return;
    }
  g_assert_true (check_mail (format, file, settings));
}

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint j = 0; j < G_N_ELEMENTS (hostile); j++)
      for (int security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS; security++)
        {
          check_hostile (formats[i], hostile[j], security, DERMAGA_PROTOCOL_IMAP);
          check_hostile (formats[i], hostile[j], security, DERMAGA_PROTOCOL_POP3);
        }
}

static void
assert_cannot_say (const char *format, DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", format);
  g_assert_null (dermaga_format_render (dermaga_format_find (format), settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

static void
test_senders_that_mean_more (void)
{
  static const struct {
    const char *format, *email;
  } cases[] = {
    { "msmtp", "%U@contoh.example" }, { "msmtp", "a*@contoh.example" },
    { "msmtp", "a?@contoh.example" }, { "aerc", "#a@contoh.example" },
    { "aerc", "`a`@contoh.example" }, { "aerc", "ü@contoh.example" },
    { "mutt", "ü@contoh.example" },   { "s-nail", "ü@contoh.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();

      g_free (settings->email);
      settings->email = g_strdup (cases[i].email);
      assert_cannot_say (cases[i].format, settings);
    }
}

static void
test_long_lines (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();

  g_free (settings->outgoing->user_name);
  settings->outgoing->user_name = g_strnfill (200, '"');
  assert_cannot_say ("msmtp", settings);
}

static void
test_no_pop3 (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();

  settings->incoming->protocol = DERMAGA_PROTOCOL_POP3;
  assert_cannot_say ("mbsync", settings);
  assert_cannot_say ("aerc", settings);
  assert_cannot_say ("himalaya", settings);
  assert_cannot_say ("geary", settings);
}

/* Letters outside ASCII alone are fine, and so are marks alone. */
static void
test_names_that_s_nail_garbles (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *text = dermaga_format_preview (dermaga_format_find ("s-nail"), settings, NULL);

  g_assert_nonnull (strstr (text, "\nset from=\"Toko Ünïk <toko@contoh.example>\"\n"));
  g_free (settings->display_name);
  settings->display_name = g_strdup ("Ünïk; #1");
  assert_cannot_say ("s-nail", settings);
}

/* In mutt one switch is for both servers: clear text on one may not open the other. */
static void
test_mutt_demands_of_both (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *text = NULL;

  settings->accept_insecure = TRUE;
  settings->incoming->security = DERMAGA_SECURITY_NONE;
  settings->outgoing->security = DERMAGA_SECURITY_STARTTLS;
  assert_cannot_say ("mutt", settings);
  settings->incoming->security = DERMAGA_SECURITY_STARTTLS;
  settings->outgoing->security = DERMAGA_SECURITY_NONE;
  assert_cannot_say ("mutt", settings);
  settings->incoming->security = DERMAGA_SECURITY_TLS;
  text = dermaga_format_preview (dermaga_format_find ("mutt"), settings, NULL);
  g_assert_nonnull (text);
  g_assert_true (check_mail ("mutt", text, settings));
}

/* The commands that a person is to type hold the same harmless word as the file. */
static void
test_keyring_commands (void)
{
  static const char *const with_keyring[] = { "msmtp", "mbsync", "s-nail" };

  for (guint i = 0; i < G_N_ELEMENTS (with_keyring); i++)
    {
      const DermagaFormat *format = dermaga_format_find (with_keyring[i]);
      g_autoptr (DermagaSettings) settings
          = hostile_settings ("a\" $(id)ü", DERMAGA_SECURITY_TLS, DERMAGA_PROTOCOL_IMAP);
      g_autofree char *text = NULL;
      g_autofree char *steps = NULL;

      g_test_message ("%s", with_keyring[i]);
      g_clear_pointer (&settings->display_name, g_free);
      text = dermaga_format_preview (format, settings, NULL);
      steps = dermaga_format_next_steps (format, settings);
      g_assert_nonnull (text);
      g_assert_nonnull (strstr (text, " user a%22%20%24%28id%29%C3%BC"));
      g_assert_nonnull (strstr (steps, "\n\tsecret-tool store --label="));
      g_assert_nonnull (strstr (steps, " user a%22%20%24%28id%29%C3%BC\n"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/mail/hostile", test_hostile);
  g_test_add_func ("/export/mail/senders-that-mean-more", test_senders_that_mean_more);
  g_test_add_func ("/export/mail/long-lines", test_long_lines);
  g_test_add_func ("/export/mail/no-pop3", test_no_pop3);
  g_test_add_func ("/export/mail/s-nail-names", test_names_that_s_nail_garbles);
  g_test_add_func ("/export/mail/mutt-demands-of-both", test_mutt_demands_of_both);
  g_test_add_func ("/export/mail/keyring-commands", test_keyring_commands);
  return g_test_run ();
}
