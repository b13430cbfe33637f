#include "web-server.h"

#include <string.h>
#include <sys/socket.h>

typedef struct {
  char *text;
  WebManner manner;
  char *tail;
} Answer;

struct _WebServer {
  GSocketService *service;
  GTlsCertificate *certificate;
  GTlsAuthenticationMode authentication;
  guint16 port;
  GCancellable *cancellable;
  GMutex mutex; /* over all that follows */
  GCond idle;
  guint n_active;
  guint count;
  char *request;
  GHashTable *answers;
  GPtrArray *all_answers; /* replaced ones may still be given */
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  g_free (answer->tail);
  g_free (answer);
}

static gboolean
send_text (WebServer *self, GIOStream *stream, const char *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text),
                                    NULL, self->cancellable, NULL);
}

/* Until the empty line; NULL when it does not come. */
static char *
read_request (WebServer *self, GIOStream *stream)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (request->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->cancellable,
                               NULL) != 1)
        return NULL;
      g_string_append_c (request, byte);
      if (request->str[0] == 0x16)
        break;
    }
  return g_string_free (g_steal_pointer (&request), FALSE);
}

static char *
request_address (const char *request)
{
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);
  g_auto (GStrv) words = g_strsplit (lines[0] != NULL ? lines[0] : "", " ", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Host: ") && g_strv_length (words) == 3)
      return g_strconcat (lines[i] + strlen ("Host: "), words[1], NULL);
  return g_strdup ("");
}

static void
wait_for_client (WebServer *self, GIOStream *stream)
{
  char buffer[256];

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer,
                              self->cancellable, NULL) > 0)
    continue;
}

static void
abort_connection (GSocketConnection *connection)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (socket, NULL);
}

static void
give_answer (WebServer *self, GIOStream *stream, GSocketConnection *connection,
             const Answer *answer)
{
  gboolean open = send_text (self, stream, answer->text);

  switch (answer->manner)
    {
    case WEB_CLOSE:
      break;
    case WEB_HOLD:
      wait_for_client (self, stream);
      break;
    case WEB_DRIP:
      while (open && !g_cancellable_is_cancelled (self->cancellable))
        {
          open = send_text (self, stream, "x");
          g_usleep (10000);
        }
      break;
    case WEB_FLOOD:
      while (open)
        open = send_text (self, stream, answer->tail);
      break;
    case WEB_CUT:
      g_socket_shutdown (g_socket_connection_get_socket (connection), TRUE, TRUE, NULL);
      break;
    case WEB_ABORT:
      /* What was sent must arrive before the reset. */
      g_usleep (30000);
      abort_connection (connection);
      break;
    }
}

/* It would rather speak HTTP/2, in which it knows no word. */
static GIOStream *
secure (WebServer *self, GSocketConnection *connection)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  GIOStream *stream =
    g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);

  g_object_set (stream, "authentication-mode", self->authentication, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream),
                                             (const char **) protocols);
  return stream;
}

static void
serve (WebServer *self, GSocketConnection *connection)
{
  static const Answer not_found = { (char *) "HTTP/1.1 404 Not Found\r\n"
                                             "Content-Length: 4\r\n\r\nnone", WEB_CLOSE, NULL };
  static const Answer bad = { (char *) "HTTP/1.1 400 Bad Request\r\n\r\n", WEB_CLOSE, NULL };
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *request = NULL;
  g_autofree char *address = NULL;
  const Answer *answer;

  stream = self->certificate != NULL ? secure (self, connection)
                                     : g_object_ref (G_IO_STREAM (connection));
  request = read_request (self, stream);
  if (request == NULL)
    return;
  address = request_address (request);
  g_mutex_lock (&self->mutex);
  self->count++;
  answer = g_hash_table_lookup (self->answers, address);
  if (answer == NULL)
    answer = request[0] == 0x16 ? &bad : &not_found;
  g_free (self->request);
  self->request = g_steal_pointer (&request);
  g_mutex_unlock (&self->mutex);
  give_answer (self, stream, connection, answer);
  g_io_stream_close (stream, self->cancellable, NULL);
}

/* From here on, and not only from where a thread has begun with it, somebody needs the server. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  WebServer *self = data;

  g_mutex_lock (&self->mutex);
  self->n_active++;
  g_mutex_unlock (&self->mutex);
  return FALSE;
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source,
        gpointer data)
{
  WebServer *self = data;

  serve (self, connection);
  g_mutex_lock (&self->mutex);
  self->n_active--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

WebServer *
web_server_new (const char *pem)
{
  WebServer *self = g_new0 (WebServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  GError *error = NULL;

  if (pem != NULL)
    self->certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_answers = g_ptr_array_new_with_free_func (answer_free);
  self->service = g_threaded_socket_service_new (20);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  return self;
}

void
web_server_free (WebServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  while (self->n_active > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->all_answers);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self->request);
  g_free (self);
}

guint16
web_server_get_port (WebServer *self)
{
  return self->port;
}

guint
web_server_count (WebServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

char *
web_server_dup_request (WebServer *self)
{
  char *request;

  g_mutex_lock (&self->mutex);
  request = g_strdup (self->request);
  g_mutex_unlock (&self->mutex);
  return request;
}

void
web_server_add (WebServer *self, const char *address, const char *text, WebManner manner,
                const char *tail)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->text = g_strdup (text);
  answer->manner = manner;
  answer->tail = g_strdup (tail);
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->answers, g_strdup (address), answer);
  g_ptr_array_add (self->all_answers, answer);
  g_mutex_unlock (&self->mutex);
}

void
web_server_add_body (WebServer *self, const char *address, const char *body)
{
  g_autofree char *text =
    g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n\r\n%s",
                     strlen (body), body);

  web_server_add (self, address, text, WEB_HOLD, "");
}

void
web_server_add_redirect (WebServer *self, const char *address, const char *location)
{
  g_autofree char *text = g_strdup_printf (
    "HTTP/1.1 301 Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", location);

  web_server_add (self, address, text, WEB_HOLD, "");
}

void
web_server_ask_certificate (WebServer *self)
{
  self->authentication = G_TLS_AUTHENTICATION_REQUESTED;
}
