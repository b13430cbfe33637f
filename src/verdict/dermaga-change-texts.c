#include "config.h"

#include "verdict/dermaga-change-texts.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

static char *
format_time (gint64 unix_time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (unix_time);
  char *text = NULL;

  /* Translators: a time of day, for g_date_time_format()
   * xgettext:no-c-format */
  if (date != NULL)
    text = g_date_time_format (date, _("%H:%M"));
  return text != NULL ? text : g_strdup (_("a date that cannot be shown"));
}

/* Fills the {date} of @on_day, or the {time} of @same_day. */
static char *
fill_when (const char *on_day, const char *same_day, const DermagaRun *then,
           const DermagaRun *now)
{
  g_autofree char *day = dermaga_format_date (then->started);
  g_autofree char *time = format_time (then->started);

  return dermaga_run_is_same_day (then, now) ? dermaga_fill (same_day, "time", time, NULL)
                                             : dermaga_fill (on_day, "date", day, NULL);
}

/* The {when} of the sentences below. */
static char *
explain_when (const DermagaRun *then, const DermagaRun *now)
{
  /* Translators: these two are the {when} of sentences such as “Port 465 worked {when}”. */
  return fill_when (_("on {date}"), _("at {time} today"), then, now);
}

char *
dermaga_changes_title (const DermagaRun *then, const DermagaRun *now)
{
  return fill_when (_("What c_hanged since {date}"), _("What c_hanged since {time} today"), then,
                    now);
}

char *
dermaga_changes_none (const DermagaRun *then, const DermagaRun *now)
{
  return fill_when (_("No change since {date} in what was tried both times."),
                    _("No change since {time} today in what was tried both times."), then, now);
}

char *
dermaga_explain_other_network (const DermagaRun *then, const DermagaRun *now)
{
  g_autofree char *when = explain_when (then, now);

  return dermaga_fill (_("Several ways that worked {when} could not be reached now. This "
                         "computer may be in another network than it was then; Dermaga does not "
                         "know."),
                       "when", when, NULL);
}

/* What the menu of a mail program calls it. */
static const char *
get_security (const DermagaCandidate *way)
{
  return way->security == DERMAGA_SECURITY_TLS ? "SSL/TLS"
                                               : dermaga_explain_security (way->security);
}

/* Translators: in the sentences from here on, {security} is “SSL/TLS”, “STARTTLS” or “no
 * encryption”, {when} is “on 3 May 2026” or “at 10:30 today”, and {state} and {before} are short
 * states such as “Refused”. */
static const char *
find_lost (DermagaOutcome now)
{
  if (dermaga_outcome_is_certificate (now))
    return _("Port {port} ({security}) of {host} worked {when}; now there is a problem with the "
             "certificate.");
  if (now == DERMAGA_OUTCOME_REFUSED)
    return _("Port {port} ({security}) of {host} worked {when}; now it is refused.");
  if (now == DERMAGA_OUTCOME_TIMEOUT)
    return _("Port {port} ({security}) of {host} worked {when}; now it gives no answer or is "
             "blocked.");
  if (now == DERMAGA_OUTCOME_NET_BLOCKED)
    return _("Port {port} ({security}) of {host} worked {when}; now the network likely blocks it.");
  if (now == DERMAGA_OUTCOME_NO_STARTTLS)
    return _("Port {port} ({security}) of {host} worked {when}; now no encryption is offered.");
  return _("Port {port} ({security}) of {host} worked {when}; now the outcome is “{state}”.");
}

static char *
explain_way (const DermagaChange *change, const char *when)
{
  g_autofree char *port = g_strdup_printf ("%u", (guint) change->way->port);
  const char *then = dermaga_explain_outcome_state (change->then);
  const char *now = dermaga_explain_outcome_state (change->now);
  const char *text;

  if (dermaga_outcome_is_safe (change->then))
    text = find_lost (change->now);
  else if (dermaga_outcome_is_safe (change->now))
    text = _("Port {port} ({security}) of {host} works now; the outcome {when} was “{before}”.");
  else
    text = _("Port {port} ({security}) of {host}: the outcome {when} was “{before}”, now it is "
             "“{state}”.");
  return dermaga_fill (text, "port", port, "security", get_security (change->way), "host",
                       change->way->host, "when", when, "state", now, "before", then, NULL);
}

static const char *
find_recommended (const DermagaChange *change)
{
  gboolean incoming = change->direction == DERMAGA_DIRECTION_INCOMING;

  if (change->before == NULL)
    return incoming ? _("For receiving, nothing could be recommended {when}; now it is {host}, "
                        "port {port} ({security}).")
                    : _("For sending, nothing could be recommended {when}; now it is {host}, port "
                        "{port} ({security}).");
  if (change->after == NULL)
    return incoming ? _("For receiving, {old_host}, port {old_port} ({old_security}), was "
                        "recommended {when}; now nothing can be.")
                    : _("For sending, {old_host}, port {old_port} ({old_security}), was "
                        "recommended {when}; now nothing can be.");
  return incoming ? _("For receiving, {old_host}, port {old_port} ({old_security}), was "
                      "recommended {when}; now it is {host}, port {port} ({security}).")
                  : _("For sending, {old_host}, port {old_port} ({old_security}), was "
                      "recommended {when}; now it is {host}, port {port} ({security}).");
}

static char *
explain_recommended (const DermagaChange *change, const char *when)
{
  const DermagaCandidate *before = change->before != NULL ? change->before : change->after;
  const DermagaCandidate *after = change->after != NULL ? change->after : change->before;
  g_autofree char *old_port = g_strdup_printf ("%u", (guint) before->port);
  g_autofree char *port = g_strdup_printf ("%u", (guint) after->port);

  return dermaga_fill (find_recommended (change), "when", when, "old_host", before->host,
                       "old_port", old_port, "old_security", get_security (before), "host",
                       after->host, "port", port, "security", get_security (after), NULL);
}

char *
dermaga_explain_change (const DermagaChange *change, const DermagaRun *then,
                        const DermagaRun *now)
{
  g_autofree char *when = explain_when (then, now);

  return change->kind == DERMAGA_CHANGE_RECOMMENDED ? explain_recommended (change, when)
                                                    : explain_way (change, when);
}
