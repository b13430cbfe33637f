#include "config.h"

#include "export/dermaga-formats-thunderbird.h"
#include "export/dermaga-thunderbird-xml-file.h"

#include <glib/gi18n.h>

static char *
make_xml (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("Email settings of a domain in the autoconfig format, made by Dermaga."),
    .place = _("Thunderbird finds them on the domain’s web server. The web server must send the "
               "file as text/xml."),
  };

  return dermaga_thunderbird_xml_write (settings, &note, &dermaga_format_thunderbird_xml, error);
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
  const char *remark = dermaga_thunderbird_xml_remark (settings);
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
  /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
  g_string_append (steps, _("In Thunderbird’s menu (≡), choose “Add Account”, then “Email”, and "
                            "type name, address and password: the settings are filled in."));
  if (remark != NULL)
    g_string_append_printf (steps, "\n%s", remark);
  return g_string_free (steps, FALSE);
}

const DermagaFormat dermaga_format_thunderbird_xml = {
  .id = "thunderbird-xml",
  .title = N_("Thunderbird, from the domain’s web server"),
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
