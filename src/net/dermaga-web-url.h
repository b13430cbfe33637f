#pragma once

#include "model/dermaga-source.h"

G_BEGIN_DECLS

/**
 * dermaga_web_url_parse:
 *
 * Strict: http or https, a valid host name (no address), no user, none but the characters of
 * RFC 3986, at most 2048 of them.
 *
 * Returns: (transfer full) (nullable): the address
 */
GUri *dermaga_web_url_parse (const char *text);

/** dermaga_web_url_to_string: (transfer full): without fragment. */
char *dermaga_web_url_to_string (GUri *uri);

guint16 dermaga_web_url_get_port (GUri *uri);
gboolean dermaga_web_url_is_secure (GUri *uri);

/**
 * dermaga_web_url_follow:
 * @location: (nullable): what the server said, not to be trusted
 * @problem: (out): why it is not followed
 *
 * From https only to https on port 443; from http to both on their usual ports.
 *
 * Returns: (transfer full) (nullable): where a redirect leads
 */
GUri *dermaga_web_url_follow (GUri *from, const char *location, DermagaSourceProblem *problem);

/**
 * dermaga_web_parse_challenges:
 * @list: (nullable): WWW-Authenticate, all of them joined by commas (RFC 9110 §11.6.1)
 *
 * Returns: (transfer full): the schemes in lower case, each once, at most eight
 */
char **dermaga_web_parse_challenges (const char *list);

G_END_DECLS
