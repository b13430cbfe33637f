#include "config.h"

#include "net/dermaga-connection-private.h"

#include <errno.h>

#include "base/dermaga-timer.h"
#include "net/dermaga-notes.h"

/* A whole probe needs a few KiB; a peer that sends this much is not talking mail. */
#define MAX_RECEIVED (1024 * 1024)

G_DEFINE_FINAL_TYPE (DermagaConnection, dermaga_connection, G_TYPE_OBJECT)

static void pump (DermagaConnection *self);

void
dermaga_connection_close (DermagaConnection *self)
{
  dermaga_timer_clear (&self->deadline);
  dermaga_timer_clear (&self->work);
  dermaga_connection_forget_password (self);
  g_clear_pointer (&self->socket, dermaga_socket_free);
  self->phase = DERMAGA_PHASE_CLOSED;
  dermaga_connection_end_farewell (self);
}

static void
dermaga_connection_dispose (GObject *object)
{
  DermagaConnection *self = DERMAGA_CONNECTION (object);

  self->func = NULL;
  dermaga_connection_close (self);
  G_OBJECT_CLASS (dermaga_connection_parent_class)->dispose (object);
}

static void
dermaga_connection_finalize (GObject *object)
{
  DermagaConnection *self = DERMAGA_CONNECTION (object);

  g_clear_object (&self->network);
  g_clear_object (&self->address);
  g_clear_pointer (&self->host, g_free);
  self->talk->free (self->dialogue);
  g_clear_pointer (&self->engine, dermaga_tls_engine_free);
  g_clear_pointer (&self->transcript, dermaga_transcript_unref);
  G_OBJECT_CLASS (dermaga_connection_parent_class)->finalize (object);
}

static void
dermaga_connection_class_init (DermagaConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_connection_dispose;
  object_class->finalize = dermaga_connection_finalize;
}

static void
dermaga_connection_init (DermagaConnection *self)
{
  self->connect_deadline = DERMAGA_DEADLINE_CONNECT;
  self->round_trip = -1;
  self->armed_turn = -1;
  self->timing = (DermagaTiming){ -1, -1, -1, -1 };
  self->transcript = dermaga_transcript_new ();
}

static void
notify (DermagaConnection *self)
{
  if (self->func != NULL)
    self->func (self, self->user_data);
}

static void
note (DermagaConnection *self, DermagaEventKind kind)
{
  dermaga_transcript_add (self->transcript, kind, dermaga_connection_get_age (self), NULL);
}

static void
note_end (DermagaConnection *self)
{
  if (self->phase == DERMAGA_PHASE_CLOSED)
    return;
  switch (self->transport)
    {
    case DERMAGA_TRANSPORT_OK:
      dermaga_notes_add_end (self->transcript, dermaga_connection_get_age (self),
                             dermaga_connection_get_facts (self), self->ended,
                             self->reset);
      break;
    case DERMAGA_TRANSPORT_CONNECT_FAILED:
    case DERMAGA_TRANSPORT_CONNECT_TIMEOUT:
      note (self, DERMAGA_EVENT_CONNECT_FAILED);
      break;
    case DERMAGA_TRANSPORT_TLS_TIMEOUT:
      note (self, DERMAGA_EVENT_DEADLINE);
      break;
    case DERMAGA_TRANSPORT_CANCELLED:
      note (self, DERMAGA_EVENT_CANCELLED);
      break;
    }
}

static void
finish (DermagaConnection *self)
{
  note_end (self);
  if (self->timing.total < 0)
    self->timing.total = dermaga_connection_get_age (self);
  dermaga_connection_close (self);
}

/* Sending */

static void
flush_engine (DermagaConnection *self)
{
  g_autoptr (GBytes) bytes = dermaga_tls_engine_take (self->engine);

  if (bytes != NULL)
    dermaga_socket_send (self->socket, bytes);
}

static void
send_command (DermagaConnection *self, GBytes *command)
{
  if (!dermaga_connection_may_send (self))
    {
      self->talk->end (self->dialogue);
      return;
    }
  dermaga_transcript_add_sent (self->transcript, dermaga_connection_get_age (self), self->secured,
                               command);
  if (self->secured)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (command, &length);

      dermaga_tls_engine_write (self->engine, data, length);
      flush_engine (self);
    }
  else
    dermaga_socket_send (self->socket, command);
}

