#pragma once

#include "cli/request.h"
#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/**
 * DermagaSigninServers: where to sign in, from a check or from its report.
 * @incoming, @outgoing: (nullable): encrypted, with the user name that is final
 * @incoming_pattern, @outgoing_pattern: (nullable): what is published of the user name
 */
typedef struct {
  DermagaServer *incoming;
  DermagaServer *outgoing;
  char *incoming_pattern;
  char *outgoing_pattern;
} DermagaSigninServers;

void dermaga_signin_servers_clear (DermagaSigninServers *servers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DermagaSigninServers, dermaga_signin_servers_clear)

/**
 * dermaga_signin_servers_find:
 * @result_file: (nullable): the report to use; %NULL to run a check now
 * @user_name: (nullable): in place of what is published
 * @wants_incoming, @wants_outgoing: the directions that count
 *
 * Servers without verified encryption, and those that need a consent that was not given, are never
 * among them. Where that leaves a wanted direction without a server, it complains.
 *
 * Returns: %DERMAGA_EXIT_SAFE_PAIR when every wanted direction has a server
 */
int dermaga_signin_servers_find (DermagaSigninServers *servers, DermagaRequest *request,
                                 const char *result_file, const char *user_name,
                                 gboolean wants_incoming, gboolean wants_outgoing);

G_END_DECLS
