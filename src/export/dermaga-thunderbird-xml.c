#include "config.h"

#include "export/dermaga-autoconfig-xml.h"
#include "export/dermaga-formats-thunderbird.h"

#include <glib/gi18n.h>

#include <string.h>

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

static void
put_header (GString *out, const DermagaSettings *settings)
{
  g_string_append (out, DERMAGA_AUTOCONFIG_XML_DECLARATION "<!--\n");
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
  const char *domain = dermaga_email_domain (settings->email);

  put_header (out, settings);
  dermaga_autoconfig_xml_begin (out, domain, domain);
  if (!put_server (out, settings, settings->incoming, error)
      || !put_server (out, settings, settings->outgoing, error))
    return NULL;
  dermaga_autoconfig_xml_end (out);
  return g_string_free (g_steal_pointer (&out), FALSE);
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
  .program = "Thunderbird",
  .audience = DERMAGA_AUDIENCE_DOMAIN,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Thunderbird 153",
  .text = make_xml,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
