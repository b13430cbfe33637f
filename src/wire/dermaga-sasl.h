#pragma once

#include "base/dermaga-secret.h"

G_BEGIN_DECLS

/** The longest challenge that is looked at, in octets after decoding. */
#define DERMAGA_SASL_MAX_CHALLENGE 2048u
/** SCRAM: how often a server may ask to hash, and how often at least (RFC 7677 §4). */
#define DERMAGA_SASL_MIN_ITERATIONS 4096u
#define DERMAGA_SASL_MAX_ITERATIONS 1000000u

/** The mechanisms that are used, the strongest first. OAuth (XOAUTH2, OAUTHBEARER) is recognised
 *  only; the -PLUS variants need a channel binding, their plain ones do without. */
typedef enum {
  DERMAGA_SASL_SCRAM_SHA_256,
  DERMAGA_SASL_SCRAM_SHA_1,
  DERMAGA_SASL_CRAM_MD5,
  DERMAGA_SASL_PLAIN,
  DERMAGA_SASL_LOGIN,
} DermagaSaslMechanism;

#define DERMAGA_N_SASL_MECHANISMS (DERMAGA_SASL_LOGIN + 1)

/** dermaga_sasl_mechanism_to_string: "scram-sha-256". */
const char *dermaga_sasl_mechanism_to_string (DermagaSaslMechanism mechanism);
/** dermaga_sasl_mechanism_is_offered: by a list of names in lower case. */
gboolean dermaga_sasl_mechanism_is_offered (DermagaSaslMechanism mechanism, char **offered);
/** dermaga_sasl_offers_browser: whether the list holds a mechanism that needs the browser. */
gboolean dermaga_sasl_offers_browser (char **offered);

/**
 * DermagaSasl: the client's side of one exchange (RFC 4422), in octets, without base64. Everything
 * in it from which the password could be had is wiped with it.
 */
typedef struct _DermagaSasl DermagaSasl;

typedef enum {
  DERMAGA_SASL_RESPOND,  /* dermaga_sasl_take_response() has the answer, which may be empty */
  DERMAGA_SASL_WORK,     /* call dermaga_sasl_work() until it says something else */
  DERMAGA_SASL_DENIED,   /* the server says in the exchange that it does not take it */
  DERMAGA_SASL_SENSELESS, /* a challenge that is none, or comes when all is said */
  DERMAGA_SASL_UNPROVED, /* the server does not keep to what makes SCRAM safe */
} DermagaSaslStatus;

/**
 * dermaga_sasl_new:
 * @password: held until it is freed
 *
 * Returns: (transfer full) (nullable): %NULL when the mechanism cannot carry these (SCRAM: what
 *   SASLprep prohibits)
 */
DermagaSasl *dermaga_sasl_new (DermagaSaslMechanism mechanism, const char *user_name,
                               DermagaSecret *password);
/** dermaga_sasl_new_with_nonce: for tests: SCRAM with a nonce that is known. */
DermagaSasl *dermaga_sasl_new_with_nonce (DermagaSaslMechanism mechanism, const char *user_name,
                                          DermagaSecret *password, const char *nonce);
void dermaga_sasl_free (DermagaSasl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSasl, dermaga_sasl_free)

/** dermaga_sasl_goes_first: whether the client's first words need no challenge: the initial
 *  response is there to be taken. */
gboolean dermaga_sasl_goes_first (DermagaSasl *self);
/** dermaga_sasl_get_first_length: of the initial response, in octets. */
gsize dermaga_sasl_get_first_length (DermagaSasl *self);
/** dermaga_sasl_ignores_challenges: whether what a challenge says means nothing (PLAIN, LOGIN):
 *  servers write there what they like. */
gboolean dermaga_sasl_ignores_challenges (DermagaSasl *self);

/** dermaga_sasl_challenge: @data: decoded */
DermagaSaslStatus dermaga_sasl_challenge (DermagaSasl *self, const guint8 *data, gsize length);
/** dermaga_sasl_work: some milliseconds of hashing. */
DermagaSaslStatus dermaga_sasl_work (DermagaSasl *self);
/** dermaga_sasl_take_response: (transfer full): to be encoded and sent; wiped at its end. */
GBytes *dermaga_sasl_take_response (DermagaSasl *self);

/** dermaga_sasl_gave_password: whether the server has got what it needs to judge the password. */
gboolean dermaga_sasl_gave_password (DermagaSasl *self);
/** dermaga_sasl_believes_success: whether a server that now says "accepted" can be believed: all
 *  was said, and with SCRAM the server has proved that it knows the password. */
gboolean dermaga_sasl_believes_success (DermagaSasl *self);

/**
 * dermaga_sasl_decode:
 * @length: (out): of what is returned
 *
 * Returns: (transfer full) (nullable): what @text says in base64, %NULL when it is not exactly that
 *   or too long for a challenge. Ends with a NUL that does not count.
 */
guint8 *dermaga_sasl_decode (const char *text, gsize *length);

G_END_DECLS
