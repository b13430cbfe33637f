#include "config.h"

#include "net/dermaga-web-hop.h"

#include "base/dermaga-timer.h"
#include "net/dermaga-no-roots.h"
#include "net/dermaga-web-address.h"
#include "net/dermaga-web-url.h"

#include <libsoup/soup.h>

#define MAX_INFORMATIONAL 8
#define BLOCK (16 * 1024)
#define MAX_CHAIN 10

struct _DermagaWebHop {
  DermagaNetwork *network;
  gboolean is_secure;
  DermagaWebHopFunc func;
  gpointer owner;
  GCancellable *cancellable;
  DermagaWebAddress *address;
  SoupSession *session;
  SoupMessage *message;
  GSocket *socket;      /* (nullable): while the head is awaited */
  GInputStream *stream; /* (nullable): without a head */
  GSource *connect_timer;
  DermagaWebPhase phase;
  gboolean handshaken;
  DermagaTlsJudgement judgement;
  guint n_informational;
  gsize max_size;
  GByteArray *body;
  gboolean stopped;
  DermagaSourceProblem problem;
};

/* What an error means */

static DermagaSourceProblem
problem_before_connection (DermagaWebHop *self, const GError *error)
{
  DermagaSourceProblem problem = dermaga_web_address_get_problem (self->address);

  if (problem != DERMAGA_SOURCE_PROBLEM_NONE)
    return problem;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
           ? DERMAGA_SOURCE_PROBLEM_TIMEOUT
           : DERMAGA_SOURCE_PROBLEM_UNREACHABLE;
}

static DermagaSourceProblem
problem_of_error (DermagaWebHop *self, const GError *error)
{
  if (self->phase != DERMAGA_WEB_TALKING)
    return problem_before_connection (self, error);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return DERMAGA_SOURCE_PROBLEM_CERTIFICATE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return DERMAGA_SOURCE_PROBLEM_TIMEOUT;
  if (self->stream == NULL
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return DERMAGA_SOURCE_PROBLEM_UNREACHABLE;
  return self->is_secure && !self->handshaken ? DERMAGA_SOURCE_PROBLEM_TLS
                                              : DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
}

/* The owner may free us. */
static void
end (DermagaWebHop *self, DermagaSourceProblem problem)
{
  dermaga_timer_clear (&self->connect_timer);
  if (!self->stopped)
    self->problem = problem;
  self->func (self->owner);
}

/*
 * A request that is cancelled while its head is awaited is finished twice by libsoup up to 3.6, and
 * freed while it is in use. Cut the line instead: that is an error like any other.
 */
void
dermaga_web_hop_stop (DermagaWebHop *self, DermagaSourceProblem problem)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  self->problem = problem;
  if (self->socket != NULL)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  else
    g_cancellable_cancel (self->cancellable);
}

