#include "config.h"

#include "model/dermaga-change.h"

/* As many ways lost as no single fault of a server explains. */
#define MANY 3u

/* Outcomes between which there is no difference that a person would act on. */
typedef enum {
  CLASS_UNKNOWN,
  CLASS_SAFE,
  CLASS_PLAIN,
  CLASS_NO_NAME,
  CLASS_HERE, /* this computer or its network could not try */
  CLASS_UNREACHED,
  CLASS_REFUSED,
  CLASS_NO_ANSWER,
  CLASS_BETWEEN,
  CLASS_TURNED_AWAY,
  CLASS_NOT_MAIL,
  CLASS_OTHER_MANNER,
  CLASS_NO_STARTTLS,
  CLASS_TLS,
  CLASS_CERTIFICATE,
} OutcomeClass;

static const OutcomeClass classes[DERMAGA_N_OUTCOMES] = {
  [DERMAGA_OUTCOME_NOT_CHECKED] = CLASS_UNKNOWN,
  [DERMAGA_OUTCOME_OK_TLS] = CLASS_SAFE,
  [DERMAGA_OUTCOME_OK_STARTTLS] = CLASS_SAFE,
  [DERMAGA_OUTCOME_OK_PLAIN] = CLASS_PLAIN,
  [DERMAGA_OUTCOME_DNS_NXDOMAIN] = CLASS_NO_NAME,
  [DERMAGA_OUTCOME_DNS_NODATA] = CLASS_NO_NAME,
  [DERMAGA_OUTCOME_DNS_SERVFAIL] = CLASS_HERE,
  [DERMAGA_OUTCOME_DNS_NO_REPLY] = CLASS_HERE,
  [DERMAGA_OUTCOME_NET_UNREACH] = CLASS_HERE,
  [DERMAGA_OUTCOME_HOST_UNREACH] = CLASS_UNREACHED,
  [DERMAGA_OUTCOME_LOCAL_BLOCK] = CLASS_HERE,
  [DERMAGA_OUTCOME_REFUSED] = CLASS_REFUSED,
  [DERMAGA_OUTCOME_TIMEOUT] = CLASS_NO_ANSWER,
  [DERMAGA_OUTCOME_NET_BLOCKED] = CLASS_NO_ANSWER,
  [DERMAGA_OUTCOME_PORTAL] = CLASS_HERE,
  [DERMAGA_OUTCOME_INTERCEPTED] = CLASS_BETWEEN,
  [DERMAGA_OUTCOME_DROPPED] = CLASS_TURNED_AWAY,
  [DERMAGA_OUTCOME_SILENT] = CLASS_TURNED_AWAY,
  [DERMAGA_OUTCOME_GREET_REFUSED] = CLASS_TURNED_AWAY,
  [DERMAGA_OUTCOME_TEMPFAIL] = CLASS_TURNED_AWAY,
  [DERMAGA_OUTCOME_NOT_MAIL] = CLASS_NOT_MAIL,
  [DERMAGA_OUTCOME_NEED_STARTTLS] = CLASS_OTHER_MANNER,
  [DERMAGA_OUTCOME_NEED_TLS] = CLASS_OTHER_MANNER,
  [DERMAGA_OUTCOME_EHLO_REFUSED] = CLASS_TURNED_AWAY,
  [DERMAGA_OUTCOME_NO_STARTTLS] = CLASS_NO_STARTTLS,
  [DERMAGA_OUTCOME_STARTTLS_FAIL] = CLASS_NO_STARTTLS,
  [DERMAGA_OUTCOME_TAMPERED] = CLASS_BETWEEN,
  [DERMAGA_OUTCOME_TLS_OLD] = CLASS_TLS,
  [DERMAGA_OUTCOME_TLS_WEAK] = CLASS_TLS,
  [DERMAGA_OUTCOME_TLS_CUT] = CLASS_TLS,
  [DERMAGA_OUTCOME_CERT_TIME] = CLASS_CERTIFICATE,
  [DERMAGA_OUTCOME_CERT_NAME] = CLASS_CERTIFICATE,
  [DERMAGA_OUTCOME_CERT_TRUST] = CLASS_CERTIFICATE,
  [DERMAGA_OUTCOME_CERT_BAD] = CLASS_CERTIFICATE,
  [DERMAGA_OUTCOME_BANNED] = CLASS_TURNED_AWAY,
};

void
dermaga_change_free (DermagaChange *change)
{
  if (change == NULL)
    return;
  dermaga_candidate_free (change->way);
  dermaga_candidate_free (change->before);
  dermaga_candidate_free (change->after);
  g_free (change);
}

/* Where no mail program sends: what becomes of it is no loss and no gain to a person. */
static gboolean
is_relay (const DermagaCandidate *way)
{
  return way->protocol == DERMAGA_PROTOCOL_SMTP && way->port == 25;
}

static DermagaChangeKind
get_kind (const DermagaCandidate *way, OutcomeClass then, OutcomeClass now)
{
  if (is_relay (way))
    return DERMAGA_CHANGE_OTHER;
  if (then == CLASS_SAFE)
    return DERMAGA_CHANGE_LOST;
  if (now == CLASS_CERTIFICATE)
    return DERMAGA_CHANGE_CERTIFICATE_PROBLEM;
  if (then == CLASS_CERTIFICATE)
    return DERMAGA_CHANGE_CERTIFICATE_WELL;
  return now == CLASS_SAFE ? DERMAGA_CHANGE_GAINED : DERMAGA_CHANGE_OTHER;
}

