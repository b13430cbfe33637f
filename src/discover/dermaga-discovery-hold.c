#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "base/dermaga-timer.h"
#include "discover/dermaga-conditions.h"

/* What is worth waiting for. A web server may be slow, and one behind a firewall that drops
 * packets says nothing for seconds: once a safe pair is known, each may hold it back for a while
 * only. */

static gboolean
has_safe_pair (DermagaDiscovery *self)
{
  return dermaga_result_get_best (self->result, DERMAGA_DIRECTION_INCOMING, NULL) != NULL
         && dermaga_result_get_best (self->result, DERMAGA_DIRECTION_OUTGOING, NULL) != NULL;
}

/* When that source is not waited for any longer; no chain of them may be longer than one. */
static gint64
get_hold_end (DermagaDiscovery *self, gint64 started, gboolean talking)
{
  return MIN (started + (talking ? self->hold_us : self->hold_connect_us),
              self->started + self->hold_us);
}

static gint64
get_fetch_hold_end (DermagaDiscovery *self, const WebQuestion *question)
{
  gboolean talking = dermaga_web_fetch_get_phase (question->fetch) == DERMAGA_WEB_TALKING;

  return get_hold_end (self, question->started, talking);
}

static gboolean
is_for_web (AskKind kind)
{
  return kind == ASK_PACC || kind == ASK_MTA_STS;
}

/* The best that a source could still name, against the best that is known. */
static gboolean
could_name_better (DermagaDirection direction, DermagaSource source, guint order,
                   const DermagaCandidate *best)
{
  DermagaCandidate ideal = { .source = source, .order = order, .security = DERMAGA_SECURITY_TLS };

  if (best == NULL)
    return TRUE;
  ideal.protocol
    = direction == DERMAGA_DIRECTION_OUTGOING ? DERMAGA_PROTOCOL_SMTP : DERMAGA_PROTOCOL_IMAP;
  ideal.port = direction == DERMAGA_DIRECTION_OUTGOING ? 465 : 993;
  ideal.host = best->host;
  return dermaga_candidate_compare (&ideal, best) < 0;
}

