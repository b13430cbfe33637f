#pragma once

#include "model/dermaga-run.h"

G_BEGIN_DECLS

/* Inside history/ only: the files themselves. These wait for the disk. */

/** Of more domains than these nothing is kept; the one that was not checked for longest goes. */
#define DERMAGA_HISTORY_MAX_DOMAINS 50u

/** dermaga_history_files_read: (transfer full) (element-type DermagaRun): empty where there are
 *  none; %NULL with an error of G_FILE_ERROR or #DermagaJsonError */
GPtrArray *dermaga_history_files_read (const char *folder, const char *domain, GError **error);
/** dermaga_history_files_keep: adds @run; a file that cannot be read is replaced. */
gboolean dermaga_history_files_keep (const char *folder, const char *domain, const DermagaRun *run,
                                     GError **error);
/** dermaga_history_files_clear: deletes all, and the folder. */
gboolean dermaga_history_files_clear (const char *folder, GError **error);

G_END_DECLS
