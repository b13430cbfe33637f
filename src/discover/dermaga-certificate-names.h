#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How many names of one certificate are looked up. */
#define DERMAGA_MAX_CERTIFICATE_NAMES 4u

/**
 * dermaga_certificate_names_choose:
 * @names: (array zero-terminated=1): of a certificate, in any number and of any content
 * @domain: the user's
 *
 * The few that are worth being looked up: host names that a stranger may have on the public
 * Internet, each once; those of the user's own domain first, then those that sound like mail
 * servers, then the others as they come. No patterns, no addresses, no single labels, and no names
 * that are reserved (RFC 6761 and others), unless the user's domain is one of that kind.
 *
 * Returns: (transfer full) (array zero-terminated=1): lower case
 */
char **dermaga_certificate_names_choose (const char *const *names, const char *domain);

G_END_DECLS
