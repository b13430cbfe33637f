#include "config.h"

#include "export/dermaga-escape.h"
#include "export/dermaga-format-private.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

/* Seen with Thunderbird 153: it sends the bytes of ISO 8859-1 where servers expect UTF-8. */
static const char outgoing_name_warning[] =
  N_("When it comes from this file, Thunderbird sends a user name with letters outside A to Z "
     "wrongly, and sending mail may fail. The ZIP file for its Import page works.");

static const char *
socket_word (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "plain";
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL";
    }
  g_assert_not_reached ();
}

/* @text without the white space that JavaScript, too, overlooks around a number. */
static char *
strip_space (const char *text)
{
  const char *end = text + strlen (text);

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, end - text);
}

/* Whether JavaScript's Number() may make a finite number of it; too often rather than not. */
static gboolean
looks_like_number (const char *text)
{
  g_autofree char *bare = strip_space (text);
  char *end = NULL;
  double value = g_ascii_strtod (bare, &end);

  if (bare[0] == '\0')
    return TRUE;
  if (bare[0] == '0' && bare[1] != '\0' && strchr ("bBoO", bare[1]) != NULL)
    return bare[2 + strspn (bare + 2, "01234567")] == '\0';
  return *end == '\0' && isfinite (value);
}

/*
 * Thunderbird turns text that JavaScript can read as a number or a truth value into one, and writes
 * it out again afterwards: "0812" becomes "812". Such a name can be said only where nothing
 * changes.
 */
static gboolean
survives_reading (const char *text)
{
  gsize length = strlen (text);

  if (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0)
    return g_str_equal (text, "true") || g_str_equal (text, "false");
  if (!looks_like_number (text))
    return TRUE;
  return strspn (text, "0123456789") == length && length <= 15
         && (text[0] != '0' || length == 1);
}

/* Thunderbird replaces these wherever they stand. */
static gboolean
holds_placeholder (const char *text)
{
  return strstr (text, "%EMAILADDRESS%") != NULL || strstr (text, "%EMAILLOCALPART%") != NULL
         || strstr (text, "%EMAILDOMAIN%") != NULL || strstr (text, "%REALNAME%") != NULL;
}

/* Thunderbird keeps one byte for each character of an outgoing user name. */
static gboolean
fits_one_byte_each (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) > 0xff)
      return FALSE;
  return TRUE;
}

/*
 * The user name as the file says it: the address or its local part as a placeholder, so that the
 * file serves everybody at the domain; anything else as it is. Thunderbird gets "$" wrong when it
 * fills a placeholder, so an address with "$" is written out.
 */
static char *
user_name_pattern (const DermagaSettings *settings, const DermagaServer *server, GError **error)
{
  const char *user_name = server->user_name;
  g_autofree char *local = g_strndup (settings->email,
                                      strrchr (settings->email, '@') - settings->email);
  gboolean fillable = strchr (settings->email, '$') == NULL;

  if (fillable && g_str_equal (user_name, settings->email))
    return g_strdup ("%EMAILADDRESS%");
  if (fillable && g_str_equal (user_name, local))
    return g_strdup ("%EMAILLOCALPART%");
  if (holds_placeholder (user_name) || !survives_reading (user_name)
      || (server == settings->outgoing && !fits_one_byte_each (user_name)))
    {
      g_set_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                   "Thunderbird would change the user name “%s” when reading it", user_name);
      return NULL;
    }
  return g_strdup (user_name);
}

static gboolean
put_server (GString *out, const DermagaSettings *settings, const DermagaServer *server,
            GError **error)
{
  gboolean outgoing = server->protocol == DERMAGA_PROTOCOL_SMTP;
  const char *element = outgoing ? "outgoingServer" : "incomingServer";
  g_autofree char *pattern = user_name_pattern (settings, server, error);
  g_autofree char *user_name = NULL;
  g_autofree char *host = NULL;

  if (pattern == NULL)
    return FALSE;

  user_name = dermaga_escape_xml (pattern);
  host = dermaga_escape_xml (server->host);
  g_string_append_printf (out, "    <%s type=\"%s\">\n", element,
                          dermaga_protocol_to_string (server->protocol));
  g_string_append_printf (out, "      <hostname>%s</hostname>\n", host);
  g_string_append_printf (out, "      <port>%u</port>\n", server->port);
  g_string_append_printf (out, "      <socketType>%s</socketType>\n",
                          socket_word (server->security));
  g_string_append (out, "      <authentication>password-cleartext</authentication>\n");
  g_string_append_printf (out, "      <username>%s</username>\n", user_name);
  if (server->protocol == DERMAGA_PROTOCOL_POP3)
    g_string_append (out, "      <pop3>\n"
                          "        <leaveMessagesOnServer>true</leaveMessagesOnServer>\n"
                          "      </pop3>\n");
  g_string_append_printf (out, "    </%s>\n", element);
  return TRUE;
}

