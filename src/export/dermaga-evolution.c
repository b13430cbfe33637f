#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

#define END_OF_FILE "END-OF-FILE"

/*
 * Evolution keeps an account in three key files of its registry: where mail is read, who the
 * person is, and where mail is sent. One script writes all three. Each stands between quoted marks,
 * where a shell expands nothing, and no line of a key file can be the mark: it holds "=" or begins
 * with "[".
 */

/* The same address always has the same files, so that the script may be run again. */
static char *
make_uid (const DermagaSettings *settings)
{
  g_autofree char *sum
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, settings->email, -1);

  return g_strdup_printf ("dermaga-%.16s", sum);
}

static const char *
get_security (const DermagaServer *server)
{
  return server->security == DERMAGA_SECURITY_TLS ? "ssl-on-alternate-port"
                                                  : "starttls-on-standard-port";
}

static GKeyFile *
source_new (const char *name, const char *parent)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_set_string (file, "Data Source", "DisplayName", name);
  g_key_file_set_boolean (file, "Data Source", "Enabled", TRUE);
  g_key_file_set_string (file, "Data Source", "Parent", parent);
  return file;
}

static void
set_server (GKeyFile *file, const DermagaServer *server)
{
  g_key_file_set_string (file, "Authentication", "Host", server->host);
  g_key_file_set_integer (file, "Authentication", "Port", server->port);
  g_key_file_set_string (file, "Authentication", "User", server->user_name);
  g_key_file_set_boolean (file, "Authentication", "RememberPassword", TRUE);
  g_key_file_set_string (file, "Security", "Method", get_security (server));
}

static void
put_source (GString *out, const char *uid, GKeyFile *file)
{
  g_autofree char *text = g_key_file_to_data (file, NULL, NULL);

  g_string_append_printf (out,
                          "cat >\"$folder/%s.source\" <<'" END_OF_FILE "'\n"
                          "%s" END_OF_FILE "\n",
                          uid, text);
}

static void
put_account (GString *out, const DermagaSettings *settings, const char *uid, const char *identity)
{
  g_autoptr (GKeyFile) file = source_new (settings->email, "");
  gboolean imap = settings->incoming->protocol == DERMAGA_PROTOCOL_IMAP;

  g_key_file_set_string (file, "Mail Account", "BackendName", imap ? "imapx" : "pop");
  g_key_file_set_string (file, "Mail Account", "IdentityUid", identity);
  set_server (file, settings->incoming);
  put_source (out, uid, file);
}

static void
put_identity (GString *out, const DermagaSettings *settings, const char *uid, const char *identity,
              const char *transport)
{
  g_autoptr (GKeyFile) file = source_new (settings->email, uid);

  g_key_file_set_string (file, "Mail Identity", "Address", settings->email);
  g_key_file_set_string (file, "Mail Identity", "Name",
                         dermaga_has_name (settings) ? settings->display_name : "");
  g_key_file_set_string (file, "Mail Submission", "TransportUid", transport);
  put_source (out, identity, file);
}

static void
put_transport (GString *out, const DermagaSettings *settings, const char *uid,
               const char *transport)
{
  g_autoptr (GKeyFile) file = source_new (settings->email, uid);

  g_key_file_set_string (file, "Mail Transport", "BackendName", "smtp");
  set_server (file, settings->outgoing);
  g_key_file_set_string (file, "Authentication", "Method", "PLAIN");
  put_source (out, transport, file);
}

static void
put_beginning (GString *out, const DermagaSettings *settings)
{
  g_string_append (out, "#!/bin/sh\n");
  dermaga_append_mail_note (
      out, &dermaga_format_evolution, settings,
      _("Place: any folder. Run in a terminal, it writes three files into the folder "
        ".config/evolution/sources in your home folder."),
      _("Password: Evolution asks for it, and keeps it in the system’s keyring."),
      _("Test: start Evolution, and send a message to yourself."));
  g_string_append (out, "set -eu\n"
                        "umask 077\n"
                        "folder=${XDG_CONFIG_HOME:-$HOME/.config}/evolution/sources\n"
                        "mkdir -p \"$folder\"\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autofree char *uid = make_uid (settings);
  g_autofree char *identity = g_strconcat (uid, "-identity", NULL);
  g_autofree char *transport = g_strconcat (uid, "-transport", NULL);
  GString *out;

  if (dermaga_server_is_insecure (settings->incoming)
      || dermaga_server_is_insecure (settings->outgoing))
    {
      dermaga_refuse_settings (error, "not tried without encryption");
      return NULL;
    }
  out = g_string_new (NULL);
  put_beginning (out, settings);
  put_account (out, settings, uid, identity);
  put_identity (out, settings, uid, identity, transport);
  put_transport (out, settings, uid, transport);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("evolution-account.sh");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Close Evolution and what it left running:"),
    "\tevolution --force-shutdown",
    _("Run the file in a terminal, in the folder where you saved it:"),
    "\tsh evolution-account.sh",
    _("Start Evolution. It asks for the password and shows the account."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_evolution = {
  .id = "evolution",
  .program = "Evolution",
  .title = N_("Evolution"),
  .summary = N_("A script that adds the account to Evolution"),
  .media_type = "text/x-shellscript",
  .audience = DERMAGA_AUDIENCE_DESKTOP,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "Evolution 3.46",
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
