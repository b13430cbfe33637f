#pragma once

#include "tls/dermaga-tls-context.h"
#include "tls/dermaga-tls-facts.h"
#include "tls/dermaga-tls-signin-context.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_TLS_STATE_HANDSHAKE, /* more input needed (after taking what is to be sent) */
  DERMAGA_TLS_STATE_OPEN,      /* complete: plain text can be read and written */
  DERMAGA_TLS_STATE_CLOSED,    /* the peer said close_notify, or the transport ended */
  DERMAGA_TLS_STATE_FAILED,    /* the facts say why */
} DermagaTlsState;

/**
 * DermagaTlsEngine:
 *
 * TLS over memory BIOs: it does no I/O. Feed what came from the socket, take what is to go to it,
 * read and write plain text. All buffers are bounded.
 */
typedef struct _DermagaTlsEngine DermagaTlsEngine;

/**
 * dermaga_tls_engine_new_client:
 * @host: sent as SNI and checked against the certificate by OpenSSL (DNS-ID); an IP literal is
 *   checked as iPAddress and not sent as SNI
 *
 * The ClientHello is ready to be taken at once.
 */
DermagaTlsEngine *dermaga_tls_engine_new_client (DermagaTlsContext *context, const char *host);
/**
 * dermaga_tls_engine_new_signin:
 *
 * The same for a connection that is to carry a credential: any fault of the certificate, also what
 * its issuer says of it, is %DERMAGA_TLS_FAILURE_CERTIFICATE, and nothing can be written then.
 */
DermagaTlsEngine *dermaga_tls_engine_new_signin (DermagaTlsSigninContext *context,
                                                 const char *host);
/**
 * dermaga_tls_engine_may_carry_credential:
 *
 * The one question whose "yes" lets a password out. Returns: whether the engine was made by
 * dermaga_tls_engine_new_signin(), and is open, verified in full and not closing
 */
gboolean dermaga_tls_engine_may_carry_credential (DermagaTlsEngine *self);
DermagaTlsEngine *dermaga_tls_engine_new_server (DermagaTlsContext *context);
void dermaga_tls_engine_free (DermagaTlsEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTlsEngine, dermaga_tls_engine_free)

/**
 * dermaga_tls_engine_feed:
 *
 * Bytes from the socket; moves the handshake on as far as they reach. When the first ones are no
 * TLS, the facts say %DERMAGA_TLS_FAILURE_NOT_TLS at once, but the state stays HANDSHAKE until a
 * line of text is complete (or 512 bytes came, or the transport ends), so that all of it is kept.
 * More than 256 KiB of decrypted bytes that nobody read is a failure.
 */
DermagaTlsState dermaga_tls_engine_feed (DermagaTlsEngine *self, const guint8 *bytes, gsize length);
/**
 * dermaga_tls_engine_end:
 *
 * The transport ended (EOF or reset). During the handshake that is %DERMAGA_TLS_FAILURE_CUT, or
 * %DERMAGA_TLS_FAILURE_NOT_TLS when text had come; after it the state is CLOSED.
 */
DermagaTlsState dermaga_tls_engine_end (DermagaTlsEngine *self);
DermagaTlsState dermaga_tls_engine_get_state (DermagaTlsEngine *self);

/** dermaga_tls_engine_take: (transfer full) (nullable): bytes to send, %NULL if there are none. */
GBytes *dermaga_tls_engine_take (DermagaTlsEngine *self);
/** dermaga_tls_engine_read: (transfer full) (nullable): decrypted bytes, %NULL if none; they are
 *  overwritten at the last unref. */
GBytes *dermaga_tls_engine_read (DermagaTlsEngine *self);
/**
 * dermaga_tls_engine_write:
 *
 * Encrypts; only in state OPEN. Returns %FALSE, and writes nothing, when that failed, after
 * dermaga_tls_engine_close(), or when more than 256 KiB would wait to be taken.
 */
gboolean dermaga_tls_engine_write (DermagaTlsEngine *self, const guint8 *bytes, gsize length);
/** dermaga_tls_engine_close: puts a close_notify into what is to be sent. */
void dermaga_tls_engine_close (DermagaTlsEngine *self);

/** dermaga_tls_engine_get_facts: (transfer none): valid until the engine is freed. */
const DermagaTlsFacts *dermaga_tls_engine_get_facts (DermagaTlsEngine *self);

/**
 * dermaga_tls_engine_matches_host:
 *
 * Whether the certificate the peer showed would also be right for @host, judged by OpenSSL's own
 * check. Says nothing about the chain.
 */
gboolean dermaga_tls_engine_matches_host (DermagaTlsEngine *self, const char *host);

G_END_DECLS
