#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The digest with which a domain confirms its PACC document in DNS:
 * draft-ietf-mailmaint-pacc, TXT at "_ua-auto-config.DOMAIN". */

typedef enum {
  DERMAGA_PACC_DIGEST_ABSENT,   /* no record of version UAAC1 with a known algorithm */
  DERMAGA_PACC_DIGEST_MISMATCH, /* also of a record that is broken, so that it is not overlooked */
  DERMAGA_PACC_DIGEST_MATCH,    /* any one of several */
} DermagaPaccDigest;

/** dermaga_pacc_digest_check: @texts: (element-type utf8): the TXT records, strings joined;
 *  @document: (nullable): the raw body; %NULL asks only whether there is a record at all (then
 *  MISMATCH). Tags may come in any order, with white space around them; names and values are
 *  case-sensitive, unknown tags are ignored. */
DermagaPaccDigest dermaga_pacc_digest_check (GPtrArray *texts, GBytes *document);
/** dermaga_pacc_digest_record: (transfer full): "v=UAAC1; a=sha256; d=..." for the raw body. */
char *dermaga_pacc_digest_record (GBytes *document);

G_END_DECLS
