#include "config.h"

#include "net/dermaga-web.h"

#include "base/dermaga-timer.h"
#include "net/dermaga-web-address.h"
#include "net/dermaga-web-url.h"

#include <libsoup/soup.h>

#define MAX_INFORMATIONAL 8
#define BLOCK (16 * 1024)
/* What is kept of a reply that is no document, and how long its end is waited for. */
#define MAX_EXCUSE (64 * 1024)
#define EXCUSE_LIMIT G_USEC_PER_SEC

struct _DermagaWebFetch {
  GObject parent_instance;
  DermagaNetwork *network;
  char *url;
  gsize max_size;
  guint redirects_left;
  gint64 connect_limit;
  gint64 whole_limit;

  GTask *task; /* (nullable): while it runs */
  gint64 start;
  DermagaWebPhase phase;
  GSource *cancelled;
  GSource *whole_timer;
  DermagaWebReply *reply;
  GByteArray *body; /* (nullable) */
  gboolean stopped; /* reply->problem says why */

  /* Of the request under way */
  GUri *uri;
  GCancellable *cancellable;
  DermagaWebAddress *address;
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GSource *connect_timer;
  gboolean accepted;
  gboolean secured;
  guint n_informational;
};

G_DEFINE_FINAL_TYPE (DermagaWebFetch, dermaga_web_fetch, G_TYPE_OBJECT)

static void send_request (DermagaWebFetch *self);

void
dermaga_web_reply_free (DermagaWebReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->url);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_strfreev (reply->challenges);
  g_free (reply);
}

/* Ends */

/* The stream first: closing it asks the message, which is nobody's once the session ends. */
static void
end_request (DermagaWebFetch *self)
{
  dermaga_timer_clear (&self->connect_timer);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->stream != NULL)
    g_input_stream_close (self->stream, NULL, NULL);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->address);
  g_clear_object (&self->cancellable);
}

static void
finish (DermagaWebFetch *self, DermagaSourceProblem problem)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  DermagaWebReply *reply = g_steal_pointer (&self->reply);

  dermaga_timer_clear (&self->cancelled);
  dermaga_timer_clear (&self->whole_timer);
  end_request (self);
  if (!self->stopped)
    reply->problem = problem;
  reply->secure = reply->secure && reply->status != 0;
  if (self->uri != NULL)
    reply->url = dermaga_web_url_to_string (self->uri);
  else
    reply->url = g_strdup (self->url);
  if (self->body != NULL)
    reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  if (reply->challenges == NULL)
    reply->challenges = g_new0 (char *, 1);
  reply->elapsed_us = g_get_monotonic_time () - self->start;
  if (g_task_return_error_if_cancelled (task))
    dermaga_web_reply_free (reply);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) dermaga_web_reply_free);
}

/* Ends what is under way, whose callback then calls finish(). */
static void
stop (DermagaWebFetch *self, DermagaSourceProblem problem)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  self->reply->problem = problem;
  g_cancellable_cancel (self->cancellable);
}

static DermagaSourceProblem
problem_of_status (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_OK:
      return DERMAGA_SOURCE_PROBLEM_NONE;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return DERMAGA_SOURCE_PROBLEM_NOT_FOUND;
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
      return DERMAGA_SOURCE_PROBLEM_FORBIDDEN;
    default:
      return DERMAGA_SOURCE_PROBLEM_STATUS;
    }
}

/* A status that is bad enough stays the problem however badly the rest of the reply comes in. */
static DermagaSourceProblem
or_status (DermagaWebFetch *self, DermagaSourceProblem problem)
{
  guint status = self->stream != NULL ? self->reply->status : 0;

  return status != 0 && status != SOUP_STATUS_OK ? problem_of_status (status) : problem;
}

static DermagaSourceProblem
problem_before_connection (DermagaWebFetch *self, const GError *error)
{
  DermagaSourceProblem problem = dermaga_web_address_get_problem (self->address);

  if (problem != DERMAGA_SOURCE_PROBLEM_NONE)
    return problem;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
           ? DERMAGA_SOURCE_PROBLEM_TIMEOUT
           : DERMAGA_SOURCE_PROBLEM_UNREACHABLE;
}

