#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-wizard.h"

G_BEGIN_DECLS

/**
 * What stays of a check when the program ends, if the person wants it: the domain, offered again,
 * and what was found, to be compared with. One choice for both, since whoever has domains forgotten
 * does not expect their results to stay. Never the practice provider, and nothing of the person.
 */

/** dermaga_remember_watch: remembers what @wizard checks. */
void dermaga_remember_watch (DermagaWizard *wizard);

/** dermaga_remember_exists: whether there is something to forget. */
gboolean dermaga_remember_exists (void);
/** dermaga_remember_forget: all of it; where that fails, it is said over @window. */
void dermaga_remember_forget (GtkWindow *window);
/** dermaga_remember_set: whether it is remembered from now on; otherwise it is forgotten, too. */
void dermaga_remember_set (gboolean remember, GtkWindow *window);

G_END_DECLS
