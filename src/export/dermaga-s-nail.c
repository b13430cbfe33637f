#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-sender.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

/* In double quotes these begin a variable or a command, or end the text. */
static char *
quote (const char *value)
{
  g_autofree char *escaped = dermaga_escape_backslash (value, "\"$`");

  return g_strdup_printf ("\"%s\"", escaped);
}

static gboolean
check (const DermagaSettings *settings, GError **error)
{
  if (!g_str_is_ascii (settings->email))
    return dermaga_refuse_settings (error, "not tried with an address outside ASCII");
  if (dermaga_has_name (settings) && !g_str_is_ascii (settings->display_name)
      && !dermaga_mail_name_is_plain (settings->display_name))
    return dermaga_refuse_settings (error, "s-nail garbles a name that has both marks and letters "
                                           "outside ASCII");
  return TRUE;
}

/* (transfer full): as in the header of a message; marks need quotes there, too */
static char *
make_sender (const DermagaSettings *settings)
{
  g_autofree char *name = NULL;

  if (!dermaga_has_name (settings))
    return g_strdup (settings->email);
  name = dermaga_escape_backslash (settings->display_name, "\"");
  return dermaga_mail_name_is_plain (name) ? g_strdup_printf ("%s <%s>", name, settings->email)
                                           : g_strdup_printf ("\"%s\" <%s>", name, settings->email);
}

/* The program takes passwords from a file or from what a command prints in the form of that file:
 * here the keyring's password, in quotes, with a backslash before each quote and backslash. */
static void
put_password (GString *out, const DermagaServer *server)
{
  g_autofree char *lookup = dermaga_keyring_lookup (server);
  g_autofree char *command
      = g_strdup_printf ("%s | sed 's/[\\\\\"]/\\\\&/g; s/.*/machine %s password \"&\"/'", lookup,
                         server->host);
  g_autofree char *quoted = quote (command);

  g_string_append_printf (out, "set netrc-lookup\nset netrc-pipe=%s\n", quoted);
}

static void
put_server (GString *out, const DermagaServer *server)
{
  g_autofree char *user_name = dermaga_escape_percent (server->user_name);

  g_string_append_printf (out, "set mta=%s://%s@%s:%u\n",
                          server->security == DERMAGA_SECURITY_TLS ? "smtps" : "smtp", user_name,
                          server->host, server->port);
  if (server->security == DERMAGA_SECURITY_STARTTLS)
    g_string_append (out, "set smtp-use-starttls\n");
  if (server->security != DERMAGA_SECURITY_NONE)
    g_string_append (out, "set tls-verify=strict\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autofree char *mailbox = NULL;
  g_autofree char *sender = NULL;
  GString *out;

  if (!check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  mailbox = make_sender (settings);
  sender = quote (mailbox);
  dermaga_append_mail_note (out, &dermaga_format_s_nail, settings,
                            _("Place: the file .mailrc in your home folder."), NULL,
                            _("Test: send a message to yourself with the command of the last step "
                              "that Dermaga shows."));
  /* Only with a value does it read quotes as a shell does. Whoever waits learns whether it was
   * sent. */
  g_string_append (out, "\nset v15-compat=yes\nset sendwait\n");
  g_string_append_printf (out, "set from=%s\n", sender);
  put_server (out, settings->outgoing);
  put_password (out, settings->outgoing);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("mailrc");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *store = dermaga_keyring_store (settings->outgoing);
  g_autofree char *address = g_shell_quote (settings->email);
  g_autofree char *test = g_strdup_printf ("\techo Test | s-nail -s Test %s", address);
  const char *const steps[] = {
    _("Save the file as .mailrc in your home folder."),
    dermaga_keyring_step (),
    store,
    _("To test, send a message to yourself with this command in the terminal. When it says "
      "nothing, the message was sent:"),
    test,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_s_nail = {
  .id = "s-nail",
  .program = "s-nail",
  .title = N_("s-nail (mailx)"),
  .summary = N_("A file for s-nail, so that the command sends mail through your server"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "s-nail 14.9.24",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
