#pragma once

#include <openssl/ssl.h>

#include "tls/dermaga-tls-facts.h"

G_BEGIN_DECLS

/**
 * dermaga_tls_staple_request: asks for the issuer's word on revocation (RFC 6066 §8), which a
 * server may send along with its certificate: no further round trip, and nobody else is asked.
 */
gboolean dermaga_tls_staple_request (SSL *ssl);

/**
 * dermaga_tls_staple_check: of a complete handshake
 *
 * Only a word that the issuer signed, or whom the issuer made its deputy, about this very
 * certificate, and that holds today, counts; whatever else a server sends is
 * %DERMAGA_TLS_STAPLE_UNUSABLE, and no fault.
 */
DermagaTlsStaple dermaga_tls_staple_check (SSL *ssl);

G_END_DECLS
