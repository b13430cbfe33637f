#pragma once

#include "net/dermaga-network.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

/**
 * DermagaControlRun: one control on its way: makes the connection, and fills a #DermagaControl.
 * Whoever has it is told after each news; never from within the functions below.
 */
typedef struct _DermagaControlRun DermagaControlRun;

typedef void (*DermagaControlFunc) (gpointer owner);

/** @control is borrowed and must outlive the run, or until dermaga_control_run_free(). */
DermagaControlRun *dermaga_control_run_new_server (DermagaNetwork *network, DermagaControl *control,
                                                   GInetAddress *address,
                                                   const DermagaControlServer *server,
                                                   DermagaControlFunc func, gpointer owner);
/** Where nobody is: whether a connection is accepted all the same. Not an octet is sent. */
DermagaControlRun *dermaga_control_run_new_nowhere (DermagaNetwork *network,
                                                    DermagaControl *control, GInetAddress *address,
                                                    DermagaControlFunc func, gpointer owner);
DermagaControlRun *dermaga_control_run_new_page (DermagaNetwork *network, DermagaControl *control,
                                                 GInetAddress *address,
                                                 const DermagaControlPage *page,
                                                 DermagaControlFunc func, gpointer owner);
void dermaga_control_run_free (DermagaControlRun *self);

/**
 * dermaga_control_run_hurry: the way there is known to work: whoever does not accept the connection
 * after two packets of several companies did not hear of it.
 */
void dermaga_control_run_hurry (DermagaControlRun *self);
/** dermaga_control_run_cut: nothing more is to be learned; a polite good-bye under way goes on. */
void dermaga_control_run_cut (DermagaControlRun *self);
/** dermaga_control_run_is_ipv6: the family that it is about. */
gboolean dermaga_control_run_is_ipv6 (const DermagaControlRun *self);
/** dermaga_control_run_is_closed: nothing goes on any more. */
gboolean dermaga_control_run_is_closed (const DermagaControlRun *self);

G_END_DECLS
