#pragma once

#include "model/dermaga-classify.h"
#include "model/dermaga-probe.h"
#include "net/dermaga-network.h"
#include "wire/dermaga-signin-dialogue.h"

G_BEGIN_DECLS

/** How long each phase may take, in microseconds. */
#define DERMAGA_DEADLINE_CONNECT (10 * G_USEC_PER_SEC)
#define DERMAGA_DEADLINE_GREETING (30 * G_USEC_PER_SEC)
#define DERMAGA_DEADLINE_GREETING_RELAY (60 * G_USEC_PER_SEC) /* port 25: postscreen, tarpits */
#define DERMAGA_DEADLINE_REPLY (15 * G_USEC_PER_SEC)
#define DERMAGA_DEADLINE_SIGNIN (30 * G_USEC_PER_SEC) /* after failures some answer late */
#define DERMAGA_DEADLINE_DELIVERY (60 * G_USEC_PER_SEC) /* filters look at the message */
#define DERMAGA_DEADLINE_LEAVE (3 * G_USEC_PER_SEC)

typedef enum {
  DERMAGA_PHASE_CONNECTING,
  DERMAGA_PHASE_LISTENING, /* connected, no greeting yet */
  DERMAGA_PHASE_TALKING,
  DERMAGA_PHASE_SECURING,  /* the handshake is under way */
  DERMAGA_PHASE_LEAVING,   /* everything is known */
  DERMAGA_PHASE_CLOSED,
} DermagaPhase;

#define DERMAGA_TYPE_CONNECTION (dermaga_connection_get_type ())
G_DECLARE_FINAL_TYPE (DermagaConnection, dermaga_connection, DERMAGA, CONNECTION, GObject)

/**
 * DermagaConnection: one connection to one address and port, driven through its dialogue. The
 * one place where bytes move: SMTP, IMAP and POP3, in clear and in TLS. Everything happens in
 * callbacks of the main context that was the thread's default at creation.
 */

/** Called after anything was learned, and last when the phase became CLOSED. Never called from
 *  within dermaga_connection_start() or dermaga_connection_cancel(). */
typedef void (*DermagaConnectionFunc) (DermagaConnection *connection, gpointer user_data);

/**
 * dermaga_connection_new:
 * @mode: %DERMAGA_SECURITY_TLS starts TLS at once; the others listen first
 * @host: sent as SNI and checked against the certificate
 */
DermagaConnection *dermaga_connection_new (DermagaNetwork *network, GInetAddress *address,
                                           guint16 port, DermagaProtocol protocol,
                                           DermagaSecurity mode, const char *host,
                                           DermagaConnectionFunc func, gpointer user_data);
/**
 * dermaga_connection_new_signin: a connection that signs in
 * @dialogue: (transfer full)
 *
 * Its TLS is that of the network's sign-in context. The dialogue is given @user_name and @password
 * once, when the handshake is complete without a single fault. Nothing is kept in a transcript.
 */
DermagaConnection *
dermaga_connection_new_signin (DermagaNetwork *network, GInetAddress *address, guint16 port,
                               const char *host, DermagaSigninDialogue *dialogue,
                               const char *user_name, DermagaSecret *password,
                               DermagaConnectionFunc func, gpointer user_data);
/** What is known of its sign-in; borrowed, as long as the connection. */
const DermagaSigninFacts *dermaga_connection_get_signin_facts (DermagaConnection *self);
void dermaga_connection_start (DermagaConnection *self);
/** Closes at once and calls back no more. */
void dermaga_connection_cancel (DermagaConnection *self);

/**
 * Takes leave and calls back no more: what is under way comes to the end of the present answer,
 * then QUIT or LOGOUT and close_notify, all within %DERMAGA_DEADLINE_LEAVE; meanwhile the main loop
 * keeps the connection alive. Where nothing was said yet it is closed at once.
 */
void dermaga_connection_leave (DermagaConnection *self);
/** How many connections are taking leave in this process. */
guint dermaga_connection_count_leaving (void);

/** Moves the deadline of the connect phase: @deadline_us after the start; no effect later on. */
void dermaga_connection_set_connect_deadline (DermagaConnection *self, gint64 deadline_us);

DermagaPhase dermaga_connection_get_phase (DermagaConnection *self);
DermagaSecurity dermaga_connection_get_mode (DermagaConnection *self);
DermagaTiming dermaga_connection_get_timing (DermagaConnection *self);
/** Microseconds from the start until the peer's first sign of life (accept or refusal), -1 none. */
gint64 dermaga_connection_get_round_trip (DermagaConnection *self);
/** Microseconds since start. */
gint64 dermaga_connection_get_age (DermagaConnection *self);
/** Microseconds for which a connected peer has said nothing; 0 while connecting or closed. */
gint64 dermaga_connection_get_silence (DermagaConnection *self);
/** Whether the peer ever sent a byte. */
gboolean dermaga_connection_was_answered (DermagaConnection *self);
/** What is known; the pointers in it are borrowed and live until the next main-loop turn. */
DermagaSession dermaga_connection_get_session (DermagaConnection *self);
/** Whether the certificate shown would also be right for @host. */
gboolean dermaga_connection_matches_host (DermagaConnection *self, const char *host);

G_END_DECLS
