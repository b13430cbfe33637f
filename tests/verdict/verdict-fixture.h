#pragma once

#include "verdict/dermaga-verdict.h"

/* Recorded results, built in code. */

#define FIXTURE_DOMAIN "example.com"

/** fixture_candidate: (transfer full): a guessed server. */
DermagaCandidate *fixture_candidate (DermagaProtocol protocol, const char *host, guint16 port,
                                     DermagaSecurity security);

/** fixture_row: (transfer none): adds a finished row from @source. */
DermagaProbe *fixture_row (DermagaResult *result, DermagaProtocol protocol, const char *host,
                           guint16 port, DermagaSecurity security, DermagaSource source,
                           DermagaOutcome outcome);

/** fixture_guess: (transfer none): adds a finished row on the usual guess for its protocol. */
DermagaProbe *fixture_guess (DermagaResult *result, DermagaProtocol protocol, guint16 port,
                             DermagaSecurity security, DermagaOutcome outcome);

/** fixture_probe: (transfer full): one finished row of no result. */
DermagaProbe *fixture_probe (DermagaProtocol protocol, const char *host, guint16 port,
                             DermagaSecurity security, DermagaOutcome outcome);

/** fixture_address: (transfer none): what one address gave, kept by the row. */
DermagaAddressResult *fixture_address (DermagaProbe *probe, const char *address, gboolean is_ipv6,
                                       DermagaOutcome outcome);

/** fixture_tls: (transfer full): facts with one server certificate and one fault. */
DermagaTlsFacts *fixture_tls (const char *const *names, const char *issuer, int fault);

/** fixture_facts: (transfer full): the facts of a dialogue with @trouble_text. */
DermagaFacts *fixture_facts (DermagaProtocol protocol, DermagaSecurity mode,
                             const char *trouble_text);

/** fixture_assert_text: fails unless @text is ready to show: not empty, no template left in it. */
void fixture_assert_text (const char *text);
void fixture_assert_words (const DermagaWords *words);
/** fixture_assert_contains: fails with both texts in the message. */
void fixture_assert_contains (const char *text, const char *part);
