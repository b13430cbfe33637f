#pragma once

#include "model/dermaga-classify.h"

/** What a made-up session has seen. Bits. */
typedef enum {
  HAS_GREETING = 1 << 0,
  HAS_STARTTLS = 1 << 1,       /* offered in clear */
  HAS_CLEAR_AUTH = 1 << 2,     /* AUTH or SASL in clear */
  HAS_CLEAR_USER = 1 << 3,     /* POP3 USER in clear */
  HAS_LOGIN_DISABLED = 1 << 4, /* IMAP, in clear */
  HAS_MASK = 1 << 5,
  HAS_UPGRADE = 1 << 6,        /* STARTTLS accepted */
  HAS_SECURE = 1 << 7,         /* capabilities heard inside TLS */
  HAS_SECURE_AUTH = 1 << 8,
  HAS_TIMESTAMP = 1 << 9,      /* POP3 offers APOP in its greeting */
} Seen;

/** What came of TLS. */
typedef enum {
  TLS_NONE,        /* not begun */
  TLS_UNDER_WAY,   /* ClientHello sent, nothing came */
  TLS_HALF,        /* a certificate came, the handshake is not complete */
  TLS_GOOD,
  TLS_GOOD_THEN_CUT, /* complete, later closed without close_notify */
  TLS_EXPIRED,
  TLS_OTHER_NAME,
  TLS_SELF_SIGNED,
  TLS_REVOKED,
  TLS_EXPIRED_OTHER_NAME,
  TLS_SELF_SIGNED_EXPIRED_OTHER_NAME,
  TLS_SELF_SIGNED_REVOKED,
  TLS_NO_CERTIFICATE,
  TLS_COMPLETE_OLD, /* complete in TLS 1.0 */
  TLS_OLD,
  TLS_WEAK,
  TLS_CUT,
  TLS_OTHER,
  TLS_TEXT,         /* no TLS: text */
  N_TLS,
} Tls;

typedef struct
{
  const char *name;
  DermagaProtocol protocol;
  DermagaSecurity mode;
  DermagaStage stage;
  DermagaTrouble trouble;
  guint seen;
  Tls tls;
  const char *text; /* for TLS_TEXT */
  DermagaTransport transport;
  int os_error;
  gboolean is_ipv6;
  /* Expected for the three ways of connecting; NULL: undecided, nothing known. */
  const char *none;
  const char *starttls;
  const char *encrypted;
} Scenario;

/** MadeSession: a session for dermaga_classify() and what it points to. */
typedef struct
{
  DermagaSession session;
  DermagaFacts facts;
  DermagaTlsFacts *tls;
} MadeSession;

MadeSession *made_session_new (const Scenario *scenario);
void made_session_free (MadeSession *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadeSession, made_session_free)

/** make_tls_facts: (transfer full) (nullable) */
DermagaTlsFacts *make_tls_facts (Tls tls, const char *text);
