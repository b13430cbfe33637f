#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_HEADING (dermaga_heading_get_type ())
G_DECLARE_FINAL_TYPE (DermagaHeading, dermaga_heading, DERMAGA, HEADING, GtkWidget)

/**
 * DermagaHeading: a page's heading that can hold the keyboard focus, so that a screen reader reads
 * it when the page comes and Tab goes on from there. A GtkLabel takes the focus only where its text
 * can be selected, and then selects it. Property "label".
 */

const char *dermaga_heading_get_label (DermagaHeading *self);
void dermaga_heading_set_label (DermagaHeading *self, const char *label);

G_END_DECLS
