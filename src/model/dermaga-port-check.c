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

DermagaDirection
dermaga_port_check_get_direction (guint16 port)
{
  return port == 143 || port == 993 || port == 110 || port == 995 ? DERMAGA_DIRECTION_INCOMING
                                                                  : DERMAGA_DIRECTION_OUTGOING;
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

/* What one control on a port shows. */
typedef enum {
  SHOWS_NOTHING,  /* not tried, or its name led nowhere */
  SHOWS_RUNNING,
  SHOWS_GENUINE,  /* reached, and proved by a certificate */
  SHOWS_REACHED,  /* spoke as such a server does, but was not to be proved */
  SHOWS_STRANGER, /* something else answered in its place */
  SHOWS_SILENCE,  /* accepted, then silent or cut off: whatever accepted, nobody was reached */
  SHOWS_REFUSAL,
  SHOWS_NO_ANSWER,
  SHOWS_NO_WAY,   /* this computer has no route of this kind */
} Shows;

#define N_SHOWS (SHOWS_NO_WAY + 1)

static Shows
look_at_outcome (DermagaOutcome outcome)
{
  switch (outcome)
    {
    case DERMAGA_OUTCOME_DNS_NXDOMAIN:
    case DERMAGA_OUTCOME_DNS_NODATA:
    case DERMAGA_OUTCOME_DNS_SERVFAIL:
    case DERMAGA_OUTCOME_NOT_CHECKED:
      return SHOWS_NOTHING;
    case DERMAGA_OUTCOME_DNS_NO_REPLY:
    case DERMAGA_OUTCOME_NET_UNREACH:
      return SHOWS_NO_WAY;
    case DERMAGA_OUTCOME_OK_TLS:
    case DERMAGA_OUTCOME_OK_STARTTLS:
    /* It turns this computer away, or is busy. */
    case DERMAGA_OUTCOME_GREET_REFUSED:
    case DERMAGA_OUTCOME_TEMPFAIL:
    case DERMAGA_OUTCOME_EHLO_REFUSED:
    case DERMAGA_OUTCOME_BANNED:
    /* Issuer and name are right: this computer's clock is wrong. */
    case DERMAGA_OUTCOME_CERT_TIME:
      return SHOWS_REACHED;
    case DERMAGA_OUTCOME_OK_PLAIN:
    case DERMAGA_OUTCOME_PORTAL:
    case DERMAGA_OUTCOME_INTERCEPTED:
    case DERMAGA_OUTCOME_NOT_MAIL:
    case DERMAGA_OUTCOME_NEED_STARTTLS:
    case DERMAGA_OUTCOME_NEED_TLS:
    case DERMAGA_OUTCOME_NO_STARTTLS:
    case DERMAGA_OUTCOME_STARTTLS_FAIL:
    case DERMAGA_OUTCOME_TAMPERED:
    case DERMAGA_OUTCOME_TLS_OLD:
    case DERMAGA_OUTCOME_TLS_WEAK:
    case DERMAGA_OUTCOME_CERT_NAME:
    case DERMAGA_OUTCOME_CERT_TRUST:
    case DERMAGA_OUTCOME_CERT_BAD:
      return SHOWS_STRANGER;
    case DERMAGA_OUTCOME_SILENT:
    case DERMAGA_OUTCOME_DROPPED:
    case DERMAGA_OUTCOME_TLS_CUT:
      return SHOWS_SILENCE;
    case DERMAGA_OUTCOME_REFUSED:
      return SHOWS_REFUSAL;
    case DERMAGA_OUTCOME_HOST_UNREACH:
    case DERMAGA_OUTCOME_LOCAL_BLOCK:
    case DERMAGA_OUTCOME_TIMEOUT:
    case DERMAGA_OUTCOME_NET_BLOCKED:
      return SHOWS_NO_ANSWER;
    }
  g_assert_not_reached ();
}

static Shows
look_at (const DermagaPortCheck *check, const DermagaControl *control)
{
  if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED && !check->finished)
    return SHOWS_RUNNING;
  return control->genuine ? SHOWS_GENUINE : look_at_outcome (control->outcome);
}

