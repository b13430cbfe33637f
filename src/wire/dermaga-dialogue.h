#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

/* Limits for hostile peers. */
#define DERMAGA_WIRE_MAX_LINE 8192u        /* octets a line, terminator included */
#define DERMAGA_WIRE_MAX_REPLY_LINES 128u
#define DERMAGA_WIRE_MAX_REPLY 65536u      /* octets a reply */

/** How far a dialogue has come. Ordered: a later value means that all before it is done. */
typedef enum {
  DERMAGA_STAGE_GREETING,            /* waiting for the server's first words */
  DERMAGA_STAGE_CAPABILITIES,        /* asked in clear what it can do */
  DERMAGA_STAGE_UPGRADE,             /* STARTTLS or STLS sent */
  DERMAGA_STAGE_HANDSHAKE,           /* the driver is to do TLS */
  DERMAGA_STAGE_SECURE_GREETING,     /* TLS from the start: waiting for the first words inside it */
  DERMAGA_STAGE_SECURE_CAPABILITIES, /* asked inside TLS */
  DERMAGA_STAGE_LEAVE,               /* everything is known; QUIT or LOGOUT sent */
  DERMAGA_STAGE_FINISHED,
} DermagaStage;

/** What the driver is to do next. */
typedef enum {
  DERMAGA_ACTION_NEED_INPUT, /* read from the server, then feed, end or expire */
  DERMAGA_ACTION_SEND,       /* send the bytes in one write */
  DERMAGA_ACTION_WORK,       /* it computes: let the main loop turn, then ask again */
  DERMAGA_ACTION_START_TLS,  /* handshake, then dermaga_dialogue_secured() */
  DERMAGA_ACTION_DONE,       /* close politely */
  DERMAGA_ACTION_FAILED,     /* close at once; the facts say why */
} DermagaAction;

/** Why a dialogue failed; the stage where it did stays in the facts. */
typedef enum {
  DERMAGA_TROUBLE_NONE,
  DERMAGA_TROUBLE_EOF,                    /* the peer closed */
  DERMAGA_TROUBLE_TIMEOUT,                /* the stage's deadline passed */
  DERMAGA_TROUBLE_GREETING_REFUSED,       /* 5xx, * BYE, -ERR as greeting */
  DERMAGA_TROUBLE_TEMPORARY,              /* 4xx as greeting or to EHLO, [INUSE], [SYS/TEMP] */
  DERMAGA_TROUBLE_NOT_MAIL,               /* HTTP/, SSH-, or another mail protocol's greeting */
  DERMAGA_TROUBLE_TLS_BYTES,              /* TLS records (15 03 / 16 03) where text was due */
  DERMAGA_TROUBLE_MALFORMED,              /* not the protocol's grammar, NUL byte */
  DERMAGA_TROUBLE_TOO_LONG,               /* over one of the limits above */
  DERMAGA_TROUBLE_CAPABILITIES_REFUSED,   /* EHLO and HELO (clear), or EHLO inside TLS, refused */
  DERMAGA_TROUBLE_UPGRADE_REFUSED,        /* STARTTLS offered, then not answered with yes */
  DERMAGA_TROUBLE_INJECTED,               /* bytes before a command that they could answer */
  DERMAGA_TROUBLE_PREAUTH,                /* * PREAUTH in clear */
  DERMAGA_TROUBLE_LITERAL,                /* IMAP literal before sign-in */
} DermagaTrouble;

/** Remarks that do not end the dialogue. */
typedef enum {
  DERMAGA_ODDITY_NONE = 0,
  DERMAGA_ODDITY_BARE_LF = 1 << 0,          /* a line ended with LF alone */
  DERMAGA_ODDITY_MASKED = 1 << 1,           /* "220 ****", "250-XXXXXXXA": rewritten offer */
  DERMAGA_ODDITY_UNSOLICITED = 1 << 2,      /* IMAP data nobody asked for, before TLS: not kept */
  DERMAGA_ODDITY_EHLO_REFUSED = 1 << 3,     /* EHLO refused, HELO taken: clear text only */
  DERMAGA_ODDITY_NO_CAPABILITIES = 1 << 4,  /* CAPABILITY or CAPA refused: nothing is offered */
  DERMAGA_ODDITY_ALERT = 1 << 5,            /* [ALERT] or similar text that asks to be shown */
  DERMAGA_ODDITY_REFERRAL = 1 << 6,         /* [REFERRAL ...]: never followed */
} DermagaOddity;

