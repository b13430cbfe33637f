#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What is remembered between two starts: the language alone. It is kept in a key file of the
 * person's configuration folder and not in GSettings, which needs a schema compiled and installed
 * before the program can start, and so would not let it run from where it was built.
 */

/** dermaga_preferences_get_language: (transfer full): "en", "id", or "" for the desktop's own. */
char *dermaga_preferences_get_language (void);
/** dermaga_preferences_set_language: remembers it; a failure is logged, no more. */
void dermaga_preferences_set_language (const char *language);

G_END_DECLS
