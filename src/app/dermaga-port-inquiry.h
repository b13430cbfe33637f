#pragma once

#include <gio/gio.h>

#include "model/dermaga-port-check.h"
#include "net/dermaga-network.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PORT_INQUIRY (dermaga_port_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPortInquiry, dermaga_port_inquiry, DERMAGA, PORT_INQUIRY, GObject)

/**
 * DermagaPortInquiry: the question "is this port blocked here?" as a person asks it: which port,
 * whether servers of other companies may be asked, and what was found of each port so far. It
 * outlives the window, as the wizard does, and says nothing to anybody until it is started.
 *
 * Signal "changed": another port, another permission, or news of a check.
 */
DermagaPortInquiry *dermaga_port_inquiry_new (void);

/** The ports that can be asked about, in the order of showing; ended by 0. */
const guint16 *dermaga_port_inquiry_get_ports (void);

/** Whether the page with the question is what the window shows. */
gboolean dermaga_port_inquiry_get_open (DermagaPortInquiry *self);
void dermaga_port_inquiry_set_open (DermagaPortInquiry *self, gboolean open);

guint16 dermaga_port_inquiry_get_port (DermagaPortInquiry *self);
/** dermaga_port_inquiry_set_port: without effect while a check runs, and for other ports. */
void dermaga_port_inquiry_set_port (DermagaPortInquiry *self, guint16 port);

/**
 * dermaga_port_inquiry_get_check: (transfer none): of the chosen port: what was found, what is
 * being found, or, where it was not asked about yet, what would be asked (neither finished nor
 * running).
 */
const DermagaPortCheck *dermaga_port_inquiry_get_check (DermagaPortInquiry *self);
/** dermaga_port_inquiry_take_check: (transfer full): a check that was made elsewhere. */
void dermaga_port_inquiry_take_check (DermagaPortInquiry *self, DermagaPortCheck *check);

/** Whether the person allowed it although the choice of who may be asked says otherwise; for this
 *  question only, and forgotten when the program ends. */
gboolean dermaga_port_inquiry_get_allowed (DermagaPortInquiry *self);
void dermaga_port_inquiry_set_allowed (DermagaPortInquiry *self, gboolean allowed);

/** dermaga_port_inquiry_get_table: (transfer none): all who can be asked. */
const DermagaControlTable *dermaga_port_inquiry_get_table (DermagaPortInquiry *self);
/** dermaga_port_inquiry_set_table: others in their place; @table must live on; for tests. */
void dermaga_port_inquiry_set_table (DermagaPortInquiry *self, const DermagaControlTable *table);

/** dermaga_port_inquiry_start: asks about the chosen port, whoever allowed it. */
void dermaga_port_inquiry_start (DermagaPortInquiry *self, DermagaNetwork *network);
/** dermaga_port_inquiry_cancel: ends it; what was found stays. */
void dermaga_port_inquiry_cancel (DermagaPortInquiry *self);
gboolean dermaga_port_inquiry_get_running (DermagaPortInquiry *self);

G_END_DECLS
