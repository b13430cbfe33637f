#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DERMAGA_AUTHORITY_DAY ((gint64) 24 * 60 * 60)

/** DermagaAuthorityKey: the kinds of key a certificate can be made with. */
typedef enum {
  DERMAGA_AUTHORITY_KEY_EC_P256, /* fast to make, strong */
  DERMAGA_AUTHORITY_KEY_RSA_2048,
  DERMAGA_AUTHORITY_KEY_RSA_1024,
  DERMAGA_AUTHORITY_KEY_RSA_512, /* weak: for tests */
} DermagaAuthorityKey;

/**
 * DermagaAuthorityOrder: what a server certificate shall say. All zero is a good certificate
 * without a name, valid from an hour ago for 30 days.
 * @common_name: (nullable): the subject's CN
 * @names: (nullable) (array zero-terminated=1): subjectAltName: DNS names and IP addresses
 * @not_before: seconds from now; 0 for an hour ago
 * @not_after: seconds from now; 0 for 30 days ahead
 * @self_signed: signed with its own key, not by the authority
 * @sha1: signed with SHA-1: for tests
 * @client_only: good for TLS clients alone (extended key usage): for tests
 */
typedef struct {
  const char *common_name;
  const char *const *names;
  gint64 not_before;
  gint64 not_after;
  DermagaAuthorityKey key;
  gboolean self_signed;
  gboolean sha1;
  gboolean client_only;
} DermagaAuthorityOrder;

/**
 * DermagaIssued: a server certificate, all in PEM.
 * @leaf: the certificate alone
 * @chain: the certificate and the intermediates up to the root, which is left out
 */
typedef struct {
  char *leaf;
  char *chain;
  char *key;
} DermagaIssued;

void dermaga_issued_free (DermagaIssued *issued);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaIssued, dermaga_issued_free)

/**
 * DermagaAuthority: a certificate authority in memory, for practice and for tests. Its keys are
 * new in each run and leave the process in no other way than by a caller who writes them.
 */
typedef struct _DermagaAuthority DermagaAuthority;

/** dermaga_authority_new: a root (EC P-256, SHA-256) that is valid for ten years. */
DermagaAuthority *dermaga_authority_new (const char *common_name);
/** dermaga_authority_new_intermediate: an authority whose certificate @parent signed. */
DermagaAuthority *dermaga_authority_new_intermediate (DermagaAuthority *parent,
                                                      const char *common_name);
void dermaga_authority_free (DermagaAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaAuthority, dermaga_authority_free)

/** dermaga_authority_get_pem: (transfer none): the authority's own certificate. */
const char *dermaga_authority_get_pem (DermagaAuthority *self);

/** dermaga_authority_issue: (transfer full): a new key and certificate. */
DermagaIssued *dermaga_authority_issue (DermagaAuthority *self, const DermagaAuthorityOrder *order);

/** dermaga_authority_issue_for: (transfer full): a good certificate for one DNS name or address. */
DermagaIssued *dermaga_authority_issue_for (DermagaAuthority *self, const char *name);

G_END_DECLS
