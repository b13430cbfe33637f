#pragma once

#include "probe/dermaga-attempt.h"
#include "probe/dermaga-endpoint.h"
#include "probe/dermaga-peers.h"
#include "probe/dermaga-scan.h"

G_BEGIN_DECLS

/* Inside the scan only: dermaga-scan.c makes connections and fills rows; dermaga-scan-again.c sees
 * to servers that ask for fewer connections or shut the door; dermaga-scan-manner.c tries a port in
 * the other manner and knows who is silent; dermaga-scan-names.c tries it under another name. */

struct _DermagaScan
{
  DermagaNetwork *network;
  DermagaResult *result;
  GFunc changed;
  gpointer user_data;

  DermagaPeers *peers;
  GHashTable *endpoints; /* "address port protocol" → DermagaEndpoint */
  GPtrArray *attempts;   /* all, owned */
  GPtrArray *waiting;    /* borrowed */
  GHashTable *by_connection;
  GHashTable *banned; /* set of addresses that shut this computer out */
  GHashTable *rows; /* DermagaProbe → GPtrArray of DermagaAttempt */
  GPtrArray *offered;      /* (element-type DermagaHost), borrowed: whom a certificate names */
  GPtrArray *alternatives; /* owned: see dermaga-scan-names.c */
  DermagaScanCertificateFunc certificate; /* (nullable) */
  GSource *silence_timer;
  gboolean names_complete;
};

/** dermaga_scan_update_rows: rows follow from what their attempts know. */
void dermaga_scan_update_rows (DermagaScan *self);
/** dermaga_scan_start_waiting: connects as many of those that wait as the limits allow. */
void dermaga_scan_start_waiting (DermagaScan *self);
/** dermaga_scan_add_attempt: (transfer none): one more connection, which waits for its turn. */
DermagaAttempt *dermaga_scan_add_attempt (DermagaScan *self, DermagaEndpoint *endpoint,
                                          GInetAddress *address, const DermagaCandidate *candidate,
                                          DermagaSecurity mode, DermagaHost *host);
/** dermaga_scan_try_everywhere: at every address of @host where it was not tried like this. */
void dermaga_scan_try_everywhere (DermagaScan *self, DermagaHost *host,
                                  const DermagaCandidate *candidate);
/** dermaga_scan_endpoint_of: (transfer none) */
DermagaEndpoint *dermaga_scan_endpoint_of (DermagaScan *self, const DermagaAttempt *attempt);
/** dermaga_scan_candidate_of: (transfer none): what the attempt's encrypted row is about. */
const DermagaCandidate *dermaga_scan_candidate_of (const DermagaAttempt *attempt);

/* dermaga-scan-again.c */

/** dermaga_scan_consider_second_look: after @attempt was decided. */
void dermaga_scan_consider_second_look (DermagaScan *self, DermagaAttempt *attempt);
/** dermaga_scan_is_its_turn: whether @attempt may be begun, as far as a second look goes. */
gboolean dermaga_scan_is_its_turn (DermagaScan *self, const DermagaAttempt *attempt);
/** dermaga_scan_look_for_ban: after @news ended; gives up what waits for its address if that shuts
 *  this computer out. */
void dermaga_scan_look_for_ban (DermagaScan *self, DermagaAttempt *news);

/* dermaga-scan-manner.c */

/** dermaga_scan_consider_other_manner: after @attempt was decided. */
void dermaga_scan_consider_other_manner (DermagaScan *self, DermagaAttempt *attempt);
/** dermaga_scan_settle_unreachable_twins: a port that did not answer @attempt answers nobody, under
 *  whatever name. */
void dermaga_scan_settle_unreachable_twins (DermagaScan *self, DermagaAttempt *attempt);
/** dermaga_scan_settle_silent_twins: a port has shown whether it begins with TLS or in clear, while
 *  others wait for the opposite. */
void dermaga_scan_settle_silent_twins (DermagaScan *self, DermagaEndpoint *endpoint);
/** dermaga_scan_watch_silence: sees to those who stay silent: for a while, or for long. */
void dermaga_scan_watch_silence (DermagaScan *self);

/* dermaga-scan-names.c */

/** dermaga_scan_consider_further_name: after @attempt saw a certificate for another name. */
void dermaga_scan_consider_further_name (DermagaScan *self, DermagaAttempt *attempt);
/** dermaga_scan_update_alternatives: rows learn what came of the names tried in their place. */
void dermaga_scan_update_alternatives (DermagaScan *self);
void dermaga_scan_alternative_free (gpointer data);

G_END_DECLS
