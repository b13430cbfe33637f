#pragma once

#include "net/dermaga-resolver.h"

G_BEGIN_DECLS

/** dermaga_dns_type_to_number: the type's number on the wire (RFC 1035 §3.2.2, RFC 2782). */
int dermaga_dns_type_to_number (DermagaDnsType type);

/** dermaga_dns_answer_new: an answer without records. */
DermagaDnsAnswer *dermaga_dns_answer_new (DermagaDnsStatus status);

/** dermaga_dns_answer_add_address: adds @address unless it is there, unusable, or there are 16. */
void dermaga_dns_answer_add_address (DermagaDnsAnswer *answer, GInetAddress *address);

/**
 * dermaga_dns_message_parse:
 * @bytes: a DNS reply (RFC 1035 §4), not to be trusted
 * @name: the name that was asked for, without trailing dot
 * @type: the type that was asked for
 *
 * Follows CNAMEs inside the message (at most 8). Only records whose owner is @name or the end of
 * that chain count; of those at most the first 1000 records of the message are looked at.
 *
 * Returns: (transfer full): the answer; SERVFAIL when the message makes no sense
 */
DermagaDnsAnswer *dermaga_dns_message_parse (const guint8 *bytes, gsize length, const char *name,
                                             DermagaDnsType type);

G_END_DECLS
