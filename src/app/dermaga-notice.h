#pragma once

#include "app/dermaga-wizard.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * A notification of the desktop when a long check has ended while its window was not in use. Only
 * the domain and the answer stand in it; pressing it brings the window up ("app.show-check").
 */

/** dermaga_notice_watch: does so for the checks of @wizard, as long as it lives. */
void dermaga_notice_watch (GtkApplication *application, DermagaWizard *wizard);

/** dermaga_notice_find_window: (transfer none) (nullable): the window of the check that a
 *  notification was about. */
GtkWindow *dermaga_notice_find_window (GtkApplication *application, guint number);

G_END_DECLS
