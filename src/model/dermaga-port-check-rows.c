#include "config.h"

#include "model/dermaga-port-check.h"

/* How much longer than the controls' a refusal may take and still come from the same device. */
#define SAME_DEVICE_US (5 * G_TIME_SPAN_MILLISECOND)

/* The slowest refusal on the port itself, where two companies were refused; -1 otherwise. Both are
 * known to listen there: they did not refuse. */
static gint64
find_refusal_by_network (const DermagaPortCheck *check, gboolean is_ipv6)
{
  const char *first = NULL;
  gint64 slowest_us = -1;
  gboolean two = FALSE;

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind != DERMAGA_CONTROL_SAME_PORT || control->is_ipv6 != is_ipv6
          || control->outcome != DERMAGA_OUTCOME_REFUSED)
        continue;
      two = two || (first != NULL && g_strcmp0 (first, control->company) != 0);
      first = control->company;
      slowest_us = MAX (slowest_us, control->round_trip_us);
    }
  return two ? slowest_us : -1;
}

gboolean
dermaga_port_check_is_refused_nearby (const DermagaPortCheck *check, gboolean is_ipv6)
{
  gint64 refusal_us = find_refusal_by_network (check, is_ipv6);
  gint64 nearest_us = G_MAXINT64;

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->is_ipv6 == is_ipv6 && control->genuine && control->round_trip_us >= 0)
        nearest_us = MIN (nearest_us, control->round_trip_us);
    }
  return refusal_us >= 0 && nearest_us < G_MAXINT64 && refusal_us < nearest_us / 3
         && nearest_us - refusal_us > SAME_DEVICE_US;
}

/* The network refuses for others; then it did so here if that came as fast. */
static gboolean
was_refused_by_network (const DermagaPortCheck *check, const DermagaPortRow *row)
{
  gint64 refusal_us = find_refusal_by_network (check, row->is_ipv6);

  return refusal_us >= 0 && row->time_us >= 0
         && row->time_us <= 2 * refusal_us + SAME_DEVICE_US;
}

static gboolean
led_nowhere (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_NOT_CHECKED || outcome == DERMAGA_OUTCOME_NET_UNREACH
         || outcome == DERMAGA_OUTCOME_LOCAL_BLOCK || outcome == DERMAGA_OUTCOME_DNS_NXDOMAIN
         || outcome == DERMAGA_OUTCOME_DNS_NODATA || outcome == DERMAGA_OUTCOME_DNS_SERVFAIL
         || outcome == DERMAGA_OUTCOME_DNS_NO_REPLY || outcome == DERMAGA_OUTCOME_BANNED;
}

static gboolean
was_not_reached (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_REFUSED
         || outcome == DERMAGA_OUTCOME_HOST_UNREACH;
}

DermagaOutcome
dermaga_port_check_apply (const DermagaPortCheck *check, const DermagaPortRow *row)
{
  /* Nobody in between can forge what a verified certificate proves. */
  if (!check->finished || row->verified || dermaga_outcome_is_safe (row->outcome)
      || led_nowhere (row->outcome))
    return row->outcome;
  switch (dermaga_port_check_judge (check, row->is_ipv6))
    {
    case DERMAGA_PORT_VERDICT_UNKNOWN:
    case DERMAGA_PORT_VERDICT_OPEN:
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return row->outcome;
    case DERMAGA_PORT_VERDICT_BLOCKED:
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
      if (row->outcome == DERMAGA_OUTCOME_TIMEOUT
          || (row->outcome == DERMAGA_OUTCOME_REFUSED && was_refused_by_network (check, row)))
        return DERMAGA_OUTCOME_NET_BLOCKED;
      return row->outcome;
    case DERMAGA_PORT_VERDICT_PORTAL:
      return DERMAGA_OUTCOME_PORTAL;
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
      return was_not_reached (row->outcome) ? row->outcome : DERMAGA_OUTCOME_INTERCEPTED;
    }
  g_assert_not_reached ();
}
