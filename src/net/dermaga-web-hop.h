#pragma once

#include "net/dermaga-web.h"

G_BEGIN_DECLS

/**
 * DermagaWebHop: one request and its reply, which may be a redirect to the next: a part of
 * DermagaWebFetch.
 */
typedef struct _DermagaWebHop DermagaWebHop;

/** DermagaWebHopFunc: what was begun has ended, well or not. The owner may free the hop then. */
typedef void (*DermagaWebHopFunc) (gpointer owner);

/**
 * dermaga_web_hop_new:
 * @uri: from dermaga_web_url_parse() or dermaga_web_url_follow(), its port mapped to another than 0
 * @connect_limit: microseconds until a server must have accepted a connection
 *
 * Sends the request and calls @func when the head of the reply is there or will not come.
 */
DermagaWebHop *dermaga_web_hop_new (DermagaNetwork *network, GUri *uri, gint64 connect_limit,
                                    DermagaWebHopFunc func, gpointer owner);
/** dermaga_web_hop_free: while nothing is under way. */
void dermaga_web_hop_free (DermagaWebHop *self);

/** dermaga_web_hop_read: reads the body and calls the owner again; only after a head. */
void dermaga_web_hop_read (DermagaWebHop *self, gsize max_size);
/** dermaga_web_hop_stop: what is under way ends soon, for this @problem if it has no other. */
void dermaga_web_hop_stop (DermagaWebHop *self, DermagaSourceProblem problem);

DermagaWebPhase dermaga_web_hop_get_phase (DermagaWebHop *self);
DermagaSourceProblem dermaga_web_hop_get_problem (DermagaWebHop *self);
/** dermaga_web_hop_get_status: 0 without a head. */
guint dermaga_web_hop_get_status (DermagaWebHop *self);
/** dermaga_web_hop_get_header: (nullable): all of that @name, joined by commas. */
const char *dermaga_web_hop_get_header (DermagaWebHop *self, const char *name);
/** dermaga_web_hop_get_date: what time it is by the reply, in Unix time; 0 if it does not say. Time
 *  that it spent in a cache is counted in. */
gint64 dermaga_web_hop_get_date (DermagaWebHop *self);
/** dermaga_web_hop_get_judgement: (transfer none): of the server's certificate, all zero where none
 *  was shown */
const DermagaTlsJudgement *dermaga_web_hop_get_judgement (DermagaWebHop *self);
/** dermaga_web_hop_take_body: (transfer full) (nullable): what was read of it. */
GBytes *dermaga_web_hop_take_body (DermagaWebHop *self);

G_END_DECLS
