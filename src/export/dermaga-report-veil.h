#pragma once

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/* Inside export/ and for its tests. */

/**
 * DermagaReportVeil: what must not stand in a report that is given away.
 *
 * Dermaga itself tells servers nothing of the user, but a server may repeat from where it was
 * asked: "250 mx.example Hello name.of-your-provider.example [203.0.113.7]". Every text of a report
 * goes through the veil:
 *
 *  - the user's mail address, and its local part before another domain's @, are taken out;
 *  - so is every IP address but those of the servers that were asked, also within a name
 *    ("host-203-0-113-7.provider.example") and backwards, as block lists write it;
 *  - so is the name beside an address that was taken out, or behind a server's "Hello", unless it
 *    is one of the servers' or lies inside the domain.
 */
typedef struct _DermagaReportVeil DermagaReportVeil;

DermagaReportVeil *dermaga_report_veil_new (DermagaResult *result);
void dermaga_report_veil_free (DermagaReportVeil *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaReportVeil, dermaga_report_veil_free)

/** dermaga_report_veil: (transfer full): @text without what identifies the user. */
char *dermaga_report_veil (const DermagaReportVeil *self, const char *text);

/** dermaga_report_veil_user_name: (transfer full): as a pattern, never as the user's own. */
char *dermaga_report_veil_user_name (const DermagaReportVeil *self, const char *user_name);

G_END_DECLS