/* What the controls of one kind and family show together: companies, of which each counts once. */
typedef struct {
  guint n[N_SHOWS];
  guint n_open; /* connections that were accepted */
} Tally;

static gboolean
was_counted (const DermagaPortCheck *check, guint index, Shows shows)
{
  const DermagaControl *control = check->controls->pdata[index];

  for (guint i = 0; i < index; i++)
    {
      const DermagaControl *earlier = check->controls->pdata[i];

      if (earlier->kind == control->kind && earlier->is_ipv6 == control->is_ipv6
          && g_strcmp0 (earlier->company, control->company) == 0
          && look_at (check, earlier) == shows)
        return TRUE;
    }
  return FALSE;
}

static Tally
count (const DermagaPortCheck *check, gboolean is_ipv6, DermagaControlKind kind)
{
  Tally tally = { 0 };

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];
      Shows shows = look_at (check, control);

      if (control->kind != kind || control->is_ipv6 != is_ipv6)
        continue;
      if (control->open)
        tally.n_open++;
      if (!was_counted (check, i, shows))
        tally.n[shows]++;
    }
  return tally;
}

/* Of those that ended: how many companies could not be reached, whatever it looked like. */
static guint
count_unreached (const Tally *tally)
{
  return tally->n[SHOWS_SILENCE] + tally->n[SHOWS_REFUSAL] + tally->n[SHOWS_NO_ANSWER];
}

static gboolean
has_web (const DermagaPortCheck *check, gboolean is_ipv6, DermagaOutcome outcome)
{
  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_WEB && control->is_ipv6 == is_ipv6
          && control->outcome == outcome)
        return TRUE;
    }
  return FALSE;
}

/* None of them answered on the port: was it the port, mail, or everything? */
static DermagaPortVerdict
judge_silence (const DermagaPortCheck *check, gboolean is_ipv6, const Tally *other,
               const Tally *web)
{
  if (other->n[SHOWS_GENUINE] > 0)
    return DERMAGA_PORT_VERDICT_BLOCKED;
  if (other->n[SHOWS_RUNNING] > 0 || web->n[SHOWS_RUNNING] > 0 || count_unreached (other) == 0)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  if (has_web (check, is_ipv6, DERMAGA_OUTCOME_OK_PLAIN))
    return DERMAGA_PORT_VERDICT_MAIL_BLOCKED;
  return count_unreached (web) > 0 ? DERMAGA_PORT_VERDICT_OFFLINE : DERMAGA_PORT_VERDICT_UNKNOWN;
}

/* Somebody answers for others. Whoever wants a sign-in wants it whatever the family, and the page
 * of one may not have been waited for. */
static DermagaPortVerdict
judge_intruder (const DermagaPortCheck *check, gboolean is_ipv6)
{
  return has_web (check, !is_ipv6, DERMAGA_OUTCOME_PORTAL)
             && !has_web (check, is_ipv6, DERMAGA_OUTCOME_OK_PLAIN)
           ? DERMAGA_PORT_VERDICT_PORTAL
           : DERMAGA_PORT_VERDICT_INTERCEPTED;
}

