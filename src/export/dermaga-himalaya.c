#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

/* Written by the sample configuration of himalaya 1: the program is not in Debian 12. */

static const char *
get_encryption (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "none";
    case DERMAGA_SECURITY_STARTTLS:
      return "start-tls";
    case DERMAGA_SECURITY_TLS:
      return "tls";
    }
  g_assert_not_reached ();
}

/* A basic string of TOML; what is checked before holds no control characters. */
static void
put_text (GString *out, const char *prefix, const char *key, const char *value)
{
  g_autofree char *escaped = dermaga_escape_backslash (value, "\"");

  g_string_append_printf (out, "%s%s = \"%s\"\n", prefix, key, escaped);
}

static void
put_server (GString *out, const char *prefix, const DermagaServer *server)
{
  g_autofree char *lookup = dermaga_keyring_lookup (server);

  put_text (out, prefix, "type", dermaga_protocol_to_string (server->protocol));
  put_text (out, prefix, "host", server->host);
  g_string_append_printf (out, "%sport = %u\n", prefix, server->port);
  put_text (out, prefix, "encryption.type", get_encryption (server->security));
  put_text (out, prefix, "login", server->user_name);
  put_text (out, prefix, "auth.type", "password");
  put_text (out, prefix, "auth.cmd", lookup);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  GString *out;

  if (settings->incoming->protocol != DERMAGA_PROTOCOL_IMAP)
    {
      dermaga_refuse_settings (error, "himalaya speaks no POP3");
      return NULL;
    }
  out = g_string_new (NULL);
  dermaga_append_mail_note (out, &dermaga_format_himalaya, settings,
                            _("Place: the file .config/himalaya/config.toml in your home folder. "
                              "It is for the versions that begin with 1."),
                            NULL, _("Test: the command himalaya envelope list shows your mail."));
  g_string_append_printf (out, "\n[accounts.\"%s\"]\ndefault = true\n",
                          dermaga_email_domain (settings->email));
  put_text (out, "", "email", settings->email);
  if (dermaga_has_name (settings))
    put_text (out, "", "display-name", settings->display_name);
  put_server (out, "backend.", settings->incoming);
  put_server (out, "message.send.backend.", settings->outgoing);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("config.toml");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *store_in = dermaga_keyring_store (settings->incoming);
  g_autofree char *store_out = dermaga_keyring_store (settings->outgoing);
  const char *const steps[] = {
    _("Save the file as .config/himalaya/config.toml in your home folder. If there is one already, "
      "add the text to its end."),
    dermaga_keyring_step (),
    store_in,
    store_out,
    _("To test, list your mail:"),
    "\thimalaya envelope list",
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_himalaya = {
  .id = "himalaya",
  .program = "himalaya",
  .title = N_("himalaya"),
  .summary = N_("An account for himalaya: mail by single commands in the terminal"),
  .media_type = "application/toml",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
