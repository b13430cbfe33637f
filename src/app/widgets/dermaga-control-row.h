#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-port-check.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_CONTROL_ROW (dermaga_control_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaControlRow, dermaga_control_row, DERMAGA, CONTROL_ROW, GtkListBoxRow)

/** What there is to say of a control that has no outcome. */
typedef enum {
  DERMAGA_CONTROL_STAGE_PLANNED, /* would be asked */
  DERMAGA_CONTROL_STAGE_RUNNING, /* is being asked, or will be soon */
  DERMAGA_CONTROL_STAGE_ENDED,   /* is not asked any more */
} DermagaControlStage;

/** dermaga_control_row_new: (transfer floating): a server of somebody else's: whose it is, what it
 *  is asked for, and what came of it. */
GtkWidget *dermaga_control_row_new (void);
void dermaga_control_row_set (DermagaControlRow *self, const DermagaControl *control,
                              DermagaControlStage stage);

/**
 * dermaga_control_rows_update:
 *
 * Makes the rows of @list those of @controls, those on the port itself first and the other ports
 * last, since only the latter come later. A row stays where its control does, so that what comes in
 * live does not shake the page.
 */
void dermaga_control_rows_update (GtkListBox *list, GPtrArray *controls,
                                  DermagaControlStage stage);

G_END_DECLS
