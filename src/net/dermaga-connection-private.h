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
  char *user_name;         /* (nullable): sign-in: not yet given to the dialogue, like @password */
  DermagaSecret *password; /* (nullable) */
  gboolean unlocked;       /* both were given to it: what it says may hold them */
  gboolean secured;  /* the handshake is complete: the dialogue speaks through the engine */

  DermagaSocket *socket;
  GSource *deadline;
  GSource *work;     /* the dialogue computes */
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
  DermagaTranscript *transcript; /* (nullable): of a sign-in nothing is kept */
  gboolean ended; /* the peer closed the connection */
};

/** dermaga_connection_get_facts: what its dialogue knows. */
const DermagaFacts *dermaga_connection_get_facts (DermagaConnection *self);
/** dermaga_connection_new_with: what all have in common; takes @dialogue over. */
DermagaConnection *dermaga_connection_new_with (DermagaNetwork *network, GInetAddress *address,
                                                guint16 port, const char *host,
                                                const DermagaTalk *talk, gpointer dialogue,
                                                DermagaConnectionFunc func, gpointer user_data);
/** dermaga_connection_unlock: the one place where a password is let out: to the dialogue, and only
 *  over an engine that may carry it. No effect on a probe. */
void dermaga_connection_unlock (DermagaConnection *self);
/** dermaga_connection_may_send: whether what the dialogue says now may go out: once it knows a
 *  password, only over such an engine. */
gboolean dermaga_connection_may_send (DermagaConnection *self);
/** dermaga_connection_forget_password: this connection's own hold of it. */
void dermaga_connection_forget_password (DermagaConnection *self);
/** dermaga_connection_close: the socket and all that waits for it; calls nobody back. */
void dermaga_connection_close (DermagaConnection *self);
/** dermaga_connection_end_farewell: taking leave is over, if it was begun; may drop a reference. */
void dermaga_connection_end_farewell (DermagaConnection *self);

G_END_DECLS
