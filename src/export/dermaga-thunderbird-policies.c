#include "config.h"

#include "export/dermaga-formats-thunderbird.h"
#include "export/dermaga-thunderbird-prefs.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static void
put_value (JsonBuilder *builder, const DermagaPref *pref)
{
  switch (pref->kind)
    {
    case DERMAGA_PREF_STRING:
      json_builder_add_string_value (builder, pref->string);
      return;
    case DERMAGA_PREF_NUMBER:
      json_builder_add_int_value (builder, pref->number);
      return;
    case DERMAGA_PREF_TRUE:
      json_builder_add_boolean_value (builder, TRUE);
      return;
    }
}

/* As default, and nothing else: with "user" an account that somebody adds is gone at the next
 * start, and "locked" leaves Thunderbird without a server to send through. */
static void
put_pref (gpointer data, const DermagaPref *pref)
{
  JsonBuilder *builder = data;
  g_autofree char *name = g_strconcat ("mail.", pref->name, NULL);

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "Value");
  put_value (builder, pref);
  json_builder_set_member_name (builder, "Status");
  json_builder_add_string_value (builder, "default");
  json_builder_end_object (builder);
}

/* JSON has no comments; Thunderbird overlooks what stands beside "policies". */
static void
put_note (JsonBuilder *builder, const DermagaSettings *settings)
{
  g_auto (GStrv) warnings = dermaga_format_warnings (&dermaga_format_thunderbird_policies,
                                                     settings);

  json_builder_set_member_name (builder, "about");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, _("Email account for Thunderbird, made by Dermaga."));
  json_builder_add_string_value (builder,
                                 _("Place: on Linux /etc/thunderbird/policies/policies.json; on "
                                   "Windows the folder “distribution” beside thunderbird.exe. It "
                                   "holds no password."));
  for (guint i = 0; warnings[i] != NULL; i++)
    json_builder_add_string_value (builder, warnings[i]);
  json_builder_end_array (builder);
}

static char *
make_policies (const DermagaSettings *settings, GError **error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  if (!dermaga_thunderbird_prefs_check (settings, error))
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  put_note (builder, settings);
  json_builder_set_member_name (builder, "policies");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "Preferences");
  json_builder_begin_object (builder);
  dermaga_thunderbird_prefs_foreach (settings, put_pref, builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("policies.json");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("On Linux, save the file as an administrator under the name "
      "/etc/thunderbird/policies/policies.json; make the folder if it is missing."),
    _("On Windows, save it in the folder “distribution” beside thunderbird.exe; make the folder if "
      "it is missing."),
    _("If a policies.json is there already, add the lines of “Preferences” to it instead."),
    _("Start Thunderbird: the account is there, for everybody who uses the computer and has no "
      "account yet. It asks for the password."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_thunderbird_policies = {
  .id = "thunderbird-policies",
  .title = N_("Thunderbird, by a policy on each computer"),
  .summary = N_("A policies.json: Thunderbird starts with this account"),
  .media_type = "application/json",
  .program = "Thunderbird",
  .audience = DERMAGA_AUDIENCE_DOMAIN,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Thunderbird 153",
  .text = make_policies,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
