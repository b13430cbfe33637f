#pragma once

#include "net/dermaga-web.h"

G_BEGIN_DECLS

/**
 * dermaga_autodiscover_is_exchange:
 * @reply: to a plain GET of /autodiscover/autodiscover.xml, without credentials
 *
 * Whether it is what Exchange or Microsoft 365 answers: 401 that offers Negotiate and NTLM (one of
 * them where the host is called autodiscover), or Bearer or Basic from a host of Microsoft's; or an
 * Autodiscover response that names an Exchange server. Any web server may answer 401 with Basic or
 * Bearer, and hosters of ordinary mail answer in Autodiscover's XML: these are no signs.
 */
gboolean dermaga_autodiscover_is_exchange (const DermagaWebReply *reply);

G_END_DECLS
