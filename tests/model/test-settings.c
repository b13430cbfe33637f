#include "model/dermaga-settings.h"

#include <string.h>

static DermagaSettings *
make_good (void)
{
  DermagaSettings *settings = dermaga_settings_new ("ani@example.com", "Ani \"A\" <b> & $x \\");

  settings->incoming = dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "imap.example.com", 993,
                                           DERMAGA_SECURITY_TLS, "ani@example.com");
  settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 587,
                                           DERMAGA_SECURITY_STARTTLS, "it's $me\\\"<&ä");
  return settings;
}

static void
assert_refused (const DermagaSettings *settings, DermagaSettingsError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dermaga_settings_validate (settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, (int) code);
  g_assert_false (dermaga_settings_validate (settings, NULL));
}

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

static void
test_good (void)
{
  g_autoptr (DermagaSettings) settings = make_good ();
  g_autoptr (GError) error = NULL;

  g_assert_true (dermaga_settings_validate (settings, &error));
  g_assert_no_error (error);
  g_clear_pointer (&settings->display_name, g_free);
  g_assert_true (dermaga_settings_validate (settings, NULL));
  g_clear_pointer (&settings->incoming, dermaga_server_free);
  g_assert_true (dermaga_settings_validate (settings, NULL));
  g_clear_pointer (&settings->outgoing, dermaga_server_free);
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_MISSING);
}

static void
test_email (void)
{
  static const char *const bad[] = { NULL, "", "ani", "ani@", "@example.com", "a b@example.com",
                                     "ani@example.com\n", "ani@exa_mple.com", "\"a\"@example.com" };
  g_autoptr (DermagaSettings) settings = make_good ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      replace (&settings->email, bad[i]);
      assert_refused (settings, DERMAGA_SETTINGS_ERROR_EMAIL);
    }
}

static void
test_display_name (void)
{
  static const char *const bad[] = { "a\nb", "a\tb", "\x1b[1m", "\xff", "a\xe2\x80\xae z" };
  g_autoptr (DermagaSettings) settings = make_good ();
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      replace (&settings->display_name, bad[i]);
      assert_refused (settings, DERMAGA_SETTINGS_ERROR_NAME);
    }
  replace (&settings->display_name, longest);
  g_assert_true (dermaga_settings_validate (settings, NULL));
  replace (&settings->display_name, too_long);
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_NAME);
}

static void
test_host_and_port (void)
{
  static const char *const bad[]
      = { NULL,        "",            "a b",         "a..b", "-a.example",
          "ä.example", "a.example\n", "a'b.example", "[::1]" };
  g_autoptr (DermagaSettings) settings = make_good ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      replace (&settings->outgoing->host, bad[i]);
      assert_refused (settings, DERMAGA_SETTINGS_ERROR_HOST);
    }
  replace (&settings->outgoing->host, "smtp.example.com");
  settings->outgoing->port = 65535;
  g_assert_true (dermaga_settings_validate (settings, NULL));
  settings->outgoing->port = 0;
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_PORT);
}

static void
test_direction (void)
{
  g_autoptr (DermagaSettings) settings = make_good ();

  settings->incoming->protocol = DERMAGA_PROTOCOL_SMTP;
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_FORMAT);
  settings->incoming->protocol = DERMAGA_PROTOCOL_POP3;
  g_assert_true (dermaga_settings_validate (settings, NULL));
  settings->outgoing->protocol = DERMAGA_PROTOCOL_POP3;
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_FORMAT);
}

static void
test_user_name (void)
{
  static const char *const good[] = { "a",           "a b",      "ani+x@example.com",
                                      "DOMAIN\\ani", "'\"$<&%", "ę" };
  static const char *const bad[] = { NULL, "", "a\nb", "a\rb", "a\tb", "a\x7f", "\xc2\x85",
                                     "a\xe2\x80\xa8 z", "a\xe2\x80\xae z", "\xff\xfe", "\xc3" };
  g_autoptr (DermagaSettings) settings = make_good ();
  g_autofree char *longest = g_strnfill (255, 'x');
  g_autofree char *too_long = g_strnfill (256, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (dermaga_user_name_is_valid (good[i]));
  g_assert_true (dermaga_user_name_is_valid (longest));
  g_assert_false (dermaga_user_name_is_valid (too_long));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (dermaga_user_name_is_valid (bad[i]));
      replace (&settings->incoming->user_name, bad[i]);
      assert_refused (settings, DERMAGA_SETTINGS_ERROR_USER_NAME);
    }
}

