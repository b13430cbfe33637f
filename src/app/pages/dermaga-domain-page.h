#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_DOMAIN_PAGE (dermaga_domain_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaDomainPage, dermaga_domain_page, DERMAGA, DOMAIN_PAGE, DermagaPage)

/** dermaga_domain_page_new: (transfer floating): asks which provider; nothing is sent yet. */
DermagaPage *dermaga_domain_page_new (DermagaWizard *wizard);

G_END_DECLS
