#include "config.h"

#include "practice/dermaga-practice-connection.h"

#include "base/dermaga-secret.h"
#include "base/dermaga-timer.h"
#include "tls/dermaga-tls-engine.h"

#include <string.h>

#define MAX_LINE 8192u
/* Room for a whole TLS record beside what was not yet looked at. */
#define INPUT_LIMIT 65536u
#define CHUNK 16384u
/* For a whole line, a handshake, or a client that does not read what it asked for. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)
/* So much of a mail must come, or go, in five times as long. */
#define STEP 4096u
#define STEP_FACTOR 5
/* After the last words, so long for the client to close first. */
#define LEAVE_LIMIT_US (2 * G_USEC_PER_SEC)

typedef enum {
  STATE_GREETING, /* the greeting waits for its moment */
  STATE_TALKING,
  STATE_UPGRADING, /* the answer to STARTTLS goes out, then TLS begins */
  STATE_LEAVING,   /* the last words go out */
  STATE_LEFT,      /* ours is closed; waiting for the client to close */
} State;

/* What the client is waited for to do. */
typedef enum {
  WAITING_FOR_NOTHING,
  WAITING_FOR_COMMAND,
  WAITING_FOR_REST,   /* of a line or a handshake */
  WAITING_FOR_OCTETS, /* of a mail */
  WAITING_FOR_ROOM,   /* to say more */
} Waiting;

struct _DermagaPracticeConnection {
  GSocket *socket;
  DermagaTlsContext *context;
  DermagaPracticeManner manner;
  DermagaPracticeClosedFunc closed;
  gpointer closed_data;

  State state;
  DermagaPracticeNext next; /* while talking: how to go on */
  DermagaPracticeSession session;
  DermagaTlsEngine *engine; /* (nullable) */
  GByteArray *input;        /* plain text, not yet looked at */
  GByteArray *output;       /* for the socket */
  GSource *ready;
  GSource *greeting;        /* (nullable) */
  GSource *limit;
  Waiting waiting;
  gboolean progressed;      /* since the limit was set */
  gsize moved;
};

static void start_greeting (DermagaPracticeConnection *self);
static void wait_for (DermagaPracticeConnection *self, GIOCondition condition);

static gboolean
limit_cb (gpointer data)
{
  DermagaPracticeConnection *self = data;

  self->closed (self, self->closed_data);
  return G_SOURCE_REMOVE;
}

static void
set_limit (DermagaPracticeConnection *self, gint64 limit_us)
{
  dermaga_timer_set (&self->limit, limit_us, limit_cb, self);
}

static void
take_ciphertext (DermagaPracticeConnection *self)
{
  g_autoptr (GBytes) bytes = dermaga_tls_engine_take (self->engine);

  if (bytes != NULL)
    g_byte_array_append (self->output, g_bytes_get_data (bytes, NULL),
                         (guint) g_bytes_get_size (bytes));
}

static void
put (DermagaPracticeConnection *self, const guint8 *bytes, gsize length)
{
  if (self->engine == NULL)
    {
      g_byte_array_append (self->output, bytes, (guint) length);
      return;
    }
  dermaga_tls_engine_write (self->engine, bytes, length);
  take_ciphertext (self);
}

/* A piece of what the protocol has to say. Returns FALSE when that was all. */
static gboolean
say_more (DermagaPracticeConnection *self)
{
  guint8 chunk[CHUNK];
  gsize length = dermaga_practice_output_take (self->session.out, chunk, sizeof chunk);

  if (length > 0)
    put (self, chunk, length);
  return length > 0;
}

static void
greet (DermagaPracticeConnection *self)
{
  self->state = STATE_TALKING;
  self->manner.protocol->greet (&self->session);
}

/* What a client sent may be a password: nothing of it stays behind. */
static void
use_input (DermagaPracticeConnection *self, gsize length)
{
  GByteArray *input = self->input;
  guint left = input->len - (guint) length;

  memmove (input->data, input->data + length, left);
  dermaga_wipe (input->data + left, length);
  g_byte_array_set_size (input, left);
}

