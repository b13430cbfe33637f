#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_APPLICATION (dermaga_application_get_type ())
G_DECLARE_FINAL_TYPE (DermagaApplication, dermaga_application, DERMAGA, APPLICATION, GtkApplication)

/** dermaga_application_new: the program: command line, menu, language, one window, one wizard. */
DermagaApplication *dermaga_application_new (void);

G_END_DECLS
