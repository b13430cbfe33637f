#pragma once

#include "model/dermaga-outcome.h"
#include "model/dermaga-settings.h"
#include "wire/dermaga-signin-verdict.h"

G_BEGIN_DECLS

/**
 * DermagaSigninResult:
 * @server: what was tried, with the user name; never the password
 * @mechanism: (nullable): how: "scram-sha-256", "plain", "login", "imap-login", "pop3-user"
 * @offered: (array zero-terminated=1): the mechanisms offered inside TLS, lower case
 * @outcome: %DERMAGA_OUTCOME_OK_TLS or _OK_STARTTLS when verified TLS was reached, else why not
 * @reply_code: SMTP code, 0 otherwise
 * @response_code: (nullable): IMAP or POP3 response code or SMTP enhanced status, safe text:
 *   "AUTHENTICATIONFAILED", "5.7.8"
 * @reply: (nullable): what the server said to it, safe to show, unverified server text, at most 200
 *   characters. Whatever the server repeated of the password is taken out.
 * @delivery_reply: (nullable): likewise about the test message
 * @elapsed: microseconds
 */
typedef struct {
  DermagaServer *server;
  DermagaSigninVerdict verdict;
  DermagaOutcome outcome;
  char *mechanism;
  char **offered;
  int reply_code;
  char *response_code;
  char *reply;
  DermagaDelivery delivery;
  int delivery_code;
  char *delivery_status; /* (nullable): enhanced status: "5.7.1" */
  char *delivery_reply;
  gint64 elapsed;
} DermagaSigninResult;

DermagaSigninResult *dermaga_signin_result_new (const DermagaServer *server);
void dermaga_signin_result_free (DermagaSigninResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSigninResult, dermaga_signin_result_free)

G_END_DECLS
