#pragma once

#include <gio/gio.h>

#include "model/dermaga-candidate.h"
#include "model/dermaga-clock.h"
#include "model/dermaga-outcome.h"
#include "tls/dermaga-tls-facts.h"
#include "wire/dermaga-dialogue.h"
#include "wire/dermaga-transcript.h"

G_BEGIN_DECLS

/** What a row is doing; SLOW: connected, and nothing was heard for a while; DONE: its outcome
 *  counts (it may still get worse, never better). */
typedef enum {
  DERMAGA_PROBE_STATE_WAITING,
  DERMAGA_PROBE_STATE_CONNECTING,
  DERMAGA_PROBE_STATE_SECURING,
  DERMAGA_PROBE_STATE_SLOW,
  DERMAGA_PROBE_STATE_DONE,
} DermagaProbeState;

/**
 * DermagaTiming: microseconds from the start of this connection; -1 where it did not come so far.
 */
typedef struct {
  gint64 connect;
  gint64 greeting;
  gint64 tls;
  gint64 total;
} DermagaTiming;

/**
 * DermagaAddressResult: what one address gave.
 * @address: textual IP address
 * @is_ipv6: family
 * @os_error: errno of the failed connect, 0 otherwise
 */
typedef struct {
  char *address;
  gboolean is_ipv6;
  DermagaOutcome outcome;
  int os_error;
  DermagaTiming timing;
  DermagaFacts *facts;   /* (nullable) */
  DermagaTlsFacts *tls;  /* (nullable) */
  DermagaTranscript *transcript; /* (nullable): shared by all rows of the connection */
} DermagaAddressResult;

DermagaAddressResult *dermaga_address_result_new (const char *address, gboolean is_ipv6);
DermagaAddressResult *dermaga_address_result_copy (const DermagaAddressResult *result);
void dermaga_address_result_free (DermagaAddressResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaAddressResult, dermaga_address_result_free)

#define DERMAGA_TYPE_PROBE (dermaga_probe_get_type ())
G_DECLARE_FINAL_TYPE (DermagaProbe, dermaga_probe, DERMAGA, PROBE, GObject)

/**
 * DermagaProbe: a row of the map: one candidate and what is known of it. Properties "state" and
 * "outcome" notify; everything else is complete when "state" becomes DONE, and "outcome" notifies
 * again if a further address changes it.
 */
DermagaProbe *dermaga_probe_new (const DermagaCandidate *candidate);

const DermagaCandidate *dermaga_probe_get_candidate (DermagaProbe *self);
DermagaDirection dermaga_probe_get_direction (DermagaProbe *self);
DermagaProbeState dermaga_probe_get_state (DermagaProbe *self);
DermagaOutcome dermaga_probe_get_outcome (DermagaProbe *self);
gboolean dermaga_probe_is_done (DermagaProbe *self);
/** (transfer none) (element-type DermagaAddressResult) */
GPtrArray *dermaga_probe_get_addresses (DermagaProbe *self);
/**
 * dermaga_probe_get_decisive: (transfer none) (nullable): the address result that the outcome
 * rests on; its facts and certificate are the ones to show.
 */
const DermagaAddressResult *dermaga_probe_get_decisive (DermagaProbe *self);
/** (transfer none): SASL mechanisms of the phase that counts; never %NULL, may be empty. */
const char *const *dermaga_probe_get_auth (DermagaProbe *self);
/**
 * dermaga_probe_wants_browser: whether the server offered sign-in through the browser (OAuth) and
 * no way at all that takes a password; %FALSE where that is not known.
 */
gboolean dermaga_probe_wants_browser (DermagaProbe *self);
/**
 * dermaga_probe_get_tls: (transfer none) (nullable): what the decisive address showed of TLS; %NULL
 * for rows without encryption and where the server spoke in another manner than the row's.
 */
const DermagaTlsFacts *dermaga_probe_get_tls (DermagaProbe *self);

/**
 * dermaga_probe_get_clock: what is known of this computer's clock, which a certificate that is out
 * of date may be due to.
 */
DermagaClockVerdict dermaga_probe_get_clock (DermagaProbe *self);
/**
 * dermaga_probe_get_alternative: (transfer none) (nullable): the same server under another name,
 * which was tried since the certificate was not made for this one.
 * @outcome: (out) (optional): what came of it; NOT_CHECKED while that is not known
 */
const DermagaCandidate *dermaga_probe_get_alternative (DermagaProbe *self,
                                                       DermagaOutcome *outcome);

/* For the sweep and the JSON reader. */
void dermaga_probe_set_clock (DermagaProbe *self, DermagaClockVerdict clock);
/**
 * dermaga_probe_set_alternative: of several one that works is kept, and otherwise the first; of the
 * one that is kept @outcome may be set again.
 */
void dermaga_probe_set_alternative (DermagaProbe *self, const DermagaCandidate *candidate,
                                    DermagaOutcome outcome);
void dermaga_probe_set_state (DermagaProbe *self, DermagaProbeState state);
/**
 * dermaga_probe_take_address:
 * @result: (transfer full)
 *
 * Adds or replaces (by address) a result and works out the outcome: a warning of any address
 * outweighs all else; otherwise the most telling one counts (dermaga_outcome_compare_telling()).
 */
void dermaga_probe_take_address (DermagaProbe *self, DermagaAddressResult *result);
/** dermaga_probe_judge_address: further evidence gives what @address gave another outcome. */
void dermaga_probe_judge_address (DermagaProbe *self, const char *address,
                                  DermagaOutcome outcome);
/**
 * dermaga_probe_set_outcome: for what has no address (DNS outcomes, not checked); until the next
 * address no address is decisive then, unless its outcome is the same.
 */
void dermaga_probe_set_outcome (DermagaProbe *self, DermagaOutcome outcome);
/** dermaga_probe_set_auth: for results read back from a file, which carry no dialogue facts. */
void dermaga_probe_set_auth (DermagaProbe *self, const char *const *auth);
/** dermaga_probe_set_wants_browser: the same, for what was known of it when the file was made. */
void dermaga_probe_set_wants_browser (DermagaProbe *self, gboolean wants_browser);
gboolean dermaga_probe_was_said_to_want_browser (DermagaProbe *self);
/**
 * dermaga_probe_promote:
 *
 * The same server was named again, as @named. Source and order change only for the better, and
 * the user name with them, where one is said; the need for consent ends when @named is not outside.
 */
void dermaga_probe_promote (DermagaProbe *self, const DermagaCandidate *named);

G_END_DECLS
