#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_EXPORT_PAGE (dermaga_export_page_get_type ())
G_DECLARE_FINAL_TYPE (DermagaExportPage, dermaga_export_page, DERMAGA, EXPORT_PAGE, DermagaPage)

/** dermaga_export_page_new: (transfer floating): the settings as a file for one program. */
DermagaPage *dermaga_export_page_new (DermagaWizard *wizard);

G_END_DECLS