/* Deadlines */

static gboolean
deadline_cb (gpointer user_data)
{
  g_autoptr (DermagaConnection) self = g_object_ref (user_data);

  dermaga_timer_clear (&self->deadline);
  if (self->phase == DERMAGA_PHASE_SECURING)
    {
      self->transport = DERMAGA_TRANSPORT_TLS_TIMEOUT;
      finish (self);
    }
  else
    {
      self->talk->expire (self->dialogue);
      pump (self);
    }
  notify (self);
  return G_SOURCE_REMOVE;
}

static gint64
wait_limit (DermagaConnection *self, DermagaWait wait)
{
  switch (wait)
    {
    case DERMAGA_WAIT_GREETING:
      return self->port == 25 ? DERMAGA_DEADLINE_GREETING_RELAY : DERMAGA_DEADLINE_GREETING;
    case DERMAGA_WAIT_REPLY:
      return DERMAGA_DEADLINE_REPLY;
    case DERMAGA_WAIT_SIGNIN:
      return DERMAGA_DEADLINE_SIGNIN;
    case DERMAGA_WAIT_DELIVERY:
      return DERMAGA_DEADLINE_DELIVERY;
    case DERMAGA_WAIT_LEAVE:
      return DERMAGA_DEADLINE_LEAVE;
    }
  g_assert_not_reached ();
}

/* One deadline an answer: bytes that drip in do not stretch it. */
static void
arm_deadline (DermagaConnection *self)
{
  guint turn;
  DermagaWait wait = self->talk->get_wait (self->dialogue, &turn);

  if (self->armed_turn == (int) turn && self->deadline != NULL)
    return;
  self->armed_turn = (int) turn;
  dermaga_timer_set (&self->deadline, wait_limit (self, wait), deadline_cb, self);
}

/* The dialogue */

static void
feed_dialogue (DermagaConnection *self, const guint8 *bytes, gsize length)
{
  dermaga_transcript_add_received (self->transcript, dermaga_connection_get_age (self),
                                   self->secured, bytes, length);
  self->talk->feed (self->dialogue, bytes, length);
}

/* RFC 3207 §4: nothing may come between the answer to STARTTLS and our ClientHello. What already
 * lies in the kernel is handed to the dialogue, which then refuses to go on. */
static void
reject_injected_bytes (DermagaConnection *self)
{
  guint8 buffer[256];
  gsize length = dermaga_socket_peek (self->socket, buffer, sizeof buffer);

  if (length > 0)
    feed_dialogue (self, buffer, length);
}

/* (nullable): only a talk that asks for a password is given the engine that may carry it. */
static DermagaTlsEngine *
make_engine (DermagaConnection *self)
{
  DermagaTlsSigninContext *context;

  if (self->talk->unlock == NULL)
    return dermaga_tls_engine_new_client (dermaga_network_get_tls_context (self->network),
                                          self->host);
  context = dermaga_network_get_signin_context (self->network);
  return context != NULL ? dermaga_tls_engine_new_signin (context, self->host) : NULL;
}

static void
start_tls (DermagaConnection *self)
{
  note (self, DERMAGA_EVENT_TLS_STARTED);
  self->phase = DERMAGA_PHASE_SECURING;
  self->engine = make_engine (self);
  if (self->engine == NULL)
    {
      finish (self);
      return;
    }
  dermaga_timer_set (&self->deadline, DERMAGA_DEADLINE_REPLY, deadline_cb, self);
  flush_engine (self);
}

static void
leave (DermagaConnection *self)
{
  if (self->secured)
    {
      dermaga_tls_engine_close (self->engine);
      flush_engine (self);
    }
  finish (self);
}

