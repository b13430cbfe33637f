#pragma once

#include "net/dermaga-connection.h"
#include "net/dermaga-socket.h"
#include "tls/dermaga-tls-engine.h"
#include "wire/dermaga-talk.h"

G_BEGIN_DECLS

/* Inside the connection only: dermaga-connection.c moves the bytes; dermaga-connection-leave.c
 * takes leave; dermaga-connection-query.c tells what is known. */

struct _DermagaConnection
{
  GObject parent_instance;

  DermagaNetwork *network;
  GInetAddress *address;
  guint16 port;
  char *host;
  DermagaConnectionFunc func;
  gpointer user_data;

  const DermagaTalk *talk;
  gpointer dialogue; /* what the talk is about */
  DermagaTlsEngine *engine;
  gboolean secured;  /* the handshake is complete: the dialogue speaks through the engine */

  DermagaSocket *socket;
  GSource *deadline;
  GSource *farewell; /* while it takes leave; holds a reference */
  gsize received;

  DermagaPhase phase;
  DermagaTransport transport;
  int os_error;
  gboolean reset;
  gint64 started;
  gint64 heard; /* when it was connected, or the peer last sent something */
  gint64 connect_deadline;
  gint64 round_trip;
  int armed_turn; /* the answer that the running deadline belongs to, -1 none */
  DermagaTiming timing;
  DermagaTranscript *transcript;
  gboolean ended; /* the peer closed the connection */
};

/** dermaga_connection_get_facts: what its dialogue knows. */
const DermagaFacts *dermaga_connection_get_facts (DermagaConnection *self);
/** dermaga_connection_close: the socket and all that waits for it; calls nobody back. */
void dermaga_connection_close (DermagaConnection *self);
/** dermaga_connection_end_farewell: taking leave is over, if it was begun; may drop a reference. */
void dermaga_connection_end_farewell (DermagaConnection *self);

G_END_DECLS
