#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

static const char *
place (void)
{
  return _("Place: beside the code of the application, as dermaga-mail.cjs; then "
           "require('./dermaga-mail.cjs') gives a transporter that is ready to send.");
}

static const char *
test (void)
{
  return _("Test: send a message to yourself with the command of the last step that Dermaga "
           "shows.");
}

static void
put_text (GString *out, const char *indent, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_js (value);

  g_string_append_printf (out, "%s%s: \"%s\",\n", indent, name, escaped);
}

static const char *
security_lines (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "    secure: false,\n    ignoreTLS: true,\n";
    case DERMAGA_SECURITY_STARTTLS:
      return "    secure: false,\n    requireTLS: true,\n"
             "    tls: { rejectUnauthorized: true },\n";
    case DERMAGA_SECURITY_TLS:
      return "    secure: true,\n    tls: { rejectUnauthorized: true },\n";
    }
  g_assert_not_reached ();
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  GString *out = g_string_new (NULL);

  dermaga_append_program_note (out, DERMAGA_COMMENT_LINE, &dermaga_format_nodemailer, settings,
                               place (), dermaga_environment_step (), test ());
  g_string_append (out, "module.exports = require(\"nodemailer\").createTransport(\n  {\n");
  put_text (out, "    ", "host", server->host);
  g_string_append_printf (out, "    port: %u,\n", server->port);
  g_string_append (out, security_lines (server->security));
  g_string_append (out, "    auth: {\n");
  put_text (out, "      ", "user", server->user_name);
  g_string_append (out, "      pass: process.env.SMTP_PASSWORD,\n"
                        "    },\n"
                        "    connectionTimeout: 20000,\n"
                        "    socketTimeout: 60000,\n"
                        "  },\n"
                        "  {\n"
                        "    from: {\n");
  put_text (out, "      ", "name",
            dermaga_has_name (settings) ? settings->display_name : "");
  put_text (out, "      ", "address", settings->email);
  g_string_append (out, "    },\n  },\n);\n");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-mail.cjs");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *address = dermaga_escape_js (settings->email);
  g_autofree char *code
    = g_strdup_printf ("require(\"./dermaga-mail.cjs\").sendMail({ to: \"%s\", subject: \"Test\", "
                       "text: \"Test\" }).then(console.log)", address);
  g_autofree char *quoted = g_shell_quote (code);
  g_autofree char *command = g_strdup_printf ("\tnode -e %s", quoted);
  const char *const steps[] = {
    _("Save the file as dermaga-mail.cjs beside the code of the application. Where it sends mail, "
      "take the transporter from this file:"),
    "\tconst transporter = require(\"./dermaga-mail.cjs\");",
    dermaga_environment_step (),
    _("To test, send a message to yourself with this command in that folder:"),
    command,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_nodemailer = {
  .id = "nodemailer",
  .program = "Nodemailer",
  .title = N_("Node.js with Nodemailer"),
  .summary = N_("A file for programs in JavaScript that send with Nodemailer"),
  .media_type = "text/javascript",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Nodemailer 6.8",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
