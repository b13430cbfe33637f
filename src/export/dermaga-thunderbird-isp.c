#include "config.h"

#include "export/dermaga-formats-thunderbird.h"
#include "export/dermaga-thunderbird-xml-file.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

/* Only the file's name decides for which domain Thunderbird reads it. */
static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("%s.xml", dermaga_email_domain (settings->email));
}

static char *
make_xml (const DermagaSettings *settings, GError **error)
{
  g_autofree char *name = file_name (settings);
  /* Translators: {file} is the name of the file, such as example.com.xml; "isp" is a folder. */
  g_autofree char *place = dermaga_fill (
    _("Place: the folder “isp” of the Thunderbird program on each computer, under the name {file}; "
      "on Debian /usr/lib/thunderbird/isp/{file}."),
    "file", name, NULL);
  const DermagaFileNote note = {
    .what = _("Email settings of a domain in the autoconfig format, made by Dermaga."),
    .place = place,
    .test = _("Test: add an email account in Thunderbird; the settings are filled in."),
  };

  return dermaga_thunderbird_xml_write (settings, &note, &dermaga_format_thunderbird_isp, error);
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *name = file_name (settings);
  g_autofree char *debian = dermaga_fill (
    _("As an administrator, save the file on each computer in the folder “isp” of the Thunderbird "
      "program. With Debian’s package: /usr/lib/thunderbird/isp/{file}"),
    "file", name, NULL);
  g_autofree char *elsewhere = dermaga_fill (
    _("With Windows, make the folder “isp” beside thunderbird.exe if it is missing. The file must "
      "keep the name {file}."),
    "file", name, NULL);
  const char *const steps[] = {
    debian,
    elsewhere,
    /* Translators: the words in quotes are Thunderbird's; use those of its translation. */
    _("In Thunderbird’s menu (≡), choose “Add Account”, then “Email”, and type name, address and "
      "password: the settings are filled in."),
    dermaga_thunderbird_xml_remark (settings),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_thunderbird_isp = {
  .id = "thunderbird-isp",
  .title = N_("Thunderbird, from a file on each computer"),
  .summary = N_("An autoconfig file for the program folder: everybody at the computer gets the "
                "settings"),
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
