#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-pager.h"
#include "app/dermaga-wizard.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_WINDOW (dermaga_window_get_type ())
G_DECLARE_FINAL_TYPE (DermagaWindow, dermaga_window, DERMAGA, WINDOW, GtkApplicationWindow)

/** dermaga_window_new: opens at the wizard's present step. */
DermagaWindow *dermaga_window_new (GtkApplication *application, DermagaWizard *wizard);

/** (transfer none) */
DermagaWizard *dermaga_window_get_wizard (DermagaWindow *self);

/** dermaga_window_get_pager: (nullable) (transfer none): its pages; none once it is going away. */
DermagaPager *dermaga_window_get_pager (DermagaWindow *self);

/** dermaga_window_go: shows a step; what was typed on the present one is kept. */
void dermaga_window_go (DermagaWindow *self, DermagaStep step);

/** dermaga_window_begin: forgets what was typed and shows the first step with @target filled in. */
void dermaga_window_begin (DermagaWindow *self, const char *target);

/** dermaga_window_show_saved: forgets the same, and shows the answer of a check that was saved. */
void dermaga_window_show_saved (DermagaWindow *self, DermagaResult *saved);

/** dermaga_window_store: has the present page put what was typed into the wizard. */
void dermaga_window_store (DermagaWindow *self);

G_END_DECLS
