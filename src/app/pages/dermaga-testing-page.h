#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_TESTING_PAGE (dermaga_testing_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaTestingPage, dermaga_testing_page, DERMAGA, TESTING_PAGE, DermagaPage)

/** dermaga_testing_page_new: (transfer floating): every way of connecting, live. */
DermagaPage *dermaga_testing_page_new (DermagaWizard *wizard);

G_END_DECLS
