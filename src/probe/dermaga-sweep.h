#pragma once

#include <gio/gio.h>

#include "base/dermaga-target.h"
#include "model/dermaga-result.h"
#include "net/dermaga-network.h"
#include "probe/dermaga-control-table.h"

G_BEGIN_DECLS

/**
 * DermagaSweepOptions:
 * @incoming_host: (nullable): server names the user was given (ASCII, checked)
 * @outgoing_host: (nullable)
 * @privacy: who is asked for published settings
 * @ask_controls: servers of other companies may be asked whether a silent port is blocked in this
 *   network; holds only where @privacy lets others than the provider be asked
 * @controls: (nullable): whom to ask in place of the built-in servers (for tests); lives on
 * @send_address: the user agreed that the provider's own web server gets the full address
 * @config: (nullable): a configuration that the user gave, placeholders and all: its servers are
 *   tried, and nothing else is looked for
 * @full: wait for the whole map, not just for what could change the recommendation
 * @timeout_us: hard limit for the whole check, 0 = the default of 75 s
 */
typedef struct {
  char *incoming_host;
  char *outgoing_host;
  DermagaPrivacy privacy;
  gboolean ask_controls;
  const DermagaControlTable *controls;
  gboolean send_address;
  DermagaProviderConfig *config;
  gboolean full;
  gint64 timeout_us;
} DermagaSweepOptions;

#define DERMAGA_TYPE_SWEEP (dermaga_sweep_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSweep, dermaga_sweep, DERMAGA, SWEEP, GObject)

/**
 * dermaga_sweep_new:
 * @network: resolver, trust and routes
 *
 * Finds the servers of a domain and tries every candidate. Signals:
 * "settled": nothing still under way could change the recommendation (once; with or without a
 * safe pair). What the sweep learns is in its #DermagaResult.
 */
DermagaSweep *dermaga_sweep_new (const DermagaTarget *target, const DermagaSweepOptions *options,
                                 DermagaNetwork *network);
/** (transfer none) */
DermagaResult *dermaga_sweep_get_result (DermagaSweep *self);
/** Whether "settled" was emitted. */
gboolean dermaga_sweep_get_settled (DermagaSweep *self);

/**
 * dermaga_sweep_run_async:
 * Ends when settled (or, with @full, when all is known). Cancelling keeps what is known, marks
 * the rest NOT_CHECKED and is not an error.
 */
void dermaga_sweep_run_async (DermagaSweep *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean dermaga_sweep_run_finish (DermagaSweep *self, GAsyncResult *result, GError **error);

G_END_DECLS
