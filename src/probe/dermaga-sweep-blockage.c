#include "config.h"

#include "probe/dermaga-sweep-blockage.h"

#include "base/dermaga-timer.h"
#include "probe/dermaga-port-probe.h"

/* A row that is not accepted for so long has not been answered to its second packet: the port
 * counts as silent, and the question is asked while the row has its third. */
#define SILENT_US (1200 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  DermagaPortProbe *probe;
  GCancellable *cancellable;
  gulong handler;
} Question;

struct _DermagaBlockage
{
  DermagaNetwork *network;
  DermagaResult *result;
  const DermagaControlTable *table;
  gboolean full;
  GFunc changed;
  gpointer user_data;

  GPtrArray *questions;   /* one a port */
  GHashTable *connecting; /* DermagaProbe → when that was first seen, in ms */
  GSource *timer;
  gboolean stopped;
};

static void
question_free (gpointer data)
{
  Question *question = data;

  g_signal_handler_disconnect (question->probe, question->handler);
  g_cancellable_cancel (question->cancellable);
  g_object_unref (question->cancellable);
  g_object_unref (question->probe);
  g_free (question);
}

static const DermagaPortCheck *
find_check (DermagaBlockage *self, guint16 port)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = self->questions->pdata[i];

      if (dermaga_port_probe_get_port (question->probe) == port)
        return dermaga_port_probe_get_check (question->probe);
    }
  return NULL;
}

/* Rows */

/* Whether another row of the same port proved the server at that address: what one connection told
 * in clear came from there, too. */
static gboolean
is_verified (DermagaBlockage *self, const DermagaCandidate *candidate, const char *address)
{
  g_autoptr (DermagaCandidate) other = dermaga_candidate_copy (candidate);

  for (guint security = DERMAGA_SECURITY_STARTTLS; security <= DERMAGA_SECURITY_TLS; security++)
    {
      DermagaProbe *row;

      other->security = security;
      row = dermaga_result_find (self->result, other);
      for (guint i = 0; row != NULL && i < dermaga_probe_get_addresses (row)->len; i++)
        {
          const DermagaAddressResult *result = dermaga_probe_get_addresses (row)->pdata[i];

          if (g_str_equal (result->address, address) && dermaga_outcome_is_safe (result->outcome))
            return TRUE;
        }
    }
  return FALSE;
}

static void
apply_to_address (DermagaBlockage *self, DermagaProbe *probe, const DermagaPortCheck *check,
                  const DermagaAddressResult *old)
{
  DermagaPortRow row = {
    .outcome = old->outcome,
    .is_ipv6 = old->is_ipv6,
    .verified = is_verified (self, dermaga_probe_get_candidate (probe), old->address),
    .time_us = old->timing.total,
  };
  DermagaOutcome outcome = dermaga_port_check_apply (check, &row);
  DermagaAddressResult *result;

  if (outcome == old->outcome)
    return;
  result = dermaga_address_result_copy (old);
  result->outcome = outcome;
  dermaga_probe_take_address (probe, result);
}

static void
apply (DermagaBlockage *self, DermagaProbe *probe)
{
  const DermagaPortCheck *check = find_check (self, dermaga_probe_get_candidate (probe)->port);
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);

  if (check == NULL || !check->finished || !dermaga_probe_is_done (probe))
    return;
  for (guint i = 0; i < addresses->len; i++)
    apply_to_address (self, probe, check, addresses->pdata[i]);
}

static void
apply_to_all (DermagaBlockage *self)
{
  GListModel *probes = dermaga_result_get_probes (self->result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      apply (self, probe);
    }
}

/* Questions */

static void
changed_cb (DermagaPortProbe *probe, gpointer data)
{
  DermagaBlockage *self = data;
  const DermagaPortCheck *check = dermaga_port_probe_get_check (probe);

  if (self->stopped)
    return;
  dermaga_result_take_port_check (self->result, dermaga_port_check_copy (check));
  if (!check->finished)
    return;
  apply_to_all (self);
  self->changed (self, self->user_data);
}

static void
ask (DermagaBlockage *self, guint16 port)
{
  Question *question = g_new0 (Question, 1);

  question->probe = dermaga_port_probe_new (self->network, port);
  question->cancellable = g_cancellable_new ();
  question->handler
    = g_signal_connect (question->probe, "changed", G_CALLBACK (changed_cb), self);
  if (self->table != NULL)
    dermaga_port_probe_set_table (question->probe, self->table);
  g_ptr_array_add (self->questions, question);
  dermaga_port_probe_run_async (question->probe, question->cancellable, NULL, NULL);
  dermaga_result_take_port_check (
    self->result, dermaga_port_check_copy (dermaga_port_probe_get_check (question->probe)));
}

/* When to ask */

