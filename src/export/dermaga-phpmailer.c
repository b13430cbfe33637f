#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"
#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>

static const char *
place (void)
{
  return _("Place: beside the PHP code that sends, as dermaga-phpmailer.php. After “new "
           "PHPMailer(true)”, call it: (require 'dermaga-phpmailer.php')($mail);");
}

static const char *
test (void)
{
  return _("Test: let the application send a message to yourself.");
}

static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out, "\t$mailer->%s = '%s';\n", name, escaped);
}

static void
put_password (GString *out)
{
  g_autofree char *missing = dermaga_escape_php (_("SMTP_PASSWORD is not set, so no mail is "
                                                   "sent."));

  g_string_append_printf (out,
                          "\t$password = (string) getenv( 'SMTP_PASSWORD' );\n"
                          "\tif ( '' === $password ) {\n"
                          "\t\tthrow new RuntimeException( '%s' );\n"
                          "\t}\n",
                          missing);
}

static void
put_sender (GString *out, const DermagaSettings *settings)
{
  g_autofree char *email = dermaga_escape_php (settings->email);
  g_autofree char *name = dermaga_escape_php (dermaga_has_name (settings)
                                                ? settings->display_name : "");

  g_string_append_printf (out, "\t$mailer->setFrom( '%s', '%s' );\n", email, name);
}

/* PHPMailer has the words and the limits that WordPress has: it is what WordPress sends with. */
static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  GString *out;

  if (!dermaga_wordpress_check (settings, error))
    return NULL;
  out = g_string_new ("<?php\n/**\n");
  dermaga_append_program_note (out, DERMAGA_COMMENT_STAR, &dermaga_format_phpmailer, settings,
                               place (), dermaga_environment_step (), test ());
  g_string_append (out, " */\nreturn static function ( $mailer ) {\n");
  put_password (out);
  g_string_append (out, "\t$mailer->isSMTP();\n");
  put_text (out, "Host", server->host);
  g_string_append_printf (out, "\t$mailer->Port = %u;\n", server->port);
  put_text (out, "SMTPSecure", dermaga_wordpress_secure (server->security));
  g_string_append_printf (out, "\t$mailer->SMTPAutoTLS = %s;\n",
                          dermaga_server_is_insecure (server) ? "false" : "true");
  g_string_append (out, "\t$mailer->SMTPAuth = true;\n");
  put_text (out, "Username", server->user_name);
  g_string_append (out, "\t$mailer->Password = $password;\n"
                        "\t$mailer->Timeout = 20;\n"
                        "\t$mailer->CharSet = 'UTF-8';\n");
  put_sender (out, settings);
  g_string_append (out, "};\n");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-phpmailer.php");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Save the file as dermaga-phpmailer.php beside the PHP code that sends, and call it for each "
      "new mailer:"),
    "\t$mail = new PHPMailer\\PHPMailer\\PHPMailer(true);",
    "\t(require __DIR__ . '/dermaga-phpmailer.php')($mail);",
    dermaga_environment_step (),
    _("To test, let the application send a message to yourself."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_phpmailer = {
  .id = "phpmailer",
  .program = "PHPMailer",
  .title = N_("PHP with PHPMailer"),
  .summary = N_("A file for PHP programs that send with PHPMailer"),
  .media_type = "application/x-php",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "PHPMailer 6.6",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