static gboolean
connect_limit_cb (gpointer data)
{
  DermagaWebHop *self = data;
  DermagaSourceProblem problem = dermaga_web_address_get_problem (self->address);

  dermaga_timer_clear (&self->connect_timer);
  dermaga_web_hop_stop (self, problem != DERMAGA_SOURCE_PROBLEM_NONE
                                ? problem
                                : DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  return G_SOURCE_REMOVE;
}

/* The body */

static SoupEncoding
get_framing (DermagaWebHop *self)
{
  return soup_message_headers_get_encoding (soup_message_get_response_headers (self->message));
}

/* Where there is one: libsoup makes nonsense of the header otherwise. */
static guint64
get_told_length (DermagaWebHop *self)
{
  if (get_framing (self) != SOUP_ENCODING_CONTENT_LENGTH)
    return 0;
  return (guint64) soup_message_headers_get_content_length (
    soup_message_get_response_headers (self->message));
}

static void read_more (DermagaWebHop *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DermagaWebHop *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize room = self->max_size - self->body->len;

  if (bytes == NULL)
    {
      end (self, problem_of_error (self, error));
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL),
                       (guint) MIN (g_bytes_get_size (bytes), room));
  if (g_bytes_get_size (bytes) > room)
    end (self, DERMAGA_SOURCE_PROBLEM_TOO_BIG);
  else if (g_bytes_get_size (bytes) > 0)
    read_more (self);
  else if (self->body->len < get_told_length (self))
    /* libsoup forgives that when the connection was to be closed. */
    end (self, DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
  else
    end (self, DERMAGA_SOURCE_PROBLEM_NONE);
}

static void
read_more (DermagaWebHop *self)
{
  gsize room = self->max_size - self->body->len;

  g_input_stream_read_bytes_async (self->stream, MIN (room + 1, BLOCK), G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, self);
}

/* Why the body need not be read at all. */
static DermagaSourceProblem
problem_of_headers (DermagaWebHop *self)
{
  const char *coding = dermaga_web_hop_get_header (self, "Content-Encoding");

  if (coding != NULL && g_ascii_strcasecmp (coding, "identity") != 0)
    return DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
  if (get_framing (self) != SOUP_ENCODING_CHUNKED
      && dermaga_web_hop_get_header (self, "Transfer-Encoding") != NULL)
    return DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
  return get_told_length (self) > self->max_size ? DERMAGA_SOURCE_PROBLEM_TOO_BIG
                                                 : DERMAGA_SOURCE_PROBLEM_NONE;
}

void
dermaga_web_hop_read (DermagaWebHop *self, gsize max_size)
{
  DermagaSourceProblem problem;

  g_assert (self->stream != NULL && self->body == NULL);

  self->max_size = max_size;
  self->body = g_byte_array_new ();
  problem = problem_of_headers (self);
  if (problem != DERMAGA_SOURCE_PROBLEM_NONE)
    end (self, problem);
  else
    read_more (self);
}

/* The request */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DermagaWebHop *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->socket);
  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  end (self, self->stream == NULL ? problem_of_error (self, error) : DERMAGA_SOURCE_PROBLEM_NONE);
}

static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection,
                  gpointer data)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  DermagaWebHop *self = data;

  switch ((int) event)
    {
    case G_SOCKET_CLIENT_RESOLVING:
      /* Again: libsoup tries once more where a line was cut before the first word. */
      if (self->stopped)
        g_cancellable_cancel (self->cancellable);
      break;
    case G_SOCKET_CLIENT_CONNECTING:
      self->phase = DERMAGA_WEB_CONNECTING;
      break;
    case G_SOCKET_CLIENT_CONNECTED:
      self->phase = DERMAGA_WEB_TALKING;
      dermaga_timer_clear (&self->connect_timer);
      g_set_object (&self->socket,
                    g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKING:
      /* Before its first byte: no HTTP/2, and no end of a body by whoever can cut the line. */
      g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection),
                                                 (const char **) protocols);
      g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (connection), TRUE);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKED:
      self->handshaken = TRUE;
      break;
    default:
      break;
    }
}

/* (transfer full) (element-type GBytes): in DER, as far as anybody would follow it. */
static GPtrArray *
get_chain (GTlsCertificate *certificate)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (; certificate != NULL && chain->len < MAX_CHAIN;
       certificate = g_tls_certificate_get_issuer (certificate))
    {
      GByteArray *der = NULL;

      g_object_get (certificate, "certificate", &der, NULL);
      if (der == NULL)
        break;
      g_ptr_array_add (chain, g_byte_array_free_to_bytes (der));
    }
  return chain;
}

/* The session knows no roots, so that every certificate is asked about; the one judge of all
 * certificates answers. */
static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate,
                       GTlsCertificateFlags faults, gpointer data)
{
  DermagaWebHop *self = data;
  g_autoptr (GPtrArray) chain = get_chain (certificate);

  self->judgement
    = dermaga_tls_context_judge (dermaga_network_get_tls_context (self->network), chain,
                                 g_uri_get_host (soup_message_get_uri (message)));
  return self->judgement.trusted;
}

