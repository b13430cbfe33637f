#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

static const char *
place (void)
{
  return _("Place: at the end of config/environments/production.rb.");
}

static const char *
test (void)
{
  return _("Test: in the console (bin/rails console), send a message to yourself with "
           "ActionMailer::Base.mail.");
}

/* Single quotes of Ruby hold all but themselves and the backslash, as those of PHP do. */
static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out, "    %s: '%s',\n", name, escaped);
}

static const char *
security_lines (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "    enable_starttls_auto: false,\n";
    case DERMAGA_SECURITY_STARTTLS:
      return "    enable_starttls: true,\n    openssl_verify_mode: 'peer',\n";
    case DERMAGA_SECURITY_TLS:
      return "    tls: true,\n    openssl_verify_mode: 'peer',\n";
    }
  g_assert_not_reached ();
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *mailbox = dermaga_dup_mailbox (settings);
  g_autofree char *sender = dermaga_escape_php (mailbox);
  GString *out = g_string_new (NULL);

  dermaga_append_program_note (out, DERMAGA_COMMENT_HASH, &dermaga_format_rails, settings,
                               place (), dermaga_environment_step (), test ());
  g_string_append (out, "Rails.application.configure do\n"
                        "  config.action_mailer.delivery_method = :smtp\n"
                        "  config.action_mailer.perform_deliveries = true\n"
                        "  config.action_mailer.raise_delivery_errors = true\n"
                        "  config.action_mailer.smtp_settings = {\n");
  put_text (out, "address", server->host);
  g_string_append_printf (out, "    port: %u,\n", server->port);
  g_string_append (out, security_lines (server->security));
  g_string_append (out, "    authentication: :plain,\n");
  put_text (out, "user_name", server->user_name);
  g_string_append (out, "    password: ENV['SMTP_PASSWORD'],\n"
                        "    open_timeout: 20,\n"
                        "    read_timeout: 20\n"
                        "  }\n");
  g_string_append_printf (out, "  config.action_mailer.default_options = { from: '%s' }\nend\n",
                          sender);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-mail.rb");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *address = dermaga_escape_php (settings->email);
  g_autofree char *command
    = g_strdup_printf ("\tActionMailer::Base.mail(to: '%s', subject: 'Test', body: 'Test')"
                       ".deliver_now", address);
  const char *const steps[] = {
    _("Paste the file’s text at the end of config/environments/production.rb."),
    dermaga_environment_step (),
    _("Start the application again."),
    _("To test, open the console with the first line and send a message to yourself with the "
      "second:"),
    "\tRAILS_ENV=production bin/rails console",
    command,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_rails = {
  .id = "rails",
  .program = "Ruby on Rails",
  .title = N_("Ruby on Rails"),
  .summary = N_("Lines for the production settings of a Rails application"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Rails 6.1",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
