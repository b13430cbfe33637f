#include "config.h"

#include "probe/dermaga-control-run.h"

#include <string.h>

#include "base/dermaga-timer.h"
#include "net/dermaga-connection.h"
#include "net/dermaga-web.h"

/* Linux repeats the first packet after 1 and 3 s: three of them, and time for the way back. */
#define NOWHERE_LIMIT_US (3200 * G_TIME_SPAN_MILLISECOND)
#define CONNECT_LIMIT_US (4 * G_TIME_SPAN_SECOND)
/* Two packets: a port is judged by several companies, so this is more than three to one server. */
#define HURRIED_LIMIT_US (2200 * G_TIME_SPAN_MILLISECOND)
/* Servers that receive mail let strangers wait for their greeting: six seconds are usual. */
#define WHOLE_LIMIT_US (10 * G_TIME_SPAN_SECOND)
#define MAX_PAGE 4096

/* What a fetch's callback holds: the run may be gone by then. */
typedef struct {
  DermagaControlRun *run;
} Link;

struct _DermagaControlRun
{
  DermagaControl *control;
  DermagaSecurity mode;
  const DermagaControlPage *page;
  DermagaControlFunc func;
  gpointer owner;

  DermagaConnection *connection; /* (nullable) */
  GCancellable *cancellable;     /* (nullable): of the fetch */
  Link *link;                    /* (nullable): while it fetches */
  GSource *limit;
  gboolean ended;
};

static DermagaControlRun *
run_new (DermagaControl *control, DermagaControlFunc func, gpointer owner)
{
  DermagaControlRun *self = g_new0 (DermagaControlRun, 1);

  self->control = control;
  self->func = func;
  self->owner = owner;
  return self;
}

static void
end (DermagaControlRun *self, DermagaOutcome outcome)
{
  dermaga_timer_clear (&self->limit);
  self->ended = TRUE;
  self->control->outcome = outcome;
}

/* Servers */

/* Outcomes that a live connection may have come to by its own limit. */
static DermagaOutcome
outcome_at_limit (DermagaControlRun *self)
{
  DermagaSession session = dermaga_connection_get_session (self->connection);
  DermagaOutcome outcome = dermaga_classify (&session, self->mode, NULL);

  if (outcome != DERMAGA_OUTCOME_NOT_CHECKED)
    return outcome;
  return self->control->open ? DERMAGA_OUTCOME_SILENT : DERMAGA_OUTCOME_TIMEOUT;
}

static gboolean
limit_cb (gpointer data)
{
  DermagaControlRun *self = data;

  end (self, outcome_at_limit (self));
  dermaga_connection_cancel (self->connection);
  self->func (self->owner);
  return G_SOURCE_REMOVE;
}

static void
server_cb (DermagaConnection *connection, gpointer data)
{
  DermagaControlRun *self = data;
  DermagaSession session = dermaga_connection_get_session (connection);
  gboolean decided = FALSE;
  DermagaOutcome outcome;

  self->control->open = dermaga_connection_get_timing (connection).connect >= 0;
  self->control->round_trip_us = dermaga_connection_get_round_trip (connection);
  if (!self->ended)
    {
      outcome = dermaga_classify (&session, self->mode, &decided);
      if (decided || dermaga_control_run_is_closed (self))
        {
          /* The certificate is what proves it, even where not a word follows. */
          self->control->genuine = session.tls != NULL && dermaga_tls_facts_verified (session.tls);
          end (self, outcome);
        }
    }
  self->func (self->owner);
}

DermagaControlRun *
dermaga_control_run_new_server (DermagaNetwork *network, DermagaControl *control,
                                GInetAddress *address, const DermagaControlServer *server,
                                DermagaControlFunc func, gpointer owner)
{
  DermagaControlRun *self = run_new (control, func, owner);

  self->mode = server->mode;
  self->connection
    = dermaga_connection_new (network, address, server->port,
                              dermaga_control_server_get_protocol (server), server->mode,
                              server->host, server_cb, self);
  dermaga_connection_set_connect_deadline (self->connection, CONNECT_LIMIT_US);
  dermaga_timer_set (&self->limit, WHOLE_LIMIT_US, limit_cb, self);
  dermaga_connection_start (self->connection);
  return self;
}

/* Nowhere */

static void
nowhere_cb (DermagaConnection *connection, gpointer data)
{
  DermagaControlRun *self = data;
  DermagaSession session = dermaga_connection_get_session (connection);

  if (self->ended)
    return;
  self->control->open = dermaga_connection_get_timing (connection).connect >= 0;
  self->control->round_trip_us = dermaga_connection_get_round_trip (connection);
  if (self->control->open)
    {
      end (self, DERMAGA_OUTCOME_INTERCEPTED);
      dermaga_connection_cancel (connection);
    }
  else if (dermaga_control_run_is_closed (self))
    end (self, dermaga_classify (&session, DERMAGA_SECURITY_NONE, NULL));
  self->func (self->owner);
}

DermagaControlRun *
dermaga_control_run_new_nowhere (DermagaNetwork *network, DermagaControl *control,
                                 GInetAddress *address, DermagaControlFunc func, gpointer owner)
{
  DermagaControlRun *self = run_new (control, func, owner);

  /* Whatever the port: a dialogue that listens first says nothing. */
  self->connection
    = dermaga_connection_new (network, address, control->port, DERMAGA_PROTOCOL_SMTP,
                              DERMAGA_SECURITY_NONE, "invalid", nowhere_cb, self);
  dermaga_connection_set_connect_deadline (self->connection, NOWHERE_LIMIT_US);
  dermaga_connection_start (self->connection);
  return self;
}

