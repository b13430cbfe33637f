#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PORT_PAGE (dermaga_port_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPortPage, dermaga_port_page, DERMAGA, PORT_PAGE, DermagaPage)

/** dermaga_port_page_new: (transfer floating): "is this port blocked here?": asked beside the
 *  steps, of whom, and what came of it. */
DermagaPage *dermaga_port_page_new (DermagaWizard *wizard);

G_END_DECLS
