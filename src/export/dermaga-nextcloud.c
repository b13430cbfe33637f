#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

#include <string.h>

static const char *
place (void)
{
  return _("Place: in the folder config of Nextcloud, beside config.php, as "
           "dermaga-mail.config.php. Nextcloud reads every file there whose name ends so.");
}

static const char *
test (void)
{
  return _("Test: in the administration settings, under “Basic settings”, “Send email”.");
}

static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out, "  'mail_%s' => '%s',\n", name, escaped);
}

/* New versions know "ssl" alone, and encrypt otherwise if the server offers it. "tls" makes the old
 * ones insist. */
static const char *
secure_word (DermagaSecurity security)
{
  return security == DERMAGA_SECURITY_TLS ? "ssl" : "tls";
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  const char *domain = dermaga_email_domain (settings->email);
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  g_autofree char *local_part
    = g_strndup (settings->email, strlen (settings->email) - strlen (domain) - 1);
  GString *out;

  if (server->security == DERMAGA_SECURITY_NONE)
    {
      dermaga_refuse_settings (error, "Nextcloud cannot be told to do without encryption");
      return NULL;
    }
  out = g_string_new ("<?php\n/**\n");
  dermaga_append_program_note (out, DERMAGA_COMMENT_STAR, &dermaga_format_nextcloud, settings,
                               place (), secret, test ());
  dermaga_append_comment (out, DERMAGA_COMMENT_STAR,
                          _("In the password, write \\' for a ' and \\\\ for a \\."));
  g_string_append (out, " */\n$CONFIG = array(\n");
  put_text (out, "smtpmode", "smtp");
  put_text (out, "smtphost", server->host);
  g_string_append_printf (out, "  'mail_smtpport' => %u,\n", server->port);
  put_text (out, "smtpsecure", secure_word (server->security));
  g_string_append (out, "  'mail_smtpauth' => true,\n");
  put_text (out, "smtpname", server->user_name);
  put_text (out, "smtppassword", dermaga_password_placeholder ());
  put_text (out, "from_address", local_part);
  put_text (out, "domain", domain);
  g_string_append (out, ");\n");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-mail.config.php");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  const char *const steps[] = {
    _("Put the file as dermaga-mail.config.php into the folder config of Nextcloud, beside "
      "config.php."),
    secret,
    _("In the password, write \\' for a ' and \\\\ for a \\."),
    _("Let the web server’s user, and nobody else, read it. On Debian that is:"),
    "\tchown root:www-data dermaga-mail.config.php",
    "\tchmod 640 dermaga-mail.config.php",
    _("To test, open the administration settings, “Basic settings”, and press “Send email”."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_nextcloud = {
  .id = "nextcloud",
  .program = "Nextcloud",
  .title = N_("Nextcloud"),
  .summary = N_("A file for the folder config, with which Nextcloud sends through your server"),
  .media_type = "application/x-php",
  .audience = DERMAGA_AUDIENCE_WEB,
  .traits = DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
