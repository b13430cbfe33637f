#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The digest with which a domain confirms its PACC document in DNS:
 * draft-ietf-mailmaint-pacc, TXT at "_ua-auto-config.DOMAIN". */

typedef enum {
  DERMAGA_PACC_DIGEST_ABSENT,   /* no record of version UAAC1 */
  DERMAGA_PACC_DIGEST_MISMATCH,
  DERMAGA_PACC_DIGEST_MATCH,    /* any one of several */
} DermagaPaccDigest;

/** dermaga_pacc_digest_check: @texts: (element-type utf8): the TXT records, strings joined;
 *  @document: (nullable): %NULL asks only whether there is a record at all (then MISMATCH). */
DermagaPaccDigest dermaga_pacc_digest_check (GPtrArray *texts, GBytes *document);
/** dermaga_pacc_digest_record: (transfer full): "v=UAAC1; a=sha256; d=..." for the raw body. */
char *dermaga_pacc_digest_record (GBytes *document);

G_END_DECLS