DermagaPortVerdict
dermaga_port_check_judge (const DermagaPortCheck *check, gboolean is_ipv6)
{
  Tally negative = count (check, is_ipv6, DERMAGA_CONTROL_NEGATIVE);
  Tally same = count (check, is_ipv6, DERMAGA_CONTROL_SAME_PORT);
  Tally other = count (check, is_ipv6, DERMAGA_CONTROL_OTHER_PORT);
  Tally web = count (check, is_ipv6, DERMAGA_CONTROL_WEB);

  /* Nothing outweighs this, not even something in between that accepts every connection: a virtual
   * private network may do so, and pass on what is said. */
  if (same.n[SHOWS_GENUINE] > 0)
    return DERMAGA_PORT_VERDICT_OPEN;
  if (same.n[SHOWS_RUNNING] > 0)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  if (has_web (check, is_ipv6, DERMAGA_OUTCOME_PORTAL) && other.n[SHOWS_GENUINE] == 0)
    return DERMAGA_PORT_VERDICT_PORTAL;
  /* Portals answer on mail ports, too: then signing in is what helps, and the page will tell. */
  if (web.n[SHOWS_RUNNING] > 0)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  /* Nobody is there: whatever accepts the connection stands between. Or strangers at two companies'
   * addresses; one alone may have a certificate that ran out. */
  if (negative.n_open > 0 || same.n[SHOWS_STRANGER] >= 2)
    return judge_intruder (check, is_ipv6);
  if (same.n[SHOWS_STRANGER] > 0)
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  /* Unproved, they are believed only where nobody is known to answer for others. */
  if (same.n[SHOWS_REACHED] > 0)
    return negative.n[SHOWS_RUNNING] == 0 && negative.n[SHOWS_NOTHING] == 0
             ? DERMAGA_PORT_VERDICT_OPEN
             : DERMAGA_PORT_VERDICT_UNKNOWN;
  if (count_unreached (&same) >= 2)
    return judge_silence (check, is_ipv6, &other, &web);
  return count_unreached (&same) == 0 && same.n[SHOWS_NO_WAY] + negative.n[SHOWS_NO_WAY] > 0
             && web.n_open == 0 && web.n[SHOWS_RUNNING] == 0
           ? DERMAGA_PORT_VERDICT_OFFLINE
           : DERMAGA_PORT_VERDICT_UNKNOWN;
}

static gboolean
shows_any (const DermagaPortCheck *check, DermagaControlKind kind, Shows shows)
{
  return count (check, FALSE, kind).n[shows] + count (check, TRUE, kind).n[shows] > 0;
}

/* While a family has no verdict, these would make a bad one of the other's premature or wrong. */
static gboolean
may_be_open (const DermagaPortCheck *check)
{
  for (guint kind = DERMAGA_CONTROL_SAME_PORT; kind <= DERMAGA_CONTROL_WEB; kind++)
    if (shows_any (check, kind, SHOWS_RUNNING))
      return TRUE;
  return shows_any (check, DERMAGA_CONTROL_SAME_PORT, SHOWS_REACHED)
         || shows_any (check, DERMAGA_CONTROL_SAME_PORT, SHOWS_STRANGER);
}

DermagaPortVerdict
dermaga_port_check_get_verdict (const DermagaPortCheck *check)
{
  /* A way that somebody listens on is said whatever the other family does; and as a mail program
   * uses whichever family works, one way out is a way out. */
  static const DermagaPortVerdict certain[] = {
    DERMAGA_PORT_VERDICT_INTERCEPTED,
    DERMAGA_PORT_VERDICT_PORTAL,
    DERMAGA_PORT_VERDICT_OPEN,
  };
  DermagaPortVerdict v4 = dermaga_port_check_judge (check, FALSE);
  DermagaPortVerdict v6 = dermaga_port_check_judge (check, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (certain); i++)
    if (v4 == certain[i] || v6 == certain[i])
      return certain[i];
  if (may_be_open (check))
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  if (v4 == DERMAGA_PORT_VERDICT_BLOCKED || v6 == DERMAGA_PORT_VERDICT_BLOCKED)
    return DERMAGA_PORT_VERDICT_BLOCKED;
  if (shows_any (check, DERMAGA_CONTROL_OTHER_PORT, SHOWS_GENUINE))
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  if (v4 == DERMAGA_PORT_VERDICT_MAIL_BLOCKED || v6 == DERMAGA_PORT_VERDICT_MAIL_BLOCKED)
    return DERMAGA_PORT_VERDICT_MAIL_BLOCKED;
  /* The web answered in one of them, proved or not. */
  if (shows_any (check, DERMAGA_CONTROL_WEB, SHOWS_STRANGER))
    return DERMAGA_PORT_VERDICT_UNKNOWN;
  return v4 == DERMAGA_PORT_VERDICT_OFFLINE || v6 == DERMAGA_PORT_VERDICT_OFFLINE
           ? DERMAGA_PORT_VERDICT_OFFLINE
           : DERMAGA_PORT_VERDICT_UNKNOWN;
}
