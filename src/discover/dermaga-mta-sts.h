#pragma once

#include <glib.h>

#include "model/dermaga-provider-config.h"

G_BEGIN_DECLS

/* MTA-STS (RFC 8461): over authenticated https a domain lists its mail exchangers, so that an
 * MX answer of unsigned DNS can be believed. */

/** RFC 8461 §3.3 recommends this limit. */
#define DERMAGA_MTA_STS_MAX_SIZE (64u * 1024u)

typedef struct _DermagaMtaSts DermagaMtaSts;

/** dermaga_mta_sts_is_announced: exactly one valid record of _mta-sts.DOMAIN's TXT records
 *  @texts (element-type utf8) begins with "v=STSv1;" (RFC 8461 §3.1). */
gboolean dermaga_mta_sts_is_announced (GPtrArray *texts);
/** dermaga_mta_sts_read: (transfer full): RFC 8461 §3.2; %NULL with a #DermagaConfigError. */
DermagaMtaSts *dermaga_mta_sts_read (GBytes *policy, GError **error);
/** dermaga_mta_sts_confirms: whether the policy names @mx_host (§4.1) and is in force (mode
 *  "enforce" or "testing"). ASCII lower case. */
gboolean dermaga_mta_sts_confirms (const DermagaMtaSts *policy, const char *mx_host);
void dermaga_mta_sts_free (DermagaMtaSts *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaMtaSts, dermaga_mta_sts_free)

G_END_DECLS
