#pragma once

#include <gio/gio.h>

#include "model/dermaga-port-check.h"
#include "model/dermaga-probe.h"
#include "model/dermaga-provider-config.h"
#include "model/dermaga-source.h"

G_BEGIN_DECLS

/** Conditions of the whole check, beside its rows. Bits. */
typedef enum {
  DERMAGA_CONDITION_NONE = 0,
  DERMAGA_CONDITION_OFFLINE = 1 << 0,        /* this computer has no network at all */
  DERMAGA_CONDITION_WILDCARD_DNS = 1 << 1,   /* any name resolves: guesses prove nothing */
  DERMAGA_CONDITION_NULL_MX = 1 << 2,        /* the domain says that it takes no mail (RFC 7505) */
  DERMAGA_CONDITION_NO_DOMAIN = 1 << 3,      /* the domain itself does not exist */
  DERMAGA_CONDITION_DNS_BROKEN = 1 << 4,     /* SERVFAIL for the domain */
  DERMAGA_CONDITION_DNS_SILENT = 1 << 5,     /* no name server answered */
  DERMAGA_CONDITION_CANCELLED = 1 << 6,
  DERMAGA_CONDITION_EXCHANGE = 1 << 7,       /* its Autodiscover answers as Exchange does */
} DermagaCondition;

#define DERMAGA_TYPE_RESULT (dermaga_result_get_type ())
G_DECLARE_FINAL_TYPE (DermagaResult, dermaga_result, DERMAGA, RESULT, GObject)

/**
 * DermagaResult: everything one check knows, growing while it runs. It is the one object that the
 * windows and the command line look at. Signals: "changed" (something in it changed, already
 * batched to once per main-loop turn).
 */
DermagaResult *dermaga_result_new (const char *target, const char *email);

const char *dermaga_result_get_target (DermagaResult *self);
const char *dermaga_result_get_email (DermagaResult *self); /* nullable */
/** (transfer none): a GListModel of #DermagaProbe; rows are only ever added, at the end. */
GListModel *dermaga_result_get_probes (DermagaResult *self);
/** dermaga_result_find: (transfer none) (nullable): the row of that candidate. */
DermagaProbe *dermaga_result_find (DermagaResult *self, const DermagaCandidate *candidate);
/**
 * dermaga_result_add: (transfer none): the row of that candidate, new or, when there is one
 * already, promoted by dermaga_probe_promote().
 */
DermagaProbe *dermaga_result_add (DermagaResult *self, const DermagaCandidate *candidate);

/** (transfer none) (element-type DermagaSourceReport) */
GPtrArray *dermaga_result_get_sources (DermagaResult *self);
void dermaga_result_set_source (DermagaResult *self, const char *id, DermagaSourceStatus status,
                                const char *detail, gint64 elapsed_us);
/** Where the source's answer came from (nullable; a web address, anything else is left out), and
 *  what was wrong with it. */
void dermaga_result_set_source_origin (DermagaResult *self, const char *id, const char *url,
                                       DermagaSourceProblem problem);
/** One of the servers that the source names; kept in the order of adding, each once, the first
 *  %DERMAGA_SOURCE_MAX_SERVERS. */
void dermaga_result_add_source_server (DermagaResult *self, const char *id,
                                       const DermagaCandidate *candidate);

/** (transfer none) (element-type DermagaPortCheck): what is known of ports in this network. */
GPtrArray *dermaga_result_get_port_checks (DermagaResult *self);
/** dermaga_result_take_port_check: (transfer full): in place of an earlier one of the same port. */
void dermaga_result_take_port_check (DermagaResult *self, DermagaPortCheck *check);
/** dermaga_result_find_port: (transfer none) (nullable): of all servers that were tried on @port, a
 *  mail port, the row that says most about it; %NULL where none was tried. */
DermagaProbe *dermaga_result_find_port (DermagaResult *self, guint16 port);
/** dermaga_result_find_port_check: (transfer none) (nullable) */
const DermagaPortCheck *dermaga_result_find_port_check (DermagaResult *self, guint16 port);

/** dermaga_result_get_clock: (transfer none): where evidence on the time is to be noted. */
DermagaClock *dermaga_result_get_clock (DermagaResult *self);
/**
 * dermaga_result_judge_clock: by what was noted, and by the certificates of all rows
 * @now: by this computer's clock, in Unix time
 *
 * The verdict is kept here and in every row.
 */
void dermaga_result_judge_clock (DermagaResult *self, gint64 now);
DermagaClockVerdict dermaga_result_get_clock_verdict (DermagaResult *self);
void dermaga_result_set_clock_verdict (DermagaResult *self, DermagaClockVerdict verdict);

guint dermaga_result_get_conditions (DermagaResult *self);
void dermaga_result_add_condition (DermagaResult *self, DermagaCondition condition);

/** What the user must do before the provider lets a mail program in: DermagaHint bits. */
guint dermaga_result_get_hints (DermagaResult *self);
void dermaga_result_add_hints (DermagaResult *self, guint hints);

/** When it began: microseconds of Unix time; that of its making unless set otherwise. */
gint64 dermaga_result_get_started (DermagaResult *self);
void dermaga_result_set_started (DermagaResult *self, gint64 started_us);

/* Microseconds from the start; -1 while unknown. */
gint64 dermaga_result_get_elapsed (DermagaResult *self);
void dermaga_result_set_elapsed (DermagaResult *self, gint64 elapsed_us);
gint64 dermaga_result_get_first_safe (DermagaResult *self);
void dermaga_result_set_first_safe (DermagaResult *self, gint64 first_safe_us);
/** Whether the check has ended (complete, settled or cancelled). */
gboolean dermaga_result_get_finished (DermagaResult *self);
void dermaga_result_set_finished (DermagaResult *self, gboolean finished);

/** dermaga_result_count: (out) rows that are done and all rows. */
void dermaga_result_count (DermagaResult *self, guint *n_done, guint *n_all);

/**
 * dermaga_result_get_best:
 * @settled: (out) (optional): whether no row still under way could be preferred to it
 *
 * The best safe row of a direction, by dermaga_candidate_compare(); rows that need consent lose
 * to nothing but their rank. Port 25 without any sign-in is passed over: no client can send through
 * it. A row in state SLOW holds up a safe one only when a better source names it. Without a safe
 * row: settled when no row that could become safe is still under way. (nullable) (transfer none)
 */
DermagaProbe *dermaga_result_get_best (DermagaResult *self, DermagaDirection direction,
                                       gboolean *settled);

/**
 * dermaga_result_get_best_agreed: as dermaga_result_get_best(), for a person who does not consent
 * @agreed: (nullable) (element-type utf8): set of the host names that they agreed to all the same
 *
 * Rows that need consent for any other host are passed over. (nullable) (transfer none)
 */
DermagaProbe *dermaga_result_get_best_agreed (DermagaResult *self, DermagaDirection direction,
                                              GHashTable *agreed);

/**
 * dermaga_result_queue_changed:
 *
 * For changes that the rows do not notify (a further address that changes no outcome, timings);
 * "changed" is emitted once per turn of the main loop.
 */
void dermaga_result_queue_changed (DermagaResult *self);

G_END_DECLS
