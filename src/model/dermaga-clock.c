#include "config.h"

#include "model/dermaga-clock.h"

#include <string.h>

/* Less does not matter to certificates; a wrong time zone is at least half an hour. */
#define TOLERANCE (30 * 60 - 60)
#define MAX_NOTES 256

/* @who: whoever has the same is taken for the same operator. */
typedef struct {
  char *who;
  gint64 ahead;
} Reading;

typedef struct {
  char *who;
  gint64 not_before;
  gint64 not_after;
} Span;

struct _DermagaClock {
  GArray *readings;
  GArray *spans;
};

const char *
dermaga_clock_state_to_string (DermagaClockState state)
{
  switch (state)
    {
    case DERMAGA_CLOCK_UNKNOWN:
      return "unknown";
    case DERMAGA_CLOCK_RIGHT:
      return "right";
    case DERMAGA_CLOCK_WRONG:
      return "wrong";
    }
  g_return_val_if_reached (NULL);
}

static void
clear_reading (gpointer data)
{
  g_free (((Reading *) data)->who);
}

static void
clear_span (gpointer data)
{
  g_free (((Span *) data)->who);
}

DermagaClock *
dermaga_clock_new (void)
{
  DermagaClock *self = g_new0 (DermagaClock, 1);

  self->readings = g_array_new (FALSE, FALSE, sizeof (Reading));
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_array_set_clear_func (self->readings, clear_reading);
  g_array_set_clear_func (self->spans, clear_span);
  return self;
}

void
dermaga_clock_free (DermagaClock *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->readings);
  g_array_unref (self->spans);
  g_free (self);
}

DermagaClock *
dermaga_clock_copy (const DermagaClock *self)
{
  DermagaClock *copy = dermaga_clock_new ();

  for (guint i = 0; i < self->readings->len; i++)
    {
      Reading reading = g_array_index (self->readings, Reading, i);

      reading.who = g_strdup (reading.who);
      g_array_append_val (copy->readings, reading);
    }
  for (guint i = 0; i < self->spans->len; i++)
    {
      Span span = g_array_index (self->spans, Span, i);

      span.who = g_strdup (span.who);
      g_array_append_val (copy->spans, span);
    }
  return copy;
}

/* (transfer full): the last two labels. Below some registries those are of strangers; to take
 * strangers for one costs evidence, the contrary would make it up. */
static char *
operator_of (const char *host)
{
  const char *start = host + strlen (host);

  for (guint dots = 0; start > host; start--)
    if (start[-1] == '.' && ++dots == 2)
      break;
  return g_ascii_strdown (start, -1);
}

void
dermaga_clock_note_time (DermagaClock *self, const char *host, gint64 ahead)
{
  Reading reading = { .ahead = ahead };

  g_return_if_fail (self != NULL && host != NULL);

  if (self->readings->len >= MAX_NOTES)
    return;
  reading.who = operator_of (host);
  g_array_append_val (self->readings, reading);
}

void
dermaga_clock_note_certificate (DermagaClock *self, const char *host, gint64 not_before,
                                gint64 not_after)
{
  Span span = { .not_before = not_before, .not_after = not_after };

  g_return_if_fail (self != NULL && host != NULL);

  /* Never valid, or unreadable: it says nothing. */
  if (self->spans->len >= MAX_NOTES || not_before <= 0 || not_after <= not_before)
    return;
  span.who = operator_of (host);
  g_array_append_val (self->spans, span);
}

static const Reading *
get_reading (const DermagaClock *self, guint place)
{
  return &g_array_index (self->readings, Reading, place);
}

static const Span *
get_span (const DermagaClock *self, guint place)
{
  return &g_array_index (self->spans, Span, place);
}

static gboolean
is_near (gint64 a, gint64 b)
{
  return ABS (a - b) <= TOLERANCE;
}

static gboolean
contains (const Span *span, gint64 time)
{
  return span->not_before <= time && time <= span->not_after;
}

