#pragma once

#include "session.h"

/** Sessions and what each comes to, each list ended by one without a name. */
extern const Scenario transport_scenarios[];
extern const Scenario clear_scenarios[];
extern const Scenario upgrade_scenarios[];
extern const Scenario encrypted_scenarios[];
