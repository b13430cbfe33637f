#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_VERDICT_PAGE (dermaga_verdict_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaVerdictPage, dermaga_verdict_page, DERMAGA, VERDICT_PAGE, DermagaPage)

/** dermaga_verdict_page_new: (transfer floating): which settings, why, why not others. */
DermagaPage *dermaga_verdict_page_new (DermagaWizard *wizard);

G_END_DECLS
