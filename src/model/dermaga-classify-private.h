#pragma once

#include "model/dermaga-classify.h"

G_BEGIN_DECLS

/**
 * dermaga_classify_errno:
 * @os_error: errno of a failed connect()
 *
 * What it says about the way to the server.
 */
DermagaOutcome dermaga_classify_errno (int os_error, gboolean is_ipv6);

/**
 * dermaga_classify_text:
 * @bytes: (nullable): the first bytes that came where a TLS record was due
 *
 * What a server is that answers a ClientHello in clear text: %DERMAGA_OUTCOME_NEED_STARTTLS for a
 * good greeting of @protocol, otherwise what its words say.
 */
DermagaOutcome dermaga_classify_text (DermagaProtocol protocol, GBytes *bytes);

/**
 * dermaga_classify_text_is_whole:
 *
 * Whether a first line has come to its end (or is no text at all), so that more bytes could not
 * change what dermaga_classify_text() says.
 */
gboolean dermaga_classify_text_is_whole (GBytes *bytes);

/**
 * dermaga_classify_certificate:
 *
 * Names the fault of a complete handshake that is not dermaga_tls_facts_verified().
 */
DermagaOutcome dermaga_classify_certificate (const DermagaTlsFacts *tls);

G_END_DECLS