static void
update_phase (DermagaConnection *self)
{
  const DermagaFacts *facts = dermaga_connection_get_facts (self);
  guint turn;

  if (facts->greeting_ok && self->timing.greeting < 0)
    self->timing.greeting = dermaga_connection_get_age (self);
  if (self->talk->get_wait (self->dialogue, &turn) == DERMAGA_WAIT_LEAVE)
    {
      if (self->timing.total < 0)
        self->timing.total = dermaga_connection_get_age (self);
      self->phase = DERMAGA_PHASE_LEAVING;
    }
  else if (facts->greeting_ok)
    self->phase = DERMAGA_PHASE_TALKING;
  else
    self->phase = DERMAGA_PHASE_LISTENING;
}

static gboolean
work_cb (gpointer user_data)
{
  g_autoptr (DermagaConnection) self = g_object_ref (user_data);

  dermaga_timer_clear (&self->work);
  pump (self);
  notify (self);
  return G_SOURCE_REMOVE;
}

/* Does what the dialogue asks for until it needs the peer. */
static void
pump (DermagaConnection *self)
{
  while (self->socket != NULL)
    {
      g_autoptr (GBytes) command = NULL;
      DermagaAction action = self->talk->next (self->dialogue, &command);

      switch (action)
        {
        case DERMAGA_ACTION_SEND:
          send_command (self, command);
          break;
        case DERMAGA_ACTION_START_TLS:
          if (self->engine != NULL)
            return; /* under way */
          if (dermaga_connection_get_mode (self) != DERMAGA_SECURITY_TLS)
            reject_injected_bytes (self);
          if (self->talk->next (self->dialogue, &command) == DERMAGA_ACTION_START_TLS)
            start_tls (self);
          break;
        case DERMAGA_ACTION_WORK:
          dermaga_timer_set (&self->work, 0, work_cb, self);
          return;
        case DERMAGA_ACTION_NEED_INPUT:
          update_phase (self);
          arm_deadline (self);
          return;
        case DERMAGA_ACTION_DONE:
          update_phase (self);
          leave (self);
          return;
        case DERMAGA_ACTION_FAILED:
          finish (self);
          return;
        }
    }
}

static void
read_secured (DermagaConnection *self)
{
  GBytes *plain;

  while ((plain = dermaga_tls_engine_read (self->engine)) != NULL)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (plain, &length);

      feed_dialogue (self, data, length);
      g_bytes_unref (plain);
    }
  if (dermaga_tls_engine_get_state (self->engine) == DERMAGA_TLS_STATE_CLOSED
      || dermaga_tls_engine_get_state (self->engine) == DERMAGA_TLS_STATE_FAILED)
    self->talk->end (self->dialogue);
}

/* What the engine's new state means, after bytes or the end of the transport reached it. */
static void
follow_engine (DermagaConnection *self)
{
  flush_engine (self);
  if (!self->secured)
    {
      const DermagaTlsFacts *tls = dermaga_tls_engine_get_facts (self->engine);

      if (!tls->complete
          && dermaga_tls_engine_get_state (self->engine) == DERMAGA_TLS_STATE_HANDSHAKE)
        return;
      dermaga_notes_add_handshake (self->transcript, dermaga_connection_get_age (self), tls);
      if (!tls->complete)
        {
          finish (self);
          return;
        }
      self->secured = TRUE;
      self->timing.tls = dermaga_connection_get_age (self);
      dermaga_connection_unlock (self);
      self->talk->secured (self->dialogue);
      pump (self); /* sends what is due before it looks at more */
      if (self->socket == NULL)
        return;
    }
  read_secured (self);
  pump (self);
}

/* Events of the socket */

static void
socket_received (gpointer owner, const guint8 *bytes, gsize length)
{
  g_autoptr (DermagaConnection) self = g_object_ref (owner);

  self->received += length;
  self->heard = g_get_monotonic_time ();
  if (self->received > MAX_RECEIVED)
    {
      self->talk->end (self->dialogue);
      finish (self);
    }
  else if (self->engine != NULL)
    {
      dermaga_tls_engine_feed (self->engine, bytes, length);
      follow_engine (self);
    }
  else
    {
      feed_dialogue (self, bytes, length);
      pump (self);
    }
  notify (self);
}

static void
socket_ended (gpointer owner, gboolean reset)
{
  g_autoptr (DermagaConnection) self = g_object_ref (owner);

  self->ended = TRUE;
  self->reset = reset;
  if (self->engine != NULL)
    {
      dermaga_tls_engine_end (self->engine);
      follow_engine (self);
    }
  else
    {
      self->talk->end (self->dialogue);
      pump (self);
    }
  if (self->socket != NULL)
    finish (self);
  notify (self);
}

