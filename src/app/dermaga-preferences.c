#include "config.h"

#include "app/dermaga-preferences.h"

#include <glib/gstdio.h>

#define GROUP "Dermaga"
#define KEY_LANGUAGE "Language"
#define KEY_PRIVACY "Privacy"
#define KEY_ASK_CONTROLS "AskOtherCompanies"

static const char *const languages[] = { "", "ar", "en", "id", "pl" };

static const char *const privacies[] = {
  [DERMAGA_PRIVACY_PUBLIC_LIST] = "public-list",
  [DERMAGA_PRIVACY_PROVIDER] = "provider",
  [DERMAGA_PRIVACY_OFFLINE] = "offline",
};

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

/* What was remembered; a file that is not there or broken is an empty one. */
static GKeyFile *
load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = get_path ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

static void
save (const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = load ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();

  g_key_file_set_string (file, GROUP, key, value);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, path, &error))
    g_warning ("%s is not remembered: %s", key,
               error != NULL ? error->message : "no configuration folder");
}

char *
dermaga_preferences_get_language (void)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *language = g_key_file_get_string (file, GROUP, KEY_LANGUAGE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (language, languages[i]) == 0)
      return g_steal_pointer (&language);
  return g_strdup ("");
}

void
dermaga_preferences_set_language (const char *language)
{
  save (KEY_LANGUAGE, language);
}

DermagaPrivacy
dermaga_preferences_get_privacy (void)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *word = g_key_file_get_string (file, GROUP, KEY_PRIVACY, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    if (g_strcmp0 (word, privacies[i]) == 0)
      return i;
  return DERMAGA_PRIVACY_PUBLIC_LIST;
}

void
dermaga_preferences_set_privacy (DermagaPrivacy privacy)
{
  g_return_if_fail (privacy < G_N_ELEMENTS (privacies));
  save (KEY_PRIVACY, privacies[privacy]);
}

gboolean
dermaga_preferences_get_ask_controls (void)
{
  g_autoptr (GKeyFile) file = load ();
  g_autoptr (GError) error = NULL;
  gboolean ask_controls = g_key_file_get_boolean (file, GROUP, KEY_ASK_CONTROLS, &error);

  /* A word that makes no sense may have been a no. */
  if (g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND)
      || g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND))
    return TRUE;
  return ask_controls;
}

void
dermaga_preferences_set_ask_controls (gboolean ask_controls)
{
  save (KEY_ASK_CONTROLS, ask_controls ? "true" : "false");
}