static gboolean
matters (DermagaBlockage *self, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  if (!dermaga_port_check_is_mail_port (candidate->port)
      || find_check (self, candidate->port) != NULL)
    return FALSE;
  /* Few providers have 2525: without a word of it, silence there is no sign of anything. */
  if (candidate->port == 2525 && candidate->source == DERMAGA_SOURCE_GUESS)
    return FALSE;
  return self->full
         || dermaga_result_get_best (self->result, dermaga_probe_get_direction (probe), NULL)
              == NULL;
}

static gboolean
is_silent (DermagaBlockage *self, DermagaProbe *probe)
{
  gint64 now_ms = g_get_monotonic_time () / 1000;
  gint64 since_ms;

  if (dermaga_probe_get_state (probe) != DERMAGA_PROBE_STATE_CONNECTING
      || dermaga_probe_get_addresses (probe)->len > 0)
    return FALSE;
  since_ms = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->connecting, probe));
  if (since_ms == 0)
    g_hash_table_insert (self->connecting, g_object_ref (probe), GSIZE_TO_POINTER (now_ms));
  return since_ms != 0 && now_ms - since_ms >= SILENT_US / 1000;
}

/* Nor can anything under way still work: otherwise it would be chance whether it is asked. */
static gboolean
nothing_works (DermagaBlockage *self, DermagaDirection direction)
{
  gboolean settled = FALSE;

  return dermaga_result_get_best (self->result, direction, &settled) == NULL && settled;
}

/* A refusal is an answer, and a certificate that does not fit is usually the server's fault: the
 * network is suspected only where nothing else works in that direction. */
static gboolean
is_suspect (DermagaBlockage *self, DermagaProbe *probe)
{
  if (!dermaga_probe_is_done (probe))
    return is_silent (self, probe);
  switch ((int) dermaga_probe_get_outcome (probe))
    {
    case DERMAGA_OUTCOME_TIMEOUT:
      return TRUE;
    case DERMAGA_OUTCOME_REFUSED:
    case DERMAGA_OUTCOME_CERT_NAME:
    case DERMAGA_OUTCOME_CERT_TRUST:
    case DERMAGA_OUTCOME_NOT_MAIL:
      return nothing_works (self, dermaga_probe_get_direction (probe));
    default:
      return FALSE;
    }
}

static gboolean
timer_cb (gpointer data)
{
  DermagaBlockage *self = data;

  dermaga_timer_clear (&self->timer);
  dermaga_blockage_look (self);
  return G_SOURCE_REMOVE;
}

void
dermaga_blockage_look (DermagaBlockage *self)
{
  GListModel *probes = dermaga_result_get_probes (self->result);
  gboolean connecting = FALSE;

  if (self->stopped)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (matters (self, probe) && is_suspect (self, probe))
        ask (self, dermaga_probe_get_candidate (probe)->port);
      connecting
        = connecting || dermaga_probe_get_state (probe) == DERMAGA_PROBE_STATE_CONNECTING;
      apply (self, probe);
    }
  if (connecting && self->timer == NULL)
    dermaga_timer_set (&self->timer, SILENT_US / 4, timer_cb, self);
}

gboolean
dermaga_blockage_is_busy (DermagaBlockage *self, DermagaDirection direction)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = self->questions->pdata[i];
      const DermagaPortCheck *check = dermaga_port_probe_get_check (question->probe);

      if (!check->finished && dermaga_port_check_get_direction (check->port) == direction)
        return TRUE;
    }
  return FALSE;
}

void
dermaga_blockage_stop (DermagaBlockage *self)
{
  self->stopped = TRUE;
  dermaga_timer_clear (&self->timer);
  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = self->questions->pdata[i];
      DermagaPortCheck *check;

      if (dermaga_port_probe_get_check (question->probe)->finished)
        continue;
      /* No more will come, also for those who read the result. */
      check = dermaga_port_check_copy (dermaga_port_probe_get_check (question->probe));
      check->finished = TRUE;
      dermaga_result_take_port_check (self->result, check);
      g_cancellable_cancel (question->cancellable);
    }
  apply_to_all (self);
}

DermagaBlockage *
dermaga_blockage_new (DermagaNetwork *network, DermagaResult *result,
                      const DermagaControlTable *table, gboolean full, GFunc changed,
                      gpointer user_data)
{
  DermagaBlockage *self = g_new0 (DermagaBlockage, 1);

  self->network = g_object_ref (network);
  self->result = g_object_ref (result);
  self->table = table;
  self->full = full;
  self->changed = changed;
  self->user_data = user_data;
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->connecting = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  return self;
}

void
dermaga_blockage_free (DermagaBlockage *self)
{
  dermaga_timer_clear (&self->timer);
  g_ptr_array_unref (self->questions);
  g_hash_table_unref (self->connecting);
  g_object_unref (self->result);
  g_object_unref (self->network);
  g_free (self);
}
