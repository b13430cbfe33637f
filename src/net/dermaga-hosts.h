#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * dermaga_hosts_lookup:
 * @text: the content of a hosts file (hosts(5))
 * @length: in bytes
 * @name: a host name, any case
 * @family: the family wanted
 * @addresses: (element-type GInetAddress): where to add what was found
 *
 * Returns: whether @name is listed at all, for whichever family: DNS is not to be asked then.
 */
gboolean dermaga_hosts_lookup (const char *text, gsize length, const char *name,
                               GSocketFamily family, GPtrArray *addresses);

G_END_DECLS
