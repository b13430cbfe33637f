#include "config.h"

#include <glib/gstdio.h>

#include "app/dermaga-preferences.h"

/* The folders of whoever runs the test are not touched. GTest could give each test its own, but
 * never frees their names, and that would count as our leak. */

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "dermaga", "settings.ini", NULL);
}

static void
write_file (const char *contents)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
test_nothing_remembered (void)
{
  g_autofree char *language = dermaga_preferences_get_language ();

  g_assert_cmpstr (language, ==, "");
  g_assert_cmpint (dermaga_preferences_get_privacy (), ==, DERMAGA_PRIVACY_PUBLIC_LIST);
}

/* Each is remembered without forgetting the other. */
static void
test_remembered (void)
{
  write_file ("");
  for (DermagaPrivacy privacy = 0; privacy <= DERMAGA_PRIVACY_OFFLINE; privacy++)
    {
      const char *wanted = privacy == DERMAGA_PRIVACY_PROVIDER ? "en" : "id";
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
test_spoilt (void)
{
  static const char *const files[] = {
    "", "no key file", "[Dermaga]\nPrivacy=everybody\nLanguage=xx\n", "[Dermaga]\nPrivacy=\n",
    "[Other]\nPrivacy=offline\nLanguage=id\n", "[Dermaga]\nPrivacy=\xff\xfe\nLanguage=\xff\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *language = NULL;

      write_file (files[i]);
      language = dermaga_preferences_get_language ();
      g_assert_cmpstr (language, ==, "");
      g_assert_cmpint (dermaga_preferences_get_privacy (), ==, DERMAGA_PRIVACY_PUBLIC_LIST);
      dermaga_preferences_set_privacy (DERMAGA_PRIVACY_OFFLINE);
      g_assert_cmpint (dermaga_preferences_get_privacy (), ==, DERMAGA_PRIVACY_OFFLINE);
    }
}

/* What was not chosen is on; what was chosen and cannot be read may have been a no. */
static void
test_spoilt_permission (void)
{
  static const struct {
    const char *file;
    gboolean ask_controls;
  } cases[] = {
    { "", TRUE },
    { "no key file", TRUE },
    { "[Dermaga]\nPrivacy=offline\n", TRUE },
    { "[Dermaga]\nAskOtherCompanies=false\n", FALSE },
    { "[Dermaga]\nAskOtherCompanies=true\n", TRUE },
    { "[Dermaga]\nAskOtherCompanies=nein\n", FALSE },
    { "[Dermaga]\nAskOtherCompanies=\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_file (cases[i].file);
      g_assert_cmpint (dermaga_preferences_get_ask_controls (), ==, cases[i].ask_controls);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("dermaga-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree char *path_folder = NULL;
  int status;

  /* Before anything asks for it: GLib looks once. */
  g_assert_nonnull (folder);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preferences/nothing-remembered", test_nothing_remembered);
  g_test_add_func ("/preferences/remembered", test_remembered);
  g_test_add_func ("/preferences/spoilt", test_spoilt);
  g_test_add_func ("/preferences/spoilt-permission", test_spoilt_permission);
  status = g_test_run ();

  path = get_path ();
  path_folder = g_path_get_dirname (path);
  g_remove (path);
  g_rmdir (path_folder);
  g_rmdir (folder);
  return status;
}
