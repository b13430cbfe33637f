#pragma once

#include "discover/dermaga-host.h"
#include "model/dermaga-result.h"
#include "net/dermaga-network.h"

G_BEGIN_DECLS

/**
 * DermagaScan: makes the connections. It is told of hosts, sees to it that names of one address
 * share connections, keeps the limits, tries a port in the other manner or under another name
 * where that could change the answer, and fills the rows of the result.
 */
typedef struct _DermagaScan DermagaScan;

/** @changed is called after rows may have changed, never from within the functions below. */
DermagaScan *dermaga_scan_new (DermagaNetwork *network, DermagaResult *result, GFunc changed,
                               gpointer user_data);
void dermaga_scan_free (DermagaScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaScan, dermaga_scan_free)

/**
 * DermagaScanCertificateFunc: a server showed @certificate, for which an authority vouches, and
 * which is made for none of the names that are known to lead there. One that is could be what is
 * recommended. The same certificate may be told more than once.
 */
typedef void (*DermagaScanCertificateFunc) (const DermagaCertificate *certificate,
                                            gpointer user_data);
/** dermaga_scan_set_certificate_func: called with the user data of the scan; it may call
 *  dermaga_scan_offer_name(). */
void dermaga_scan_set_certificate_func (DermagaScan *self, DermagaScanCertificateFunc func);

/** dermaga_scan_add_host: starts what is new about @host, which must outlive the scan. */
void dermaga_scan_add_host (DermagaScan *self, DermagaHost *host);
/** dermaga_scan_offer_name: a certificate holds the name of @host, which must outlive the scan: it
 *  is tried in place of others where it leads to the very machine that showed the certificate, as
 *  far as that could change the answer. */
void dermaga_scan_offer_name (DermagaScan *self, DermagaHost *host);
/** dermaga_scan_add_unresolved: gives @host's rows the outcome of its failed look-up. */
void dermaga_scan_add_unresolved (DermagaScan *self, DermagaHost *host);
/** dermaga_scan_names_complete: no further addresses will come: rows need not wait for them. */
void dermaga_scan_names_complete (DermagaScan *self);
/** dermaga_scan_is_idle: nothing is under way or waiting. */
gboolean dermaga_scan_is_idle (DermagaScan *self);
/** dermaga_scan_stop: closes everything; rows without an answer become NOT_CHECKED. */
void dermaga_scan_stop (DermagaScan *self);

G_END_DECLS
