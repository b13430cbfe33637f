#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "app/dermaga-preferences.h"

#include <gio/gsettingsbackend.h>

#include "app/dermaga-old-preferences.h"
#include "base/dermaga-place.h"
#include "base/dermaga-target.h"

#define PATH "/io/github/dermaga/Dermaga/"

#define DEFAULT_NOTIFY_AFTER 5

/* The schema of this very program: an older one may be installed elsewhere. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autofree char *folder = dermaga_place_is_build ()
                                ? g_strdup (DERMAGA_BUILD_ROOT "/data")
                                : dermaga_place_find_data ("glib-2.0/schemas");
  g_autoptr (GSettingsSchemaSource) own
      = g_settings_schema_source_new_from_directory (folder, installed, FALSE, NULL);

  if (own != NULL)
    installed = own;
  return installed != NULL
             ? g_settings_schema_source_lookup (installed, DERMAGA_APPLICATION_ID, TRUE)
             : NULL;
}

/* Without a service that keeps settings, GLib would forget them at the end of the program. */
static GSettingsBackend *
find_backend (void)
{
  g_autoptr (GSettingsBackend) backend = g_settings_backend_get_default ();
  g_autofree char *path = NULL;

  if (g_getenv ("GSETTINGS_BACKEND") != NULL
      || !g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend"))
    return g_steal_pointer (&backend);
  path = g_build_filename (g_get_user_config_dir (), "dermaga", "gsettings.ini", NULL);
  return g_keyfile_settings_backend_new (path, PATH, "Dermaga");
}

static gpointer
open_settings (gpointer data)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;
  GSettings *settings;

  if (schema == NULL)
    {
      g_message ("No settings: the schema %s is not installed", DERMAGA_APPLICATION_ID);
      return NULL;
    }
  backend = find_backend ();
  settings = g_settings_new_full (schema, backend, NULL);
  dermaga_old_preferences_move (settings);
  return settings;
}

/* (nullable): as long as the program runs. */
static GSettings *
get_settings (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_settings, NULL);
}

gboolean
dermaga_preferences_are_kept (void)
{
  return get_settings () != NULL;
}

char *
dermaga_preferences_get_language (void)
{
  GSettings *settings = get_settings ();

  return settings != NULL ? g_settings_get_string (settings, "language") : g_strdup ("");
}

void
dermaga_preferences_set_language (const char *language)
{
  if (get_settings () != NULL)
    g_settings_set_string (get_settings (), "language", language);
}

DermagaPrivacy
dermaga_preferences_get_privacy (void)
{
  GSettings *settings = get_settings ();

  return settings != NULL ? (DermagaPrivacy) g_settings_get_enum (settings, "privacy")
                          : DERMAGA_PRIVACY_PUBLIC_LIST;
}

void
dermaga_preferences_set_privacy (DermagaPrivacy privacy)
{
  if (get_settings () != NULL)
    g_settings_set_enum (get_settings (), "privacy", (int) privacy);
}

gboolean
dermaga_preferences_get_ask_controls (void)
{
  GSettings *settings = get_settings ();

  return settings == NULL || g_settings_get_boolean (settings, "ask-other-companies");
}

void
dermaga_preferences_set_ask_controls (gboolean ask_controls)
{
  if (get_settings () != NULL)
    g_settings_set_boolean (get_settings (), "ask-other-companies", ask_controls);
}

gboolean
dermaga_preferences_get_remember (void)
{
  GSettings *settings = get_settings ();

  return settings != NULL && g_settings_get_boolean (settings, "remember-domains");
}

void
dermaga_preferences_set_remember (gboolean remember)
{
  if (get_settings () == NULL)
    return;
  g_settings_set_boolean (get_settings (), "remember-domains", remember);
  if (!remember)
    dermaga_preferences_clear_domains ();
}

char **
dermaga_preferences_get_domains (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;
  guint left;

  if (!dermaga_preferences_get_remember ())
    return g_new0 (char *, 1);
  kept = g_settings_get_strv (get_settings (), "recent-domains");
  left = g_settings_get_uint (get_settings (), "recent-domains-max");
  /* Anybody may have written there. */
  for (guint i = 0; kept[i] != NULL && left > 0; i++)
    if (dermaga_host_is_valid (kept[i]) && strchr (kept[i], '.') != NULL)
      {
        g_strv_builder_add (builder, kept[i]);
        left--;
      }
  return g_strv_builder_end (builder);
}

void
dermaga_preferences_add_domain (const char *domain)
{
  g_auto (GStrv) before = dermaga_preferences_get_domains ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) domains = NULL;
  guint n_domains = 1;

  if (!dermaga_preferences_get_remember () || g_strcmp0 (before[0], domain) == 0)
    return;
  g_strv_builder_add (builder, domain);
  for (guint i = 0;
       before[i] != NULL
       && n_domains < g_settings_get_uint (get_settings (), "recent-domains-max");
       i++)
    if (!g_str_equal (before[i], domain))
      {
        g_strv_builder_add (builder, before[i]);
        n_domains++;
      }
  domains = g_strv_builder_end (builder);
  g_settings_set_strv (get_settings (), "recent-domains", (const char *const *) domains);
}

void
dermaga_preferences_clear_domains (void)
{
  if (get_settings () != NULL)
    g_settings_reset (get_settings (), "recent-domains");
}

guint
dermaga_preferences_get_notify_after (void)
{
  GSettings *settings = get_settings ();

  return settings != NULL ? g_settings_get_uint (settings, "notify-after") : DEFAULT_NOTIFY_AFTER;
}
