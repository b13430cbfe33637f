#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** dermaga_practice_day_read: "1-Feb-2026" as days since 1970. */
gboolean dermaga_practice_day_read (const char *text, gint64 *day);
/** dermaga_practice_moment_read: " 1-Feb-2026 12:34:56 +0700" as Unix time. */
gboolean dermaga_practice_moment_read (const char *text, gint64 *moment);
/** dermaga_practice_moment_dup: the same from Unix time, in UTC. */
char *dermaga_practice_moment_dup (gint64 moment);

G_END_DECLS
