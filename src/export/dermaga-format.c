#include "config.h"

#include "export/dermaga-format-private.h"

static const DermagaFormat *const formats[] = {
  &dermaga_format_thunderbird_zip,
  &dermaga_format_thunderbird_xml,
  &dermaga_format_wordpress_plugin,
  &dermaga_format_wp_mail_smtp,
};

const DermagaFormat *const *
dermaga_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

const DermagaFormat *
dermaga_format_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i]->id, id))
      return formats[i];
  return NULL;
}

/* The one gate in front of every format: nothing unchecked reaches a file. */
static gboolean
check_settings (const DermagaFormat *format, const DermagaSettings *settings, GError **error)
{
  if (!dermaga_settings_validate (settings, error))
    return FALSE;

  if (format->needs_incoming && settings->incoming == NULL)
    {
      g_set_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_MISSING,
                   "%s needs an incoming server", format->id);
      return FALSE;
    }
  if (format->needs_outgoing && settings->outgoing == NULL)
    {
      g_set_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_MISSING,
                   "%s needs an outgoing server", format->id);
      return FALSE;
    }
  return TRUE;
}

/**
 * dermaga_format_render:
 *
 * Returns: (transfer full): the whole file, or %NULL with an error in DERMAGA_SETTINGS_ERROR when
 *   the settings are not fit for it
 */
GBytes *
dermaga_format_render (const DermagaFormat *format, const DermagaSettings *settings, GError **error)
{
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  if (!check_settings (format, settings, error))
    return NULL;
  return format->render (settings, error);
}

/**
 * dermaga_format_preview:
 *
 * Returns: (transfer full): the readable content, or %NULL with the error that
 *   dermaga_format_render() would give
 */
char *
dermaga_format_preview (const DermagaFormat *format, const DermagaSettings *settings,
                        GError **error)
{
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  if (!check_settings (format, settings, error))
    return NULL;
  return format->preview (settings, error);
}
