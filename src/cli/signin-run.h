#pragma once

#include "cli/signin-servers.h"
#include "probe/dermaga-signin.h"

G_BEGIN_DECLS

/** How many further forms of the user name may be tried at one server, each with consent. */
#define DERMAGA_SIGNIN_MAX_OTHER_NAMES 2u

/**
 * dermaga_signin_run: one try at each of @servers, side by side. Ctrl+C ends it.
 * @message: (nullable): sent after a good sign-in for sending
 *
 * Returns: (transfer full) (element-type DermagaSigninResult): receiving before sending
 */
GPtrArray *dermaga_signin_run (DermagaNetwork *network, const DermagaSigninServers *servers,
                               DermagaSecret *password, const DermagaTestMessage *message);

/**
 * dermaga_signin_try_other_names: asks at the terminal, for each server that refused the name and
 * for each other form of it, whether to try that too; what was tried then stands in @results in
 * place of the refusal. Never after an answer that forbids it, such as too many tries.
 */
void dermaga_signin_try_other_names (GPtrArray *results, DermagaNetwork *network,
                                     const DermagaSigninServers *servers, const char *email,
                                     DermagaSecret *password, const DermagaTestMessage *message);

G_END_DECLS
