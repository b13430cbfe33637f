#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-past.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_CHANGE_LIST (dermaga_change_list_get_type ())
G_DECLARE_FINAL_TYPE (DermagaChangeList, dermaga_change_list, DERMAGA, CHANGE_LIST, GtkBox)

/**
 * DermagaChangeList: what changed since an earlier check: an expander, open where something got
 * worse; or the one line that nothing did. It hides itself where there is nothing to compare.
 */

/** dermaga_change_list_show: what is shown already is left as it is, with what was opened in it. */
void dermaga_change_list_show (DermagaChangeList *self, DermagaPast *past);

G_END_DECLS
