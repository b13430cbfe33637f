#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-sender.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

static const char *
get_security (const DermagaServer *server)
{
  return server->security == DERMAGA_SECURITY_TLS ? "transport" : "start-tls";
}

static void
put_server (GKeyFile *file, const char *group, const DermagaServer *server)
{
  g_key_file_set_string (file, group, "login", server->user_name);
  g_key_file_set_boolean (file, group, "remember_password", TRUE);
  g_key_file_set_string (file, group, "host", server->host);
  g_key_file_set_integer (file, group, "port", server->port);
  g_key_file_set_string (file, group, "transport_security", get_security (server));
  g_key_file_set_string (file, group, "credentials", "custom");
}

static void
put_account (GKeyFile *file, const DermagaSettings *settings)
{
  g_autofree char *sender = dermaga_mail_sender (settings);
  const char *const senders[] = { sender };

  g_key_file_set_integer (file, "Metadata", "version", 1);
  g_key_file_set_string (file, "Metadata", "status", "enabled");
  g_key_file_set_integer (file, "Account", "ordinal", 1);
  g_key_file_set_string (file, "Account", "label", settings->email);
  g_key_file_set_integer (file, "Account", "prefetch_days", 14);
  g_key_file_set_boolean (file, "Account", "save_drafts", TRUE);
  g_key_file_set_boolean (file, "Account", "save_sent", TRUE);
  g_key_file_set_string_list (file, "Account", "sender_mailboxes", senders, 1);
  g_key_file_set_string (file, "Account", "service_provider", "other");
}

static gboolean
check (const DermagaSettings *settings, GError **error)
{
  if (settings->incoming->protocol != DERMAGA_PROTOCOL_IMAP)
    return dermaga_refuse_settings (error, "Geary speaks no POP3");
  if (dermaga_server_is_insecure (settings->incoming)
      || dermaga_server_is_insecure (settings->outgoing))
    return dermaga_refuse_settings (error, "not tried without encryption");
  if (!g_str_is_ascii (settings->email))
    return dermaga_refuse_settings (error, "not tried with an address outside ASCII");
  return TRUE;
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  GString *out;

  if (!check (settings, error))
    return NULL;
  put_account (file, settings);
  put_server (file, "Incoming", settings->incoming);
  put_server (file, "Outgoing", settings->outgoing);
  text = g_key_file_to_data (file, NULL, NULL);
  out = g_string_new (NULL);
  dermaga_append_mail_note (out, &dermaga_format_geary, settings,
                            _("Place: the file .config/geary/account_01/geary.ini in your home "
                              "folder, with the next free number if account_01 is there already."),
                            _("Password: Geary asks for it, and keeps it in the system’s keyring."),
                            _("Test: start Geary."));
  g_string_append_printf (out, "\n%s", text);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("geary.ini");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Close Geary if it is open, and make the folder of the account. If account_01 is there "
      "already, take the next free number:"),
    "\tmkdir -p ~/.config/geary/account_01",
    _("Save the file as geary.ini in that folder."),
    _("Start Geary. It asks for the password and shows your mail."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_geary = {
  .id = "geary",
  .program = "Geary",
  .title = N_("Geary"),
  .summary = N_("An account for Geary, the mail program of GNOME"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_DESKTOP,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
