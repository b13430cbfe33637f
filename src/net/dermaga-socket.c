#include "config.h"

#include "net/dermaga-socket.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "base/dermaga-timer.h"

/* Sixty servers may answer at once, and the handshakes of TLS would hold a window up: it is drawn
 * first (at +20), and each turn of the main loop takes what has come for so long only. */
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 30)
#define A_TURN_US (4 * G_TIME_SPAN_MILLISECOND)

struct _DermagaSocket
{
  grefcount references; /* the owner's, and one for each callback that is running */
  const DermagaSocketEvents *events;
  gpointer owner; /* NULL once freed by the owner */
  GSocket *socket;
  GSource *input;
  GSource *output;
  GSource *failure;
  GByteArray *unsent;
  int os_error;
};

static void
unref (DermagaSocket *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_byte_array_unref (self->unsent);
  g_free (self);
}

static void
watch (DermagaSocket *self, GSource **source, GIOCondition condition, GSocketSourceFunc func)
{
  *source = g_socket_create_source (self->socket, condition, NULL);
  g_source_set_callback (*source, G_SOURCE_FUNC (func), self, NULL);
  g_source_set_priority (*source, PRIORITY);
  g_source_attach (*source, g_main_context_get_thread_default ());
}

/* Postfix keeps Nagle on, so its greeting inside TLS waits for our ACK of the session ticket:
 * asking for quick ACKs saves the kernel's 40 ms. The kernel forgets the wish, so it is renewed. */
static void
ask_for_quick_acks (DermagaSocket *self)
{
  g_socket_set_option (self->socket, IPPROTO_TCP, TCP_QUICKACK, 1, NULL);
}

/* Else it is ready in the next turn, too. */
static gboolean
has_time (GSource *source)
{
  return g_get_monotonic_time () - g_source_get_time (source) < A_TURN_US;
}

static gboolean input_cb (GSocket *socket, GIOCondition condition, gpointer user_data);

/* Behind all others, so that the first does not take every turn. */
static void
go_to_the_end (DermagaSocket *self)
{
  dermaga_timer_clear (&self->input);
  watch (self, &self->input, G_IO_IN, input_cb);
}

static gboolean
input_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  DermagaSocket *self = user_data;
  g_autoptr (GError) error = NULL;
  guint8 buffer[16384];
  gssize length;

  if (!has_time (self->input))
    return G_SOURCE_CONTINUE;
  length = g_socket_receive (self->socket, (char *) buffer, sizeof buffer, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;

  g_ref_count_inc (&self->references);
  if (length > 0)
    {
      ask_for_quick_acks (self);
      self->events->received (self->owner, buffer, length);
    }
  else
    {
      dermaga_timer_clear (&self->input);
      self->events->ended (self->owner, length < 0);
    }
  if (self->owner != NULL && length > 0)
    go_to_the_end (self);
  unref (self);
  return G_SOURCE_REMOVE;
}

static gboolean output_cb (GSocket *socket, GIOCondition condition, gpointer user_data);

static void
flush (DermagaSocket *self)
{
  while (self->unsent->len > 0)
    {
      gssize sent = g_socket_send (self->socket, (const char *) self->unsent->data,
                                   self->unsent->len, NULL, NULL);

      if (sent <= 0)
        break; /* would block, or broken: then the input side tells how */
      g_byte_array_remove_range (self->unsent, 0, sent);
    }
  if (self->unsent->len == 0)
    dermaga_timer_clear (&self->output);
  else if (self->output == NULL)
    watch (self, &self->output, G_IO_OUT, output_cb);
}

static gboolean
output_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  DermagaSocket *self = user_data;

  if ((condition & (G_IO_ERR | G_IO_HUP)) != 0)
    {
      dermaga_timer_clear (&self->output);
      return G_SOURCE_REMOVE;
    }
  flush (self);
  return self->output != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
connected_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  DermagaSocket *self = user_data;
  int os_error = 0;

  if (!has_time (self->output))
    return G_SOURCE_CONTINUE;
  if (!g_socket_get_option (self->socket, SOL_SOCKET, SO_ERROR, &os_error, NULL))
    os_error = EIO;
  dermaga_timer_clear (&self->output);
  if (os_error == 0)
    {
      ask_for_quick_acks (self);
      watch (self, &self->input, G_IO_IN, input_cb);
    }
  self->events->connected (self->owner, os_error);
  return G_SOURCE_REMOVE;
}

static gboolean
failed_cb (gpointer user_data)
{
  DermagaSocket *self = user_data;

  dermaga_timer_clear (&self->failure);
  self->events->connected (self->owner, self->os_error);
  return G_SOURCE_REMOVE;
}

static int
begin (DermagaSocket *self, GInetAddress *address, guint16 port)
{
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new (address, port);
  struct sockaddr_storage native;

  if (port == 0)
    return ECONNREFUSED;
  self->socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_TCP, NULL);
  if (self->socket == NULL)
    return EAFNOSUPPORT;
  g_socket_set_blocking (self->socket, FALSE);
  g_socket_set_option (self->socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (!g_socket_address_to_native (socket_address, &native, sizeof native, NULL))
    return EINVAL;

  /* Not g_socket_connect(): it folds errno values together that we tell apart. */
  if (connect (g_socket_get_fd (self->socket), (struct sockaddr *) &native,
               g_socket_address_get_native_size (socket_address)) == 0
      || errno == EINPROGRESS)
    return 0;
  /* Forbidden before anything was sent: by this computer, whatever the family. Later the same
   * error is the word of a router. */
  return errno == EACCES ? EPERM : errno;
}

DermagaSocket *
dermaga_socket_connect (GInetAddress *address, guint16 port, const DermagaSocketEvents *events,
                        gpointer owner)
{
  DermagaSocket *self = g_new0 (DermagaSocket, 1);

  g_ref_count_init (&self->references);
  self->events = events;
  self->owner = owner;
  self->unsent = g_byte_array_new ();
  self->os_error = begin (self, address, port);
  if (self->os_error == 0)
    watch (self, &self->output, G_IO_OUT, connected_cb);
  else
    dermaga_timer_set (&self->failure, 0, failed_cb, self);
  return self;
}

void
dermaga_socket_free (DermagaSocket *self)
{
  dermaga_timer_clear (&self->input);
  dermaga_timer_clear (&self->output);
  dermaga_timer_clear (&self->failure);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  self->owner = NULL;
  unref (self);
}

void
dermaga_socket_send (DermagaSocket *self, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_byte_array_append (self->unsent, data, length);
  flush (self);
}

gsize
dermaga_socket_peek (DermagaSocket *self, guint8 *buffer, gsize size)
{
  ssize_t length = recv (g_socket_get_fd (self->socket), buffer, size, MSG_PEEK | MSG_DONTWAIT);

  return MAX (length, 0);
}