static void
test_insecure (void)
{
  g_autoptr (DermagaSettings) settings = make_good ();

  settings->outgoing->security = DERMAGA_SECURITY_NONE;
  assert_refused (settings, DERMAGA_SETTINGS_ERROR_INSECURE);
  settings->accept_insecure = TRUE;
  g_assert_true (dermaga_settings_validate (settings, NULL));
}

static void
test_expand (void)
{
  static const struct
  {
    const char *pattern;
    const char *email;
    const char *expected;
  } cases[] = {
    { NULL, "ani@example.com", "ani@example.com" },
    { "%EMAILADDRESS%", "ani@example.com", "ani@example.com" },
    { "%EMAILLOCALPART%", "ani@example.com", "ani" },
    { "%EMAILLOCALPART%.%EMAILDOMAIN%", "ani@example.com", "ani.example.com" },
    { "x%EMAILADDRESS%y%EMAILADDRESS%", "a@b.c", "xa@b.cya@b.c" },
    { "%EMAILADDRESS", "a@b.c", "%EMAILADDRESS" },
    { "%emailaddress%", "a@b.c", "%emailaddress%" },
    { "%%EMAILDOMAIN%%", "a@b.c", "%b.c%" },
    /* A placeholder in the address itself is text. */
    { "%EMAILADDRESS%", "%EMAILDOMAIN%@b.c", "%EMAILDOMAIN%@b.c" },
    { "literal", "a@b.c", "literal" },
    { "", "a@b.c", "" },
    { "%EMAILLOCALPART%|%EMAILDOMAIN%", "nodomain", "nodomain|" },
    { "%EMAILLOCALPART%|%EMAILDOMAIN%", "a@b@c.d", "a@b|c.d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expanded = dermaga_expand_user_name (cases[i].pattern, cases[i].email);

      g_assert_cmpstr (expanded, ==, cases[i].expected);
    }
}

static void
test_generalize (void)
{
  static const struct
  {
    const char *user_name;
    const char *email;
    const char *expected;
  } cases[] = {
    { "ani@example.com", "ani@example.com", "%EMAILADDRESS%" },
    { "ani@EXAMPLE.com", "Ani@example.com", "%EMAILADDRESS%" },
    { "ani", "Ani@example.com", "%EMAILLOCALPART%" },
    { "ani.example.com", "ani@example.com", "%EMAILLOCALPART%.%EMAILDOMAIN%" },
    { "ani@mail.example.com", "ani@example.com", "%EMAILLOCALPART%@mail.example.com" },
    { "example.com\\ani", "ani@example.com", "%EMAILDOMAIN%\\%EMAILLOCALPART%" },
    { "KANTOR\\ani", "ani@example.com", "KANTOR\\%EMAILLOCALPART%" },
    /* Other names that begin or end alike. */
    { "anita", "ani@example.com", "anita" },
    { "dani", "ani@example.com", "dani" },
    { "an", "ani@example.com", "an" },
    { "", "ani@example.com", "" },
    { "%EMAILADDRESS%", "ani@example.com", "%EMAILADDRESS%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pattern
        = dermaga_generalize_user_name (cases[i].user_name, cases[i].email);
      g_autofree char *again = dermaga_expand_user_name (pattern, cases[i].email);

      g_assert_cmpstr (pattern, ==, cases[i].expected);
      if (strchr (cases[i].user_name, '%') == NULL)
        g_assert_cmpint (g_ascii_strcasecmp (again, cases[i].user_name), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/good", test_good);
  g_test_add_func ("/settings/email", test_email);
  g_test_add_func ("/settings/display-name", test_display_name);
  g_test_add_func ("/settings/host-and-port", test_host_and_port);
  g_test_add_func ("/settings/direction", test_direction);
  g_test_add_func ("/settings/user-name", test_user_name);
  g_test_add_func ("/settings/insecure", test_insecure);
  g_test_add_func ("/settings/expand", test_expand);
  g_test_add_func ("/settings/generalize", test_generalize);
  return g_test_run ();
}
