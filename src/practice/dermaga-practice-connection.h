#pragma once

#include <gio/gio.h>

#include "practice/dermaga-practice-protocol.h"
#include "tls/dermaga-tls-context.h"

G_BEGIN_DECLS

/**
 * DermagaPracticeConnection: one client of the practice provider: moves bytes between its socket,
 * TLS and the protocol. Lines are at most 8 KiB long, memory is bounded whatever the client does,
 * and one that does not come on is let go: it has a minute for a line, and as long as its protocol
 * allows between two of them once it is signed in.
 */
typedef struct _DermagaPracticeConnection DermagaPracticeConnection;

/**
 * DermagaPracticeManner: how a port is served.
 * @port: its usual number
 * @implicit_tls: TLS from the first byte
 * @starttls: an upgrade is offered
 * @greeting_delay_ms: how long the first words wait
 * @patience_us: for a line; 0 for a minute
 */
typedef struct {
  const DermagaPracticeProtocol *protocol;
  guint16 port;
  gboolean implicit_tls;
  gboolean starttls;
  guint greeting_delay_ms;
  gint64 patience_us;
} DermagaPracticeManner;

/** DermagaPracticeClosedFunc: the connection is over; free it. Nothing is called after this. */
typedef void (*DermagaPracticeClosedFunc) (DermagaPracticeConnection *connection, gpointer data);

DermagaPracticeConnection *
dermaga_practice_connection_new (GSocket *socket, DermagaTlsContext *context,
                                 const DermagaPracticeManner *manner, DermagaPracticeStore *store,
                                 DermagaPracticeClosedFunc closed, gpointer data);
void dermaga_practice_connection_free (DermagaPracticeConnection *self);
/** dermaga_practice_connection_poke: the store changed: whoever waits for that is told. */
void dermaga_practice_connection_poke (DermagaPracticeConnection *self);

G_END_DECLS