/* Confirming names nothing, but takes the need for consent away where an exchanger led. */
static gboolean
could_be_confirmed (DermagaDiscovery *self, const DermagaCandidate *best)
{
  if (best == NULL)
    return TRUE;
  for (guint i = 0; best->outside && i < self->hosts->len; i++)
    {
      const DermagaHost *host = self->hosts->pdata[i];

      if (host->exchangers != 0 && g_str_equal (host->name, best->host))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fetch_could_beat (const WebQuestion *question, DermagaDirection direction,
                  const DermagaCandidate *best)
{
  switch (question->kind)
    {
    case WEB_AUTODISCOVER:
      return best == NULL;
    case WEB_MTA_STS:
      return could_be_confirmed (question->discovery, best);
    case WEB_PACC:
    case WEB_AUTOCONFIG:
    case WEB_WELL_KNOWN:
    case WEB_ISPDB:
    case WEB_MX_AUTOCONFIG:
    case WEB_MX_ISPDB:
    case WEB_HTTP:
      return could_name_better (direction, dermaga_discovery_get_web_source (question->kind),
                                question->order, best);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
question_could_beat (const Question *question, DermagaDirection direction,
                     const DermagaCandidate *best)
{
  switch (question->kind)
    {
    case ASK_SRV:
      return dermaga_protocol_get_direction (question->service->protocol) == direction
             && could_name_better (direction, DERMAGA_SOURCE_SRV, 0, best);
    case ASK_MX:
      return could_name_better (direction, DERMAGA_SOURCE_MX_PROVIDER, 0, best);
    case ASK_HOST:
      return dermaga_host_could_beat (question->host, direction, best);
    case ASK_PACC:
      return could_name_better (direction, DERMAGA_SOURCE_PACC, 0, best);
    case ASK_MTA_STS:
      return could_be_confirmed (question->discovery, best);
    case ASK_WILDCARD:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

gboolean
dermaga_discovery_could_beat (DermagaDiscovery *self, DermagaDirection direction,
                              const DermagaCandidate *best)
{
  gint64 now = g_get_monotonic_time ();
  gboolean holding;

  g_return_val_if_fail (DERMAGA_IS_DISCOVERY (self), FALSE);

  if (!self->gathered || self->telling)
    return TRUE;
  holding = has_safe_pair (self);
  for (guint i = 0; i < self->open->len; i++)
    {
      const Question *question = self->open->pdata[i];

      if (holding && is_for_web (question->kind)
          && get_hold_end (self, question->started, FALSE) <= now)
        continue;
      if (question_could_beat (question, direction, best))
        return TRUE;
    }
  /* They name nothing for a direction of which the user named the server. */
  if (self->typed[direction] != NULL)
    return FALSE;
  for (guint i = 0; i < self->fetches->len; i++)
    {
      const WebQuestion *question = self->fetches->pdata[i];

      if (holding && get_fetch_hold_end (self, question) <= now)
        continue;
      if (fetch_could_beat (question, direction, best))
        return TRUE;
    }
  return FALSE;
}

static gboolean
hold_cb (gpointer user_data)
{
  g_autoptr (DermagaDiscovery) self = g_object_ref (user_data);

  dermaga_timer_clear (&self->hold_timer);
  dermaga_discovery_go_on (self);
  return G_SOURCE_REMOVE;
}

/* Its server may accept the connection at any time, which nobody tells: both ends count. */
static gint64
get_next_hold_end (DermagaDiscovery *self, const WebQuestion *question, gint64 now)
{
  gint64 connecting = get_hold_end (self, question->started, FALSE);
  gint64 talking = get_hold_end (self, question->started, TRUE);

  if (connecting > now && get_fetch_hold_end (self, question) == connecting)
    return connecting;
  return talking > now ? talking : G_MAXINT64;
}

void
dermaga_discovery_arm_hold (DermagaDiscovery *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->fetches->len; i++)
    next = MIN (next, get_next_hold_end (self, self->fetches->pdata[i], now));
  for (guint i = 0; i < self->open->len; i++)
    {
      const Question *question = self->open->pdata[i];
      gint64 end = get_hold_end (self, question->started, FALSE);

      if (is_for_web (question->kind) && end > now)
        next = MIN (next, end);
    }
  if (next == G_MAXINT64)
    dermaga_timer_clear (&self->hold_timer);
  else
    dermaga_timer_set (&self->hold_timer, next - now, hold_cb, self);
}

/* Whether the check ends although what is open could still have changed the answer. */
static gboolean
ends_early (DermagaDiscovery *self)
{
  for (guint direction = 0; direction <= DERMAGA_DIRECTION_OUTGOING; direction++)
    {
      DermagaProbe *best = dermaga_result_get_best (self->result, direction, NULL);

      if (dermaga_discovery_could_beat (self, direction,
                                        best != NULL ? dermaga_probe_get_candidate (best) : NULL))
        return TRUE;
    }
  return FALSE;
}

void
dermaga_discovery_report_unasked (DermagaDiscovery *self)
{
  GPtrArray *sources = dermaga_result_get_sources (self->result);
  DermagaSourceProblem problem = ends_early (self) ? DERMAGA_SOURCE_PROBLEM_UNFINISHED
                                                   : DERMAGA_SOURCE_PROBLEM_NOT_NEEDED;

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (report->status != DERMAGA_SOURCE_STATUS_PENDING)
        continue;
      if (g_str_equal (report->id, "guess"))
        dermaga_conditions_report_guesses (self->result, self->hosts, problem,
                                           dermaga_discovery_get_elapsed (self));
      else if (report->servers->len > 0)
        dermaga_discovery_report_found (self, report->id);
      else
        dermaga_discovery_report_skipped (self, report->id, problem);
    }
}
