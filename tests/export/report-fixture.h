#pragma once

#include "verdict/dermaga-verdict.h"

/* The user of the results below. */
#define REPORT_EMAIL "hidden.person@example.com"

/** report_fixture_plain: (transfer full): a provider where all is well, with a transcript. */
DermagaResult *report_fixture_plain (void);
/** report_fixture_hostile: (transfer full): everything that comes from outside is an attack. */
DermagaResult *report_fixture_hostile (void);

/** report_fixture_add_dialogue: a row whose one connection heard @said, a line a string. */
DermagaProbe *report_fixture_add_dialogue (DermagaResult *result, DermagaProtocol protocol,
                                           const char *host, guint16 port, const char *address,
                                           const char *const *said);
