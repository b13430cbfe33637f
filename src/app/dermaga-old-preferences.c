#include "config.h"

#include "app/dermaga-old-preferences.h"

#include <glib/gstdio.h>

#define GROUP "Dermaga"

static gboolean
is_chosen (GSettings *settings, const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_user_value (settings, key);

  return value != NULL;
}

/* What the schema does not allow is refused by it, and then the default holds. */
static void
move_word (GKeyFile *file, const char *old_key, GSettings *settings, const char *key)
{
  g_autofree char *word = g_key_file_get_string (file, GROUP, old_key, NULL);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;
  g_autoptr (GVariant) value = NULL;

  if (word == NULL || is_chosen (settings, key))
    return;
  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  value = g_variant_ref_sink (g_variant_new_string (word));
  if (g_settings_schema_key_range_check (schema_key, value))
    g_settings_set_value (settings, key, value);
}

static void
move_permission (GKeyFile *file, GSettings *settings)
{
  if (!g_key_file_has_key (file, GROUP, "AskOtherCompanies", NULL)
      || is_chosen (settings, "ask-other-companies"))
    return;
  /* A word that makes no sense may have been a no. */
  g_settings_set_boolean (settings, "ask-other-companies",
                          g_key_file_get_boolean (file, GROUP, "AskOtherCompanies", NULL));
}

void
dermaga_old_preferences_move (GSettings *settings)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "dermaga", "settings.ini", NULL);
  g_autoptr (GKeyFile) file = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  file = g_key_file_new ();
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      move_word (file, "Language", settings, "language");
      move_word (file, "Privacy", settings, "privacy");
      move_permission (file, settings);
    }
  g_settings_sync ();
  if (g_remove (path) != 0)
    g_message ("The old settings stay: %s", path);
}