static DermagaSourceProblem
problem_of_error (DermagaWebFetch *self, const GError *error)
{
  gboolean wants_tls = dermaga_web_url_is_secure (self->uri);

  if (!self->accepted)
    return problem_before_connection (self, error);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return DERMAGA_SOURCE_PROBLEM_CERTIFICATE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return DERMAGA_SOURCE_PROBLEM_TIMEOUT;
  if (self->stream == NULL
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return DERMAGA_SOURCE_PROBLEM_UNREACHABLE;
  return wants_tls && !self->secured ? DERMAGA_SOURCE_PROBLEM_TLS
                                     : DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
}

/* Limits */

static gboolean
whole_limit_cb (gpointer data)
{
  DermagaWebFetch *self = data;

  dermaga_timer_clear (&self->whole_timer);
  stop (self, or_status (self, DERMAGA_SOURCE_PROBLEM_TIMEOUT));
  return G_SOURCE_REMOVE;
}

static gboolean
connect_limit_cb (gpointer data)
{
  DermagaWebFetch *self = data;
  DermagaSourceProblem problem = dermaga_web_address_get_problem (self->address);

  dermaga_timer_clear (&self->connect_timer);
  stop (self, problem != DERMAGA_SOURCE_PROBLEM_NONE ? problem : DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  DermagaWebFetch *self = data;

  dermaga_timer_clear (&self->cancelled);
  stop (self, DERMAGA_SOURCE_PROBLEM_NONE);
  return G_SOURCE_REMOVE;
}

/* The body */

static gsize
body_limit (DermagaWebFetch *self)
{
  return self->reply->status == SOUP_STATUS_OK ? self->max_size : MAX_EXCUSE;
}

/* libsoup takes the end of the connection for the end of the body when it was to be closed. */
static gboolean
is_cut (DermagaWebFetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && self->body->len < soup_message_headers_get_content_length (headers);
}

static void read_more (DermagaWebFetch *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWebFetch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize room = body_limit (self) - self->body->len;

  if (bytes == NULL || self->stopped)
    {
      finish (self, or_status (self, error != NULL ? problem_of_error (self, error)
                                                   : DERMAGA_SOURCE_PROBLEM_NONE));
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL),
                       (guint) MIN (g_bytes_get_size (bytes), room));
  if (g_bytes_get_size (bytes) > room)
    finish (self, or_status (self, DERMAGA_SOURCE_PROBLEM_TOO_BIG));
  else if (g_bytes_get_size (bytes) > 0)
    read_more (self);
  else if (is_cut (self))
    finish (self, or_status (self, DERMAGA_SOURCE_PROBLEM_BAD_REPLY));
  else
    finish (self, problem_of_status (self->reply->status));
}

static void
read_more (DermagaWebFetch *self)
{
  gsize room = body_limit (self) - self->body->len;

  g_input_stream_read_bytes_async (self->stream, MIN (room + 1, BLOCK), G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, g_object_ref (self));
}

/* Why the body of a 200 need not be read at all. */
static DermagaSourceProblem
problem_of_headers (DermagaWebFetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  SoupEncoding framing = soup_message_headers_get_encoding (headers);
  const char *coding = soup_message_headers_get_list (headers, "Content-Encoding");

  if (coding != NULL && g_ascii_strcasecmp (coding, "identity") != 0)
    return DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
  if (framing != SOUP_ENCODING_CHUNKED
      && soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL)
    return DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
  if (framing == SOUP_ENCODING_CONTENT_LENGTH
      && (guint64) soup_message_headers_get_content_length (headers) > self->max_size)
    return DERMAGA_SOURCE_PROBLEM_TOO_BIG;
  return DERMAGA_SOURCE_PROBLEM_NONE;
}

static void
begin_body (DermagaWebFetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  gint64 age = g_get_monotonic_time () - self->start;
  DermagaSourceProblem problem;

  self->body = g_byte_array_new ();
  self->reply->challenges = dermaga_web_parse_challenges (
    soup_message_headers_get_list (headers, "WWW-Authenticate"));
  if (self->reply->status != SOUP_STATUS_OK)
    {
      dermaga_timer_set (&self->whole_timer, MIN (EXCUSE_LIMIT, self->whole_limit - age),
                         whole_limit_cb, self);
      read_more (self);
      return;
    }
  problem = problem_of_headers (self);
  if (problem != DERMAGA_SOURCE_PROBLEM_NONE)
    finish (self, problem);
  else
    read_more (self);
}

/* The reply */

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND
         || status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static void
follow (DermagaWebFetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  DermagaSourceProblem problem;
  GUri *next;

  if (self->redirects_left == 0)
    {
      finish (self, DERMAGA_SOURCE_PROBLEM_REDIRECTS);
      return;
    }
  next = dermaga_web_url_follow (self->uri, soup_message_headers_get_one (headers, "Location"),
                                 &problem);
  if (next == NULL)
    {
      finish (self, problem);
      return;
    }
  self->redirects_left--;
  end_request (self);
  g_uri_unref (self->uri);
  self->uri = next;
  send_request (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWebFetch) self = data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL || self->stopped)
    {
      finish (self, self->stopped ? DERMAGA_SOURCE_PROBLEM_NONE : problem_of_error (self, error));
      return;
    }
  self->reply->status = soup_message_get_status (self->message);
  if (is_redirect (self->reply->status))
    follow (self);
  else
    begin_body (self);
}

/* What happens before the reply */

static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection,
                  gpointer data)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  DermagaWebFetch *self = data;

  switch ((int) event)
    {
    case G_SOCKET_CLIENT_CONNECTING:
      self->phase = MAX (self->phase, DERMAGA_WEB_CONNECTING);
      break;
    case G_SOCKET_CLIENT_CONNECTED:
      self->phase = DERMAGA_WEB_TALKING;
      self->accepted = TRUE;
      dermaga_timer_clear (&self->connect_timer);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKING:
      /* Before its first byte: no HTTP/2, and no end of a body by whoever can cut the line. */
      g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection),
                                                 (const char **) protocols);
      g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (connection), TRUE);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKED:
      self->secured = TRUE;
      break;
    default:
      break;
    }
}