/* Returns: (nullable): the next whole line without its end. */
static char *
next_line (DermagaPracticeConnection *self, gsize *length)
{
  GByteArray *input = self->input;
  guint8 *newline = input->len > 0 ? memchr (input->data, '\n', input->len) : NULL;
  char *line;

  if (newline == NULL)
    return NULL;
  *length = (gsize) (newline - input->data);
  if (*length > 0 && newline[-1] == '\r')
    (*length)--;
  line = g_strndup ((const char *) input->data, *length);
  use_input (self, (gsize) (newline - input->data) + 1);
  return line;
}

static void
go_on (DermagaPracticeConnection *self, DermagaPracticeNext next)
{
  self->progressed = TRUE;
  self->next = next;
  if (next == DERMAGA_PRACTICE_START_TLS)
    self->state = STATE_UPGRADING;
  else if (next == DERMAGA_PRACTICE_LEAVE)
    self->state = STATE_LEAVING;
}

typedef enum {
  TURN_DONE,
  TURN_NEEDS_INPUT,
  TURN_BROKEN, /* the connection is to end at once */
} Turn;

/* One line at a time: its answer is out before the next is looked at, so that output is bounded.
 * A NUL is in no command, and would hide what follows it. */
static Turn
answer_line (DermagaPracticeConnection *self)
{
  gsize length = 0;
  char *line = next_line (self, &length);
  Turn turn = TURN_DONE;

  if (line == NULL)
    return self->input->len < MAX_LINE ? TURN_NEEDS_INPUT : TURN_BROKEN;
  if (length >= MAX_LINE || strlen (line) != length)
    turn = TURN_BROKEN;
  else
    go_on (self, self->manner.protocol->answer (&self->session, line));
  dermaga_wipe (line, length);
  g_free (line);
  return turn;
}

static Turn
take_octets (DermagaPracticeConnection *self)
{
  DermagaPracticeNext next = DERMAGA_PRACTICE_TAKE;
  gsize used;

  if (self->input->len == 0)
    return TURN_NEEDS_INPUT;
  used = self->manner.protocol->take (&self->session, self->input->data, self->input->len, &next);
  use_input (self, used);
  self->moved += used;
  if (next != DERMAGA_PRACTICE_TAKE)
    go_on (self, next);
  return TURN_DONE;
}

static Turn
talk (DermagaPracticeConnection *self)
{
  switch (self->next)
    {
    case DERMAGA_PRACTICE_TAKE:
      return take_octets (self);
    case DERMAGA_PRACTICE_MORE:
      go_on (self, self->manner.protocol->more (&self->session));
      return TURN_DONE;
    case DERMAGA_PRACTICE_GO_ON:
    case DERMAGA_PRACTICE_START_TLS:
    case DERMAGA_PRACTICE_LEAVE:
      return answer_line (self);
    }
  g_assert_not_reached ();
}

/* Words that came before the handshake would be taken for words inside it (RFC 3207 §4.2). */
static gboolean
upgrade (DermagaPracticeConnection *self)
{
  if (self->input->len > 0)
    return FALSE;
  self->engine = dermaga_tls_engine_new_server (self->context);
  dermaga_practice_session_secured (&self->session);
  self->next = DERMAGA_PRACTICE_GO_ON;
  self->state = STATE_TALKING;
  return TRUE;
}

/* close_notify, if it was not said yet; then the end of our side. */
static void
leave (DermagaPracticeConnection *self)
{
  if (self->engine != NULL)
    {
      dermaga_tls_engine_close (self->engine);
      take_ciphertext (self);
    }
  if (self->output->len > 0)
    return;
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  self->state = STATE_LEFT;
  set_limit (self, LEAVE_LIMIT_US);
}

