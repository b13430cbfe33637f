#pragma once

#include "tls/dermaga-tls-facts.h"

G_BEGIN_DECLS

/**
 * dermaga_tls_failure_from_reason:
 * @reason: OpenSSL's reason code out of its SSL library; 1000 + n is alert n from the peer
 * @version: the protocol version as OpenSSL numbers it, as far as agreed on
 *
 * What a failed handshake means.
 */
DermagaTlsFailure dermaga_tls_failure_from_reason (gulong reason, int version);

/**
 * dermaga_tls_facts_take_errors:
 * @facts: where to put failure, reason and its words
 * @version: see above
 *
 * Empties OpenSSL's error queue of this thread into @facts. Reasons of other libraries than SSL
 * have numbers of their own; of those only the words are kept.
 */
void dermaga_tls_facts_take_errors (DermagaTlsFacts *facts, int version);

G_END_DECLS
