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
/**
 * dermaga_heading_set_look: a sign before the words; the words say the same without it
 * @icon: (nullable): an icon's name; %NULL takes the sign away
 * @css_class: its colour
 */
void dermaga_heading_set_look (DermagaHeading *self, const char *icon, const char *css_class);

G_END_DECLS
