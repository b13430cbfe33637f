#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

#include "export/dermaga-server-values.h"
#include "verdict/dermaga-words.h"

/* KDE's own program writes the settings, so that the quoting is KDE's. What receives mail is not a
 * setting but a service that only KMail can add. */

static const char *
get_encryption (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "None";
    case DERMAGA_SECURITY_STARTTLS:
      return "TLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL";
    }
  g_assert_not_reached ();
}

/* A number that the address always has, and that no other account is likely to. */
static guint
make_number (const DermagaSettings *settings)
{
  return 1000000u + g_str_hash (settings->email) % 1000000000u;
}

static void
put_value (GString *out, const char *key, const char *value)
{
  g_autofree char *escaped = dermaga_escape_shell (value);

  g_string_append_printf (out, "put %s '%s'\n", key, escaped);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  guint number = make_number (settings);
  GString *out = g_string_new ("#!/bin/sh\n");

  dermaga_append_mail_note (
      out, &dermaga_format_kmail, settings,
      _("Place: any folder. Run in a terminal, it adds the account for sending to the settings of "
        "KMail. The account for receiving is added in KMail."),
      _("Password: KMail asks for it, and keeps it in KDE’s wallet."),
      _("Test: start KMail, and send a message to yourself."));
  g_string_append_printf (out,
                          "set -eu\n"
                          "put () {\n"
                          "  kwriteconfig5 --file mailtransports --group 'Transport %u' "
                          "--key \"$1\" -- \"$2\"\n"
                          "}\n"
                          "put id %u\n",
                          number, number);
  put_value (out, "name", settings->email);
  put_value (out, "identifier", "SMTP");
  put_value (out, "host", server->host);
  put_value (out, "port", port);
  put_value (out, "encryption", get_encryption (server->security));
  put_value (out, "auth", "true");
  put_value (out, "user", server->user_name);
  put_value (out, "storepass", "true");
  g_string_append_printf (out,
                          "if [ -z \"$(kreadconfig5 --file mailtransports --group General "
                          "--key default-transport)\" ]; then\n"
                          "  kwriteconfig5 --file mailtransports --group General "
                          "--key default-transport %u\n"
                          "fi\n",
                          number);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("kmail-sending.sh");
}

/* (transfer full): what has to be typed in for receiving */
static char *
describe_receiving (const DermagaServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  const char *kind = server->protocol == DERMAGA_PROTOCOL_IMAP ? "IMAP" : "POP3";

  /* Translators: {kind} is IMAP or POP3, {security} such as "STARTTLS". The words in quotes are
   * KMail's; use those of its translation. */
  return dermaga_fill (_("In KMail, open “Settings”, “Configure KMail”, “Accounts”, “Receiving”, "
                         "and add an account of the kind {kind}: server {host}, port {port}, "
                         "{security}, user name {user}."),
                       "kind", kind, "host", server->host, "port", port, "security",
                       dermaga_explain_security (server->security), "user", server->user_name,
                       NULL);
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autoptr (GString) steps = g_string_new (NULL);

  g_string_append_printf (steps, "%s\n%s\n\t%s\n", _("Close KMail if it is open."),
                          _("Run the file in a terminal, in the folder where you saved it:"),
                          "sh kmail-sending.sh");
  if (settings->incoming != NULL)
    {
      g_autofree char *receiving = describe_receiving (settings->incoming);

      g_string_append_printf (steps, "%s\n", receiving);
    }
  g_string_append (steps, _("Send a message to yourself. KMail asks for the password."));
  return g_strdup (steps->str);
}

const DermagaFormat dermaga_format_kmail = {
  .id = "kmail",
  .program = "KMail",
  .title = N_("KMail"),
  .summary = N_("A script that sets up sending in KMail, and what to type in for receiving"),
  .media_type = "text/x-shellscript",
  .audience = DERMAGA_AUDIENCE_DESKTOP,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
