#pragma once

#include "verdict/dermaga-words.h"

G_BEGIN_DECLS

/* Inside verdict/ only. */

/** dermaga_port_findings_add: lets findings of blocked ports speak of the evidence there is, and
 *  adds what only that evidence shows. */
void dermaga_port_findings_add (GPtrArray *findings, DermagaResult *result);

/** dermaga_port_findings_sending_is_open: whether servers of other companies were reached on a port
 *  for sending: then it is not the network. */
gboolean dermaga_port_findings_sending_is_open (DermagaResult *result);

G_END_DECLS