static void
put_header (GString *out, const DermagaSettings *settings)
{
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n");
  dermaga_append_comment (out, DERMAGA_COMMENT_XML,
                          _("Email settings of a domain in the autoconfig format, made by "
                            "Dermaga."));
  dermaga_append_comment (out, DERMAGA_COMMENT_XML,
                          _("Thunderbird finds them on the domain’s web server. The web server "
                            "must send the file as text/xml."));
  if (dermaga_server_is_insecure (settings->incoming)
      || dermaga_server_is_insecure (settings->outgoing))
    dermaga_append_comment (out, DERMAGA_COMMENT_XML,
                            _("Warning: these settings send the password and all mail "
                              "without encryption."));
  if (!g_str_is_ascii (settings->outgoing->user_name))
    dermaga_append_comment (out, DERMAGA_COMMENT_XML, _(outgoing_name_warning));
  g_string_append (out, "-->\n");
}

static char *
make_xml (const DermagaSettings *settings, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *domain = dermaga_escape_xml (dermaga_email_domain (settings->email));

  put_header (out, settings);
  g_string_append (out, "<clientConfig version=\"1.1\">\n");
  g_string_append_printf (out, "  <emailProvider id=\"%s\">\n", domain);
  g_string_append_printf (out, "    <domain>%s</domain>\n", domain);
  g_string_append_printf (out, "    <displayName>%s</displayName>\n", domain);
  g_string_append_printf (out, "    <displayShortName>%s</displayShortName>\n", domain);
  if (!put_server (out, settings, settings->incoming, error)
      || !put_server (out, settings, settings->outgoing, error))
    return NULL;
  g_string_append (out, "  </emailProvider>\n</clientConfig>\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static GBytes *
render (const DermagaSettings *settings, GError **error)
{
  char *xml = make_xml (settings, error);

  return xml != NULL ? g_bytes_new_take (xml, strlen (xml)) : NULL;
}

/* The name under which Thunderbird asks for it. */
static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("config-v1.1.xml");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *domain = dermaga_email_domain (settings->email);
  GString *steps = g_string_new (NULL);

  /* Translators: both %s are the domain, such as example.com. */
  g_string_append_printf (steps, _("Put the file on the web server of the domain, so that it is "
                                   "found at https://autoconfig.%s/mail/config-v1.1.xml or at "
                                   "https://%s/.well-known/autoconfig/mail/config-v1.1.xml."),
                          domain, domain);
  g_string_append_c (steps, '\n');
  g_string_append (steps, _("Let the web server send it as text/xml; with Apache, the line "
                            "“AddType text/xml .xml” in .htaccess does it."));
  g_string_append_c (steps, '\n');
  /* Translators: %s is the domain, such as example.com. */
  g_string_append_printf (steps, _("Or, on one computer with Debian, save it as an administrator "
                                   "under the name /usr/lib/thunderbird/isp/%s.xml."),
                          domain);
  g_string_append_c (steps, '\n');
  /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
  g_string_append (steps, _("In Thunderbird’s menu (≡), choose “Add Account”, then “Email”, and "
                            "type name, address and password: the settings are filled in."));
  if (settings->outgoing != NULL && !g_str_is_ascii (settings->outgoing->user_name))
    g_string_append_printf (steps, "\n%s", _(outgoing_name_warning));
  return g_string_free (steps, FALSE);
}

const DermagaFormat dermaga_format_thunderbird_xml = {
  .id = "thunderbird-xml",
  .title = N_("Thunderbird for a whole domain"),
  .summary = N_("An autoconfig file for the web server: everybody at the domain gets the settings"),
  .media_type = "application/xml",
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .preview = make_xml,
  .render = render,
  .next_steps = next_steps,
};