static void
add_row (GPtrArray *changes, const DermagaRunRow *then, const DermagaRunRow *now)
{
  OutcomeClass before = classes[then->outcome];
  OutcomeClass after = classes[now->outcome];
  DermagaChange *change;

  if (before == after)
    return;
  change = g_new0 (DermagaChange, 1);
  change->kind = get_kind (now->way, before, after);
  change->direction = dermaga_protocol_get_direction (now->way->protocol);
  change->way = dermaga_candidate_copy (now->way);
  change->then = then->outcome;
  change->now = now->outcome;
  g_ptr_array_add (changes, change);
}

static void
add_recommended (GPtrArray *changes, DermagaDirection direction, const DermagaCandidate *before,
                 const DermagaCandidate *after)
{
  DermagaChange *change;

  if (before == NULL ? after == NULL : after != NULL && dermaga_candidate_equal (before, after))
    return;
  change = g_new0 (DermagaChange, 1);
  change->kind = DERMAGA_CHANGE_RECOMMENDED;
  change->direction = direction;
  change->before = before != NULL ? dermaga_candidate_copy (before) : NULL;
  change->after = after != NULL ? dermaga_candidate_copy (after) : NULL;
  g_ptr_array_add (changes, change);
}

static gboolean
is_same_server (const DermagaCandidate *a, const DermagaCandidate *b)
{
  return a->protocol == b->protocol && a->port == b->port && g_str_equal (a->host, b->host);
}

/* One session answers for both, and what became of STARTTLS says it all. */
static gboolean
is_said_by_starttls (GPtrArray *changes, const DermagaChange *change)
{
  if (change->way == NULL || change->way->security != DERMAGA_SECURITY_NONE)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const DermagaChange *other = changes->pdata[i];

      if (other->way != NULL && other->way->security == DERMAGA_SECURITY_STARTTLS
          && is_same_server (other->way, change->way))
        return TRUE;
    }
  return FALSE;
}

static void
drop_said (GPtrArray *changes)
{
  for (guint i = changes->len; i > 0; i--)
    if (is_said_by_starttls (changes, changes->pdata[i - 1]))
      g_ptr_array_remove_index (changes, i - 1);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const DermagaChange *first = *(DermagaChange *const *) a;
  const DermagaChange *second = *(DermagaChange *const *) b;

  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  if (first->direction != second->direction)
    return first->direction == DERMAGA_DIRECTION_INCOMING ? -1 : 1;
  return first->way != NULL ? dermaga_candidate_compare (first->way, second->way) : 0;
}

/* Of then, what this computer could not try says nothing about the server. */
static gboolean
are_comparable (const DermagaRunRow *then, const DermagaRunRow *now)
{
  return then != NULL && classes[then->outcome] != CLASS_UNKNOWN
         && classes[then->outcome] != CLASS_HERE && classes[now->outcome] != CLASS_UNKNOWN;
}

GPtrArray *
dermaga_run_compare (const DermagaRun *then, const DermagaRun *now, guint *n_same)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_change_free);
  guint n_known = 0;

  for (guint i = 0; i < now->rows->len; i++)
    {
      const DermagaRunRow *row = now->rows->pdata[i];
      const DermagaRunRow *earlier = dermaga_run_find (then, row->way);

      if (!are_comparable (earlier, row))
        continue;
      n_known++;
      add_row (changes, earlier, row);
    }
  drop_said (changes);
  add_recommended (changes, DERMAGA_DIRECTION_INCOMING, then->incoming, now->incoming);
  add_recommended (changes, DERMAGA_DIRECTION_OUTGOING, then->outgoing, now->outgoing);
  g_ptr_array_sort (changes, compare_changes);
  if (n_same != NULL)
    *n_same = n_known;
  return changes;
}

gboolean
dermaga_run_is_same_day (const DermagaRun *a, const DermagaRun *b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (a->started);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (b->started);

  return first != NULL && second != NULL
         && g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

const DermagaRun *
dermaga_runs_find_base (GPtrArray *runs, const DermagaRun *now)
{
  const DermagaRun *base = NULL;

  for (guint i = 0; i < runs->len; i++)
    {
      const DermagaRun *run = runs->pdata[i];
      guint n_same = 0;
      g_autoptr (GPtrArray) changes = NULL;

      if (run->started > now->started)
        continue;
      changes = dermaga_run_compare (run, now, &n_same);
      if (n_same == 0)
        continue;
      base = run;
      if (changes->len > 0 || !dermaga_run_is_same_day (run, now))
        break;
    }
  return base;
}

gboolean
dermaga_changes_suggest_other_network (GPtrArray *changes)
{
  guint n_lost = 0;
  guint16 port = 0;
  gboolean several_ports = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const DermagaChange *change = changes->pdata[i];

      if (change->kind != DERMAGA_CHANGE_LOST
          || (classes[change->now] != CLASS_NO_ANSWER && classes[change->now] != CLASS_UNREACHED
              && classes[change->now] != CLASS_HERE))
        continue;
      several_ports = several_ports || (port != 0 && port != change->way->port);
      port = change->way->port;
      n_lost++;
    }
  return n_lost >= MANY && several_ports;
}
