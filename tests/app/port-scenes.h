#pragma once

#include "model/dermaga-port-check.h"

G_BEGIN_DECLS

/**
 * port_scene_new: (transfer full): a check of @port as it ends in a network of which @verdict is
 * true; for %DERMAGA_PORT_VERDICT_UNKNOWN one that was cancelled half-way. The companies are made
 * up.
 */
DermagaPortCheck *port_scene_new (DermagaPortVerdict verdict, guint16 port);

G_END_DECLS
