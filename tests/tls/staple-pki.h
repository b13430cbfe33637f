#pragma once

#include <openssl/ocsp.h>

#include "practice/dermaga-authority.h"

G_BEGIN_DECLS

/* A small authority whose key is at hand, so that it can also sign words on revocation. */

typedef struct {
  X509 *certificate;
  EVP_PKEY *key;
} Party;

Party *party_new_root (const char *name);
/* A certificate that @issuer signed, for the name HOST; @usage: extended key usage; @aia:
 * (nullable): what its authorityInfoAccess says. */
Party *party_issue (Party *issuer, const char *name, const char *usage, const char *aia);
void party_free (Party *party);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Party, party_free)

/* (transfer full) */
DermagaIssued *party_to_issued (Party *party);

/**
 * Word: what is said of a certificate, all zero for "good", from an hour ago until in a day.
 * @status: V_OCSP_CERTSTATUS_...
 * @since: seconds from now; 0 for an hour ago
 * @until: seconds from now; 0 for in a day, -1 for "not said"
 * @digest: (nullable): by which certificates are told apart; SHA-1 is usual
 * @deputy: (nullable): who signs in place of the issuer, and shows his certificate
 */
typedef struct {
  int status;
  gint64 since;
  gint64 until;
  const EVP_MD *digest;
  Party *deputy;
} Word;

/* (transfer full): of @issuer about @subject, in DER */
GBytes *party_give_word (Party *issuer, Party *subject, const Word *word);

G_END_DECLS
