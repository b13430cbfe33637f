#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"
#include "read-skeleton.h"

#define N_ROUNDS 1500

#define PLAIN_USER "plain-user"
#define PLAIN_NAME "Plain Name"
#define PLAIN_LOCAL "plain"
#define PLAIN_DOMAIN "toko.example"
#define PLAIN_EMAIL PLAIN_LOCAL "@" PLAIN_DOMAIN

typedef struct {
  const char *format;
  Quoting quoting;
} Case;

static const Case cases[] = {
  { "django", QUOTING_SINGLE },         { "rails", QUOTING_SINGLE },
  { "phpmailer", QUOTING_SINGLE },      { "nextcloud", QUOTING_SINGLE },
  { "laravel", QUOTING_DOTENV },        { "nodemailer", QUOTING_JAVASCRIPT },
  { "ghost", QUOTING_JSON },            { "gitea", QUOTING_BACKTICK },
  { "grafana", QUOTING_TRIPLE },        { "environment", QUOTING_ENVIRONMENT },
  { "postfix", QUOTING_SHELL },         { "exim", QUOTING_SHELL },
  { "nullmailer", QUOTING_SHELL },
};

/* What begins, ends or changes something in one of these languages, and some that does not. */
static const char *const pieces[] = {
  "\"", "'", "\\", "\\\\", "\\'", "$", "${HOME}", "$(touch x)", "`touch x`", "`", "{$x}", "#{`id`}",
  "%(x)s", "%s", "$__file{/etc/passwd}", "#", ";", " # ", " ; ", "\"\"\"", "'''", "*/", "?>",
  "<?php", "//", "[mailer]", "=", ":",
  "a", "Z", "7", " ", "@", ".", "é", "字", "☕", "<", ">", "&", "|", "!",
  "\\n", "\\u0041", "' + x + '", "'; system('id'); '", "\n", "\r", "\xe2\x80\xa8", "\x01",
};

