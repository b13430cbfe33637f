#include "config.h"

#include "export/dermaga-autoconfig-xml.h"

#include "export/dermaga-escape.h"

#include <math.h>
#include <string.h>

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

/* Thunderbird keeps one byte for each character of an outgoing user name. */
static gboolean
fits_one_byte_each (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) > 0xff)
      return FALSE;
  return TRUE;
}

gboolean
dermaga_autoconfig_xml_keeps (const char *pattern, DermagaProtocol protocol)
{
  return survives_reading (pattern)
         && (protocol != DERMAGA_PROTOCOL_SMTP || fits_one_byte_each (pattern));
}

void
dermaga_autoconfig_xml_begin (GString *out, const char *domain, const char *display_name)
{
  g_autofree char *safe_domain = dermaga_escape_xml (domain);
  g_autofree char *safe_name = dermaga_escape_xml (display_name);

  g_string_append (out, "<clientConfig version=\"1.1\">\n");
  g_string_append_printf (out, "  <emailProvider id=\"%s\">\n", safe_domain);
  g_string_append_printf (out, "    <domain>%s</domain>\n", safe_domain);
  g_string_append_printf (out, "    <displayName>%s</displayName>\n", safe_name);
  g_string_append_printf (out, "    <displayShortName>%s</displayShortName>\n", safe_name);
}

void
dermaga_autoconfig_xml_put_server (GString *out, DermagaProtocol protocol, const char *host,
                                   guint16 port, DermagaSecurity security, const char *pattern)
{
  const char *element
    = protocol == DERMAGA_PROTOCOL_SMTP ? "outgoingServer" : "incomingServer";
  g_autofree char *user_name = dermaga_escape_xml (pattern);
  g_autofree char *safe_host = dermaga_escape_xml (host);

  g_string_append_printf (out, "    <%s type=\"%s\">\n", element,
                          dermaga_protocol_to_string (protocol));
  g_string_append_printf (out, "      <hostname>%s</hostname>\n", safe_host);
  g_string_append_printf (out, "      <port>%u</port>\n", port);
  g_string_append_printf (out, "      <socketType>%s</socketType>\n", socket_word (security));
  g_string_append (out, "      <authentication>password-cleartext</authentication>\n");
  g_string_append_printf (out, "      <username>%s</username>\n", user_name);
  if (protocol == DERMAGA_PROTOCOL_POP3)
    g_string_append (out, "      <pop3>\n"
                          "        <leaveMessagesOnServer>true</leaveMessagesOnServer>\n"
                          "      </pop3>\n");
  g_string_append_printf (out, "    </%s>\n", element);
}

void
dermaga_autoconfig_xml_end (GString *out)
{
  g_string_append (out, "  </emailProvider>\n</clientConfig>\n");
}
