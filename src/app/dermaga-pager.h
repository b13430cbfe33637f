#pragma once

#include "app/dermaga-beside.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PAGER (dermaga_pager_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPager, dermaga_pager, DERMAGA, PAGER, GObject)

/**
 * DermagaPager: which page of a window is shown: that of the wizard's step, or one beside them.
 * The pages are made when they are first gone to. "changed" is emitted when another page is shown,
 * before that page is told so, and when a property of the page that is shown has changed.
 */

/** dermaga_pager_new: shows nothing yet. @stack: (transfer none): in a window; must outlive it. */
DermagaPager *dermaga_pager_new (DermagaWizard *wizard, GtkStack *stack);

/** dermaga_pager_get_page: (nullable) (transfer none): the page that is shown. */
DermagaPage *dermaga_pager_get_page (DermagaPager *self);

/** dermaga_pager_get_step_page: (nullable) (transfer none): that of a step, if it was gone to. */
DermagaPage *dermaga_pager_get_step_page (DermagaPager *self, DermagaStep step);

/** dermaga_pager_is_beside: whether what is shown is a page beside the steps. */
gboolean dermaga_pager_is_beside (DermagaPager *self);

gboolean dermaga_pager_shows (DermagaPager *self, DermagaBeside beside);

/** dermaga_pager_store: has the present page put what was typed into the wizard. */
void dermaga_pager_store (DermagaPager *self);

/** dermaga_pager_forget: as if no page were shown: what was typed will not be stored. */
void dermaga_pager_forget (DermagaPager *self);

/** dermaga_pager_go: shows a step; what was typed on the present page is kept. */
void dermaga_pager_go (DermagaPager *self, DermagaStep step);

/** dermaga_pager_open: shows a page beside the steps; the step stays as it is. */
void dermaga_pager_open (DermagaPager *self, DermagaBeside beside);

/** dermaga_pager_close: back to the page before, and to the very button that led away from it where
 *  it still is. */
void dermaga_pager_close (DermagaPager *self);

G_END_DECLS
