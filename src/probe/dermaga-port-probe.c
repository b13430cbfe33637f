#include "config.h"

#include "probe/dermaga-port-probe-private.h"

#include "base/dermaga-timer.h"
#include "probe/dermaga-control-run.h"
#include "probe/dermaga-port-cache.h"

/* When other ports are tried for comparison although the port itself may yet answer: a repetition
 * of the first packet has had time to be answered. */
#define PATIENCE_US (1200 * G_TIME_SPAN_MILLISECOND)
#define WHOLE_LIMIT_US (15 * G_TIME_SPAN_SECOND)
#define OFFLINE_LIMIT_US (4 * G_TIME_SPAN_SECOND)
/* How long good-byes are waited for. */
#define LEAVE_US (1 * G_TIME_SPAN_SECOND)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPortProbe, dermaga_port_probe, G_TYPE_OBJECT)

static void
dermaga_port_probe_finalize (GObject *object)
{
  DermagaPortProbe *self = DERMAGA_PORT_PROBE (object);

  /* While it runs, its task holds a reference. */
  g_assert (self->task == NULL);
  g_ptr_array_unref (self->runs);
  dermaga_port_check_free (self->check);
  g_clear_object (&self->lookups);
  g_clear_object (&self->network);
  G_OBJECT_CLASS (dermaga_port_probe_parent_class)->finalize (object);
}

static void
dermaga_port_probe_class_init (DermagaPortProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_port_probe_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_PORT_PROBE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_port_probe_init (DermagaPortProbe *self)
{
  self->ask = TRUE;
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_control_run_free);
  self->lookups = g_cancellable_new ();
}

/* The end */

