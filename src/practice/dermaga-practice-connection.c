#include "config.h"

#include "practice/dermaga-practice-connection.h"

#include "base/dermaga-secret.h"
#include "base/dermaga-timer.h"
#include "tls/dermaga-tls-engine.h"

#define MAX_LINE 8192u
/* Room for a whole TLS record beside what was not yet looked at. */
#define INPUT_LIMIT 65536u
#define IDLE_LIMIT_US (60 * G_USEC_PER_SEC)
/* After the last words, so long for the client to close first. */
#define LEAVE_LIMIT_US (2 * G_USEC_PER_SEC)

typedef enum {
  STATE_GREETING, /* the greeting waits for its moment */
  STATE_TALKING,
  STATE_UPGRADING, /* the answer to STARTTLS goes out, then TLS begins */
  STATE_LEAVING,   /* the last words go out */
  STATE_LEFT,      /* ours is closed; waiting for the client to close */
} State;

struct _DermagaPracticeConnection {
  GSocket *socket;
  DermagaTlsContext *context;
  DermagaPracticeManner manner;
  DermagaPracticeClosedFunc closed;
  gpointer closed_data;

  State state;
  DermagaPracticeSession session;
  DermagaTlsEngine *engine; /* (nullable) */
  GByteArray *input;        /* plain text, not yet a whole line */
  GByteArray *output;       /* for the socket */
  GSource *ready;
  GSource *greeting;        /* (nullable) */
  GSource *limit;
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
say (DermagaPracticeConnection *self, const GString *words)
{
  if (self->engine == NULL)
    {
      g_byte_array_append (self->output, (const guint8 *) words->str, (guint) words->len);
      return;
    }
  dermaga_tls_engine_write (self->engine, (const guint8 *) words->str, words->len);
  take_ciphertext (self);
}

static void
greet (DermagaPracticeConnection *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  self->state = STATE_TALKING;
  self->manner.protocol->greet (&self->session, words);
  say (self, words);
}

static void
leave (DermagaPracticeConnection *self)
{
  self->state = STATE_LEAVING;
  if (self->engine != NULL)
    {
      dermaga_tls_engine_close (self->engine);
      take_ciphertext (self);
    }
}

/* Returns: (nullable): the next whole line without its end. */
static char *
next_line (DermagaPracticeConnection *self)
{
  GByteArray *input = self->input;
  guint8 *newline = input->len > 0 ? memchr (input->data, '\n', input->len) : NULL;
  guint length;
  char *line;

  if (newline == NULL)
    return NULL;
  length = (guint) (newline - input->data);
  line = g_strndup ((const char *) input->data,
                    length > 0 && newline[-1] == '\r' ? length - 1 : length);
  g_byte_array_remove_range (input, 0, length + 1);
  /* The line may be a password: what moved up leaves its end behind. */
  dermaga_wipe (input->data + input->len, length + 1);
  return line;
}

/* One line at a time: its answer is out before the next is looked at, so that output is bounded. */
static void
answer_line (DermagaPracticeConnection *self, const char *line)
{
  g_autoptr (GString) words = g_string_new (NULL);
  DermagaPracticeNext next = self->manner.protocol->answer (&self->session, line, words);

  say (self, words);
  switch (next)
    {
    case DERMAGA_PRACTICE_GO_ON:
      break;
    case DERMAGA_PRACTICE_START_TLS:
      self->state = STATE_UPGRADING;
      break;
    case DERMAGA_PRACTICE_LEAVE:
      leave (self);
      break;
    }
}

/* Words that came before the handshake would be taken for words inside it (RFC 3207 §4.2). */
static gboolean
upgrade (DermagaPracticeConnection *self)
{
  if (self->input->len > 0)
    return FALSE;
  self->engine = dermaga_tls_engine_new_server (self->context);
  self->session.secure = TRUE;
  self->state = STATE_TALKING;
  return TRUE;
}

/* Does what can be done without the socket. Returns FALSE when the connection is to end at once. */
static gboolean
advance (DermagaPracticeConnection *self)
{
  while (self->output->len == 0)
    {
      g_autofree char *line = NULL;

      switch (self->state)
        {
        case STATE_GREETING:
        case STATE_LEFT:
          return TRUE;
        case STATE_TALKING:
          line = next_line (self);
          if (line == NULL)
            return self->input->len < MAX_LINE;
          if (strlen (line) >= MAX_LINE)
            return FALSE;
          answer_line (self, line);
          dermaga_wipe (line, strlen (line));
          break;
        case STATE_UPGRADING:
          return upgrade (self);
        case STATE_LEAVING:
          g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
          self->state = STATE_LEFT;
          set_limit (self, LEAVE_LIMIT_US);
          return TRUE;
        }
    }
  return TRUE;
}

/* A NUL byte is in no command, and would hide what follows it. */
static gboolean
take_plain (DermagaPracticeConnection *self, const guint8 *bytes, gsize length)
{
  if (length > INPUT_LIMIT - self->input->len || memchr (bytes, '\0', length) != NULL)
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
  guint8 buffer[4096];
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
  return TRUE;
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
  wait_for (self, self->output->len > 0 ? G_IO_OUT : G_IO_IN);
  return TRUE;
}

static gboolean
ready_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  DermagaPracticeConnection *self = data;

  if (self->state != STATE_LEFT)
    set_limit (self, IDLE_LIMIT_US);
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
                                 const DermagaPracticeManner *manner,
                                 DermagaPracticeClosedFunc closed, gpointer data)
{
  DermagaPracticeConnection *self = g_new0 (DermagaPracticeConnection, 1);

  self->socket = g_object_ref (socket);
  self->context = dermaga_tls_context_ref (context);
  self->manner = *manner;
  self->closed = closed;
  self->closed_data = data;
  self->input = g_byte_array_sized_new (MAX_LINE); /* seldom moved while it grows */
  self->output = g_byte_array_new ();
  self->session.secure = manner->implicit_tls;
  self->session.starttls = manner->starttls;
  g_socket_set_blocking (socket, FALSE);
  if (manner->implicit_tls)
    self->engine = dermaga_tls_engine_new_server (context);
  else
    start_greeting (self);
  set_limit (self, IDLE_LIMIT_US);
  wait_for (self, G_IO_IN);
  return self;
}

void
dermaga_practice_connection_free (DermagaPracticeConnection *self)
{
  dermaga_timer_clear (&self->ready);
  dermaga_timer_clear (&self->greeting);
  dermaga_timer_clear (&self->limit);
  g_clear_pointer (&self->engine, dermaga_tls_engine_free);
  dermaga_practice_session_clear (&self->session);
  g_byte_array_unref (self->input);
  g_byte_array_unref (self->output);
  dermaga_tls_context_unref (self->context);
  g_object_unref (self->socket);
  g_free (self);
}