/* libsoup reads them as long as they come, without a turn of the main loop. */
static void
informational_cb (SoupMessage *message, gpointer data)
{
  DermagaWebHop *self = data;

  if (++self->n_informational > MAX_INFORMATIONAL)
    dermaga_web_hop_stop (self, DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
}

static SoupSession *
session_new (DermagaWebAddress *address)
{
  SoupSession *session =
    soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL,
                                   "tls-database", dermaga_no_roots_get (), "user-agent",
                                   "Dermaga/" DERMAGA_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

static SoupMessage *
message_new (DermagaWebHop *self, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (headers, "Accept", "*/*");
  soup_message_headers_append (headers, "Accept-Encoding", "identity");
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (message, "got-informational", G_CALLBACK (informational_cb), self);
  return message;
}

DermagaWebHop *
dermaga_web_hop_new (DermagaNetwork *network, GUri *uri, gint64 connect_limit,
                     DermagaWebHopFunc func, gpointer owner)
{
  DermagaWebHop *self = g_new0 (DermagaWebHop, 1);

  self->network = g_object_ref (network);
  self->is_secure = dermaga_web_url_is_secure (uri);
  self->func = func;
  self->owner = owner;
  self->cancellable = g_cancellable_new ();
  self->address = dermaga_web_address_new (network, g_uri_get_host (uri),
                                           dermaga_web_url_get_port (uri), self->cancellable);
  self->session = session_new (self->address);
  self->message = message_new (self, uri);
  dermaga_timer_set (&self->connect_timer, connect_limit, connect_limit_cb, self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, self);
  return self;
}

/* The stream first: closing it asks the message, which is nobody's once the session ends. */
void
dermaga_web_hop_free (DermagaWebHop *self)
{
  if (self == NULL)
    return;
  dermaga_timer_clear (&self->connect_timer);
  g_clear_object (&self->socket);
  g_cancellable_cancel (self->cancellable);
  if (self->stream != NULL)
    g_input_stream_close (self->stream, NULL, NULL);
  g_signal_handlers_disconnect_by_data (self->message, self);
  soup_session_abort (self->session);
  dermaga_web_address_detach (self->address);
  g_clear_object (&self->stream);
  g_object_unref (self->message);
  g_object_unref (self->session);
  g_object_unref (self->address);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_object_unref (self->network);
  g_free (self);
}

DermagaWebPhase
dermaga_web_hop_get_phase (DermagaWebHop *self)
{
  return self->phase;
}

DermagaSourceProblem
dermaga_web_hop_get_problem (DermagaWebHop *self)
{
  return self->problem;
}

guint
dermaga_web_hop_get_status (DermagaWebHop *self)
{
  return self->stream != NULL ? soup_message_get_status (self->message) : 0;
}

const char *
dermaga_web_hop_get_header (DermagaWebHop *self, const char *name)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (self->message), name);
}

gint64
dermaga_web_hop_get_date (DermagaWebHop *self)
{
  const char *date = self->stream != NULL ? dermaga_web_hop_get_header (self, "Date") : NULL;
  const char *age = self->stream != NULL ? dermaga_web_hop_get_header (self, "Age") : NULL;
  g_autoptr (GDateTime) time = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  guint64 seconds = 0;

  if (time == NULL)
    return 0;
  if (age != NULL && !g_ascii_string_to_unsigned (age, 10, 0, G_MAXINT32, &seconds, NULL))
    return 0;
  return g_date_time_to_unix (time) + (gint64) seconds;
}

const DermagaTlsJudgement *
dermaga_web_hop_get_judgement (DermagaWebHop *self)
{
  return &self->judgement;
}

GBytes *
dermaga_web_hop_take_body (DermagaWebHop *self)
{
  return self->body != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&self->body)) : NULL;
}
