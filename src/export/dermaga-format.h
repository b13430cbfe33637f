#pragma once

#include <gio/gio.h>

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/**
 * DermagaFormat: one export format; each lives in a file of its own and is listed in
 * dermaga-format.c.
 * @id: stable word of the command line: "thunderbird-zip", "wordpress-plugin"
 * @title: translatable (N_): what people know: "Thunderbird on this computer"
 * @summary: translatable (N_): one line: what it is
 * @needs_incoming, @needs_outgoing: which servers must be there
 * @file_name: (transfer full): a sensible name for the file, no path
 * @preview: (transfer full): readable text of what the file holds (for a zip, what is inside)
 * @render: (transfer full): the file; called with settings that dermaga_settings_validate() took
 * @next_steps: (transfer full): translated: what to do with the file, one step a line
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
  const char *media_type;
  gboolean needs_incoming;
  gboolean needs_outgoing;
  char *(*file_name) (const DermagaSettings *settings);
  char *(*preview) (const DermagaSettings *settings, GError **error);
  GBytes *(*render) (const DermagaSettings *settings, GError **error);
  char *(*next_steps) (const DermagaSettings *settings);
} DermagaFormat;

/** dermaga_formats: (array length=n_formats) (transfer none): in the order to show. */
const DermagaFormat *const *dermaga_formats (guint *n_formats);
const DermagaFormat *dermaga_format_find (const char *id); /* (nullable) */

/* Validate, check what the format needs, then do it. Errors in DERMAGA_SETTINGS_ERROR. */
GBytes *dermaga_format_render (const DermagaFormat *format, const DermagaSettings *settings,
                               GError **error);
char *dermaga_format_preview (const DermagaFormat *format, const DermagaSettings *settings,
                              GError **error);

G_END_DECLS
