#include "config.h"

#include "export/dermaga-thunderbird-xml-file.h"

#include <glib/gi18n.h>

#include <string.h>

#include "export/dermaga-autoconfig-xml.h"

/* Seen with Thunderbird 153: it sends the bytes of ISO 8859-1 where servers expect UTF-8. */
static const char outgoing_name_warning[] =
  N_("When it comes from this file, Thunderbird sends a user name with letters outside A to Z "
     "wrongly, and sending mail may fail. The ZIP file for its Import page works.");

/* Thunderbird replaces these wherever they stand. */
static gboolean
holds_placeholder (const char *text)
{
  return strstr (text, "%EMAILADDRESS%") != NULL || strstr (text, "%EMAILLOCALPART%") != NULL
         || strstr (text, "%EMAILDOMAIN%") != NULL || strstr (text, "%REALNAME%") != NULL;
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
  if (holds_placeholder (user_name)
      || !dermaga_autoconfig_xml_keeps (user_name, server->protocol))
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
  g_autofree char *pattern = user_name_pattern (settings, server, error);

  if (pattern == NULL)
    return FALSE;
  dermaga_autoconfig_xml_put_server (out, server->protocol, server->host, server->port,
                                     server->security, pattern);
  return TRUE;
}

char *
dermaga_thunderbird_xml_write (const DermagaSettings *settings, const DermagaFileNote *note,
                               const DermagaFormat *format, GError **error)
{
  g_autoptr (GString) out = g_string_new (DERMAGA_AUTOCONFIG_XML_DECLARATION "<!--\n");
  const char *domain = dermaga_email_domain (settings->email);

  dermaga_append_note (out, DERMAGA_COMMENT_XML, note, format, settings);
  if (!g_str_is_ascii (settings->outgoing->user_name))
    dermaga_append_comment (out, DERMAGA_COMMENT_XML, _(outgoing_name_warning));
  g_string_append (out, "-->\n");
  dermaga_autoconfig_xml_begin (out, domain, domain);
  if (!put_server (out, settings, settings->incoming, error)
      || !put_server (out, settings, settings->outgoing, error))
    return NULL;
  dermaga_autoconfig_xml_end (out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

const char *
dermaga_thunderbird_xml_remark (const DermagaSettings *settings)
{
  return g_str_is_ascii (settings->outgoing->user_name) ? NULL : _(outgoing_name_warning);
}
