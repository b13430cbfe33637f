#include "config.h"

#include "export/dermaga-formats-device.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

static const char *
encryption_word (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return _("None");
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL/TLS";
    }
  g_assert_not_reached ();
}

static const char *
incoming_kind (const DermagaSettings *settings)
{
  return settings->incoming->protocol == DERMAGA_PROTOCOL_POP3 ? "POP" : "IMAP";
}

/* A step, numbered. @template: places {email}, {kind}, {host}, {port}, {encryption}, {user} */
static void
put_step (GString *out, guint number, const char *template, const DermagaSettings *settings,
          const DermagaServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *step = dermaga_fill (
    template, "email", settings->email, "kind", incoming_kind (settings), "host", server->host,
    "port", port, "encryption", encryption_word (server->security), "user", server->user_name,
    NULL);

  g_string_append_printf (out, "%u. %s\n", number, step);
}

static void
put_steps (GString *out, const DermagaSettings *settings, const char *const *incoming,
           const char *outgoing, const char *last)
{
  guint number = 1;

  for (; incoming[number - 1] != NULL; number++)
    put_step (out, number, incoming[number - 1], settings, settings->incoming);
  put_step (out, number, outgoing, settings, settings->outgoing);
  put_step (out, number + 1, last, settings, settings->outgoing);
}

/* Translators: in these steps, the words in quotes are Outlook's; use those of its translation if
 * known. {kind} is IMAP or POP. */
static void
put_classic (GString *out, const DermagaSettings *settings)
{
  const char *const incoming[] = {
    _("Choose “File”, then “Add Account”. Type {email}."),
    _("Open “Advanced options”, tick “Let me set up my account manually”, press “Connect”, and "
      "choose “{kind}”."),
    _("Below “Incoming mail”, type for “Server” {host}, for “Port” {port}, and for “Encryption "
      "method” choose “{encryption}”."),
    NULL,
  };
  const char *outgoing =
    _("Below “Outgoing mail”, type for “Server” {host}, for “Port” {port}, and for “Encryption "
      "method” choose “{encryption}”. Press “Next” and type the password.");
  const char *last =
    _("If the server refuses the password, choose “File”, “Account Settings”, “Server Settings”, "
      "and see whether the user name there is {user}.");

  g_string_append_printf (out, "\n%s\n", _("Classic Outlook for Windows"));
  put_steps (out, settings, incoming, outgoing, last);
}

static void
put_new (GString *out, const DermagaSettings *settings)
{
  const char *const incoming[] = {
    _("Choose “Settings” (the gear), “Accounts”, “Your accounts”, “Add account”. Type {email}, "
      "press “Continue”, and choose “{kind}”."),
    _("Press “Show more”. For the incoming server, type {host}, for “Port” {port}, for “Username” "
      "{user}, and for “Secure connection type” choose “{encryption}”."),
    NULL,
  };
  const char *outgoing =
    _("For the outgoing server (SMTP), type {host}, for “Port” {port}, for “Username” {user}, and "
      "for “Secure connection type” choose “{encryption}”.");
  const char *last = _("Type the password and press “Continue”.");

  const char *remark =
    _("It hands the password to Microsoft, whose servers then fetch and send the mail. Classic "
      "Outlook and Thunderbird sign in from this computer.");

  g_string_append_printf (out, "\n%s\n%s\n", _("New Outlook for Windows"), remark);
  put_steps (out, settings, incoming, outgoing, last);
}

static char *
make_steps (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("How to set up Outlook by hand, made by Dermaga. It holds no password."),
    .test = _("Test: send a message to yourself."),
  };
  GString *out = g_string_new (NULL);

  dermaga_append_note (out, DERMAGA_COMMENT_HASH, &note, &dermaga_format_outlook, settings);
  put_classic (out, settings);
  put_new (out, settings);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("outlook-%s.txt", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Outlook reads no file with settings: follow the steps in the text, and type each value as "
      "it stands there."),
    _("Send a message to yourself: if it arrives, sending and receiving both work."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_outlook = {
  .id = "outlook",
  .title = "Outlook",
  .summary = N_("Steps to set up Outlook by hand, with every value"),
  .media_type = "text/plain",
  .program = "Outlook",
  .audience = DERMAGA_AUDIENCE_DESKTOP,
  .traits = DERMAGA_TRAIT_EITHER_LANGUAGE,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_steps,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
