#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DERMAGA_TARGET_ERROR (dermaga_target_error_quark ())
GQuark dermaga_target_error_quark (void);

/** What is wrong with what the user typed. The sentences are in verdict/. */
typedef enum {
  DERMAGA_TARGET_ERROR_EMPTY,        /* nothing, or white space only */
  DERMAGA_TARGET_ERROR_TOO_LONG,     /* over 254 (address) or 253 (domain) octets */
  DERMAGA_TARGET_ERROR_CONTROL,      /* control, bidirectional or invisible characters, bad UTF-8 */
  DERMAGA_TARGET_ERROR_SPACE,        /* white space inside */
  DERMAGA_TARGET_ERROR_NO_DOMAIN,    /* "name@", "@" or one label without a dot */
  DERMAGA_TARGET_ERROR_BAD_DOMAIN,   /* not a host name: bad characters, empty or too long label */
  DERMAGA_TARGET_ERROR_BAD_LOCAL,    /* the part before the @ is not usable: quotes, two @ ... */
  DERMAGA_TARGET_ERROR_IP_ADDRESS,   /* an IP literal: certificates and e-mail need a name */
} DermagaTargetError;

/**
 * DermagaTarget:
 * @domain: ASCII, lower case, no trailing dot (IDNA A-labels)
 * @display_domain: the same for people (Unicode), or the ASCII form where that is not safe to show
 * @email: (nullable): the full address, domain in its ASCII form, when one was typed
 * @local_part: (nullable): what stood before the @
 */
typedef struct {
  char *domain;
  char *display_domain;
  char *email;
  char *local_part;
} DermagaTarget;

/**
 * dermaga_target_parse:
 * @input: what the user typed or pasted: domain, address, "Name <address>", mailto: or web URL
 *
 * Nothing is looked up. Outer white space, a trailing dot, upper case and IDNs are understood;
 * a URL is cut to its host ("www." dropped).
 */
DermagaTarget *dermaga_target_parse (const char *input, GError **error);
DermagaTarget *dermaga_target_copy (const DermagaTarget *target);
void dermaga_target_free (DermagaTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTarget, dermaga_target_free)

/**
 * dermaga_host_parse:
 * @input: a server name the user typed
 *
 * Returns: (transfer full): the host name in ASCII form, lower case, without trailing dot. One
 * label is allowed. IP literals are refused with IP_ADDRESS.
 */
char *dermaga_host_parse (const char *input, GError **error);

/** dermaga_host_is_valid: a strict ASCII LDH host name (RFC 1123), as it may go into a file. */
gboolean dermaga_host_is_valid (const char *host);

/** dermaga_domain_contains: whether @host is @domain or lies below it. Both ASCII lower case. */
gboolean dermaga_domain_contains (const char *domain, const char *host);

/** dermaga_email_is_valid: dot-atom (ASCII or UTF-8 letters), one @, valid domain; no quoting. */
gboolean dermaga_email_is_valid (const char *email);

G_END_DECLS
