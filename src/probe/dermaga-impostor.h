#pragma once

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_impostor_mark: rows at which one machine likely answers in place of unrelated servers
 *
 * The sign is one certificate, which nobody trusted vouches for, shown for names of two registered
 * domains at addresses of two networks: each of the servers would have to hold the same key. Such
 * rows become %DERMAGA_OUTCOME_INTERCEPTED. One certificate on many names of one address or network
 * is shared hosting; one that is trusted and only of another name is a company's own, on servers
 * that it runs for its customers: neither counts.
 */
void dermaga_impostor_mark (DermagaResult *result);

G_END_DECLS
