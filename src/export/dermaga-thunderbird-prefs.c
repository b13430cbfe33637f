#include "config.h"

#include "export/dermaga-thunderbird-prefs.h"

/* Thunderbird's own numbers (nsMsgSocketType, nsMsgAuthMethod). 1, the old mode that encrypts only
 * when it happens to be offered, must never be written. */
enum {
  SOCKET_PLAIN = 0,
  SOCKET_STARTTLS = 2,
  SOCKET_TLS = 3,
  AUTH_PASSWORD = 3,
};

typedef struct {
  DermagaPrefCb cb;
  gpointer data;
} Receiver;

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
put_string (const Receiver *receiver, const char *name, const char *string)
{
  const DermagaPref pref = { DERMAGA_PREF_STRING, name, string, 0 };

  receiver->cb (receiver->data, &pref);
}

static void
put_number (const Receiver *receiver, const char *name, int number)
{
  const DermagaPref pref = { DERMAGA_PREF_NUMBER, name, NULL, number };

  receiver->cb (receiver->data, &pref);
}

static void
put_true (const Receiver *receiver, const char *name)
{
  const DermagaPref pref = { DERMAGA_PREF_TRUE, name, NULL, 0 };

  receiver->cb (receiver->data, &pref);
}

static void
put_incoming (const Receiver *receiver, const DermagaServer *server, const char *email)
{
  put_string (receiver, "server.server1.type", dermaga_protocol_to_string (server->protocol));
  put_string (receiver, "server.server1.hostname", server->host);
  put_number (receiver, "server.server1.port", server->port);
  put_number (receiver, "server.server1.socketType", socket_number (server->security));
  put_number (receiver, "server.server1.authMethod", AUTH_PASSWORD);
  put_string (receiver, "server.server1.userName", server->user_name);
  put_string (receiver, "server.server1.name", email);
  /* As Thunderbird's own account dialog sets them, so that mail is fetched without being asked. */
  put_true (receiver, "server.server1.login_at_startup");
  put_true (receiver, "server.server1.check_new_mail");
  if (server->protocol == DERMAGA_PROTOCOL_POP3)
    put_true (receiver, "server.server1.leave_on_server");
}

static void
put_outgoing (const Receiver *receiver, const DermagaServer *server)
{
  put_string (receiver, "smtpservers", "smtp1");
  put_string (receiver, "smtp.defaultserver", "smtp1");
  put_string (receiver, "smtpserver.smtp1.type", "smtp");
  put_string (receiver, "smtpserver.smtp1.hostname", server->host);
  put_number (receiver, "smtpserver.smtp1.port", server->port);
  put_number (receiver, "smtpserver.smtp1.try_ssl", socket_number (server->security));
  put_number (receiver, "smtpserver.smtp1.authMethod", AUTH_PASSWORD);
  put_string (receiver, "smtpserver.smtp1.username", server->user_name);
}

static void
put_account (const Receiver *receiver, const DermagaSettings *settings)
{
  put_string (receiver, "accountmanager.accounts", "account1");
  put_string (receiver, "accountmanager.defaultaccount", "account1");
  put_number (receiver, "account.lastKey", 1);
  put_string (receiver, "account.account1.server", "server1");
  put_string (receiver, "account.account1.identities", "id1");
  put_string (receiver, "identity.id1.fullName",
              settings->display_name != NULL ? settings->display_name : "");
  put_string (receiver, "identity.id1.useremail", settings->email);
  put_string (receiver, "identity.id1.smtpServer", "smtp1");
  put_true (receiver, "identity.id1.valid");
}

gboolean
dermaga_thunderbird_prefs_check (const DermagaSettings *settings, GError **error)
{
  if (g_str_is_ascii (settings->email))
    return TRUE;
  /* Its own account dialog takes no such address, and it would send a garbled one. */
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                       "Thunderbird cannot send from an address with letters outside ASCII");
  return FALSE;
}

void
dermaga_thunderbird_prefs_foreach (const DermagaSettings *settings, DermagaPrefCb cb,
                                   gpointer data)
{
  const Receiver receiver = { cb, data };

  put_account (&receiver, settings);
  put_incoming (&receiver, settings->incoming, settings->email);
  put_outgoing (&receiver, settings->outgoing);
}
