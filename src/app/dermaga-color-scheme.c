#include "config.h"

#include "app/dermaga-color-scheme.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define NAMESPACE "org.freedesktop.appearance"
#define KEY "color-scheme"

#define SCHEME_DARK 1

static void
apply (GVariant *value)
{
  g_autoptr (GVariant) bare = g_variant_ref (value);

  /* Read wraps the value in one variant more than the signal does. */
  while (g_variant_is_of_type (bare, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (bare);

      g_variant_unref (bare);
      bare = inner;
    }
  if (g_variant_is_of_type (bare, G_VARIANT_TYPE_UINT32))
    g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                  g_variant_get_uint32 (bare) == SCHEME_DARK, NULL);
}

static void
changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
            const char *signal, GVariant *parameters, gpointer data)
{
  g_autoptr (GVariant) value = NULL;
  const char *key;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", NULL, &key, &value);
  if (g_str_equal (key, KEY))
    apply (value);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    {
      g_debug ("No wish for light or dark: %s", error->message);
      return;
    }
  g_variant_get (reply, "(v)", &value);
  apply (value);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("No session bus: %s", error->message);
      return;
    }
  g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged",
                                      PORTAL_PATH, NAMESPACE, G_DBUS_SIGNAL_FLAGS_NONE, changed_cb,
                                      NULL, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", NAMESPACE, KEY), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, cancellable, read_cb, NULL);
}

void
dermaga_color_scheme_follow (GCancellable *cancellable)
{
  GObjectClass *settings_class = G_OBJECT_GET_CLASS (gtk_settings_get_default ());

  if (g_object_class_find_property (settings_class, "gtk-interface-color-scheme") == NULL)
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (cancellable));
}
