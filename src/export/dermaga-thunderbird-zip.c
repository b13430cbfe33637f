#include "config.h"

#include "export/dermaga-formats-thunderbird.h"
#include "export/dermaga-zip.h"

#include <glib/gi18n.h>

#include <string.h>

/* Thunderbird's own numbers (nsMsgSocketType, nsMsgAuthMethod). 1, the old mode that encrypts only
 * when it happens to be offered, must never be written. */
enum {
  SOCKET_PLAIN = 0,
  SOCKET_STARTTLS = 2,
  SOCKET_TLS = 3,
  AUTH_PASSWORD = 3,
};

static int
socket_number (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return SOCKET_PLAIN;
    case DERMAGA_SECURITY_STARTTLS:
      return SOCKET_STARTTLS;
    case DERMAGA_SECURITY_TLS:
      return SOCKET_TLS;
    }
  g_assert_not_reached ();
}

static void
put_string (GString *out, const char *key, const char *value)
{
  g_autofree char *escaped = dermaga_escape_js (value);

  g_string_append_printf (out, "user_pref(\"mail.%s\", \"%s\");\n", key, escaped);
}

/* A number in quotes would be ignored without a word. */
static void
put_number (GString *out, const char *key, int value)
{
  g_string_append_printf (out, "user_pref(\"mail.%s\", %d);\n", key, value);
}

static void
put_true (GString *out, const char *key)
{
  g_string_append_printf (out, "user_pref(\"mail.%s\", true);\n", key);
}

static void
put_incoming (GString *out, const DermagaServer *server, const char *email)
{
  put_string (out, "server.server1.type", dermaga_protocol_to_string (server->protocol));
  put_string (out, "server.server1.hostname", server->host);
  put_number (out, "server.server1.port", server->port);
  put_number (out, "server.server1.socketType", socket_number (server->security));
  put_number (out, "server.server1.authMethod", AUTH_PASSWORD);
  put_string (out, "server.server1.userName", server->user_name);
  put_string (out, "server.server1.name", email);
  /* As Thunderbird's own account dialog sets them, so that mail is fetched without being asked. */
  put_true (out, "server.server1.login_at_startup");
  put_true (out, "server.server1.check_new_mail");
  if (server->protocol == DERMAGA_PROTOCOL_POP3)
    put_true (out, "server.server1.leave_on_server");
}

static void
put_outgoing (GString *out, const DermagaServer *server)
{
  put_string (out, "smtpservers", "smtp1");
  put_string (out, "smtp.defaultserver", "smtp1");
  put_string (out, "smtpserver.smtp1.type", "smtp");
  put_string (out, "smtpserver.smtp1.hostname", server->host);
  put_number (out, "smtpserver.smtp1.port", server->port);
  put_number (out, "smtpserver.smtp1.try_ssl", socket_number (server->security));
  put_number (out, "smtpserver.smtp1.authMethod", AUTH_PASSWORD);
  put_string (out, "smtpserver.smtp1.username", server->user_name);
}

static void
put_account (GString *out, const DermagaSettings *settings)
{
  put_string (out, "accountmanager.accounts", "account1");
  put_string (out, "accountmanager.defaultaccount", "account1");
  put_number (out, "account.lastKey", 1);
  put_string (out, "account.account1.server", "server1");
  put_string (out, "account.account1.identities", "id1");
  put_string (out, "identity.id1.fullName",
              settings->display_name != NULL ? settings->display_name : "");
  put_string (out, "identity.id1.useremail", settings->email);
  put_string (out, "identity.id1.smtpServer", "smtp1");
  put_true (out, "identity.id1.valid");
}

static void
put_header (GString *out, const DermagaSettings *settings)
{
  dermaga_append_comment (out, DERMAGA_COMMENT_LINE,
                          _("Email account for Thunderbird, made by Dermaga."));
  dermaga_append_comment (out, DERMAGA_COMMENT_LINE,
                          _("Meant for the Import page of Thunderbird. It holds no password."));
  if (dermaga_server_is_insecure (settings->incoming)
      || dermaga_server_is_insecure (settings->outgoing))
    dermaga_append_comment (out, DERMAGA_COMMENT_LINE,
                            _("Warning: these settings send the password and all mail "
                              "without encryption."));
}

static char *
make_prefs (const DermagaSettings *settings, GError **error)
{
  GString *out;

  /* Its own account dialog takes no such address, and it would send a garbled one. */
  if (!g_str_is_ascii (settings->email))
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "Thunderbird cannot send from an address with letters outside ASCII");
      return NULL;
    }
  out = g_string_new (NULL);
  put_header (out, settings);
  put_account (out, settings);
  put_incoming (out, settings->incoming, settings->email);
  put_outgoing (out, settings->outgoing);
  return g_string_free (out, FALSE);
}

static GBytes *
render (const DermagaSettings *settings, GError **error)
{
  g_autofree char *prefs = make_prefs (settings, error);

  return prefs != NULL ? dermaga_zip_single ("prefs.js", prefs, strlen (prefs)) : NULL;
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("thunderbird-%s.zip", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    /* Translators: “Minimize” is the tooltip of the button; use the word Thunderbird shows. */
    _("On Thunderbird’s very first start a welcome dialog hides the menu: make it small with the "
      "“Minimize” button at its top right."),
    /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
    _("In Thunderbird’s menu (≡), choose “Tools”, then “Import”."),
    /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
    _("Choose “Import from a file” and press “Continue”."),
    /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
    _("Choose “Import Backed-up Profile”, press “Continue”, and pick the saved ZIP file."),
    /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
    _("Leave all boxes ticked, press “Continue”, then “Start Import” and “Finish”. Accounts you "
      "already have stay as they are."),
    _("Thunderbird starts again and asks for the password of the account."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_thunderbird_zip = {
  .id = "thunderbird-zip",
  .title = N_("Thunderbird on this computer"),
  .summary = N_("A ZIP file for Thunderbird’s Import page: the whole account at once"),
  .media_type = "application/zip",
  .program = "Thunderbird",
  .audience = DERMAGA_AUDIENCE_THUNDERBIRD,
  .traits = DERMAGA_TRAIT_BINARY,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Thunderbird 153",
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .preview = make_prefs,
  .render = render,
  .next_steps = next_steps,
};
