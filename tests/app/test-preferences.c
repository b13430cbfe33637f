#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "app/dermaga-old-preferences.h"
#include "app/dermaga-preferences.h"

/* The folders of whoever runs the test are not touched. GTest could give each test its own, but
 * never frees their names, and that would count as our leak. */

static char *
get_old_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "dermaga", "settings.ini", NULL);
}

static void
write_old_file (const char *contents)
{
  g_autofree char *path = get_old_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

/* Settings that nothing else shares, with the schema that was built. */
static GSettings *
make_settings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettingsSchemaSource) source
      = g_settings_schema_source_new_from_directory (DERMAGA_BUILD_ROOT "/data", NULL, FALSE,
                                                     &error);
  g_autoptr (GSettingsSchema) schema = NULL;

  g_assert_no_error (error);
  schema = g_settings_schema_source_lookup (source, DERMAGA_APPLICATION_ID, FALSE);
  g_assert_nonnull (schema);
  return g_settings_new_full (schema, backend, NULL);
}

static void
test_nothing_remembered (void)
{
  g_autofree char *language = dermaga_preferences_get_language ();
  g_auto (GStrv) domains = dermaga_preferences_get_domains ();

  g_assert_cmpstr (language, ==, "");
  g_assert_cmpint (dermaga_preferences_get_privacy (), ==, DERMAGA_PRIVACY_PUBLIC_LIST);
  g_assert_true (dermaga_preferences_get_ask_controls ());
  g_assert_true (dermaga_preferences_get_remember ());
  g_assert_cmpint (g_strv_length (domains), ==, 0);
}

/* Each is remembered without forgetting the other. */
static void
test_remembered (void)
{
  for (DermagaPrivacy privacy = 0; privacy <= DERMAGA_PRIVACY_OFFLINE; privacy++)
    {
      const char *wanted = privacy == DERMAGA_PRIVACY_PROVIDER ? "pl" : "ar";
      g_autofree char *language = NULL;

      dermaga_preferences_set_privacy (privacy);
      dermaga_preferences_set_language (wanted);
      language = dermaga_preferences_get_language ();
      g_assert_cmpstr (language, ==, wanted);
      g_assert_cmpint (dermaga_preferences_get_privacy (), ==, privacy);
      for (int ask = 1; ask >= 0; ask--)
        {
          dermaga_preferences_set_ask_controls (ask);
          g_assert_cmpint (dermaga_preferences_get_ask_controls (), ==, ask);
        }
      g_assert_cmpint (dermaga_preferences_get_privacy (), ==, privacy);
    }
}

static void
assert_domains (const char *wanted)
{
  g_auto (GStrv) domains = dermaga_preferences_get_domains ();
  g_autofree char *joined = g_strjoinv (" ", domains);

  g_assert_cmpstr (joined, ==, wanted);
}

/* The latest first, each once, eight of them; off means that nothing is kept. */
static void
test_domains (void)
{
  dermaga_preferences_add_domain ("one.test");
  dermaga_preferences_add_domain ("two.test");
  assert_domains ("two.test one.test");
  dermaga_preferences_add_domain ("one.test");
  assert_domains ("one.test two.test");
  for (char letter = 'a'; letter <= 'i'; letter++)
    {
      const char domain[] = { letter, '.', 't', 'e', 's', 't', '\0' };

      dermaga_preferences_add_domain (domain);
    }
  assert_domains ("i.test h.test g.test f.test e.test d.test c.test b.test");
  dermaga_preferences_clear_domains ();
  assert_domains ("");
  dermaga_preferences_add_domain ("one.test");
  dermaga_preferences_set_remember (FALSE);
  assert_domains ("");
  dermaga_preferences_add_domain ("two.test");
  dermaga_preferences_set_remember (TRUE);
  assert_domains ("");
}

/* Anybody may have written there; it goes into a menu and an entry. */
static void
test_hostile_domains (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "io/github/dermaga/Dermaga", "recent-domains",
                         "['a b', 'good.test', '<b>', 'you@other.test', '', 'localhost']");
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
  /* The backend watches the file. */
  for (gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
       g_get_monotonic_time () < end;)
    {
      g_auto (GStrv) domains = dermaga_preferences_get_domains ();

      if (domains[0] != NULL)
        break;
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  assert_domains ("good.test");
}

/* What the file of version 0.1 said, and what becomes of it. */
static void
test_old_file (void)
{
  static const struct {
    const char *file;
    const char *language;
    const char *privacy;
    gboolean ask_controls;
  } cases[] = {
    { "[Dermaga]\nPrivacy=offline\nLanguage=id\nAskOtherCompanies=false\n", "id", "offline",
      FALSE },
    { "[Dermaga]\nPrivacy=provider\n", "", "provider", TRUE },
    { "[Dermaga]\nPrivacy=everybody\nLanguage=xx\n", "", "public-list", TRUE },
    { "[Other]\nPrivacy=offline\nLanguage=id\n", "", "public-list", TRUE },
    { "[Dermaga]\nPrivacy=\xff\xfe\nLanguage=\xff\n", "", "public-list", TRUE },
    { "no key file", "", "public-list", TRUE },
    /* A word that makes no sense may have been a no. */
    { "[Dermaga]\nAskOtherCompanies=nein\n", "", "public-list", FALSE },
    { "[Dermaga]\nAskOtherCompanies=\n", "", "public-list", FALSE },
    { "[Dermaga]\nAskOtherCompanies=true\n", "", "public-list", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSettings) settings = make_settings ();
      g_autofree char *path = get_old_path ();
      g_autofree char *language = NULL;
      g_autofree char *privacy = NULL;

      write_old_file (cases[i].file);
      dermaga_old_preferences_move (settings);
      language = g_settings_get_string (settings, "language");
      privacy = g_settings_get_string (settings, "privacy");
      g_assert_cmpstr (language, ==, cases[i].language);
      g_assert_cmpstr (privacy, ==, cases[i].privacy);
      g_assert_cmpint (g_settings_get_boolean (settings, "ask-other-companies"), ==,
                       cases[i].ask_controls);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* A choice that was made since is kept. */
static void
test_old_file_late (void)
{
  g_autoptr (GSettings) settings = make_settings ();
  g_autofree char *privacy = NULL;

  g_settings_set_string (settings, "privacy", "offline");
  write_old_file ("[Dermaga]\nPrivacy=provider\n");
  dermaga_old_preferences_move (settings);
  privacy = g_settings_get_string (settings, "privacy");
  g_assert_cmpstr (privacy, ==, "offline");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_folder (below);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("dermaga-XXXXXX", NULL);
  int status;

  /* Before anything asks for it: GLib looks once. */
  g_assert_nonnull (folder);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preferences/nothing-remembered", test_nothing_remembered);
  g_test_add_func ("/preferences/remembered", test_remembered);
  g_test_add_func ("/preferences/domains", test_domains);
  g_test_add_func ("/preferences/hostile-domains", test_hostile_domains);
  g_test_add_func ("/preferences/old-file", test_old_file);
  g_test_add_func ("/preferences/old-file-late", test_old_file_late);
  status = g_test_run ();
  remove_folder (folder);
  return status;
}
