#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PRACTICE_PAGE (dermaga_practice_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPracticePage, dermaga_practice_page, DERMAGA, PRACTICE_PAGE,
                      DermagaPage)

/** Practice mail: what the practice provider captured, and where to send to; beside the steps. */
DermagaPage *dermaga_practice_page_new (DermagaWizard *wizard);

G_END_DECLS
