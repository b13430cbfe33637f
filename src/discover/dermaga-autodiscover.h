#pragma once

#include "net/dermaga-web.h"

G_BEGIN_DECLS

/**
 * dermaga_autodiscover_is_exchange:
 * @reply: to a plain GET of /autodiscover/autodiscover.xml, without credentials
 *
 * Whether it is what Exchange or Microsoft 365 answers: 401 that offers Negotiate, NTLM, Bearer or
 * Basic for it, or an Autodiscover response in XML. Any web server may answer 401; one sign alone
 * that others give too is not enough.
 */
gboolean dermaga_autodiscover_is_exchange (const DermagaWebReply *reply);

G_END_DECLS
