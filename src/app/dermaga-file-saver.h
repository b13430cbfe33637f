#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DermagaFileChosen:
 * @file: where to save
 * @replace: the person was shown that the file exists and agreed to replace it
 */
typedef void (*DermagaFileChosen) (GFile *file, gboolean replace, gpointer data);

/**
 * dermaga_file_saver_ask:
 * @owner: the callback is not called once this object is gone
 *
 * Asks where to save, with the desktop's own window. Nothing is called when the person cancels.
 */
void dermaga_file_saver_ask (GtkWindow *parent, const char *title, const char *name, GObject *owner,
                             DermagaFileChosen chosen);

/** dermaga_file_saver_ask_open: the same to choose a file that is there, to read it. */
void dermaga_file_saver_ask_open (GtkWindow *parent, const char *title, GObject *owner,
                                  DermagaFileChosen chosen);

G_END_DECLS