static void
connect_failed (DermagaConnection *self, int os_error)
{
  self->transport = os_error == ETIMEDOUT ? DERMAGA_TRANSPORT_CONNECT_TIMEOUT
                                          : DERMAGA_TRANSPORT_CONNECT_FAILED;
  self->os_error = os_error;
  if (os_error == ECONNREFUSED)
    self->round_trip = dermaga_connection_get_age (self);
  finish (self);
}

static void
socket_connected (gpointer owner, int os_error)
{
  g_autoptr (DermagaConnection) self = g_object_ref (owner);

  dermaga_timer_clear (&self->deadline);
  if (os_error != 0)
    connect_failed (self, os_error);
  else
    {
      self->timing.connect = self->round_trip = dermaga_connection_get_age (self);
      self->phase = DERMAGA_PHASE_LISTENING;
      self->heard = g_get_monotonic_time ();
      note (self, DERMAGA_EVENT_CONNECTED);
      pump (self);
    }
  notify (self);
}

static gboolean
connect_deadline_cb (gpointer user_data)
{
  g_autoptr (DermagaConnection) self = g_object_ref (user_data);

  connect_failed (self, ETIMEDOUT);
  notify (self);
  return G_SOURCE_REMOVE;
}

static const DermagaSocketEvents socket_events = {
  .connected = socket_connected,
  .received = socket_received,
  .ended = socket_ended,
};

/* Public */

DermagaConnection *
dermaga_connection_new_with (DermagaNetwork *network, GInetAddress *address, guint16 port,
                             const char *host, const DermagaTalk *talk, gpointer dialogue,
                             DermagaConnectionFunc func, gpointer user_data)
{
  DermagaConnection *self = g_object_new (DERMAGA_TYPE_CONNECTION, NULL);

  self->network = g_object_ref (network);
  self->address = g_object_ref (address);
  self->port = port;
  self->host = g_strdup (host);
  self->talk = talk;
  self->dialogue = dialogue;
  self->func = func;
  self->user_data = user_data;
  return self;
}

DermagaConnection *
dermaga_connection_new (DermagaNetwork *network, GInetAddress *address, guint16 port,
                        DermagaProtocol protocol, DermagaSecurity mode, const char *host,
                        DermagaConnectionFunc func, gpointer user_data)
{
  return dermaga_connection_new_with (network, address, port, host, &dermaga_dialogue_talk,
                                      dermaga_dialogue_new (protocol, mode, g_random_int ()), func,
                                      user_data);
}

void
dermaga_connection_start (DermagaConnection *self)
{
  g_return_if_fail (DERMAGA_IS_CONNECTION (self));
  g_return_if_fail (self->started == 0);

  self->started = g_get_monotonic_time ();
  self->socket = dermaga_socket_connect (self->address,
                                         dermaga_network_map_port (self->network, self->port),
                                         &socket_events, self);
  dermaga_timer_set (&self->deadline, self->connect_deadline, connect_deadline_cb, self);
}

void
dermaga_connection_cancel (DermagaConnection *self)
{
  g_return_if_fail (DERMAGA_IS_CONNECTION (self));

  self->func = NULL;
  if (self->phase == DERMAGA_PHASE_CLOSED)
    return;
  if (self->phase != DERMAGA_PHASE_LEAVING)
    self->transport = DERMAGA_TRANSPORT_CANCELLED;
  note_end (self);
  dermaga_connection_close (self);
}

void
dermaga_connection_set_connect_deadline (DermagaConnection *self, gint64 deadline_us)
{
  g_return_if_fail (DERMAGA_IS_CONNECTION (self));

  if (deadline_us == self->connect_deadline)
    return;
  self->connect_deadline = deadline_us;
  if (self->phase == DERMAGA_PHASE_CONNECTING && self->socket != NULL)
    dermaga_timer_set (&self->deadline, deadline_us - dermaga_connection_get_age (self),
                       connect_deadline_cb, self);
}
