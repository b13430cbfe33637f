#pragma once

#include <gtk/gtk.h>

#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

/** dermaga_company_list_fill: makes the rows of @list, which has none, those of all companies in
 *  @table, each with the names of its servers. */
void dermaga_company_list_fill (GtkListBox *list, const DermagaControlTable *table);

G_END_DECLS
