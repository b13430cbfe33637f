#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DermagaSocketEvents: what a socket tells its owner, always from the main loop. The owner may
 * free the socket from within any of them.
 * @connected: @os_error is 0, or the errno of the failed connect
 * @received: bytes, valid during the call
 * @ended: the peer closed, @reset if not in order
 */
typedef struct {
  void (*connected) (gpointer owner, int os_error);
  void (*received) (gpointer owner, const guint8 *bytes, gsize length);
  void (*ended) (gpointer owner, gboolean reset);
} DermagaSocketEvents;

/**
 * DermagaSocket: a TCP connection on the thread's default main context, with the exact errno of
 * a failed connect, which #GSocketConnection folds together.
 */
typedef struct _DermagaSocket DermagaSocket;

/** dermaga_socket_connect: @port 0 is refused without asking the network. */
DermagaSocket *dermaga_socket_connect (GInetAddress *address, guint16 port,
                                       const DermagaSocketEvents *events, gpointer owner);
/** dermaga_socket_free: closes at once; no event comes after it. */
void dermaga_socket_free (DermagaSocket *self);

/** dermaga_socket_send: sends what the kernel takes now and the rest as it can. */
void dermaga_socket_send (DermagaSocket *self, GBytes *bytes);

/** dermaga_socket_peek: bytes that have arrived but were not told yet, without taking them. */
gsize dermaga_socket_peek (DermagaSocket *self, guint8 *buffer, gsize size);

G_END_DECLS
