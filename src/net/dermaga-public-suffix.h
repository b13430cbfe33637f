#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_domain_get_base:
 * @host: ASCII host name
 *
 * The part of @host that somebody registered, by the Public Suffix List as it was compiled into
 * libpsl: "example.co.uk" for "mx.mail.example.co.uk". Nobody is asked.
 *
 * Returns: (transfer full) (nullable): %NULL for an address, and for a public suffix itself
 */
char *dermaga_domain_get_base (const char *host);

G_END_DECLS
