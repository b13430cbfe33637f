#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_i18n_init:
 *
 * Sets the locale from the environment and binds the message catalogue: the build tree's when the
 * program is run from there, the installed one otherwise. LANGUAGE is ignored by the C library in
 * the plain "C" locale, so that locale is replaced by C.UTF-8 for messages and characters.
 */
void dermaga_i18n_init (void);

/**
 * dermaga_i18n_set_language:
 * @language: (nullable): a language code such as "id", or %NULL for the desktop's own choice
 *
 * Changes the language of all text made from now on; what is shown must be made again.
 */
void dermaga_i18n_set_language (const char *language);

/**
 * DermagaLanguageScope: text is made in another language for a while, such as a report for
 * somebody else. Scopes end in the reverse order of their beginning, within one turn of the main
 * loop.
 */
typedef struct _DermagaLanguageScope DermagaLanguageScope;

/**
 * dermaga_i18n_enter:
 * @language: (nullable): a language code, "en" for the texts as they are written; %NULL changes
 *   nothing
 */
DermagaLanguageScope *dermaga_i18n_enter (const char *language);
/** dermaga_i18n_leave: back to what was spoken before; @scope (nullable) is freed. */
void dermaga_i18n_leave (DermagaLanguageScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaLanguageScope, dermaga_i18n_leave)

G_END_DECLS
