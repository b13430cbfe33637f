#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_APPLICATION (dermaga_application_get_type ())
G_DECLARE_FINAL_TYPE (DermagaApplication, dermaga_application, DERMAGA, APPLICATION, GtkApplication)

/**
 * dermaga_application_new: the program: command line, language, windows.
 *
 * There is one for a session of the desktop: a second start has the first open another window, with
 * a check of its own and the certificate authorities that this start named. Where there is no
 * session bus, each start is a program of its own.
 */
DermagaApplication *dermaga_application_new (void);

/** dermaga_application_open_window: another window, at the first step. */
void dermaga_application_open_window (DermagaApplication *self);

G_END_DECLS
