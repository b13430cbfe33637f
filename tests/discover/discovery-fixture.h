#pragma once

#include "discover/dermaga-discovery-private.h"
#include "tests/discover/web-script.h"
#include "tests/net/dns-server.h"

G_BEGIN_DECLS

/* A discovery for contoh.test with a scripted name server and a scripted web. */

#define A1 "https://autoconfig.contoh.test/mail/config-v1.1.xml"
#define A2 "https://contoh.test/.well-known/autoconfig/mail/config-v1.1.xml"
#define A3 "http://autoconfig.contoh.test/mail/config-v1.1.xml"
#define PACC "https://ua-auto-config.contoh.test/.well-known/user-agent-configuration.json"
#define ISPDB "https://autoconfig.thunderbird.net/v1.1/contoh.test"
#define POLICY "https://mta-sts.contoh.test/.well-known/mta-sts.txt"
#define AUTODISCOVER "https://autodiscover.contoh.test/autodiscover/autodiscover.xml"

typedef struct
{
  DnsServer *dns;
  DermagaNetwork *network;
  DermagaResult *result;
  DermagaDiscovery *discovery;
  guint n_progress;
} Fixture;

/** @data: (nullable): what the user typed, in place of "contoh.test" */
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_run (Fixture *fixture);
/** Until that source is no longer pending. */
void fixture_run_until (Fixture *fixture, const char *id);
/** (nullable) */
DermagaHost *fixture_find (Fixture *fixture, const char *name);
const DermagaSourceReport *fixture_source (Fixture *fixture, const char *id);
void fixture_assert_source (Fixture *fixture, const char *id, DermagaSourceStatus status,
                            DermagaSourceProblem problem);
/** (transfer full) (nullable): what is to be tried at that port */
DermagaCandidate *fixture_candidate (Fixture *fixture, const char *host, guint16 port);
/** The rows of a pair that works, as a sweep would add them. */
void fixture_add_safe_pair (Fixture *fixture, DermagaSource source, gboolean outside);
gboolean fixture_could_beat (Fixture *fixture);
/** (transfer full): a configuration with IMAP and SMTP over TLS on those hosts */
char *fixture_autoconfig (const char *imap, const char *smtp);

G_END_DECLS
