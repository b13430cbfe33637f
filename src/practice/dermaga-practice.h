#pragma once

#include "base/dermaga-protocol.h"
#include "net/dermaga-network.h"
#include "practice/dermaga-authority.h"
#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

/** The practice provider's domain: reserved by RFC 6761, never resolved outside. */
#define DERMAGA_PRACTICE_DOMAIN "practice.test"

/** The password of everybody there; any user name will do, inside TLS. */
#define DERMAGA_PRACTICE_PASSWORD "practice"

#define DERMAGA_TYPE_PRACTICE (dermaga_practice_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPractice, dermaga_practice, DERMAGA, PRACTICE, GObject)

/**
 * dermaga_practice_new:
 *
 * Starts a small mail provider on free loopback ports: SMTP, IMAP and POP3 with STARTTLS and TLS,
 * and a certificate from an authority made for this run, trusted by its own network alone. Whoever
 * signs in (any name, %DERMAGA_PRACTICE_PASSWORD) may send mail to anybody; it is kept in the store
 * and goes nowhere. It runs until it is dropped.
 */
DermagaPractice *dermaga_practice_new (GError **error);

/**
 * DermagaPracticeOptions: a provider that is not as it should be. All zero is the usual one.
 * @certificate: (nullable): another certificate; without names in it, the usual names
 * @silent_ports: (nullable) (array zero-terminated=1): usual ports on which nobody answers
 * @closed_ports: (nullable) (array zero-terminated=1): usual ports that refuse connections
 * @no_starttls: no port that begins in clear text offers an upgrade
 * @greeting_delay_ms: how long the first words wait
 * @port_base: each port is at its usual number and this one; 0 for free ports
 * @patience_ms: how long a client may take for a line; 0 for a minute
 */
typedef struct {
  const DermagaAuthorityOrder *certificate;
  const guint16 *silent_ports;
  const guint16 *closed_ports;
  gboolean no_starttls;
  guint greeting_delay_ms;
  guint port_base;
  guint patience_ms;
} DermagaPracticeOptions;

/** The greatest port base: 2525 still fits. */
#define DERMAGA_PRACTICE_MAX_BASE 63010u

/** dermaga_practice_new_with: the same with @options. Errors are those of GIO and of tls/. */
DermagaPractice *dermaga_practice_new_with (const DermagaPracticeOptions *options, GError **error);

/** dermaga_practice_new_over: the same over a @store that was there before and stays. */
DermagaPractice *dermaga_practice_new_over (DermagaPracticeStore *store,
                                            const DermagaPracticeOptions *options, GError **error);

/** (transfer none): a network in which the practice domain, and nothing else, exists. */
DermagaNetwork *dermaga_practice_get_network (DermagaPractice *self);
/** (transfer none): the certificate of the authority of this run, in PEM, for the user's own mail
 *  program to trust. */
const char *dermaga_practice_get_authority_pem (DermagaPractice *self);

/** DermagaPracticePlace: where a usual port really is, on 127.0.0.1. */
typedef struct {
  DermagaProtocol protocol;
  DermagaSecurity security;
  guint16 port;
  guint16 real_port;
} DermagaPracticePlace;

/** (transfer full): (element-type DermagaPracticePlace): all that answer. */
GArray *dermaga_practice_get_places (DermagaPractice *self);
/** (transfer none): what was sent so far. */
DermagaPracticeStore *dermaga_practice_get_store (DermagaPractice *self);

G_END_DECLS
