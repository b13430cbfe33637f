#include "config.h"

#include "export/dermaga-format-private.h"

#include <string.h>

static const DermagaFormat *const *const families[] = {
  dermaga_formats_thunderbird, dermaga_formats_wordpress, dermaga_formats_device,
  dermaga_formats_mail,        dermaga_formats_web,       dermaga_formats_server,
};

/* Sorted by audience; within one the order of the families and their lists stays. */
static GPtrArray *
list_formats (void)
{
  GPtrArray *formats = g_ptr_array_new ();

  for (DermagaAudience audience = 0; audience < DERMAGA_N_AUDIENCES; audience++)
    for (guint i = 0; i < G_N_ELEMENTS (families); i++)
      for (const DermagaFormat *const *format = families[i]; *format != NULL; format++)
        if ((*format)->audience == audience)
          g_ptr_array_add (formats, (gpointer) *format);
  return formats;
}

const DermagaFormat *const *
dermaga_formats (guint *n_formats)
{
  static GPtrArray *formats;

  if (formats == NULL)
    formats = list_formats ();
  *n_formats = formats->len;
  return (const DermagaFormat *const *) formats->pdata;
}

const DermagaFormat *
dermaga_format_find (const char *id)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; id != NULL && i < n_formats; i++)
    if (g_str_equal (formats[i]->id, id))
      return formats[i];
  return NULL;
}

gboolean
dermaga_format_is_possible (const DermagaFormat *format, gboolean incoming, gboolean outgoing)
{
  return (!format->needs_incoming || incoming) && (!format->needs_outgoing || outgoing);
}

gboolean
dermaga_formats_any_possible (gboolean incoming, gboolean outgoing)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if (dermaga_format_is_possible (formats[i], incoming, outgoing))
      return TRUE;
  return FALSE;
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

static DermagaServer *
prefer_tls (DermagaServer *server, DermagaServer *with_tls)
{
  return server != NULL && server->security == DERMAGA_SECURITY_STARTTLS && with_tls != NULL
             ? with_tls
             : server;
}

/* A view of the settings that suits the program; it borrows everything. */
static DermagaSettings
fit (const DermagaFormat *format, const DermagaSettings *settings)
{
  DermagaSettings fitted = *settings;

  if ((format->traits & DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED) != 0)
    {
      fitted.incoming = prefer_tls (settings->incoming, settings->incoming_tls);
      fitted.outgoing = prefer_tls (settings->outgoing, settings->outgoing_tls);
    }
  return fitted;
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
  DermagaSettings fitted;
  char *text;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  if (!check_settings (format, settings, error))
    return NULL;
  fitted = fit (format, settings);
  if (format->text == NULL)
    return format->render (&fitted, error);
  text = format->text (&fitted, error);
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
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
  DermagaSettings fitted;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  if (!check_settings (format, settings, error))
    return NULL;
  fitted = fit (format, settings);
  return format->text != NULL ? format->text (&fitted, error) : format->preview (&fitted, error);
}

GBytes *
dermaga_format_picture (const DermagaFormat *format, const DermagaSettings *settings,
                        GError **error)
{
  DermagaSettings fitted;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  if (format->picture == NULL || !check_settings (format, settings, error))
    return NULL;
  fitted = fit (format, settings);
  return format->picture (&fitted, error);
}

char *
dermaga_format_file_name (const DermagaFormat *format, const DermagaSettings *settings)
{
  DermagaSettings fitted = fit (format, settings);

  return format->file_name (&fitted);
}

char *
dermaga_format_next_steps (const DermagaFormat *format, const DermagaSettings *settings)
{
  DermagaSettings fitted = fit (format, settings);

  return format->next_steps (&fitted);
}

static void
step_free (gpointer data)
{
  DermagaFormatStep *step = data;

  g_free (step->text);
  g_free (step);
}

GPtrArray *
dermaga_format_list_steps (const DermagaFormat *format, const DermagaSettings *settings)
{
  g_autofree char *text = dermaga_format_next_steps (format, settings);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);
  guint n_steps = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        gboolean is_code = lines[i][0] == '\t';
        DermagaFormatStep *step = g_new0 (DermagaFormatStep, 1);

        step->number = is_code ? 0 : ++n_steps;
        step->text = g_strdup (lines[i] + (is_code ? 1 : 0));
        g_ptr_array_add (steps, step);
      }
  return steps;
}

static gboolean
is_starttls (const DermagaServer *server)
{
  return server != NULL && server->security == DERMAGA_SECURITY_STARTTLS;
}

static gboolean
wants_browser (const DermagaServer *server)
{
  return server != NULL && server->browser_sign_in;
}

guint
dermaga_format_find_dangers (const DermagaFormat *format, const DermagaSettings *settings)
{
  DermagaSettings fitted = fit (format, settings);
  const DermagaServer *incoming = format->needs_incoming ? fitted.incoming : NULL;
  const DermagaServer *outgoing = format->needs_outgoing ? fitted.outgoing : NULL;
  guint dangers = 0;

  if (dermaga_server_is_insecure (incoming) || dermaga_server_is_insecure (outgoing))
    dangers |= DERMAGA_DANGER_INSECURE;
  if ((format->traits & DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED) != 0
      && (is_starttls (incoming) || is_starttls (outgoing)))
    dangers |= DERMAGA_DANGER_STARTTLS_NOT_DEMANDED;
  if ((format->traits & DERMAGA_TRAIT_CERTIFICATE_NOT_CHECKED) != 0)
    dangers |= DERMAGA_DANGER_CERTIFICATE_NOT_CHECKED;
  if ((format->traits & DERMAGA_TRAIT_BROWSER_SIGN_IN) == 0
      && (wants_browser (incoming) || wants_browser (outgoing)))
    dangers |= DERMAGA_DANGER_BROWSER_NEEDED;
  return dangers;
}

gboolean
dermaga_refuse_settings (GError **error, const char *fact)
{
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT, fact);
  return FALSE;
}

gboolean
dermaga_has_name (const DermagaSettings *settings)
{
  return settings->display_name != NULL && settings->display_name[0] != '\0';
}
