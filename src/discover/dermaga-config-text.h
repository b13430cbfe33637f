#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shared by the readers of what domains publish: autoconfig, PACC, MTA-STS. */

/**
 * dermaga_config_text_is_web_page:
 * @text: NUL-terminated
 *
 * Returns: whether it begins as HTML does, in small letters or capitals; few pages are XML, so it
 * has to be seen before they are parsed
 */
gboolean dermaga_config_text_is_web_page (const char *text);

/**
 * dermaga_config_text_decode_utf8:
 * @document: from anywhere
 * @max_size: the most octets that are read
 *
 * For formats that are UTF-8 and nothing else.
 *
 * Returns: (transfer full): the text without byte order mark; %NULL with a #DermagaConfigError
 * when it is too big, empty, a web page, not UTF-8 or holds a NUL
 */
char *dermaga_config_text_decode_utf8 (GBytes *document, gsize max_size, GError **error);

/** dermaga_config_text_make_shown: (transfer full) (nullable): a name from outside, safe to show;
 *  %NULL where nothing is left. */
char *dermaga_config_text_make_shown (const char *value);

/** dermaga_config_text_too_big: sets %DERMAGA_CONFIG_ERROR_TOO_BIG. */
void dermaga_config_text_too_big (gsize max_size, GError **error);

G_END_DECLS
