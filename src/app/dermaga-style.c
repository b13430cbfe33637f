#include "config.h"

#include "app/dermaga-style.h"

#include <string.h>

#define CONTRAST "gtk-interface-contrast" /* from GTK 4.20 on */
#define CONTRAST_MORE 2

/* Before GTK knew of contrast, it was a matter of the theme. */
static gboolean
wants_contrast (GtkSettings *settings)
{
  g_autofree char *theme = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), CONTRAST) != NULL)
    {
      int contrast;

      g_object_get (settings, CONTRAST, &contrast, NULL);
      if (contrast == CONTRAST_MORE)
        return TRUE;
    }
  theme = g_strdup (g_getenv ("GTK_THEME"));
  if (theme == NULL)
    g_object_get (settings, "gtk-theme-name", &theme, NULL);
  return theme != NULL && (strstr (theme, "-hc") != NULL || strstr (theme, "HighContrast") != NULL);
}

static GtkStyleProvider *
make_provider (const char *path)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  return GTK_STYLE_PROVIDER (provider);
}

static void
update_contrast (GtkSettings *settings)
{
  static GtkStyleProvider *provider; /* while it is wanted */
  GdkDisplay *display = gdk_display_get_default ();
  gboolean wanted = wants_contrast (settings);

  if (wanted == (provider != NULL))
    return;
  if (wanted)
    {
      provider = make_provider ("/io/github/dermaga/Dermaga/style-hc.css");
      gtk_style_context_add_provider_for_display (display, provider,
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
      return;
    }
  gtk_style_context_remove_provider_for_display (display, provider);
  g_clear_object (&provider);
}

void
dermaga_style_load (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkStyleProvider) provider = make_provider ("/io/github/dermaga/Dermaga/style.css");

  gtk_style_context_add_provider_for_display (gdk_display_get_default (), provider,
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect (settings, "notify::gtk-theme-name", G_CALLBACK (update_contrast), NULL);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), CONTRAST) != NULL)
    g_signal_connect (settings, "notify::" CONTRAST, G_CALLBACK (update_contrast), NULL);
  update_contrast (settings);
}
