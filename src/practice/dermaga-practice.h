#pragma once

#include "net/dermaga-network.h"

G_BEGIN_DECLS

/** The practice provider's domain: reserved by RFC 6761, never resolved outside. */
#define DERMAGA_PRACTICE_DOMAIN "practice.test"

#define DERMAGA_TYPE_PRACTICE (dermaga_practice_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPractice, dermaga_practice, DERMAGA, PRACTICE, GObject)

/**
 * dermaga_practice_new:
 *
 * Starts a small mail provider on free loopback ports: SMTP, IMAP and POP3 with STARTTLS and TLS,
 * and a certificate from an authority made for this run, trusted by its own network alone.
 * It runs until it is dropped.
 */
DermagaPractice *dermaga_practice_new (GError **error);
/** (transfer none): a network in which the practice domain, and nothing else, exists. */
DermagaNetwork *dermaga_practice_get_network (DermagaPractice *self);

G_END_DECLS