static gboolean
is_confirmed (const DermagaClock *self)
{
  for (guint i = 0; i < self->readings->len; i++)
    if (is_near (get_reading (self, i)->ahead, 0))
      return TRUE;
  return FALSE;
}

static gboolean
is_seconded (const DermagaClock *self, const Reading *reading)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      const Reading *other = get_reading (self, i);

      if (!g_str_equal (other->who, reading->who) && is_near (other->ahead, reading->ahead))
        return TRUE;
    }
  return FALSE;
}

/* Whether a stranger's certificate that is out of date here is valid at that time, while no other
 * tells that it is later already. */
static gboolean
explains (const DermagaClock *self, const Reading *reading, gint64 now)
{
  gint64 time = now - reading->ahead;
  gboolean found = FALSE;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = get_span (self, i);

      if (span->not_before > time + TOLERANCE)
        return FALSE;
      found = found
              || (contains (span, time) && !contains (span, now)
                  && !g_str_equal (span->who, reading->who));
    }
  return found;
}

/* What the certificates alone say at @now. */
typedef struct {
  guint valid;
  const Span *expired[2]; /* of two operators, where there are */
  const Span *early[2];
  gint64 latest_start;
  gint64 first_end;  /* of the expired ones */
  gint64 last_end;   /* of the expired ones */
} Survey;

static void
note_operator (const Span **places, const Span *span)
{
  if (places[0] == NULL)
    places[0] = span;
  else if (places[1] == NULL && !g_str_equal (places[0]->who, span->who))
    places[1] = span;
}

static Survey
survey (const DermagaClock *self, gint64 now)
{
  Survey found = { .latest_start = G_MININT64, .first_end = G_MAXINT64, .last_end = G_MININT64 };

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = get_span (self, i);

      found.latest_start = MAX (found.latest_start, span->not_before);
      if (span->not_before > now)
        note_operator (found.early, span);
      else if (span->not_after >= now)
        found.valid++;
      else
        {
          note_operator (found.expired, span);
          found.first_end = MIN (found.first_end, span->not_after);
          found.last_end = MAX (found.last_end, span->not_after);
        }
    }
  return found;
}

static void
blame (DermagaClockVerdict *verdict, gint64 offset, gboolean at_least)
{
  verdict->state = DERMAGA_CLOCK_WRONG;
  verdict->offset = offset;
  verdict->at_least = at_least;
}

static void
judge_certificates (const DermagaClock *self, DermagaClockVerdict *verdict)
{
  Survey found = survey (self, verdict->at);

  if (found.expired[0] != NULL && found.early[0] == NULL && found.last_end < found.latest_start)
    verdict->state = DERMAGA_CLOCK_RIGHT;
  else if (found.valid == 0 && found.early[1] != NULL && found.expired[0] == NULL)
    blame (verdict, verdict->at - found.latest_start, TRUE);
  else if (found.valid == 0 && found.expired[1] != NULL && found.early[0] == NULL
           && found.latest_start < found.first_end)
    blame (verdict, verdict->at - found.first_end, TRUE);
}

DermagaClockVerdict
dermaga_clock_judge (const DermagaClock *self, gint64 now)
{
  DermagaClockVerdict verdict = { .state = DERMAGA_CLOCK_UNKNOWN, .at = now };

  g_return_val_if_fail (self != NULL, verdict);

  if (is_confirmed (self))
    verdict.state = DERMAGA_CLOCK_RIGHT;
  for (guint i = 0; verdict.state == DERMAGA_CLOCK_UNKNOWN && i < self->readings->len; i++)
    {
      const Reading *reading = get_reading (self, i);

      if (is_seconded (self, reading) || explains (self, reading, now))
        blame (&verdict, reading->ahead, FALSE);
    }
  if (verdict.state == DERMAGA_CLOCK_UNKNOWN)
    judge_certificates (self, &verdict);
  return verdict;
}
