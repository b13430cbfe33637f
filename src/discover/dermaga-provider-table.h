#pragma once

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/* The built-in provider table: facts of data/providers.ini. Nobody is asked and no file is read.
 * A configuration is built when it is first found, and belongs to the table. */

/** DermagaSureness: where a provider's facts are from, surest first. */
typedef enum {
  DERMAGA_SURENESS_DOCUMENTED, /* the provider's own manual */
  DERMAGA_SURENESS_LIST,       /* a public list that others use and correct */
  DERMAGA_SURENESS_MEMORY,     /* general knowledge, not checked */
  DERMAGA_SURENESS_LOW,        /* old, or seen once */
} DermagaSureness;

/**
 * dermaga_provider_table_find_domain:
 * @domain: ASCII mail domain, or a sending service's host name, in any case; a trailing dot is
 *   allowed
 *
 * Returns: (transfer none) (nullable): the provider of exactly this domain; names below it are
 * other people's
 */
const DermagaProviderConfig *dermaga_provider_table_find_domain (const char *domain);

/**
 * dermaga_provider_table_find_mx:
 * @mx_host: ASCII name of a domain's mail exchanger, in any case; a trailing dot is allowed
 *
 * MX records come over unsigned DNS: what is found here is a lead that needs the user's consent
 * when its servers lie outside the domain.
 *
 * Returns: (transfer none) (nullable): the provider with the longest pattern that @mx_host is or
 * lies below
 */
const DermagaProviderConfig *dermaga_provider_table_find_mx (const char *mx_host);

/** dermaga_provider_table_get_sureness: @config: found in the table */
DermagaSureness dermaga_provider_table_get_sureness (const DermagaProviderConfig *config);

/** dermaga_provider_table_get_date: "YYYY-MM" of the facts. @config: found in the table */
const char *dermaga_provider_table_get_date (const DermagaProviderConfig *config);

/** dermaga_provider_table_get_n_providers: how many there are; for lists and tests. */
guint dermaga_provider_table_get_n_providers (void);

/** dermaga_provider_table_get: (transfer none): the provider at @index, in the file's order. */
const DermagaProviderConfig *dermaga_provider_table_get (guint index);

/** dermaga_provider_table_clear: frees all configurations; what was found before is gone. */
void dermaga_provider_table_clear (void);

G_END_DECLS
