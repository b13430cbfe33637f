#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

static const char *
place (void)
{
  return _("Place: in the file .env of the application, in place of the lines that begin with "
           "MAIL_.");
}

static const char *
test (void)
{
  return _("Test: let the application send a message to yourself.");
}

static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_dotenv (value);

  g_string_append_printf (out, "MAIL_%s=\"%s\"\n", name, escaped);
}

/* Laravel up to 10 knows ENCRYPTION, from 11 on SCHEME; each takes no notice of the other. */
static void
put_security (GString *out, DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      g_string_append (out, "MAIL_SCHEME=smtp\nMAIL_ENCRYPTION=null\n");
      return;
    case DERMAGA_SECURITY_STARTTLS:
      g_string_append (out, "MAIL_SCHEME=smtp\nMAIL_ENCRYPTION=tls\n");
      return;
    case DERMAGA_SECURITY_TLS:
      g_string_append (out, "MAIL_SCHEME=smtps\nMAIL_ENCRYPTION=ssl\n");
      return;
    }
  g_assert_not_reached ();
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  GString *out = g_string_new (NULL);

  dermaga_append_program_note (out, DERMAGA_COMMENT_HASH, &dermaga_format_laravel, settings,
                               place (), secret, test ());
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH,
                          _("In the password, write \\\" for a \", \\\\ for a \\ and \\$ for a "
                            "$."));
  g_string_append (out, "MAIL_MAILER=smtp\n");
  put_text (out, "HOST", server->host);
  g_string_append_printf (out, "MAIL_PORT=%u\n", server->port);
  put_security (out, server->security);
  put_text (out, "USERNAME", server->user_name);
  put_text (out, "PASSWORD", dermaga_password_placeholder ());
  put_text (out, "FROM_ADDRESS", settings->email);
  if (dermaga_has_name (settings))
    put_text (out, "FROM_NAME", settings->display_name);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("laravel-mail.env");
}

/* What stands in config/mail.php for the mode that .env cannot name. */
static void
add_mode_steps (GStrvBuilder *steps, DermagaSecurity security)
{
  if (security == DERMAGA_SECURITY_STARTTLS)
    {
      g_strv_builder_add (steps, _("In config/mail.php, add this line to “smtp” under “mailers”. "
                                   "It makes Laravel insist on encryption, with version 7.3 or "
                                   "newer of its package symfony/mailer; older ones take no "
                                   "notice:"));
      g_strv_builder_add (steps, "\t'require_tls' => true,");
    }
  if (security == DERMAGA_SECURITY_NONE)
    {
      g_strv_builder_add (steps, _("In config/mail.php, add this line to “smtp” under “mailers”:"));
      g_strv_builder_add (steps, "\t'auto_tls' => false,");
    }
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  g_autofree char *address = dermaga_escape_php (settings->email);
  g_autofree char *test_line
    = g_strdup_printf ("\tMail::raw('Test', fn ($m) => $m->to('%s')->subject('Test'));", address);
  g_auto (GStrv) lines = NULL;

  g_strv_builder_add (steps, _("Open the file .env of the application, and put the file’s text in "
                               "place of the lines that begin with MAIL_."));
  g_strv_builder_add (steps, secret);
  add_mode_steps (steps, settings->outgoing->security);
  g_strv_builder_add (steps, _("If the settings are cached, read them again:"));
  g_strv_builder_add (steps, "\tphp artisan config:clear");
  g_strv_builder_add (steps, _("To test, open the console with the first line and send a message "
                               "to yourself with the second:"));
  g_strv_builder_add (steps, "\tphp artisan tinker");
  g_strv_builder_add (steps, test_line);
  lines = g_strv_builder_end (steps);
  return g_strjoinv ("\n", lines);
}

const DermagaFormat dermaga_format_laravel = {
  .id = "laravel",
  .program = "Laravel",
  .title = N_("Laravel"),
  .summary = N_("Lines for the file .env of a Laravel application"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_WEB,
  .traits = DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "phpdotenv 5.4, Symfony Mailer 5.4",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