/**
 * DermagaCapabilities:
 * @seen: whether the server answered the question
 * @starttls: STARTTLS or STLS offered
 * @login_disabled: IMAP LOGINDISABLED
 * @user_login: POP3 USER offered (without CAPA: TRUE, RFC 1939)
 * @size: SMTP SIZE in octets, 0 unknown
 * @auth: (array zero-terminated=1): SASL mechanisms, lower case, in the server's order, no
 *   duplicates
 * @names: (array zero-terminated=1): all capability keywords, upper case, safe text
 */
typedef struct {
  gboolean seen;
  gboolean starttls;
  gboolean login_disabled;
  gboolean user_login;
  guint64 size;
  char **auth;
  char **names;
} DermagaCapabilities;

/**
 * DermagaFacts:
 *
 * What one connection's dialogue learned. @clear is what was said before TLS and must never be
 * used for a decision after it (RFC 3207 §4.2); @secure what was said inside TLS.
 * All texts are safe to show, at most 200 characters.
 */
typedef struct {
  DermagaProtocol protocol;
  DermagaSecurity mode;
  DermagaStage stage;     /* furthest stage entered; where it failed if @trouble is set */
  DermagaTrouble trouble;
  guint oddities;         /* DermagaOddity bits */
  int reply_code;         /* SMTP code of the reply that made the trouble, 0 otherwise */
  char *greeting;         /* (nullable) the first line of the greeting, unverified server text */
  char *trouble_text;     /* (nullable) the reply that made the trouble, unverified server text */
  char *alert_text;       /* (nullable) text of an [ALERT], unverified server text */
  gboolean greeting_ok;
  gboolean upgrade_accepted;
  DermagaCapabilities clear;
  DermagaCapabilities secure;
} DermagaFacts;

DermagaFacts *dermaga_facts_copy (const DermagaFacts *facts);
void dermaga_facts_free (DermagaFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaFacts, dermaga_facts_free)

/**
 * DermagaDialogue:
 *
 * One SMTP, IMAP or POP3 session as a machine without I/O: it is fed bytes and asked what to do
 * next. It never sends AUTH, MAIL, RCPT or VRFY. Mode %DERMAGA_SECURITY_NONE asks for the
 * capabilities in clear and leaves; %DERMAGA_SECURITY_STARTTLS upgrades where the server offers
 * it (and leaves, with the clear facts, where it does not); %DERMAGA_SECURITY_TLS expects that the
 * driver does TLS first: its first action is %DERMAGA_ACTION_START_TLS.
 */
typedef struct _DermagaDialogue DermagaDialogue;

/**
 * dermaga_dialogue_new:
 * @tag_seed: for IMAP tags, which must not be guessable; pass g_random_int()
 */
DermagaDialogue *dermaga_dialogue_new (DermagaProtocol protocol, DermagaSecurity mode,
                                       guint32 tag_seed);
void dermaga_dialogue_free (DermagaDialogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaDialogue, dermaga_dialogue_free)

/** dermaga_dialogue_feed: hands over bytes from the peer, inside TLS after decryption. */
void dermaga_dialogue_feed (DermagaDialogue *self, const guint8 *bytes, gsize length);
/** dermaga_dialogue_end: the peer closed. While leaving this is a normal end. */
void dermaga_dialogue_end (DermagaDialogue *self);
/** dermaga_dialogue_expire: the deadline of the present stage passed. Likewise. */
void dermaga_dialogue_expire (DermagaDialogue *self);
/**
 * dermaga_dialogue_secured: the handshake that START_TLS asked for is complete. Bytes that were
 * fed between the answer to STARTTLS and this call have already made the dialogue fail with
 * %DERMAGA_TROUBLE_INJECTED.
 */
void dermaga_dialogue_secured (DermagaDialogue *self);

/**
 * dermaga_dialogue_leave: nothing more is wanted: in place of its next command the dialogue says
 * QUIT or LOGOUT. A command that was sent is still answered first.
 */
void dermaga_dialogue_leave (DermagaDialogue *self);

/**
 * dermaga_dialogue_next:
 * @send: (out) (transfer full) (nullable): the bytes for %DERMAGA_ACTION_SEND, one whole command
 *
 * SEND is returned once for each command; call again after it. The other actions are returned as
 * often as asked until something changes.
 */
DermagaAction dermaga_dialogue_next (DermagaDialogue *self, GBytes **send);

/** dermaga_dialogue_get_facts: (transfer none): what is known so far. */
const DermagaFacts *dermaga_dialogue_get_facts (DermagaDialogue *self);

G_END_DECLS
