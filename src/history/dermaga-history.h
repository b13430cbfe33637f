#pragma once

#include <gio/gio.h>

#include "model/dermaga-run.h"

G_BEGIN_DECLS

/**
 * What earlier checks found, by domain, in files that only the person can read: a bounded one for
 * each of the latest domains, in the folder for the state of programs ($XDG_STATE_HOME).
 *
 * What is asked for here is done in the order of asking, beside the main loop: who clears after
 * keeping has nothing kept. Whether anything may be kept at all is not decided here.
 */

/** dermaga_history_dup_folder: (transfer full) (type filename): where the files are. */
char *dermaga_history_dup_folder (void);
/** dermaga_history_exists: whether there may be something to clear. */
gboolean dermaga_history_exists (void);

/** dermaga_history_load_async: what is kept of @domain, an ASCII domain. */
void dermaga_history_load_async (const char *domain, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
/** dermaga_history_load_finish: (transfer full) (element-type DermagaRun): the latest first, empty
 *  where there is none; %NULL with an error where there is a file that makes no sense. */
GPtrArray *dermaga_history_load_finish (GAsyncResult *result, GError **error);

/** dermaga_history_keep_async: adds @run to what is kept of @domain. */
void dermaga_history_keep_async (const char *domain, const DermagaRun *run,
                                 GAsyncReadyCallback callback, gpointer data);
gboolean dermaga_history_keep_finish (GAsyncResult *result, GError **error);

/** dermaga_history_clear_async: deletes what is kept of all domains. */
void dermaga_history_clear_async (GAsyncReadyCallback callback, gpointer data);
gboolean dermaga_history_clear_finish (GAsyncResult *result, GError **error);

/** dermaga_history_wait: until all that was asked for is done; for the end of the program. */
void dermaga_history_wait (void);

G_END_DECLS