static char *
random_text (const char *start, guint most)
{
  GString *text = g_string_new (start);

  for (int n = g_test_rand_int_range (0, most + 1); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static DermagaSettings *
make_settings (const char *email, const char *name, const char *user_name)
{
  DermagaSettings *settings = dermaga_settings_new (email, name);

  settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "smtp.contoh.example", 587,
                                           DERMAGA_SECURITY_STARTTLS, user_name);
  return settings;
}

static char *
skeleton_of (const Case *which, const DermagaSettings *settings, GPtrArray *values, GError **error)
{
  const DermagaFormat *format = dermaga_format_find (which->format);
  g_autofree char *text = dermaga_format_preview (format, settings, error);
  char *skeleton;

  if (text == NULL)
    return NULL;
  skeleton = read_skeleton (text, which->quoting, values);
  if (skeleton == NULL)
    g_error ("%s is not of its form:\n%s", which->format, text);
  return skeleton;
}

/* (transfer full): what a sentence or a command with plain values is to be with the others */
static char *
expect (const char *plain, const DermagaSettings *settings)
{
  g_autoptr (GString) text = g_string_new (plain);
  g_autofree char *address = g_shell_quote (settings->email);

  g_string_replace (text, PLAIN_USER, settings->outgoing->user_name, 0);
  g_string_replace (text, "'" PLAIN_EMAIL "'", address, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @plain: what stands there when the settings are plain */
static void
assert_value (const char *value, const char *plain, const DermagaSettings *settings)
{
  g_auto (GStrv) halves = g_strsplit (settings->email, "@", 2);
  g_autofree char *expected = expect (plain, settings);

  if (g_str_equal (plain, PLAIN_USER))
    g_assert_cmpstr (value, ==, settings->outgoing->user_name);
  else if (g_str_equal (plain, PLAIN_NAME))
    g_assert_cmpstr (value, ==, settings->display_name);
  else if (g_str_equal (plain, PLAIN_EMAIL))
    g_assert_cmpstr (value, ==, settings->email);
  else if (g_str_equal (plain, "\"" PLAIN_NAME "\" <" PLAIN_EMAIL ">"))
    {
      g_autofree char *name = NULL;
      g_autofree char *address = NULL;

      g_assert_true (read_mailbox (value, &name, &address));
      g_assert_cmpstr (name, ==, settings->display_name);
      g_assert_cmpstr (address, ==, settings->email);
    }
  else if (g_str_equal (plain, PLAIN_LOCAL))
    g_assert_cmpstr (value, ==, halves[0]);
  else if (g_str_equal (plain, PLAIN_DOMAIN))
    g_assert_cmpstr (value, ==, halves[1]);
  else
    g_assert_cmpstr (value, ==, expected);
}

static guint
count (GPtrArray *values, const char *value)
{
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    n += g_str_equal (values->pdata[i], value);
  return n;
}

/* Nothing but the values differs from the file for plain settings, and these come back. */
static void
check (const Case *which, const DermagaSettings *settings, guint *n_written, guint *n_refused)
{
  g_autoptr (DermagaSettings) plain = make_settings (PLAIN_EMAIL, PLAIN_NAME, PLAIN_USER);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = skeleton_of (which, plain, expected, NULL);
  g_autofree char *after = skeleton_of (which, settings, values, &error);

  g_assert_cmpuint (count (expected, PLAIN_USER), ==, 1);
  if (after == NULL)
    {
      g_assert_true (error->domain == DERMAGA_SETTINGS_ERROR);
      if (dermaga_settings_validate (settings, NULL))
        g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
      (*n_refused)++;
      return;
    }
  (*n_written)++;
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (values->len, ==, expected->len);
  for (guint i = 0; i < values->len; i++)
    assert_value (values->pdata[i], expected->pdata[i], settings);
}

static void
test_skeleton (gconstpointer data)
{
  static const char *const emails[] = { "a@b.example", "o'k$&+{x}`#%s@xn--e1afmkfd.example",
                                        "0812@b.example", "$__x{y}@b.example" };
  const Case *which = data;
  guint n_written = 0, n_refused = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *name = random_text ("N", 5);
      g_autofree char *user_name = random_text (g_test_rand_bit () ? "u" : "", 4);
      const char *email = emails[g_test_rand_int_range (0, G_N_ELEMENTS (emails))];
      g_autoptr (DermagaSettings) settings = make_settings (email, name, user_name);

      check (which, settings, &n_written, &n_refused);
    }
  g_test_message ("%u written, %u refused", n_written, n_refused);
  g_assert_cmpuint (n_written, >, N_ROUNDS / 15);
  g_assert_cmpuint (n_refused, >, N_ROUNDS / 15);
}

/* The readers would see an injection if there were one. */
static void
test_readers (void)
{
  static const struct {
    Quoting quoting;
    const char *text, *skeleton;
  } samples[] = {
    { QUOTING_SINGLE, "x = 'a\\'b'\n", "x = \x01\n" },
    { QUOTING_SINGLE, "x = 'a'; y = 'b'\n", "x = \x01; y = \x01\n" },
    { QUOTING_SINGLE, "x = 'a\\nb'\n", NULL },
    { QUOTING_SINGLE, " * x */ echo 1; /*\n", " * x */ echo 1; /*\n" },
    { QUOTING_DOTENV, "x=\"a\\$b\"\n", "x=\x01\n" },
    { QUOTING_DOTENV, "x=\"a$b\"\n", NULL },
    { QUOTING_JAVASCRIPT, "x = \"a\" + \"b\"\n", "x = \x01 + \x01\n" },
    { QUOTING_BACKTICK, "x = `a`b`\n", "x = \x01\n" },
    { QUOTING_BACKTICK, "x = `a` # b\n", NULL },
    { QUOTING_TRIPLE, "x = \"\"\"\"a\"\"\"\"\n", "x = \x01\n" },
    { QUOTING_SHELL, "x='a'\\''b'; y='c'\n", "x=\x01; y=\x01\n\n\n" },
    { QUOTING_SHELL, "x='a'`id`'b'\n", "x=\x01`id`\x01\n\n\n" },
    { QUOTING_ENVIRONMENT, "x='a'b'\n", NULL },
    { QUOTING_ENVIRONMENT, "x=a b\n", NULL },
    { QUOTING_ENVIRONMENT, "x=\"a'b\"\n", "x=\x01\n" },
    { QUOTING_JSON, "{ \"a\": \"b\" }", "a{\x01}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *skeleton = read_skeleton (samples[i].text, samples[i].quoting, values);

      g_test_message ("%s", samples[i].text);
      g_assert_cmpstr (skeleton, ==, samples[i].skeleton);
    }
}

/* A program that cannot insist on STARTTLS gets the server with TLS from the start. */
static void
test_exchanged (gconstpointer data)
{
  const DermagaFormat *format = dermaga_format_find (data);
  g_autoptr (DermagaSettings) settings = make_settings (PLAIN_EMAIL, PLAIN_NAME, PLAIN_USER);
  g_autofree char *before = dermaga_format_preview (format, settings, NULL);
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, "587"));
  g_assert_nonnull (strstr (before, "Warning"));
  settings->outgoing_tls = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "tls.contoh.example", 465,
                                               DERMAGA_SECURITY_TLS, PLAIN_USER);
  after = dermaga_format_preview (format, settings, NULL);
  g_assert_nonnull (strstr (after, "465"));
  g_assert_nonnull (strstr (after, "tls.contoh.example"));
  g_assert_null (strstr (after, "Warning"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/skeleton/readers", test_readers);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/export/skeleton/", cases[i].format, NULL);

      g_test_add_data_func (name, &cases[i], test_skeleton);
    }
  g_test_add_data_func ("/export/exchanged/laravel", "laravel", test_exchanged);
  g_test_add_data_func ("/export/exchanged/nextcloud", "nextcloud", test_exchanged);
  g_test_add_data_func ("/export/exchanged/gitea", "gitea", test_exchanged);
  return g_test_run ();
}
