#pragma once

#include "base/dermaga-secret.h"
#include "model/dermaga-signin-result.h"
#include "net/dermaga-network.h"

G_BEGIN_DECLS

/**
 * DermagaTestMessage: a message to oneself, sent after a good sign-in to an SMTP server.
 * @email: sender and only recipient; must pass dermaga_email_is_valid()
 * @subject, @body: (transfer none): UTF-8 in any language; encoded as RFC 2047 and RFC 2045 say
 */
typedef struct {
  const char *email;
  const char *subject;
  const char *body;
} DermagaTestMessage;

/**
 * dermaga_signin_async:
 * @server: which server, how it is encrypted, and the user name. %DERMAGA_SECURITY_NONE is refused:
 *   the result says %DERMAGA_SIGNIN_NOT_ENCRYPTED and nothing is connected.
 * @password: held until the sign-in is over, then let go of; the caller wipes it
 * @message: (nullable): sent when the sign-in was accepted; SMTP only
 *
 * One try to sign in, over verified TLS only, by the strongest mechanism that the server offers
 * inside it: SCRAM-SHA-256, SCRAM-SHA-1, CRAM-MD5, PLAIN, LOGIN; for IMAP LOGIN and for POP3
 * USER/PASS where no SASL mechanism fits. A mechanism that a server refuses as such (504, 534
 * 5.7.9, "NO [CANNOT]", before it has judged the password) is followed by the next one; a password
 * that was refused is never sent again by another mechanism. The name's addresses are tried in turn
 * only until one was reached. Nothing of it is kept in a transcript.
 *
 * Everything happens in callbacks of the thread-default main context; nothing blocks it.
 */
void dermaga_signin_async (DermagaNetwork *network, const DermagaServer *server,
                           DermagaSecret *password, const DermagaTestMessage *message,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/** dermaga_signin_finish: (transfer full): never %NULL but when @error is set, which happens for
 *  %G_IO_ERROR_CANCELLED alone. */
DermagaSigninResult *dermaga_signin_finish (GAsyncResult *result, GError **error);

/**
 * dermaga_signin_user_names:
 * @email: the user's address
 * @pattern: (nullable): what the provider publishes, "%EMAILADDRESS%"
 *
 * Returns: (transfer full) (array zero-terminated=1): the forms that providers use, the likeliest
 * first, without doubles: what is published, the whole address, the part before the @. Further
 * forms are tried only when the person agrees to each try.
 */
char **dermaga_signin_user_names (const char *email, const char *pattern);

G_END_DECLS
