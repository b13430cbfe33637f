#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-sender.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

#include <string.h>

static const char *
get_scheme (const DermagaServer *server)
{
  gboolean tls = server->security == DERMAGA_SECURITY_TLS;

  if (server->protocol == DERMAGA_PROTOCOL_IMAP)
    return tls ? "imaps" : "imap";
  return tls ? "smtps" : "smtp";
}

static gboolean
check (const DermagaSettings *settings, GError **error)
{
  if (settings->incoming->protocol != DERMAGA_PROTOCOL_IMAP)
    return dermaga_refuse_settings (error, "aerc speaks no POP3");
  if (dermaga_server_is_insecure (settings->incoming)
      || dermaga_server_is_insecure (settings->outgoing))
    return dermaga_refuse_settings (error, "aerc's versions do not agree on how to say that there "
                                           "is no encryption");
  if (dermaga_has_name (settings) && strpbrk (settings->display_name, "\"\\") != NULL)
    return dermaga_refuse_settings (error, "aerc changes quotes and backslashes in a name");
  if (strpbrk (settings->email, "#`") != NULL)
    return dermaga_refuse_settings (error, "a mark in the address would begin a comment or quote");
  if (!g_str_is_ascii (settings->email))
    return dermaga_refuse_settings (error, "not tried with an address outside ASCII");
  return TRUE;
}

static void
put_server (GString *out, const char *key, const DermagaServer *server)
{
  g_autofree char *user_name = dermaga_escape_percent (server->user_name);
  g_autofree char *lookup = dermaga_keyring_lookup (server);

  g_string_append_printf (out, "%s = %s://%s@%s:%u\n%s-cred-cmd = %s\n", key, get_scheme (server),
                          user_name, server->host, server->port, key, lookup);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autofree char *sender = NULL;
  GString *out;

  if (!check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  sender = dermaga_mail_sender (settings);
  dermaga_append_mail_note (out, &dermaga_format_aerc, settings,
                            _("Place: the file .config/aerc/accounts.conf in your home folder. "
                              "Only you may be allowed to read it."),
                            NULL, _("Test: start aerc in the terminal."));
  g_string_append_printf (out, "\n[%s]\n", dermaga_email_domain (settings->email));
  put_server (out, "source", settings->incoming);
  put_server (out, "outgoing", settings->outgoing);
  /* Versions before 0.15 demand STARTTLS with exactly this word, and go on in clear with any other;
   * newer ones demand it anyway. */
  if (settings->outgoing->security == DERMAGA_SECURITY_STARTTLS)
    g_string_append (out, "smtp-starttls = yes\n");
  g_string_append_printf (out, "from = %s\n", sender);
  g_string_append (out, "default = INBOX\n");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("accounts.conf");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *store_in = dermaga_keyring_store (settings->incoming);
  g_autofree char *store_out = dermaga_keyring_store (settings->outgoing);
  const char *const steps[] = {
    _("Save the file as .config/aerc/accounts.conf in your home folder. If there is one already, "
      "add the text to its end."),
    _("Let nobody else read it, or aerc refuses it:"),
    "\tchmod 600 ~/.config/aerc/accounts.conf",
    dermaga_keyring_step (),
    store_in,
    store_out,
    _("To test, start aerc in the terminal. It shows your mail; press C to write a message to "
      "yourself."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_aerc = {
  .id = "aerc",
  .program = "aerc",
  .title = N_("aerc"),
  .summary = N_("An account for aerc: read and send mail in the terminal"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "aerc 0.14",
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