/* Does what can be done without the socket. Returns FALSE when the connection is to end at once. */
static gboolean
advance (DermagaPracticeConnection *self)
{
  while (self->output->len == 0)
    {
      Turn turn;

      if (say_more (self))
        continue;
      switch (self->state)
        {
        case STATE_GREETING:
        case STATE_LEFT:
          return TRUE;
        case STATE_TALKING:
          turn = talk (self);
          if (turn != TURN_DONE)
            return turn == TURN_NEEDS_INPUT;
          break;
        case STATE_UPGRADING:
          return upgrade (self);
        case STATE_LEAVING:
          leave (self);
          break;
        }
    }
  return TRUE;
}

static gboolean
take_plain (DermagaPracticeConnection *self, const guint8 *bytes, gsize length)
{
  if (length > INPUT_LIMIT - self->input->len)
    return FALSE;
  g_byte_array_append (self->input, bytes, (guint) length);
  return TRUE;
}

static gboolean
take_decrypted (DermagaPracticeConnection *self)
{
  for (;;)
    {
      g_autoptr (GBytes) plain = dermaga_tls_engine_read (self->engine);

      if (plain == NULL)
        return TRUE;
      if (!take_plain (self, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain)))
        return FALSE;
    }
}

static gboolean
feed (DermagaPracticeConnection *self, const guint8 *bytes, gsize length)
{
  DermagaTlsState state;

  if (self->state == STATE_LEFT)
    return TRUE;
  if (self->engine == NULL)
    return take_plain (self, bytes, length);
  state = dermaga_tls_engine_feed (self->engine, bytes, length);
  take_ciphertext (self);
  if (!take_decrypted (self))
    return FALSE;
  switch (state)
    {
    case DERMAGA_TLS_STATE_HANDSHAKE:
      break;
    case DERMAGA_TLS_STATE_OPEN:
      if (self->state == STATE_GREETING && self->greeting == NULL)
        start_greeting (self);
      break;
    case DERMAGA_TLS_STATE_CLOSED:
    case DERMAGA_TLS_STATE_FAILED:
      /* What is left to say is the alert. */
      dermaga_timer_clear (&self->greeting);
      self->state = STATE_LEAVING;
      break;
    }
  return TRUE;
}

static gboolean
receive (DermagaPracticeConnection *self)
{
  g_autoptr (GError) error = NULL;
  guint8 buffer[CHUNK];
  gssize length = g_socket_receive (self->socket, (char *) buffer, sizeof buffer, NULL, &error);

  if (length > 0)
    return feed (self, buffer, (gsize) length);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

static gboolean
send_output (DermagaPracticeConnection *self)
{
  g_autoptr (GError) error = NULL;
  gssize length = g_socket_send (self->socket, (const char *) self->output->data,
                                 self->output->len, NULL, &error);

  if (length < 0)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_byte_array_remove_range (self->output, 0, (guint) length);
  self->moved += (gsize) length;
  return TRUE;
}

static Waiting
find_waiting (DermagaPracticeConnection *self)
{
  if (self->output->len > 0)
    return WAITING_FOR_ROOM;
  if (self->state == STATE_TALKING && self->next == DERMAGA_PRACTICE_TAKE)
    return WAITING_FOR_OCTETS;
  if (self->input->len > 0 || self->state != STATE_TALKING
      || (self->engine != NULL
          && dermaga_tls_engine_get_state (self->engine) == DERMAGA_TLS_STATE_HANDSHAKE))
    return WAITING_FOR_REST;
  return WAITING_FOR_COMMAND;
}

/* The time runs from when the client was asked to do something until it has done it, or a good
 * piece of it: an octet now and then buys none. */
static void
limit_waiting (DermagaPracticeConnection *self)
{
  Waiting waiting = find_waiting (self);
  gint64 patience = self->manner.patience_us != 0 ? self->manner.patience_us : PATIENCE_US;

  if (self->state == STATE_LEFT
      || (waiting == self->waiting && !self->progressed && self->moved < STEP))
    return;
  if (waiting == WAITING_FOR_OCTETS || waiting == WAITING_FOR_ROOM)
    patience *= STEP_FACTOR;
  else if (waiting == WAITING_FOR_COMMAND && self->session.user != NULL)
    patience = self->manner.protocol->patience_us;
  else if (self->state == STATE_GREETING)
    patience += self->manner.greeting_delay_ms * (gint64) 1000;
  self->waiting = waiting;
  self->progressed = FALSE;
  self->moved = 0;
  set_limit (self, patience);
}

/* Sends and answers as far as the socket takes it; then waits for the socket. */
static gboolean
work (DermagaPracticeConnection *self)
{
  guint before;

  do
    {
      if (!advance (self))
        return FALSE;
      before = self->output->len;
      if (before > 0 && !send_output (self))
        return FALSE;
    }
  while (self->output->len < before);
  limit_waiting (self);
  wait_for (self, self->output->len > 0 ? G_IO_OUT : G_IO_IN);
  return TRUE;
}

static gboolean
ready_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  DermagaPracticeConnection *self = data;

  if (((condition & G_IO_OUT) == 0 && !receive (self)) || !work (self))
    self->closed (self, self->closed_data);
  return G_SOURCE_REMOVE;
}

