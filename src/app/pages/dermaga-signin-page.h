#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_SIGNIN_PAGE (dermaga_signin_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSigninPage, dermaga_signin_page, DERMAGA, SIGNIN_PAGE, DermagaPage)

/** dermaga_signin_page_new: (transfer floating): "is my password accepted?": asked beside the
 *  steps, of which servers, and what came of it. What was typed as the password is wiped when the
 *  page is left, in whatever way. */
DermagaPage *dermaga_signin_page_new (DermagaWizard *wizard);

G_END_DECLS