static gboolean
is_closed (DermagaPortProbe *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (!dermaga_control_run_is_closed (self->runs->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
return_task (DermagaPortProbe *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  dermaga_timer_clear (&self->leaving);
  dermaga_timer_clear (&self->cancelled);
  g_ptr_array_set_size (self->runs, 0);
  g_task_return_boolean (task, TRUE);
}

static gboolean
leaving_cb (gpointer data)
{
  return_task (data);
  return G_SOURCE_REMOVE;
}

static void
finish (DermagaPortProbe *self, gboolean keep)
{
  dermaga_timer_clear (&self->patience);
  dermaga_timer_clear (&self->whole);
  g_cancellable_cancel (self->lookups);
  for (guint i = 0; i < self->runs->len; i++)
    dermaga_control_run_cut (self->runs->pdata[i]);
  self->check->finished = TRUE;
  if (self->check->elapsed_us < 0)
    self->check->elapsed_us = g_get_monotonic_time () - self->started;
  if (keep)
    dermaga_port_cache_keep (self->table, self->check);
  dermaga_timer_set (&self->leaving, is_closed (self) ? 0 : LEAVE_US, leaving_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dermaga_port_probe_closed (DermagaPortProbe *self)
{
  if (is_closed (self))
    dermaga_timer_set (&self->leaving, 0, leaving_cb, self);
}

/* What next */

static gboolean
is_open (DermagaPortProbe *self, gboolean is_ipv6)
{
  for (guint i = 0; i < self->check->controls->len; i++)
    {
      const DermagaControl *control = self->check->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_SAME_PORT && control->is_ipv6 == is_ipv6
          && control->open)
        return TRUE;
    }
  return FALSE;
}

/* Whether anything that matters is under way: that nobody answers where nobody is matters only once
 * somebody answers elsewhere. */
static gboolean
is_running (DermagaPortProbe *self, gboolean is_ipv6, gboolean same_port_only)
{
  for (guint i = 0; i < self->check->controls->len; i++)
    {
      const DermagaControl *control = self->check->controls->pdata[i];

      if (control->is_ipv6 != is_ipv6 || control->outcome != DERMAGA_OUTCOME_NOT_CHECKED
          || (same_port_only && control->kind != DERMAGA_CONTROL_SAME_PORT)
          || (control->kind == DERMAGA_CONTROL_NEGATIVE && !is_open (self, is_ipv6)))
        continue;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_portal (DermagaPortProbe *self)
{
  for (guint i = 0; i < self->check->controls->len; i++)
    if (((const DermagaControl *) self->check->controls->pdata[i])->outcome
        == DERMAGA_OUTCOME_PORTAL)
      return TRUE;
  return g_network_monitor_get_connectivity (g_network_monitor_get_default ())
         == G_NETWORK_CONNECTIVITY_PORTAL;
}

static gboolean
is_undecided (DermagaPortProbe *self, gboolean is_ipv6)
{
  return dermaga_port_check_judge (self->check, is_ipv6) == DERMAGA_PORT_VERDICT_UNKNOWN;
}

/* Where no server has such an address, other ports would tell nothing of this one. */
static gboolean
has_address (DermagaPortProbe *self, gboolean is_ipv6)
{
  for (guint i = 0; i < self->check->controls->len; i++)
    {
      const DermagaControl *control = self->check->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_SAME_PORT && control->is_ipv6 == is_ipv6
          && control->address != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Other ports, in the families in which this one stays without an answer. */
static void
compare (DermagaPortProbe *self)
{
  gboolean wanted[2];
  g_autoptr (GPtrArray) others = NULL;

  for (guint family = 0; family < 2; family++)
    {
      wanted[family] = !self->compared[family] && is_undecided (self, family == 1)
                       && has_address (self, family == 1)
                       && (self->impatient || !is_running (self, family == 1, TRUE));
      self->compared[family] = self->compared[family] || wanted[family];
    }
  if (!wanted[0] && !wanted[1])
    return;
  others = dermaga_control_table_choose_others (self->table, self->check->port);
  for (guint i = 0; i < others->len; i++)
    dermaga_port_probe_ask (self, DERMAGA_CONTROL_OTHER_PORT, others->pdata[i], wanted[0],
                            wanted[1]);
}

/* Something of this family was reached: silence is not the way's. */
static gboolean
leads_out (DermagaPortProbe *self, gboolean is_ipv6)
{
  for (guint i = 0; i < self->check->controls->len; i++)
    {
      const DermagaControl *control = self->check->controls->pdata[i];

      if (control->is_ipv6 == is_ipv6
          && (control->genuine || control->outcome == DERMAGA_OUTCOME_OK_PLAIN))
        return TRUE;
    }
  return FALSE;
}

static void
hurry (DermagaPortProbe *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (leads_out (self, dermaga_control_run_is_ipv6 (self->runs->pdata[i])))
      dermaga_control_run_hurry (self->runs->pdata[i]);
}

void
dermaga_port_probe_consider (DermagaPortProbe *self)
{
  gboolean open = FALSE;

  compare (self);
  hurry (self);
  for (guint family = 0; family < 2; family++)
    open = open || (is_undecided (self, family == 1) && is_running (self, family == 1, FALSE));
  if (!open || (self->impatient && has_portal (self)))
    finish (self, TRUE);
  else
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
patience_cb (gpointer data)
{
  DermagaPortProbe *self = data;

  dermaga_timer_clear (&self->patience);
  self->impatient = TRUE;
  dermaga_port_probe_consider (self);
  return G_SOURCE_REMOVE;
}

static gboolean
whole_cb (gpointer data)
{
  DermagaPortProbe *self = data;

  /* Names that are still being looked up then led nowhere. */
  for (guint i = 0; i < self->check->controls->len; i++)
    {
      DermagaControl *control = self->check->controls->pdata[i];

      if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED && control->address == NULL)
        control->outcome = DERMAGA_OUTCOME_DNS_NO_REPLY;
    }
  finish (self, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  DermagaPortProbe *self = data;

  dermaga_timer_clear (&self->cancelled);
  if (!self->check->finished)
    finish (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* The beginning */

static void
ask_all (DermagaPortProbe *self)
{
  g_autoptr (GPtrArray) servers = dermaga_control_table_choose (self->table, self->check->port);

  for (guint family = 0; family < 2; family++)
    if (self->table->nowhere[family] != NULL)
      dermaga_port_probe_ask_nowhere (self, family == 1);
  for (guint i = 0; i < servers->len; i++)
    dermaga_port_probe_ask (self, DERMAGA_CONTROL_SAME_PORT, servers->pdata[i], TRUE, TRUE);
  dermaga_port_probe_ask (self, DERMAGA_CONTROL_WEB, NULL, TRUE, TRUE);
  dermaga_timer_set (&self->patience, PATIENCE_US, patience_cb, self);
  /* Where the system knows of no network, name servers are not waited for long. */
  dermaga_timer_set (&self->whole,
                     g_network_monitor_get_network_available (g_network_monitor_get_default ())
                       ? WHOLE_LIMIT_US
                       : OFFLINE_LIMIT_US,
                     whole_cb, self);
}

/* There is nobody to ask, or the answer is known. */
static gboolean
begin_end_cb (gpointer data)
{
  DermagaPortProbe *self = data;

  dermaga_timer_clear (&self->whole);
  finish (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
dermaga_port_probe_run_async (DermagaPortProbe *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  DermagaPortCheck *known = NULL;

  g_return_if_fail (DERMAGA_IS_PORT_PROBE (self));
  g_return_if_fail (self->started == 0);

  self->started = g_get_monotonic_time ();
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, dermaga_port_probe_run_async);
  /* Cancelling keeps the results, so it is no error of the task. */
  g_task_set_check_cancellable (self->task, FALSE);
  if (self->table == NULL && !dermaga_network_has_routes (self->network))
    self->table = &dermaga_control_table;
  if (self->ask && self->table != NULL)
    known = dermaga_port_cache_find (self->table, self->check->port);
  if (known != NULL)
    {
      dermaga_port_check_free (self->check);
      self->check = known;
    }
  if (known != NULL || !self->ask || self->table == NULL)
    {
      dermaga_timer_set (&self->whole, 0, begin_end_cb, self);
      return;
    }
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (self->task));
    }
  ask_all (self);
}

gboolean
dermaga_port_probe_run_finish (DermagaPortProbe *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

DermagaPortProbe *
dermaga_port_probe_new (DermagaNetwork *network, guint16 port)
{
  DermagaPortProbe *self = g_object_new (DERMAGA_TYPE_PORT_PROBE, NULL);

  self->network = g_object_ref (network);
  self->check = dermaga_port_check_new (port);
  return self;
}

void
dermaga_port_probe_set_table (DermagaPortProbe *self, const DermagaControlTable *table)
{
  g_return_if_fail (DERMAGA_IS_PORT_PROBE (self));
  self->table = table;
}

void
dermaga_port_probe_set_ask (DermagaPortProbe *self, gboolean ask)
{
  g_return_if_fail (DERMAGA_IS_PORT_PROBE (self));
  self->ask = ask;
}

guint16
dermaga_port_probe_get_port (DermagaPortProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_PROBE (self), 0);
  return self->check->port;
}

const DermagaPortCheck *
dermaga_port_probe_get_check (DermagaPortProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_PROBE (self), NULL);
  return self->check;
}

void
dermaga_port_probe_forget_all (void)
{
  dermaga_port_cache_clear ();
}
