#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_LEARN_PAGE (dermaga_learn_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaLearnPage, dermaga_learn_page, DERMAGA, LEARN_PAGE, DermagaPage)

/** Learn: its table of contents, one of its topics, or the guide, by the wizard's reading; beside
 *  the steps. */
DermagaPage *dermaga_learn_page_new (DermagaWizard *wizard);

G_END_DECLS
