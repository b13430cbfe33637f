#pragma once

#include "base/dermaga-target.h"
#include "model/dermaga-result.h"
#include "probe/dermaga-sweep.h"

G_BEGIN_DECLS

/**
 * DermagaRequest: what "check" and "export" are told about the check to run. The first group is
 * as typed; dermaga_request_prepare() makes the second from it.
 */
typedef struct {
  char *email_text;
  char *incoming_text;
  char *outgoing_text;
  char *timeout_text;
  char *ca_file;
  char *config_file;
  gboolean full;
  gboolean offline;
  gboolean no_third_party;
  gboolean no_controls;
  gboolean accept_unverified;

  DermagaTarget *target;
  DermagaSweepOptions options;
} DermagaRequest;

void dermaga_request_clear (DermagaRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DermagaRequest, dermaga_request_clear)

/** dermaga_request_add_options: adds the options that lead to @request (see options.h). */
void dermaga_request_add_options (DermagaRequest *request, GArray *options);

/**
 * dermaga_request_prepare:
 * @target: (nullable): %NULL only with a configuration file, which then must name its domain
 *
 * Checks all that was typed; complains in a sentence if it is no use.
 */
gboolean dermaga_request_prepare (DermagaRequest *request, const char *target);

/**
 * dermaga_request_run:
 *
 * Runs the check, with progress on standard error if that is a terminal. Ctrl+C ends it and keeps
 * what is known.
 *
 * Returns: (transfer full) (nullable): the result; %NULL after a complaint
 */
DermagaResult *dermaga_request_run (DermagaRequest *request);

/** dermaga_check_run: the same on a given network. */
DermagaResult *dermaga_check_run (const DermagaTarget *target, const DermagaSweepOptions *options,
                                  DermagaNetwork *network);

/**
 * dermaga_take_leave: after all was printed: gives connections that are taking leave a moment, most
 * often one round trip, so that no server is hung up on in the middle of a conversation.
 */
void dermaga_take_leave (void);

G_END_DECLS
