#pragma once

#include <gio/gio.h>

#include "practice/dermaga-practice-protocol.h"
#include "tls/dermaga-tls-context.h"

G_BEGIN_DECLS

/**
 * DermagaPracticeConnection: one client of the practice provider: moves bytes between its socket,
 * TLS and the protocol. Lines are at most 8 KiB long, and a client that says nothing for a minute
 * is let go.
 */
typedef struct _DermagaPracticeConnection DermagaPracticeConnection;

/**
 * DermagaPracticeManner: how a port is served.
 * @implicit_tls: TLS from the first byte
 * @starttls: an upgrade is offered
 * @greeting_delay_ms: how long the first words wait
 */
typedef struct {
  const DermagaPracticeProtocol *protocol;
  gboolean implicit_tls;
  gboolean starttls;
  guint greeting_delay_ms;
} DermagaPracticeManner;

/** DermagaPracticeClosedFunc: the connection is over; free it. Nothing is called after this. */
typedef void (*DermagaPracticeClosedFunc) (DermagaPracticeConnection *connection, gpointer data);

DermagaPracticeConnection *
dermaga_practice_connection_new (GSocket *socket, DermagaTlsContext *context,
                                 const DermagaPracticeManner *manner,
                                 DermagaPracticeClosedFunc closed, gpointer data);
void dermaga_practice_connection_free (DermagaPracticeConnection *self);

G_END_DECLS
