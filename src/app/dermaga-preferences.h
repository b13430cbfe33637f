#pragma once

#include "model/dermaga-source.h"

G_BEGIN_DECLS

/**
 * What is remembered between two starts: the language and who may be asked; nothing about the
 * person. It is kept in a key file of their configuration folder and not in GSettings, which needs
 * a schema compiled and installed before the program can start, and so would not let it run from
 * where it was built.
 */

/** dermaga_preferences_get_language: (transfer full): a code such as "id", or "" for the
 *  desktop's own. */
char *dermaga_preferences_get_language (void);
/** dermaga_preferences_set_language: remembers it; a failure is logged, no more. */
void dermaga_preferences_set_language (const char *language);

/** dermaga_preferences_get_privacy: who may be asked; the program's default where nothing (or
 *  nothing that makes sense) is remembered. */
DermagaPrivacy dermaga_preferences_get_privacy (void);
/** dermaga_preferences_set_privacy: remembers it; a failure is logged, no more. */
void dermaga_preferences_set_privacy (DermagaPrivacy privacy);

/** dermaga_preferences_get_ask_controls: whether servers of other companies may be asked when a
 *  port does not answer; yes where nothing else is remembered. */
gboolean dermaga_preferences_get_ask_controls (void);
/** dermaga_preferences_set_ask_controls: remembers it; a failure is logged, no more. */
void dermaga_preferences_set_ask_controls (gboolean ask_controls);

G_END_DECLS
