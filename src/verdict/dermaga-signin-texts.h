#pragma once

#include "model/dermaga-signin-result.h"
#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/**
 * dermaga_explain_signin: (transfer full): what a sign-in came to, why that may be, and what to do,
 * fitted to the protocol and to what the server said. What the server said is quoted as its own
 * word, between marks that keep its direction of writing to itself; where nothing can be known,
 * that is said.
 */
DermagaWords *dermaga_explain_signin (const DermagaSigninResult *result);

/** dermaga_explain_delivery: (transfer full): likewise of the test message. */
DermagaWords *dermaga_explain_delivery (const DermagaSigninResult *result);

/** dermaga_explain_signin_row: (transfer full): a full sentence for lists and screen readers:
 *  "Receiving with IMAP, imap.example.com, port 993: signed in". */
char *dermaga_explain_signin_row (const DermagaSigninResult *result);

/**
 * dermaga_explain_signin_state: the same in a word or two, to stand beside an icon: "Signed in",
 * "Not accepted". Only the one word of %DERMAGA_SIGNIN_ACCEPTED says that all is well.
 */
const char *dermaga_explain_signin_state (DermagaSigninVerdict verdict);

/** dermaga_signin_severity: how much an answer is to worry. */
DermagaSeverity dermaga_signin_severity (DermagaSigninVerdict verdict);
DermagaSeverity dermaga_delivery_severity (DermagaDelivery delivery);

/**
 * dermaga_explain_lockout: (transfer full) (nullable): the warning that is due when a server has
 * refused a password @n_refused times: after two, that it may lock the account; after
 * %DERMAGA_SIGNIN_MAX_REFUSALS, that no more is tried; before that %NULL.
 */
char *dermaga_explain_lockout (const char *host, guint n_refused);

/** After so many refusals by one server, no more is tried until the program is started anew. */
#define DERMAGA_SIGNIN_MAX_REFUSALS 5u

/** dermaga_test_message_subject, _body: (transfer full): of the test message to oneself. */
char *dermaga_test_message_subject (void);
char *dermaga_test_message_body (const char *email);

/* Inside verdict/: (transfer full): what the server said, between marks of its own direction. */
char *dermaga_quote_reply (const char *reply);

G_END_DECLS
