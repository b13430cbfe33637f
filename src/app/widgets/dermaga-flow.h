#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DermagaFlow: its children side by side where all of them fit with their texts unbroken, one below
 * the other where they do not. GtkFlowBox would make a grid of them, with stops of its own for the
 * keyboard.
 */
#define DERMAGA_TYPE_FLOW (dermaga_flow_get_type ())
G_DECLARE_FINAL_TYPE (DermagaFlow, dermaga_flow, DERMAGA, FLOW, GtkWidget)

G_END_DECLS
