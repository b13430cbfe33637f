#pragma once

#include "practice/dermaga-practice.h"
#include "probe/dermaga-sweep.h"
#include "tests/net/dns-server.h"

G_BEGIN_DECLS

/* Sweeps of contoh.test whose names come from a scripted name server. 127.0.0.1 is the practice
 * provider; on the other addresses of 127.0.0.0/8 nothing listens but what a test puts there. */

typedef struct
{
  DnsServer *dns;
  DermagaPractice *practice;
  DermagaNetwork *network;
  DermagaSweep *sweep;
  DermagaResult *result;
  gboolean ended;
} Fixture;

/** @names: whom the provider's certificate is for; @closed: (nullable): its ports that refuse
 *  connections, 0 at the end. */
void fixture_set_up (Fixture *fixture, const char *const *names, const guint16 *closed);
/** The same with a certificate of any kind. */
void fixture_set_up_with (Fixture *fixture, const DermagaAuthorityOrder *certificate);
void fixture_tear_down (Fixture *fixture);
void fixture_start (Fixture *fixture, const DermagaSweepOptions *options);
/** Starts, and waits for the end. */
void fixture_run (Fixture *fixture, const DermagaSweepOptions *options);
void fixture_wait (Fixture *fixture);
/** (transfer none) (nullable) */
DermagaProbe *fixture_row (Fixture *fixture, DermagaProtocol protocol, const char *host,
                           guint16 port, DermagaSecurity security);
/** (nullable): of that row, as text */
const char *fixture_outcome (Fixture *fixture, DermagaProtocol protocol, const char *host,
                             guint16 port, DermagaSecurity security);
/** (nullable) */
const DermagaCandidate *fixture_best (Fixture *fixture, DermagaDirection direction);

G_END_DECLS
