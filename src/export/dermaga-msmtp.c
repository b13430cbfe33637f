#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

#include <string.h>

#define MAX_LINE 499 /* msmtp refuses the whole file for a longer one, even for a comment */

/* The sender may hold patterns: %U is the name of whoever runs msmtp, and * ? [ match any address.
 * There is no way to say that they are meant as they stand. */
static gboolean
check_sender (const char *email, GError **error)
{
  return strpbrk (email, "%*?[") == NULL
         || dermaga_refuse_settings (error, "msmtp reads % * ? in the sender as patterns");
}

static gboolean
check_lines (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > MAX_LINE)
      return dermaga_refuse_settings (error, "msmtp takes no line of more than 499 bytes");
  return TRUE;
}

/* Only the outer quotes mean anything: what is between them stays as it is. */
static void
put_quoted (GString *out, const char *command, const char *value)
{
  g_string_append_printf (out, "%s \"%s\"\n", command, value);
}

/* Without encryption "auth on" would take no method that most servers have. */
static void
put_security (GString *out, DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      g_string_append (out, "tls off\nauth plain\n");
      return;
    case DERMAGA_SECURITY_STARTTLS:
      g_string_append (out, "tls on\ntls_starttls on\nauth on\n");
      return;
    case DERMAGA_SECURITY_TLS:
      g_string_append (out, "tls on\ntls_starttls off\nauth on\n");
      return;
    }
  g_assert_not_reached ();
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  const char *account = dermaga_email_domain (settings->email);
  g_autofree char *lookup = NULL;
  g_autoptr (GString) out = NULL;

  if (!check_sender (settings->email, error))
    return NULL;
  out = g_string_new (NULL);
  lookup = dermaga_keyring_lookup (server);
  dermaga_append_mail_note (out, &dermaga_format_msmtp, settings,
                            _("Place: the file .msmtprc in your home folder."), NULL,
                            _("Test: send a message to yourself with the command of the last step "
                              "that Dermaga shows."));
  g_string_append_printf (out, "\naccount %s\nhost %s\nport %u\n", account, server->host,
                          server->port);
  put_security (out, server->security);
  put_quoted (out, "user", server->user_name);
  put_quoted (out, "passwordeval", lookup);
  put_quoted (out, "from", settings->email);
  g_string_append_printf (out, "\naccount default : %s\n", account);
  if (!check_lines (out->str, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("msmtprc");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *store = dermaga_keyring_store (settings->outgoing);
  g_autofree char *address = g_shell_quote (settings->email);
  g_autofree char *test
      = g_strdup_printf ("\tprintf 'Subject: Test\\n\\nTest\\n' | msmtp %s", address);
  const char *const steps[] = {
    _("Save the file as .msmtprc in your home folder."),
    dermaga_keyring_step (),
    store,
    _("To test, send a message to yourself with this command in the terminal. When it says "
      "nothing, the message was sent:"),
    test,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_msmtp = {
  .id = "msmtp",
  .program = "msmtp",
  .title = N_("msmtp"),
  .summary = N_("A file for msmtp, which sends mail for scripts and for programs in the terminal"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "msmtp 1.8.23",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
