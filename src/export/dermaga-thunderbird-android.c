#include "config.h"

#include "export/dermaga-formats-device.h"
#include "export/dermaga-qr.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Thunderbird's numbers for the code (its QRExport.sys.mjs); they differ from those of its
 * preferences. */
enum {
  FORMAT_VERSION = 1,
  PROTOCOL_IMAP = 0,
  PROTOCOL_POP3 = 1,
  PROTOCOL_SMTP = 0,
  SOCKET_PLAIN = 0,
  SOCKET_STARTTLS = 2,
  SOCKET_TLS = 3,
  AUTH_PASSWORD = 1,
};

/* Thunderbird calls a longer one hard to read for a camera. */
#define MOST_BYTES 800

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
put_server (JsonBuilder *builder, int protocol, const DermagaServer *server)
{
  json_builder_add_int_value (builder, protocol);
  json_builder_add_string_value (builder, server->host);
  json_builder_add_int_value (builder, server->port);
  json_builder_add_int_value (builder, socket_number (server->security));
  json_builder_add_int_value (builder, AUTH_PASSWORD);
  json_builder_add_string_value (builder, server->user_name);
}

/* As the desktop's Thunderbird writes it for the same account when asked to leave the password out:
 * version, part 1 of 1, incoming server, and a list of outgoing servers with their identities. */
static char *
make_payload (const DermagaSettings *settings)
{
  gboolean pop3 = settings->incoming->protocol == DERMAGA_PROTOCOL_POP3;
  const char *name = settings->display_name != NULL ? settings->display_name : "";
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, FORMAT_VERSION);
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, 1);
  json_builder_add_int_value (builder, 1);
  json_builder_end_array (builder);
  json_builder_begin_array (builder);
  put_server (builder, pop3 ? PROTOCOL_POP3 : PROTOCOL_IMAP, settings->incoming);
  json_builder_add_string_value (builder, settings->email); /* the account's name */
  json_builder_add_string_value (builder, "");              /* no password */
  json_builder_end_array (builder);
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  put_server (builder, PROTOCOL_SMTP, settings->outgoing);
  json_builder_add_string_value (builder, "");
  json_builder_end_array (builder);
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, settings->email);
  json_builder_add_string_value (builder, name);
  json_builder_end_array (builder);
  json_builder_end_array (builder);
  json_builder_end_array (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
make_checked_payload (const DermagaSettings *settings, GError **error)
{
  g_autofree char *payload = NULL;

  if (!g_str_is_ascii (settings->email))
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "Thunderbird for Android takes ASCII addresses only");
      return NULL;
    }
  payload = make_payload (settings);
  if (strlen (payload) > MOST_BYTES)
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "Too long for a QR code that a camera can read");
      return NULL;
    }
  return g_steal_pointer (&payload);
}

static DermagaQr *
make_qr (const DermagaSettings *settings, GError **error)
{
  g_autofree char *payload = make_checked_payload (settings, error);
  DermagaQr *qr = payload != NULL ? dermaga_qr_new (payload) : NULL;

  g_assert (payload == NULL || qr != NULL); /* QR codes hold three times as much */
  return qr;
}

static void
put_note (GString *out, DermagaCommentStyle style, const DermagaSettings *settings,
          const DermagaFormat *format)
{
  const DermagaFileNote note = {
    .what = _("QR code that sets up Thunderbird for Android, made by Dermaga."),
    .place = _("Show it on a screen or print it, and scan it with the app. It holds no password."),
  };

  dermaga_append_note (out, style, &note, format, settings);
}

static GBytes *
make_png (const DermagaSettings *settings, GError **error)
{
  g_autoptr (DermagaQr) qr = make_qr (settings, error);

  return qr != NULL ? dermaga_qr_to_png (qr) : NULL;
}

static char *
make_svg (const DermagaSettings *settings, GError **error)
{
  g_autoptr (DermagaQr) qr = make_qr (settings, error);
  g_autoptr (GString) note = g_string_new (NULL);

  if (qr == NULL)
    return NULL;
  put_note (note, DERMAGA_COMMENT_XML, settings, &dermaga_format_thunderbird_android_svg);
  return dermaga_qr_to_svg (qr, note->str);
}

static char *
preview (const DermagaSettings *settings, GError **error)
{
  g_autofree char *payload = make_checked_payload (settings, error);
  GString *out;

  if (payload == NULL)
    return NULL;
  out = g_string_new (NULL);
  put_note (out, DERMAGA_COMMENT_HASH, settings, &dermaga_format_thunderbird_android);
  g_string_append_printf (out, "%s\n", payload);
  return g_string_free (out, FALSE);
}

static char *
png_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("thunderbird-android-%s.png", dermaga_email_domain (settings->email));
}

static char *
svg_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("thunderbird-android-%s.svg", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    /* Translators: the words in quotes are those of Thunderbird for Android; use those of its
     * translation. */
    _("Install Thunderbird on the phone or tablet, open it, and press “Get started”."),
    /* Translators: the words in quotes are those of Thunderbird for Android; use those of its
     * translation. */
    _("Below “Already using Thunderbird on desktop?”, press “Import settings”, and hold the camera "
      "towards the code."),
    _("Type the password when the app asks for it."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_thunderbird_android = {
  .id = "thunderbird-android",
  .title = N_("Thunderbird for Android, by QR code"),
  .summary = N_("A picture to scan with the phone: the whole account at once"),
  .media_type = "image/png",
  .program = "Thunderbird for Android",
  .audience = DERMAGA_AUDIENCE_PHONE,
  .traits = DERMAGA_TRAIT_BINARY,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .render = make_png,
  .preview = preview,
  .picture = make_png,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = png_name,
  .next_steps = next_steps,
};

const DermagaFormat dermaga_format_thunderbird_android_svg = {
  .id = "thunderbird-android-svg",
  .title = N_("Thunderbird for Android, by QR code to print"),
  .summary = N_("The same picture as SVG, which stays sharp in any size"),
  .media_type = "image/svg+xml",
  .program = "Thunderbird for Android",
  .audience = DERMAGA_AUDIENCE_PHONE,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_svg,
  .picture = make_png,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = svg_name,
  .next_steps = next_steps,
};
