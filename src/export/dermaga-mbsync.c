#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

/* Versions from 1.5 call it TLSType; they still take the old name, which older ones demand. */
static const char *
get_ssl_type (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "None";
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "IMAPS";
    }
  g_assert_not_reached ();
}

static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_backslash (value, "\"");

  g_string_append_printf (out, "%s \"%s\"\n", name, escaped);
}

/* The names of the sections are the host's: it cannot hold anything that would end them. */
static void
put_account (GString *out, const DermagaServer *server)
{
  g_autofree char *lookup = dermaga_keyring_lookup (server);

  g_string_append_printf (out, "\nIMAPAccount %s\nHost %s\nPort %u\n", server->host, server->host,
                          server->port);
  put_text (out, "User", server->user_name);
  put_text (out, "PassCmd", lookup);
  g_string_append_printf (out, "SSLType %s\n", get_ssl_type (server->security));
  if (dermaga_server_is_insecure (server))
    g_string_append (out, "AuthMechs LOGIN\n");
  else
    g_string_append (out, "SystemCertificates yes\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->incoming;
  GString *out;

  if (server->protocol != DERMAGA_PROTOCOL_IMAP)
    {
      dermaga_refuse_settings (error, "mbsync speaks IMAP only");
      return NULL;
    }
  out = g_string_new (NULL);
  dermaga_append_mail_note (out, &dermaga_format_mbsync, settings,
                            _("Place: the file .mbsyncrc in your home folder."), NULL,
                            _("Test: mbsync -l and the name of the channel list the folders that "
                              "the server has."));
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH,
                          _("Both sides get what is new on the other. What is deleted on one is "
                            "only marked as deleted on the other."));
  put_account (out, server);
  g_string_append_printf (out,
                          "\nIMAPStore %s-remote\nAccount %s\n"
                          "\nMaildirStore %s-local\nPath ~/Mail/%s/\nInbox ~/Mail/%s/INBOX\n"
                          "SubFolders Verbatim\n"
                          "\nChannel %s\nFar :%s-remote:\nNear :%s-local:\nPatterns *\n"
                          "Create Near\nExpunge None\nSyncState *\n",
                          server->host, server->host, server->host, server->host, server->host,
                          server->host, server->host, server->host);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("mbsyncrc");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *host = settings->incoming->host;
  g_autofree char *store = dermaga_keyring_store (settings->incoming);
  g_autofree char *folder = g_strdup_printf ("\tmkdir -p ~/Mail/%s", host);
  g_autofree char *list = g_strdup_printf ("\tmbsync -l %s", host);
  g_autofree char *run = g_strdup_printf ("\tmbsync %s", host);
  const char *const steps[] = {
    _("Save the file as .mbsyncrc in your home folder."),
    dermaga_keyring_step (),
    store,
    _("Make the folder for the mail:"),
    folder,
    _("To test, list the folders that the server has:"),
    list,
    _("Fetch the mail:"),
    run,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_mbsync = {
  .id = "mbsync",
  .program = "mbsync",
  .title = N_("mbsync (isync)"),
  .summary = N_("A file for mbsync, which keeps a copy of all mail in a folder of this computer"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "mbsync 1.4.4",
  .needs_incoming = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
