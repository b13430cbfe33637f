#pragma once

#include <gtk/gtk.h>

#include "export/dermaga-format.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_FILE_VIEW (dermaga_file_view_get_type ())
G_DECLARE_FINAL_TYPE (DermagaFileView, dermaga_file_view, DERMAGA, FILE_VIEW, GtkBox)

/**
 * DermagaFileView: the file that is about to be saved: warnings, the picture and the text of it,
 * and how far its format was proved. A file that is to be read by people is written in the language
 * that is picked here. Signal "changed": another language is picked.
 */

/**
 * dermaga_file_view_show:
 * @settings: (nullable): %NULL while there is no file to show
 * @trouble: (nullable): why
 *
 * Returns: whether there is a file
 */
gboolean dermaga_file_view_show (DermagaFileView *self, const DermagaFormat *format,
                                 const DermagaSettings *settings, const char *trouble);
/** dermaga_file_view_render: (transfer full): as dermaga_format_render(), in the language that is
 *  picked. */
GBytes *dermaga_file_view_render (DermagaFileView *self, const DermagaFormat *format,
                                  const DermagaSettings *settings, GError **error);

/** dermaga_file_view_shows: whether there is a file on it now. */
gboolean dermaga_file_view_shows (DermagaFileView *self);

G_END_DECLS
