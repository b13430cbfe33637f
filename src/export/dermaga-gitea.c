#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

#include <string.h>

static const char *
place (void)
{
  return _("Place: in app.ini, in place of the section [mailer].");
}

static const char *
test (void)
{
  return _("Test: in the site administration, under “Configuration”, send a testing email.");
}

/* Between backticks all is as it stands: the last one of the line ends the value. Only the places
 * of other values are still filled in. */
static gboolean
put_text (GString *out, const char *name, const char *value, GError **error)
{
  if (strstr (value, "%(") != NULL)
    return dermaga_refuse_settings (error, "Gitea puts another value in place of %(name)s");
  g_string_append_printf (out, "%s = `%s`\n", name, value);
  return TRUE;
}

static const char *
protocol_word (DermagaSecurity security)
{
  return security == DERMAGA_SECURITY_TLS ? "smtps" : "smtp+starttls";
}

static gboolean
put_settings (GString *out, const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *sender = dermaga_dup_mailbox (settings);

  g_string_append_printf (out, "[mailer]\nENABLED = true\nPROTOCOL = %s\nSMTP_ADDR = %s\n"
                               "SMTP_PORT = %u\nFORCE_TRUST_SERVER_CERT = false\n",
                          protocol_word (server->security), server->host, server->port);
  return put_text (out, "FROM", sender, error)
         && put_text (out, "USER", server->user_name, error)
         && put_text (out, "PASSWD", dermaga_password_placeholder (), error);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  g_autoptr (GString) out = g_string_new (NULL);

  if (settings->outgoing->security == DERMAGA_SECURITY_NONE)
    {
      dermaga_refuse_settings (error, "Gitea does not sign in without encryption");
      return NULL;
    }
  dermaga_append_program_note (out, DERMAGA_COMMENT_HASH, &dermaga_format_gitea, settings,
                               place (), secret, test ());
  if (!put_settings (out, settings, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("gitea-mailer.ini");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  const char *const steps[] = {
    _("Open app.ini of Gitea or Forgejo, and put the file’s text in place of the section "
      "[mailer]."),
    secret,
    _("Start Gitea or Forgejo again."),
    _("To test, open the site administration, “Configuration”, and send a testing email."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_gitea = {
  .id = "gitea",
  .program = "Gitea",
  .title = N_("Gitea or Forgejo"),
  .summary = N_("The section [mailer] for app.ini; for Gitea 1.19, Forgejo and newer ones"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_WEB,
  .traits = DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
