#include "config.h"

#include "net/dermaga-web.h"

#include "base/dermaga-timer.h"
#include "net/dermaga-web-hop.h"
#include "net/dermaga-web-url.h"

#include <libsoup/soup.h>

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

  gint64 start;
  GTask *task; /* (nullable): while it runs */
  GSource *cancelled;
  GSource *whole_timer;
  DermagaWebPhase phase; /* of the hops that were */
  GUri *uri;             /* (nullable): where it is now */
  DermagaWebHop *hop;    /* (nullable) */
  gboolean reading;      /* the body of the last hop */
  DermagaWebReply *reply;
};

G_DEFINE_FINAL_TYPE (DermagaWebFetch, dermaga_web_fetch, G_TYPE_OBJECT)

static void hop_replied_cb (gpointer owner);

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

/* What time it is, when the head of a reply has come. */
static void
note_date (DermagaWebFetch *self)
{
  self->reply->date = dermaga_web_hop_get_date (self->hop);
  self->reply->received = g_get_real_time () / G_USEC_PER_SEC;
}

static void
finish (DermagaWebFetch *self, DermagaSourceProblem problem)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  DermagaWebReply *reply = g_steal_pointer (&self->reply);

  dermaga_timer_clear (&self->cancelled);
  dermaga_timer_clear (&self->whole_timer);
  reply->problem = problem;
  reply->secure = reply->secure && reply->status != 0;
  if (!reply->secure)
    reply->date = 0;
  reply->url = self->uri != NULL ? dermaga_web_url_to_string (self->uri) : g_strdup (self->url);
  if (reply->challenges == NULL)
    reply->challenges = g_new0 (char *, 1);
  if (self->hop != NULL)
    {
      self->phase = dermaga_web_fetch_get_phase (self);
      reply->body = dermaga_web_hop_take_body (self->hop);
      reply->certificate = *dermaga_web_hop_get_judgement (self->hop);
      g_clear_pointer (&self->hop, dermaga_web_hop_free);
    }
  reply->elapsed_us = g_get_monotonic_time () - self->start;
  if (g_task_return_error_if_cancelled (task))
    dermaga_web_reply_free (reply);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) dermaga_web_reply_free);
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

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND
         || status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static gboolean
whole_limit_cb (gpointer data)
{
  DermagaWebFetch *self = data;

  dermaga_timer_clear (&self->whole_timer);
  dermaga_web_hop_stop (self->hop, DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  DermagaWebFetch *self = data;

  dermaga_timer_clear (&self->cancelled);
  dermaga_web_hop_stop (self->hop, DERMAGA_SOURCE_PROBLEM_NONE);
  return G_SOURCE_REMOVE;
}

static void
start_hop (DermagaWebFetch *self)
{
  self->reply->secure = self->reply->secure && dermaga_web_url_is_secure (self->uri);
  self->hop = dermaga_web_hop_new (self->network, self->uri, self->connect_limit, hop_replied_cb,
                                   self);
}

static void
follow (DermagaWebFetch *self)
{
  DermagaSourceProblem problem;
  GUri *next;

  if (self->redirects_left == 0)
    {
      finish (self, DERMAGA_SOURCE_PROBLEM_REDIRECTS);
      return;
    }
  next = dermaga_web_url_follow (self->uri, dermaga_web_hop_get_header (self->hop, "Location"),
                                 &problem);
  if (next == NULL)
    {
      finish (self, problem);
      return;
    }
  self->redirects_left--;
  self->phase = dermaga_web_fetch_get_phase (self);
  g_clear_pointer (&self->hop, dermaga_web_hop_free);
  g_uri_unref (self->uri);
  self->uri = next;
  start_hop (self);
}

/* A bad status is the problem however badly the rest of the reply comes in, and its end is not
 * waited for as long as that of a document. */
static void
read_body (DermagaWebFetch *self)
{
  gint64 left = self->whole_limit - (g_get_monotonic_time () - self->start);

  if (self->reply->status == SOUP_STATUS_OK)
    {
      dermaga_web_hop_read (self->hop, self->max_size);
      return;
    }
  dermaga_timer_set (&self->whole_timer, MIN (EXCUSE_LIMIT, left), whole_limit_cb, self);
  dermaga_web_hop_read (self->hop, MAX_EXCUSE);
}

/* First the head is there, and then the body too. */
static void
hop_replied_cb (gpointer owner)
{
  DermagaWebFetch *self = owner;
  DermagaSourceProblem problem = dermaga_web_hop_get_problem (self->hop);
  guint status = dermaga_web_hop_get_status (self->hop);

  if (status != 0)
    self->reply->status = status;
  if (status != 0 && !self->reading)
    note_date (self);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    finish (self, DERMAGA_SOURCE_PROBLEM_NONE);
  else if (self->reading && status != SOUP_STATUS_OK)
    finish (self, problem_of_status (status));
  else if (self->reading || problem != DERMAGA_SOURCE_PROBLEM_NONE)
    finish (self, problem);
  else if (is_redirect (status))
    follow (self);
  else
    {
      self->reply->challenges = dermaga_web_parse_challenges (
        dermaga_web_hop_get_header (self->hop, "WWW-Authenticate"));
      self->reading = TRUE;
      read_body (self);
    }
}

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
  start_hop (self);
  if (self->hop == NULL)
    return;
  dermaga_timer_set (&self->whole_timer, self->whole_limit, whole_limit_cb, self);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (self->task));
    }
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

  if (self->hop == NULL)
    return self->phase;
  return MAX (self->phase, dermaga_web_hop_get_phase (self->hop));
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
  g_assert (self->task == NULL && self->hop == NULL);
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
