#pragma once

#include "model/dermaga-source.h"

G_BEGIN_DECLS

/**
 * DermagaCandidate: one way of connecting that may be tried and recommended.
 * @host: ASCII host name
 * @source: the best source that named it
 * @order: the source's own preference, 0 best (SRV priority and weight, place of a guess)
 * @standard: the port is the usual one for protocol and security
 * @outside: named by unsigned DNS or http and not inside the user's domain: consent is needed
 *   before it may be recommended (RFC 6186 §4, RFC 8314 §5.1)
 * @user_name: (nullable): "%EMAILADDRESS%", "%EMAILLOCALPART%" or a literal
 */
typedef struct {
  DermagaProtocol protocol;
  char *host;
  guint16 port;
  DermagaSecurity security;
  DermagaSource source;
  guint order;
  gboolean outside;
  char *user_name;
} DermagaCandidate;

DermagaCandidate *dermaga_candidate_new (DermagaProtocol protocol, const char *host, guint16 port,
                                         DermagaSecurity security, DermagaSource source,
                                         guint order);
DermagaCandidate *dermaga_candidate_copy (const DermagaCandidate *candidate);
void dermaga_candidate_free (DermagaCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaCandidate, dermaga_candidate_free)

/** dermaga_candidate_equal: same protocol, host, port and security. */
gboolean dermaga_candidate_equal (const DermagaCandidate *a, const DermagaCandidate *b);
/** dermaga_candidate_hash: goes with dermaga_candidate_equal() in a #GHashTable. */
guint dermaga_candidate_hash (const DermagaCandidate *candidate);

/**
 * dermaga_candidate_compare:
 *
 * The order in which working candidates are preferred, by RFC 8314 §3 and RFC 6409:
 * source; IMAP before POP3; TLS before STARTTLS before none; port (465, 587, 2525, others, 25 last;
 * incoming: the usual ports before others); the source's own order; then port number and host, so
 * that the order is total. Returns < 0 when @a is better. Directions must not be mixed.
 */
int dermaga_candidate_compare (const DermagaCandidate *a, const DermagaCandidate *b);

G_END_DECLS
