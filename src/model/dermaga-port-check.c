#include "config.h"

#include "model/dermaga-port-check.h"

static const char *const verdict_names[] = {
  [DERMAGA_PORT_VERDICT_UNKNOWN] = "unknown",
  [DERMAGA_PORT_VERDICT_OPEN] = "open",
  [DERMAGA_PORT_VERDICT_BLOCKED] = "blocked",
  [DERMAGA_PORT_VERDICT_MAIL_BLOCKED] = "mail-blocked",
  [DERMAGA_PORT_VERDICT_INTERCEPTED] = "intercepted",
  [DERMAGA_PORT_VERDICT_PORTAL] = "portal",
  [DERMAGA_PORT_VERDICT_OFFLINE] = "offline",
};

G_STATIC_ASSERT (G_N_ELEMENTS (verdict_names) == DERMAGA_N_PORT_VERDICTS);

static const char *const kind_names[] = {
  [DERMAGA_CONTROL_NEGATIVE] = "negative",
  [DERMAGA_CONTROL_SAME_PORT] = "same-port",
  [DERMAGA_CONTROL_OTHER_PORT] = "other-port",
  [DERMAGA_CONTROL_WEB] = "web",
};

gboolean
dermaga_port_check_is_mail_port (guint16 port)
{
  static const guint16 ports[] = { 25, 465, 587, 2525, 143, 993, 110, 995 };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    if (ports[i] == port)
      return TRUE;
  return FALSE;
}

const char *
dermaga_port_verdict_to_string (DermagaPortVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdict_names), verdict_names[0]);
  return verdict_names[verdict];
}

const char *
dermaga_control_kind_to_string (DermagaControlKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), kind_names[0]);
  return kind_names[kind];
}

DermagaControl *
dermaga_control_new (DermagaControlKind kind, const char *company, const char *host,
                     const char *address, gboolean is_ipv6, guint16 port)
{
  DermagaControl *control = g_new0 (DermagaControl, 1);

  control->kind = kind;
  control->company = g_strdup (company);
  control->host = g_strdup (host);
  control->address = g_strdup (address);
  control->is_ipv6 = is_ipv6;
  control->port = port;
  control->round_trip_us = -1;
  return control;
}

void
dermaga_control_free (DermagaControl *control)
{
  if (control == NULL)
    return;
  g_free (control->company);
  g_free (control->host);
  g_free (control->address);
  g_free (control);
}

DermagaPortCheck *
dermaga_port_check_new (guint16 port)
{
  DermagaPortCheck *check = g_new0 (DermagaPortCheck, 1);

  check->port = port;
  check->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_control_free);
  check->elapsed_us = -1;
  return check;
}

DermagaPortCheck *
dermaga_port_check_copy (const DermagaPortCheck *check)
{
  DermagaPortCheck *copy = dermaga_port_check_new (check->port);

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *old = check->controls->pdata[i];
      DermagaControl *control = dermaga_control_new (old->kind, old->company, old->host,
                                                     old->address, old->is_ipv6, old->port);

      control->outcome = old->outcome;
      control->open = old->open;
      control->genuine = old->genuine;
      control->round_trip_us = old->round_trip_us;
      g_ptr_array_add (copy->controls, control);
    }
  copy->finished = check->finished;
  copy->elapsed_us = check->elapsed_us;
  return copy;
}

void
dermaga_port_check_free (DermagaPortCheck *check)
{
  if (check == NULL)
    return;
  g_ptr_array_unref (check->controls);
  g_free (check);
}

/* What the controls of one kind and family show together. */
typedef struct {
  guint n_tried;   /* those whose end is known */
  guint n_open;
  guint n_genuine; /* of different companies */
  gboolean running;
} Tally;

static gboolean
is_counted (GPtrArray *companies, const char *company)
{
  return company != NULL
         && g_ptr_array_find_with_equal_func (companies, company, g_str_equal, NULL);
}

static Tally
count (const DermagaPortCheck *check, gboolean is_ipv6, DermagaControlKind kind)
{
  g_autoptr (GPtrArray) companies = g_ptr_array_new ();
  Tally tally = { 0 };

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind != kind || control->is_ipv6 != is_ipv6)
        continue;
      if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
        {
          tally.running = tally.running || !check->finished;
          continue;
        }
      tally.n_tried++;
      if (control->open)
        tally.n_open++;
      if (control->genuine && !is_counted (companies, control->company))
        {
          g_ptr_array_add (companies, control->company);
          tally.n_genuine++;
        }
    }
  return tally;
}

static gboolean
has_outcome (const DermagaPortCheck *check, gboolean is_ipv6, DermagaControlKind kind,
             DermagaOutcome outcome)
{
  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind == kind && control->is_ipv6 == is_ipv6 && control->outcome == outcome)
        return TRUE;
    }
  return FALSE;
}

DermagaPortVerdict
dermaga_port_check_judge (const DermagaPortCheck *check, gboolean is_ipv6)
{
  Tally negative = count (check, is_ipv6, DERMAGA_CONTROL_NEGATIVE);
  Tally same = count (check, is_ipv6, DERMAGA_CONTROL_SAME_PORT);
  Tally other = count (check, is_ipv6, DERMAGA_CONTROL_OTHER_PORT);
  Tally web = count (check, is_ipv6, DERMAGA_CONTROL_WEB);

  if (has_outcome (check, is_ipv6, DERMAGA_CONTROL_WEB, DERMAGA_OUTCOME_PORTAL)
      && same.n_genuine + other.n_genuine == 0)
    return DERMAGA_PORT_VERDICT_PORTAL;
  /* Nobody is there: whatever accepts the connection stands between. */
  if (negative.n_open > 0)
    return DERMAGA_PORT_VERDICT_INTERCEPTED;
  if (same.n_genuine > 0)
    return DERMAGA_PORT_VERDICT_OPEN;
  if (same.running || other.running || web.running || same.n_tried == 0)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  /* Strangers answered for all of them; one alone may have a certificate that ran out. */
  if (same.n_open >= 2)
    return DERMAGA_PORT_VERDICT_INTERCEPTED;
  if (same.n_open > 0 || same.n_tried < 2)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  if (other.n_genuine > 0)
    return DERMAGA_PORT_VERDICT_BLOCKED;
  if (web.n_open > 0)
    return DERMAGA_PORT_VERDICT_MAIL_BLOCKED;
  return web.n_tried > 0 && other.n_tried > 0 ? DERMAGA_PORT_VERDICT_OFFLINE
                                              : DERMAGA_PORT_VERDICT_UNKNOWN;
}

/* A mail program uses whichever family works, so one way out is a way out. A way that somebody
 * listens on is said whatever the other family does. */
DermagaPortVerdict
dermaga_port_check_get_verdict (const DermagaPortCheck *check)
{
  DermagaPortVerdict v4 = dermaga_port_check_judge (check, FALSE);
  DermagaPortVerdict v6 = dermaga_port_check_judge (check, TRUE);
  static const DermagaPortVerdict order[] = {
    DERMAGA_PORT_VERDICT_INTERCEPTED, DERMAGA_PORT_VERDICT_PORTAL,
    DERMAGA_PORT_VERDICT_OPEN,        DERMAGA_PORT_VERDICT_BLOCKED,
    DERMAGA_PORT_VERDICT_MAIL_BLOCKED, DERMAGA_PORT_VERDICT_UNKNOWN,
    DERMAGA_PORT_VERDICT_OFFLINE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (v4 == order[i] || v6 == order[i])
      return order[i];
  g_assert_not_reached ();
}
