#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-wizard.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PAGE (dermaga_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (DermagaPage, dermaga_page, DERMAGA, PAGE, GtkBox)

/**
 * DermagaPageClass:
 * @shown: the page has become the visible one; it reads the wizard and takes the focus
 * @resumed: the page is visible again after a page beside the steps; what has not changed
 *   meanwhile stays as it was. By default the same as @shown.
 * @leave: the page is about to be left; it puts what was typed into the wizard
 * @next: the suggested button was pressed; FALSE when the page stays (it has then said why, or
 *   done something else that the button offered)
 * @save: Ctrl+S
 * @back: Back was pressed; TRUE when the page went back within itself
 *
 * What the window and a page know of each other. A page never knows its neighbours.
 */
struct _DermagaPageClass
{
  GtkBoxClass parent_class;

  void (*shown) (DermagaPage *self);
  void (*resumed) (DermagaPage *self);
  void (*leave) (DermagaPage *self);
  gboolean (*next) (DermagaPage *self);
  void (*save) (DermagaPage *self);
  gboolean (*back) (DermagaPage *self);
};

/** (transfer none) */
DermagaWizard *dermaga_page_get_wizard (DermagaPage *self);

/** The step's name, for the header bar. */
const char *dermaga_page_get_title (DermagaPage *self);
void dermaga_page_set_title (DermagaPage *self, const char *title);
/** (nullable): what the suggested button reads, with its access key; %NULL where there is none. */
const char *dermaga_page_get_next_label (DermagaPage *self);
void dermaga_page_set_next_label (DermagaPage *self, const char *label);
/** The place in Learn that fits the page (F1): its table of contents where nothing was set. */
const char *dermaga_page_get_topic (DermagaPage *self);
gboolean dermaga_page_get_can_go_next (DermagaPage *self);
void dermaga_page_set_can_go_next (DermagaPage *self, gboolean can_go_next);

void dermaga_page_shown (DermagaPage *self);
void dermaga_page_resumed (DermagaPage *self);
void dermaga_page_leave (DermagaPage *self);
gboolean dermaga_page_next (DermagaPage *self);
void dermaga_page_save (DermagaPage *self);
gboolean dermaga_page_back (DermagaPage *self);

G_END_DECLS
