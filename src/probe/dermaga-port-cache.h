#pragma once

#include "model/dermaga-port-check.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

/* What was found of ports in this network, so that nobody is asked again and again. */

/** dermaga_port_cache_find: (transfer full) (nullable): what is younger than ten minutes. */
DermagaPortCheck *dermaga_port_cache_find (const DermagaControlTable *table, guint16 port);
/** dermaga_port_cache_keep: keeps a copy, unless the verdict is one that calls for another try
 *  soon: a portal is left by signing in, a network by connecting. */
void dermaga_port_cache_keep (const DermagaControlTable *table, const DermagaPortCheck *check);
void dermaga_port_cache_clear (void);

G_END_DECLS