/* The page */

static gboolean
is_answer (const DermagaWebReply *reply, const char *answer)
{
  gsize length;
  const char *data;
  g_autofree char *text = NULL;

  if (reply->problem != DERMAGA_SOURCE_PROBLEM_NONE || reply->body == NULL)
    return FALSE;
  data = g_bytes_get_data (reply->body, &length);
  text = g_strndup (data, length);
  return g_str_equal (g_strstrip (text), answer);
}

/* 511 is the status that was made for portals (RFC 6585); the usual ones redirect. */
static gboolean
is_of_portal (guint status)
{
  return status == 200 || status == 511 || (status >= 300 && status < 400);
}

static DermagaOutcome
outcome_of_reply (const DermagaWebReply *reply, const char *answer, gboolean accepted)
{
  if (is_answer (reply, answer))
    return DERMAGA_OUTCOME_OK_PLAIN;
  if (is_of_portal (reply->status) && reply->problem != DERMAGA_SOURCE_PROBLEM_TIMEOUT
      && reply->problem != DERMAGA_SOURCE_PROBLEM_BAD_REPLY)
    return DERMAGA_OUTCOME_PORTAL;
  if (reply->status != 0)
    return DERMAGA_OUTCOME_NOT_MAIL;
  if (accepted)
    return DERMAGA_OUTCOME_SILENT;
  return reply->problem == DERMAGA_SOURCE_PROBLEM_TIMEOUT ? DERMAGA_OUTCOME_TIMEOUT
                                                         : DERMAGA_OUTCOME_HOST_UNREACH;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DermagaWebFetch *fetch = DERMAGA_WEB_FETCH (source);
  g_autofree Link *link = data;
  g_autoptr (DermagaWebReply) reply = dermaga_web_fetch_run_finish (fetch, result, NULL);
  DermagaControlRun *self = link->run;

  if (self == NULL)
    return;
  self->link = NULL;
  if (reply != NULL && !self->ended)
    {
      self->control->open = dermaga_web_fetch_get_phase (fetch) == DERMAGA_WEB_TALKING;
      end (self, outcome_of_reply (reply, self->page->answer, self->control->open));
    }
  self->func (self->owner);
}

/* A network in which the page's name has this address alone: each family is asked by itself. */
static DermagaNetwork *
network_with (DermagaNetwork *network, const char *host, GInetAddress *address)
{
  g_autoptr (DermagaResolver) resolver = dermaga_resolver_new (NULL, NULL);
  DermagaNetwork *narrow;

  if (resolver == NULL)
    return NULL;
  dermaga_resolver_add_static (resolver, host, address);
  narrow = dermaga_network_new_with (resolver, dermaga_network_get_tls_context (network));
  if (dermaga_network_has_routes (network))
    dermaga_network_add_route (narrow, 80, dermaga_network_map_port (network, 80));
  return narrow;
}

DermagaControlRun *
dermaga_control_run_new_page (DermagaNetwork *network, DermagaControl *control,
                              GInetAddress *address, const DermagaControlPage *page,
                              DermagaControlFunc func, gpointer owner)
{
  DermagaControlRun *self = run_new (control, func, owner);
  DermagaWebRequest request = { .url = page->url, .max_size = MAX_PAGE, .max_redirects = 0 };
  g_autoptr (DermagaNetwork) narrow = network_with (network, page->host, address);
  g_autoptr (DermagaWebFetch) fetch = NULL;

  self->page = page;
  if (narrow == NULL)
    {
      end (self, DERMAGA_OUTCOME_NOT_CHECKED);
      return self;
    }
  fetch = dermaga_web_fetch_new (narrow, &request);
  self->cancellable = g_cancellable_new ();
  self->link = g_new0 (Link, 1);
  self->link->run = self;
  dermaga_web_fetch_set_limits (fetch, CONNECT_LIMIT_US, WHOLE_LIMIT_US / 2);
  dermaga_web_fetch_run_async (fetch, self->cancellable, fetched_cb, self->link);
  return self;
}

/* All */

gboolean
dermaga_control_run_is_ipv6 (const DermagaControlRun *self)
{
  return self->control->is_ipv6;
}

gboolean
dermaga_control_run_is_closed (const DermagaControlRun *self)
{
  if (self->connection != NULL)
    return dermaga_connection_get_phase (self->connection) == DERMAGA_PHASE_CLOSED;
  return self->link == NULL;
}

void
dermaga_control_run_hurry (DermagaControlRun *self)
{
  if (!self->ended && self->connection != NULL && self->control->kind != DERMAGA_CONTROL_NEGATIVE)
    dermaga_connection_set_connect_deadline (self->connection, HURRIED_LIMIT_US);
}

void
dermaga_control_run_cut (DermagaControlRun *self)
{
  if (self->ended)
    return;
  end (self, DERMAGA_OUTCOME_NOT_CHECKED);
  if (self->connection != NULL)
    dermaga_connection_cancel (self->connection);
  g_cancellable_cancel (self->cancellable);
}

void
dermaga_control_run_free (DermagaControlRun *self)
{
  dermaga_timer_clear (&self->limit);
  if (self->link != NULL)
    self->link->run = NULL;
  g_cancellable_cancel (self->cancellable);
  if (self->connection != NULL)
    dermaga_connection_cancel (self->connection);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self);
}
