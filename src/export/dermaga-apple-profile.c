#include "config.h"

#include "export/dermaga-formats-device.h"

#include <glib/gi18n.h>
#include <string.h>

/* Ours, for the names that the identifiers are made of (RFC 9562, 5.5). */
static const guint8 name_space[16] = { 0x5d, 0x2f, 0x0c, 0x61, 0x8a, 0x4e, 0x4b, 0x53,
                                       0xb1, 0x7e, 0x93, 0x6c, 0x2a, 0x90, 0xd4, 0x18 };

/* Of the settings, so that the same settings give the same file: a profile that is installed again
 * then replaces the one before. */
static char *
make_uuid (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 hash[20];
  gsize length = sizeof hash;
  GString *out = g_string_new (NULL);

  g_checksum_update (checksum, name_space, sizeof name_space);
  g_checksum_update (checksum, (const guchar *) name, strlen (name));
  g_checksum_get_digest (checksum, hash, &length);
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (out, "%s%02X", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            hash[i]);
  return g_string_free (out, FALSE);
}

static void
put_text (GString *out, const char *key, const char *value)
{
  g_autofree char *escaped = dermaga_escape_xml (value);

  g_string_append_printf (out, "<key>%s</key>\n<string>%s</string>\n", key, escaped);
}

static void
put_boolean (GString *out, const char *key, gboolean value)
{
  g_string_append_printf (out, "<key>%s</key>\n<%s/>\n", key, value ? "true" : "false");
}

static void
put_server (GString *out, const char *direction, const DermagaServer *server)
{
  g_autofree char *authentication = g_strconcat (direction, "MailServerAuthentication", NULL);
  g_autofree char *host = g_strconcat (direction, "MailServerHostName", NULL);
  g_autofree char *encrypted = g_strconcat (direction, "MailServerUseSSL", NULL);
  g_autofree char *user_name = g_strconcat (direction, "MailServerUsername", NULL);

  put_text (out, authentication, "EmailAuthPassword");
  put_text (out, host, server->host);
  g_string_append_printf (out, "<key>%sMailServerPortNumber</key>\n<integer>%u</integer>\n",
                          direction, server->port);
  put_boolean (out, encrypted, !dermaga_server_is_insecure (server));
  put_text (out, user_name, server->user_name);
}

/* What every payload has; @kind ends its identifier. */
static void
put_payload (GString *out, const DermagaSettings *settings, const char *type, const char *kind)
{
  g_autofree char *identifier = g_strdup_printf ("%s.dermaga.%s",
                                                 dermaga_email_domain (settings->email), kind);
  g_autofree char *name = g_strdup_printf ("%s %s", settings->email, kind);
  g_autofree char *uuid = make_uuid (name);

  put_text (out, "PayloadDisplayName", settings->email);
  put_text (out, "PayloadIdentifier", identifier);
  put_text (out, "PayloadType", type);
  put_text (out, "PayloadUUID", uuid);
  g_string_append (out, "<key>PayloadVersion</key>\n<integer>1</integer>\n");
}

static void
put_account (GString *out, const DermagaSettings *settings)
{
  gboolean pop3 = settings->incoming->protocol == DERMAGA_PROTOCOL_POP3;
  gboolean same = g_str_equal (settings->incoming->user_name, settings->outgoing->user_name);

  put_text (out, "EmailAccountDescription", settings->email);
  if (settings->display_name != NULL && settings->display_name[0] != '\0')
    put_text (out, "EmailAccountName", settings->display_name);
  put_text (out, "EmailAccountType", pop3 ? "EmailTypePOP" : "EmailTypeIMAP");
  put_text (out, "EmailAddress", settings->email);
  put_server (out, "Incoming", settings->incoming);
  put_server (out, "Outgoing", settings->outgoing);
  put_boolean (out, "OutgoingPasswordSameAsIncomingPassword", same);
  put_payload (out, settings, "com.apple.mail.managed", "mail");
}

static char *
make_profile (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("Email account for iPhone, iPad and Mac, made by Dermaga. It holds no password."),
    .place = _("Place: on the device, opened there. It is not signed, so the device says "
               "“Not Signed” or “Unverified”."),
    .test = _("Test: send a message to yourself with the app Mail."),
  };
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<!--\n");

  dermaga_append_note (out, DERMAGA_COMMENT_XML, &note, &dermaga_format_apple_profile, settings);
  g_string_append (out, "-->\n<plist version=\"1.0\">\n<dict>\n<key>PayloadContent</key>\n"
                        "<array>\n<dict>\n");
  put_account (out, settings);
  g_string_append (out, "</dict>\n</array>\n");
  put_payload (out, settings, "Configuration", "profile");
  g_string_append (out, "</dict>\n</plist>\n");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("email-%s.mobileconfig", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Bring the file to the iPhone, iPad or Mac, for example with AirDrop, and open it there."),
    /* Translators: the words in quotes are Apple's; use those of its translation if known. */
    _("On iPhone and iPad, open “Settings”, “Profile Downloaded”, and press “Install”. On a Mac, "
      "find the profile in “System Settings”, “General”, “Device Management”."),
    _("The device says that the profile is not signed. Before you install it, read there what it "
      "sets up."),
    _("Type the password when the device asks for it."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_apple_profile = {
  .id = "apple-profile",
  .title = N_("iPhone, iPad or Mac"),
  .summary = N_("A configuration profile for Apple’s app Mail"),
  .media_type = "application/x-apple-aspen-config",
  .program = "Apple Mail",
  .audience = DERMAGA_AUDIENCE_PHONE,
  .traits = DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_profile,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
