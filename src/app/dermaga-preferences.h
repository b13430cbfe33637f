#pragma once

#include "model/dermaga-source.h"

G_BEGIN_DECLS

/**
 * What is remembered between two starts, in GSettings: the language, who may be asked, and, if the
 * person wants it, the domains that were checked; nothing else about the person.
 *
 * A program that is run from where it was built finds the schema there, an installed one beside
 * itself. Where there is none, or no service to keep settings, it starts all the same: with the
 * defaults, and with a key file in the person's configuration folder.
 */

/** dermaga_preferences_are_kept: whether anything can be remembered: the schema is there. */
gboolean dermaga_preferences_are_kept (void);

/** dermaga_preferences_get_language: (transfer full): a code such as "id", or "" for the
 *  desktop's own. */
char *dermaga_preferences_get_language (void);
void dermaga_preferences_set_language (const char *language);

/** dermaga_preferences_get_privacy: who may be asked; the program's default where nothing (or
 *  nothing that makes sense) is remembered. */
DermagaPrivacy dermaga_preferences_get_privacy (void);
void dermaga_preferences_set_privacy (DermagaPrivacy privacy);

/** dermaga_preferences_get_ask_controls: whether servers of other companies may be asked when a
 *  port does not answer; yes where nothing else is remembered. */
gboolean dermaga_preferences_get_ask_controls (void);
void dermaga_preferences_set_ask_controls (gboolean ask_controls);

/** dermaga_preferences_get_remember: whether domains that were checked are remembered, and what was
 *  found (app/dermaga-remember). */
gboolean dermaga_preferences_get_remember (void);
/** dermaga_preferences_set_remember: the domains are forgotten when it is switched off. */
void dermaga_preferences_set_remember (gboolean remember);
/** dermaga_preferences_get_domains: (transfer full): the latest first; only what is a domain. */
char **dermaga_preferences_get_domains (void);
/** dermaga_preferences_add_domain: as the latest, if domains are remembered. */
void dermaga_preferences_add_domain (const char *domain);
void dermaga_preferences_clear_domains (void);

/** dermaga_preferences_get_notify_after: seconds until a check is a long one. */
guint dermaga_preferences_get_notify_after (void);

G_END_DECLS
