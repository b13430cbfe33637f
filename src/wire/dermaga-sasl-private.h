#pragma once

#include "wire/dermaga-sasl.h"

G_BEGIN_DECLS

/* Inside SASL only: SCRAM (RFC 5802, RFC 7677) has a file of its own. */

#define DERMAGA_SCRAM_MAX_DIGEST 32u

typedef struct _DermagaScram DermagaScram;

/** dermaga_scram_new: (nullable): @nonce: (nullable): random where there is none */
DermagaScram *dermaga_scram_new (gboolean sha256, const char *user_name, DermagaSecret *password,
                                 const char *nonce);
void dermaga_scram_free (DermagaScram *self);

/** dermaga_scram_take_first: (transfer full): the client's first message. */
GBytes *dermaga_scram_take_first (DermagaScram *self);
DermagaSaslStatus dermaga_scram_challenge (DermagaScram *self, const char *text, gsize length);
DermagaSaslStatus dermaga_scram_work (DermagaScram *self);
/** dermaga_scram_take_response: (transfer full) */
GBytes *dermaga_scram_take_response (DermagaScram *self);
gboolean dermaga_scram_gave_proof (DermagaScram *self);
gboolean dermaga_scram_is_proved (DermagaScram *self);

/** dermaga_sasl_hmac: @digest: at least %DERMAGA_SCRAM_MAX_DIGEST octets; its length is returned,
 *  0 if OpenSSL lacks it. What OpenSSL kept of the key is wiped. */
gsize dermaga_sasl_hmac (const char *hash, const void *key, gsize key_length, const void *data,
                         gsize length, guint8 *digest);

G_END_DECLS
