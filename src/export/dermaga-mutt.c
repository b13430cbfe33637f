#include "config.h"

#include "export/dermaga-formats-mail.h"
#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

/* In double quotes these begin a variable or a command, or end the text. */
static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_backslash (value, "\"$`");

  g_string_append_printf (out, "set %s=\"%s\"\n", name, escaped);
}

static const char *
get_scheme (const DermagaServer *server)
{
  gboolean tls = server->security == DERMAGA_SECURITY_TLS;

  switch (server->protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return tls ? "smtps" : "smtp";
    case DERMAGA_PROTOCOL_IMAP:
      return tls ? "imaps" : "imap";
    case DERMAGA_PROTOCOL_POP3:
      return tls ? "pops" : "pop";
    }
  g_assert_not_reached ();
}

static void
put_outgoing (GString *out, const DermagaServer *server)
{
  g_autofree char *user_name = dermaga_escape_percent (server->user_name);

  g_string_append_printf (out, "set smtp_url=\"%s://%s@%s:%u/\"\n", get_scheme (server), user_name,
                          server->host, server->port);
}

/* Not in the URL: NeoMutt takes it apart and together again, and loses what is not usual there. */
static void
put_incoming (GString *out, const DermagaServer *server)
{
  g_autofree char *url
      = g_strdup_printf ("%s://%s:%u/", get_scheme (server), server->host, server->port);

  if (server->protocol == DERMAGA_PROTOCOL_POP3)
    {
      put_text (out, "pop_user", server->user_name);
      put_text (out, "spoolfile", url);
      return;
    }
  put_text (out, "imap_user", server->user_name);
  put_text (out, "folder", url);
  g_string_append (out, "set spoolfile=\"+INBOX\"\nmailboxes \"+INBOX\"\n");
}

/* What mutt demands of one server it demands of both, so that one without encryption would leave
 * the other free to go without. */
static gboolean
check (const DermagaSettings *settings, GError **error)
{
  DermagaSecurity in = settings->incoming->security, out = settings->outgoing->security;

  if (!g_str_is_ascii (settings->email))
    return dermaga_refuse_settings (error, "not tried with an address outside ASCII");
  if ((in == DERMAGA_SECURITY_NONE && out == DERMAGA_SECURITY_STARTTLS)
      || (in == DERMAGA_SECURITY_STARTTLS && out == DERMAGA_SECURITY_NONE))
    return dermaga_refuse_settings (error, "mutt cannot demand STARTTLS of one server only");
  return TRUE;
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  gboolean insecure = dermaga_server_is_insecure (settings->incoming)
                      || dermaga_server_is_insecure (settings->outgoing);
  GString *out;

  if (!check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  dermaga_append_mail_note (out, &dermaga_format_mutt, settings,
                            _("Place: the file .muttrc in your home folder. Both programs read it "
                              "there."),
                            _("Password: asked for when it is needed, and not kept."),
                            _("Test: start the program, press m, and write a message to "
                              "yourself."));
  g_string_append_c (out, '\n');
  put_text (out, "from", settings->email);
  if (dermaga_has_name (settings))
    put_text (out, "realname", settings->display_name);
  g_string_append (out, "set use_from=yes\nset use_envelope_from=yes\n");
  g_string_append_printf (out, "set ssl_starttls=%s\nset ssl_force_tls=%s\n",
                          insecure ? "no" : "yes", insecure ? "no" : "yes");
  g_string_append (out, "set ssl_verify_host=yes\nset ssl_verify_dates=yes\n");
  put_incoming (out, settings->incoming);
  put_outgoing (out, settings->outgoing);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("muttrc");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Save the file as .muttrc in your home folder."),
    _("Start mutt or neomutt in the terminal. It asks for the password, shows your mail, and "
      "forgets the password at the end."),
    _("To test, press m and write a message to yourself; press y to send it."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_mutt = {
  .id = "mutt",
  .program = "mutt, NeoMutt",
  .title = N_("mutt or NeoMutt"),
  .summary = N_("A file for mutt and NeoMutt: read and send mail in the terminal"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_TERMINAL,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "mutt 2.2.12, NeoMutt 20220429",
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
