#pragma once

#include "base/dermaga-protocol.h"
#include "base/dermaga-secret.h"
#include "wire/dermaga-signin-verdict.h"

G_BEGIN_DECLS

/**
 * DermagaSigninReply: what a server answered when it did not accept.
 * @code: SMTP code, 0 otherwise
 * @status: (nullable): enhanced status ("5.7.8") or the response code's name
 * @failed: IMAP BAD: it is not about the password but about the command
 * @text: all that was said for people
 * @gave_password: it had what it needs to judge the password
 */
typedef struct {
  DermagaProtocol protocol;
  int code;
  const char *status;
  gboolean failed;
  const char *text;
  gboolean gave_password;
} DermagaSigninReply;

/**
 * dermaga_signin_judge:
 *
 * The one place where an answer becomes a verdict: well-known wording first, then codes, then what
 * is likely. %DERMAGA_SIGNIN_MECHANISM_REFUSED means that the password was not judged, so that
 * another mechanism may follow.
 */
DermagaSigninVerdict dermaga_signin_judge (const DermagaSigninReply *reply);

/** What a reply about a test message was the answer to. */
typedef enum {
  DERMAGA_DELIVERY_STEP_MAIL,
  DERMAGA_DELIVERY_STEP_RCPT,
  DERMAGA_DELIVERY_STEP_DATA,
  DERMAGA_DELIVERY_STEP_CONTENT,
} DermagaDeliveryStep;

/** dermaga_delivery_judge: the same of a test message; @status: (nullable) */
DermagaDelivery dermaga_delivery_judge (DermagaDeliveryStep step, int code, const char *status,
                                        const char *text);

/**
 * dermaga_signin_quote:
 * @text: what the server said
 * @password: (nullable)
 *
 * Returns: (transfer full) (nullable): the same, safe to show, at most 200 characters, without what
 *   it repeats of the password, as it is or in base64; %NULL when nothing is left to quote
 */
char *dermaga_signin_quote (const char *text, DermagaSecret *password);

G_END_DECLS
