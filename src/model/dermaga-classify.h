#pragma once

#include "model/dermaga-outcome.h"
#include "tls/dermaga-tls-facts.h"
#include "wire/dermaga-dialogue.h"
#include "wire/dermaga-transcript.h"

G_BEGIN_DECLS

/** How the transport of one connection ended. */
typedef enum {
  DERMAGA_TRANSPORT_OK,              /* connected; the facts tell the rest */
  DERMAGA_TRANSPORT_CONNECT_FAILED,  /* errno tells */
  DERMAGA_TRANSPORT_CONNECT_TIMEOUT,
  DERMAGA_TRANSPORT_TLS_TIMEOUT,     /* the handshake's deadline passed */
  DERMAGA_TRANSPORT_CANCELLED,
} DermagaTransport;

/**
 * DermagaSession: what one connection learned, as the driver reports it.
 * @os_error: errno of the failed connect
 * @reset: the connection ended with a reset, not with an orderly close
 * @facts: (nullable), @tls: (nullable), @transcript: (nullable): evidence for people; no outcome
 *   rests on it
 */
typedef struct {
  DermagaTransport transport;
  int os_error;
  gboolean is_ipv6;
  gboolean reset;
  const DermagaFacts *facts;
  const DermagaTlsFacts *tls;
  DermagaTranscript *transcript;
} DermagaSession;

/**
 * dermaga_classify:
 * @security: the way of connecting that is asked about. A session in clear (facts->mode NONE or
 *   STARTTLS) answers for NONE and STARTTLS, and for TLS when greeted in text (NEED_STARTTLS).
 *   A session in TLS answers for TLS, and for NONE and STARTTLS with NEED_TLS once TLS was spoken.
 * @decided: (out) (optional): whether the session has come far enough for this answer to be final;
 *   if not, the answer is NOT_CHECKED or the best guess that holds should nothing more come
 *
 * The one place in which evidence becomes an outcome. OK_TLS and OK_STARTTLS only with
 * dermaga_tls_facts_verified() and a greeting and capabilities heard inside TLS.
 */
DermagaOutcome dermaga_classify (const DermagaSession *session, DermagaSecurity security,
                                 gboolean *decided);

G_END_DECLS
