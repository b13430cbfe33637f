#pragma once

#include "model/dermaga-provider-config.h"
#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/**
 * DermagaPublication: what the owner of a domain is to publish.
 * @config: id and only domain are the mail domain; user names are patterns; the servers are all
 *   encrypted, and best first
 * @absent: [protocol][security]: tried, and found not to be offered at all
 */
typedef struct {
  DermagaProviderConfig *config;
  gboolean absent[3][3];
} DermagaPublication;

void dermaga_publication_free (DermagaPublication *publication);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPublication, dermaga_publication_free)

/**
 * dermaga_publication_new:
 * @display_name: (nullable): the provider's name for people; the domain if %NULL
 * @accept_unverified: the owner said that servers outside the domain are the domain's
 *
 * Takes the recommended servers first, then the other encrypted ways of the same hosts. A protocol
 * that they lack is taken from the best other host. Port 25 is never published, nor what
 * nobody named and a wildcard in DNS may have made up.
 *
 * Returns: (transfer full) (nullable): %NULL without a safe pair, or where consent lacks
 */
DermagaPublication *dermaga_publication_new (DermagaResult *result,
                                             const DermagaRecommendation *recommendation,
                                             const char *display_name,
                                             gboolean accept_unverified);

/**
 * dermaga_publication_validate: whether every value may go into a file. Errors in
 * DERMAGA_SETTINGS_ERROR; all writers ask it.
 */
gboolean dermaga_publication_validate (const DermagaPublication *publication, GError **error);

/* The writers. (transfer full); %NULL with an error in DERMAGA_SETTINGS_ERROR. */

/** dermaga_publish_xml: config-v1.1.xml, as draft-ietf-mailmaint-autoconfig and Thunderbird have
 *  it. */
GBytes *dermaga_publish_xml (const DermagaPublication *publication, GError **error);

/**
 * dermaga_publish_pacc: user-agent-configuration.json (draft-ietf-mailmaint-pacc). The format
 * knows TLS from the start on the standard ports and the full address as user name, and nothing
 * else: %DERMAGA_SETTINGS_ERROR_FORMAT where a way in or a way out is not of that kind.
 */
GBytes *dermaga_publish_pacc (const DermagaPublication *publication, GError **error);

/**
 * dermaga_publish_zone:
 * @pacc_digest: (nullable): text of the record that confirms the PACC document
 *
 * Lines for the zone file of the domain: SRV records (RFC 6186, RFC 8314), the PACC digest, and
 * comments in the user's language. Every other line is one record with its full name, its TTL, and
 * nothing but printable ASCII.
 */
GBytes *dermaga_publish_zone (const DermagaPublication *publication, const char *pacc_digest,
                              GError **error);

G_END_DECLS