static void
wait_for (DermagaPracticeConnection *self, GIOCondition condition)
{
  dermaga_timer_clear (&self->ready);
  self->ready = g_socket_create_source (self->socket, condition, NULL);
  g_source_set_callback (self->ready, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_attach (self->ready, g_main_context_get_thread_default ());
}

static gboolean
greeting_cb (gpointer data)
{
  DermagaPracticeConnection *self = data;

  dermaga_timer_clear (&self->greeting);
  greet (self);
  if (!work (self))
    self->closed (self, self->closed_data);
  return G_SOURCE_REMOVE;
}

static void
start_greeting (DermagaPracticeConnection *self)
{
  dermaga_timer_set (&self->greeting, self->manner.greeting_delay_ms * (gint64) 1000, greeting_cb,
                     self);
}

DermagaPracticeConnection *
dermaga_practice_connection_new (GSocket *socket, DermagaTlsContext *context,
                                 const DermagaPracticeManner *manner, DermagaPracticeStore *store,
                                 DermagaPracticeClosedFunc closed, gpointer data)
{
  DermagaPracticeConnection *self = g_new0 (DermagaPracticeConnection, 1);

  self->socket = g_object_ref (socket);
  self->context = dermaga_tls_context_ref (context);
  self->manner = *manner;
  self->closed = closed;
  self->closed_data = data;
  self->input = g_byte_array_new ();
  self->output = g_byte_array_new ();
  dermaga_practice_session_init (&self->session, manner->protocol, store);
  self->session.port = manner->port;
  self->session.implicit_tls = manner->implicit_tls;
  self->session.secure = manner->implicit_tls;
  self->session.starttls = manner->starttls;
  g_socket_set_blocking (socket, FALSE);
  if (manner->implicit_tls)
    self->engine = dermaga_tls_engine_new_server (context);
  else
    start_greeting (self);
  limit_waiting (self);
  wait_for (self, G_IO_IN);
  return self;
}

void
dermaga_practice_connection_poke (DermagaPracticeConnection *self)
{
  if (self->manner.protocol->poke == NULL || self->state != STATE_TALKING
      || self->next != DERMAGA_PRACTICE_GO_ON)
    return;
  self->manner.protocol->poke (&self->session);
  if (!dermaga_practice_output_is_empty (self->session.out) && !work (self))
    self->closed (self, self->closed_data);
}

void
dermaga_practice_connection_free (DermagaPracticeConnection *self)
{
  dermaga_timer_clear (&self->ready);
  dermaga_timer_clear (&self->greeting);
  dermaga_timer_clear (&self->limit);
  g_clear_pointer (&self->engine, dermaga_tls_engine_free);
  dermaga_practice_session_clear (&self->session);
  dermaga_wipe (self->input->data, self->input->len);
  g_byte_array_unref (self->input);
  g_byte_array_unref (self->output);
  dermaga_tls_context_unref (self->context);
  g_object_unref (self->socket);
  g_free (self);
}
