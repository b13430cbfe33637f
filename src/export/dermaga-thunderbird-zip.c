#include "config.h"

#include "export/dermaga-formats-thunderbird.h"
#include "export/dermaga-thunderbird-prefs.h"
#include "export/dermaga-zip.h"

#include <glib/gi18n.h>

#include <string.h>

static void
put_pref (gpointer data, const DermagaPref *pref)
{
  GString *out = data;
  g_autofree char *escaped = NULL;

  switch (pref->kind)
    {
    case DERMAGA_PREF_STRING:
      escaped = dermaga_escape_js (pref->string);
      g_string_append_printf (out, "user_pref(\"mail.%s\", \"%s\");\n", pref->name, escaped);
      return;
    case DERMAGA_PREF_NUMBER:
      g_string_append_printf (out, "user_pref(\"mail.%s\", %d);\n", pref->name, pref->number);
      return;
    case DERMAGA_PREF_TRUE:
      g_string_append_printf (out, "user_pref(\"mail.%s\", true);\n", pref->name);
      return;
    }
}

static char *
make_prefs (const DermagaSettings *settings, GError **error)
{
  const DermagaFileNote note = {
    .what = _("Email account for Thunderbird, made by Dermaga."),
    .place = _("Meant for the Import page of Thunderbird. It holds no password."),
  };
  GString *out;

  if (!dermaga_thunderbird_prefs_check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  dermaga_append_note (out, DERMAGA_COMMENT_LINE, &note, &dermaga_format_thunderbird_zip, settings);
  dermaga_thunderbird_prefs_foreach (settings, put_pref, out);
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
  .title = N_("A file for Thunderbird’s Import page"),
  .summary = N_("A ZIP file that brings the whole account at once, beside the accounts you have"),
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
