#pragma once

#include "base/dermaga-secret.h"
#include "wire/dermaga-signin-verdict.h"
#include "wire/dermaga-talk.h"

G_BEGIN_DECLS

/** How often a server may ask before it has to judge; more is no mechanism that is used. */
#define DERMAGA_SIGNIN_MAX_CHALLENGES 4u

/**
 * DermagaSigninFacts:
 * @begun: something was said about the user: before, all is as in a probe
 * @judged: @verdict is there: the sign-in is over
 * @mechanism: (nullable): the one that was used last
 * @reply_code: SMTP code of the reply that was judged, 0 otherwise
 * @response_code: (nullable): response code or enhanced status of it, safe text
 * @reply: (nullable): its words, see dermaga_signin_quote(); so @delivery_reply
 */
typedef struct {
  gboolean begun;
  gboolean judged;
  DermagaSigninVerdict verdict;
  const char *mechanism;
  int reply_code;
  char *response_code;
  char *reply;
  DermagaDelivery delivery;
  int delivery_code;
  char *delivery_status;
  char *delivery_reply;
} DermagaSigninFacts;

/**
 * DermagaSigninDialogue:
 *
 * A session that signs in, as a machine without I/O. What comes before is a #DermagaDialogue, which
 * knows no such command; where that would take its leave inside TLS, this one goes on. Name and
 * password are not known to it until dermaga_signin_dialogue_unlock(). It speaks as a #DermagaTalk.
 */
typedef struct _DermagaSigninDialogue DermagaSigninDialogue;

/** dermaga_signin_dialogue_new: @tag_seed: see dermaga_dialogue_new() */
DermagaSigninDialogue *dermaga_signin_dialogue_new (DermagaProtocol protocol, DermagaSecurity mode,
                                                    guint32 tag_seed);
void dermaga_signin_dialogue_free (DermagaSigninDialogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSigninDialogue, dermaga_signin_dialogue_free)

/**
 * dermaga_signin_dialogue_set_mail: what is sent when a sign-in by SMTP was accepted
 * @email: valid address: sender and recipient
 * @content: the message, header and body, every line with CRLF
 */
void dermaga_signin_dialogue_set_mail (DermagaSigninDialogue *self, const char *email,
                                       GBytes *content);

/** dermaga_signin_dialogue_get_facts: (transfer none): of the sign-in, as far as it has come. */
const DermagaSigninFacts *dermaga_signin_dialogue_get_facts (DermagaSigninDialogue *self);

/** The talk of a #DermagaSigninDialogue. */
extern const DermagaTalk dermaga_signin_talk;

G_END_DECLS
