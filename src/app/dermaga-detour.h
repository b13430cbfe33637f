#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DermagaDetour: which pages beside the steps a person went through, and what had the keyboard
 * when each was left, so that Back leads there. Pages are numbers; the step itself is -1. Each page
 * is on the way once at most: who comes to it again is back at it.
 */
typedef struct _DermagaDetour DermagaDetour;

DermagaDetour *dermaga_detour_new (void);
void dermaga_detour_free (DermagaDetour *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaDetour, dermaga_detour_free)

/** dermaga_detour_get_page: the one that is shown. */
int dermaga_detour_get_page (DermagaDetour *self);
gboolean dermaga_detour_contains (DermagaDetour *self, int page);
/** dermaga_detour_go: on to @page, from where @focus (nullable) has the keyboard. */
void dermaga_detour_go (DermagaDetour *self, int page, GtkWidget *focus);
/** dermaga_detour_back: returns the page that is shown now; @focus: (out) (transfer full)
 *  (nullable): what had the keyboard there. It is the caller's, since what ends along with the page
 *  that is left may take it away. */
int dermaga_detour_back (DermagaDetour *self, GtkWidget **focus);
/** dermaga_detour_clear: the step is shown. */
void dermaga_detour_clear (DermagaDetour *self);

G_END_DECLS
