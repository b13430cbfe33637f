#include "config.h"

#include "app/dermaga-preferences.h"

#include <glib/gstdio.h>

#define GROUP "Dermaga"
#define KEY_LANGUAGE "Language"

static const char *const languages[] = { "", "en", "id" };

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "dermaga", NULL);
}

static char *
get_path (void)
{
  g_autofree char *folder = get_folder ();

  return g_build_filename (folder, "settings.ini", NULL);
}

char *
dermaga_preferences_get_language (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path ();
  g_autofree char *language = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return g_strdup ("");
  language = g_key_file_get_string (file, GROUP, KEY_LANGUAGE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (language, languages[i]) == 0)
      return g_steal_pointer (&language);
  return g_strdup ("");
}

void
dermaga_preferences_set_language (const char *language)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();

  g_key_file_set_string (file, GROUP, KEY_LANGUAGE, language);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, path, &error))
    g_warning ("The language is not remembered: %s",
               error != NULL ? error->message : "no configuration folder");
}