/* Asked only about certificates that the system does not trust. */
static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate,
                       GTlsCertificateFlags faults, gpointer data)
{
  DermagaWebFetch *self = data;
  GTlsDatabase *roots = dermaga_network_get_web_roots (self->network);
  g_autoptr (GError) error = NULL;

  return roots != NULL
         && g_tls_database_verify_chain (roots, certificate,
                                         G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                         G_SOCKET_CONNECTABLE (self->address), NULL,
                                         G_TLS_DATABASE_VERIFY_NONE, NULL, &error) == 0
         && error == NULL;
}

/* libsoup reads them as long as they come, without a turn of the main loop. */
static void
informational_cb (SoupMessage *message, gpointer data)
{
  DermagaWebFetch *self = data;

  if (++self->n_informational > MAX_INFORMATIONAL)
    stop (self, DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
}

static SoupSession *
session_new (DermagaWebAddress *address)
{
  SoupSession *session =
    soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL,
                                   "user-agent", "Dermaga/" DERMAGA_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

static void
send_request (DermagaWebFetch *self)
{
  SoupMessageHeaders *headers;
  guint16 port = dermaga_web_url_get_port (self->uri);

  if (dermaga_network_map_port (self->network, port) == 0)
    {
      finish (self, DERMAGA_SOURCE_PROBLEM_UNREACHABLE);
      return;
    }
  self->reply->secure = self->reply->secure && dermaga_web_url_is_secure (self->uri);
  self->accepted = self->secured = FALSE;
  self->n_informational = 0;
  self->cancellable = g_cancellable_new ();
  self->address = dermaga_web_address_new (self->network, g_uri_get_host (self->uri), port,
                                           self->cancellable);
  self->session = session_new (self->address);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (self->message);
  soup_message_headers_append (headers, "Accept", "*/*");
  soup_message_headers_append (headers, "Accept-Encoding", "identity");
  g_signal_connect (self->message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (self->message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (self->message, "got-informational", G_CALLBACK (informational_cb), self);
  dermaga_timer_set (&self->connect_timer, self->connect_limit, connect_limit_cb, self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, g_object_ref (self));
}

/* Public */

void
dermaga_web_fetch_run_async (DermagaWebFetch *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DERMAGA_IS_WEB_FETCH (self));
  g_return_if_fail (self->start == 0);

  self->start = g_get_monotonic_time ();
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, dermaga_web_fetch_run_async);
  self->reply = g_new0 (DermagaWebReply, 1);
  self->reply->secure = TRUE;
  self->uri = dermaga_web_url_parse (self->url);
  if (self->uri == NULL)
    {
      finish (self, DERMAGA_SOURCE_PROBLEM_NO_NAME);
      return;
    }
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (self->task));
    }
  dermaga_timer_set (&self->whole_timer, self->whole_limit, whole_limit_cb, self);
  send_request (self);
}

DermagaWebReply *
dermaga_web_fetch_run_finish (DermagaWebFetch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

DermagaWebPhase
dermaga_web_fetch_get_phase (DermagaWebFetch *self)
{
  g_return_val_if_fail (DERMAGA_IS_WEB_FETCH (self), DERMAGA_WEB_RESOLVING);
  return self->phase;
}

void
dermaga_web_fetch_set_limits (DermagaWebFetch *self, gint64 connect_us, gint64 whole_us)
{
  g_return_if_fail (DERMAGA_IS_WEB_FETCH (self));
  g_return_if_fail (self->start == 0);

  self->connect_limit = connect_us;
  self->whole_limit = whole_us;
}

static void
dermaga_web_fetch_finalize (GObject *object)
{
  DermagaWebFetch *self = DERMAGA_WEB_FETCH (object);

  /* While it runs, its task holds a reference. */
  g_assert (self->task == NULL && self->session == NULL);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_object (&self->network);
  g_free (self->url);
  G_OBJECT_CLASS (dermaga_web_fetch_parent_class)->finalize (object);
}

static void
dermaga_web_fetch_class_init (DermagaWebFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_web_fetch_finalize;
}

static void
dermaga_web_fetch_init (DermagaWebFetch *self)
{
  self->connect_limit = DERMAGA_WEB_CONNECT_LIMIT;
  self->whole_limit = DERMAGA_WEB_LIMIT;
}

DermagaWebFetch *
dermaga_web_fetch_new (DermagaNetwork *network, const DermagaWebRequest *request)
{
  DermagaWebFetch *self = g_object_new (DERMAGA_TYPE_WEB_FETCH, NULL);

  self->network = g_object_ref (network);
  self->url = g_strdup (request->url);
  self->max_size = request->max_size;
  self->redirects_left = request->max_redirects;
  return self;
}
