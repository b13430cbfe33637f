#include "config.h"

#include "probe/dermaga-port-probe.h"

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

struct _DermagaPortProbe
{
  GObject parent_instance;

  DermagaNetwork *network;
  const DermagaControlTable *table; /* (nullable): there is nobody to ask */
  gboolean ask;
  DermagaPortCheck *check;
  GPtrArray *runs;
  gboolean compared[2]; /* by family: other ports are tried */
  gboolean impatient;
  gint64 started;

  GTask *task;
  GCancellable *lookups;
  GSource *cancelled;
  GSource *patience;
  GSource *whole;
  GSource *leaving;
};

/* One name, looked up in one or both families; the callbacks of both share it. */
typedef struct {
  DermagaPortProbe *self;
  const DermagaControlServer *server; /* (nullable): the page */
  DermagaControl *controls[2];        /* (nullable) by family */
  DermagaDnsStatus status[2];
  guint n_pending;
} Name;

/* One family of it. */
typedef struct {
  Name *name;
  gboolean is_ipv6;
} Lookup;

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPortProbe, dermaga_port_probe, G_TYPE_OBJECT)

static void consider (DermagaPortProbe *self);

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

/* Controls */

static void
run_cb (gpointer owner)
{
  DermagaPortProbe *self = owner;

  if (self->check->finished)
    {
      if (is_closed (self))
        dermaga_timer_set (&self->leaving, 0, leaving_cb, self);
      return;
    }
  consider (self);
}

static DermagaControl *
add_control (DermagaPortProbe *self, DermagaControlKind kind, const char *company,
             const char *host, gboolean is_ipv6, guint16 port)
{
  DermagaControl *control = dermaga_control_new (kind, company, host, NULL, is_ipv6, port);

  g_ptr_array_add (self->check->controls, control);
  return control;
}

static void
start_run (DermagaPortProbe *self, const DermagaControlServer *server, DermagaControl *control,
           GInetAddress *address)
{
  DermagaControlRun *run;

  control->address = g_inet_address_to_string (address);
  if (control->kind == DERMAGA_CONTROL_NEGATIVE)
    run = dermaga_control_run_new_nowhere (self->network, control, address, run_cb, self);
  else if (server != NULL)
    run = dermaga_control_run_new_server (self->network, control, address, server, run_cb, self);
  else
    run = dermaga_control_run_new_page (self->network, control, address, &self->table->page,
                                        run_cb, self);
  g_ptr_array_add (self->runs, run);
}

/* Names */

static DermagaOutcome
outcome_of_status (DermagaDnsStatus status)
{
  switch (status)
    {
    case DERMAGA_DNS_NXDOMAIN:
      return DERMAGA_OUTCOME_DNS_NXDOMAIN;
    case DERMAGA_DNS_SERVFAIL:
      return DERMAGA_OUTCOME_DNS_SERVFAIL;
    case DERMAGA_DNS_NO_REPLY:
      return DERMAGA_OUTCOME_DNS_NO_REPLY;
    case DERMAGA_DNS_FOUND:
    case DERMAGA_DNS_NODATA:
    case DERMAGA_DNS_CANCELLED:
      return DERMAGA_OUTCOME_DNS_NODATA;
    }
  g_assert_not_reached ();
}

/* When all is known of a name: without an address of one family it says nothing of that family;
 * without any it is told of once. */
static void
settle_missing (Name *name)
{
  gboolean told = name->status[0] == DERMAGA_DNS_FOUND || name->status[1] == DERMAGA_DNS_FOUND;

  for (guint family = 0; family < 2; family++)
    {
      DermagaControl *control = name->controls[family];

      if (control == NULL || name->status[family] == DERMAGA_DNS_FOUND)
        continue;
      if (told)
        g_ptr_array_remove (name->self->check->controls, control);
      else
        control->outcome = outcome_of_status (name->status[family]);
      told = TRUE;
    }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Lookup *lookup = data;
  Name *name = lookup->name;
  g_autoptr (DermagaPortProbe) self = g_object_ref (name->self);
  g_autoptr (DermagaDnsAnswer) answer
    = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result, NULL);

  if (!self->check->finished && answer != NULL)
    {
      name->status[lookup->is_ipv6] = answer->status;
      if (answer->status == DERMAGA_DNS_FOUND)
        start_run (self, name->server, name->controls[lookup->is_ipv6],
                   answer->addresses->pdata[0]);
      if (name->n_pending == 1)
        settle_missing (name);
    }
  if (--name->n_pending == 0)
    {
      g_object_unref (name->self);
      g_free (name);
    }
  if (!self->check->finished)
    consider (self);
}

static void
ask (DermagaPortProbe *self, DermagaControlKind kind, const DermagaControlServer *server,
     gboolean with_ipv4, gboolean with_ipv6)
{
  const DermagaControlPage *page = &self->table->page;
  const char *company = server != NULL ? server->company : page->company;
  const char *host = server != NULL ? server->host : page->host;
  Name *name = g_new0 (Name, 1);

  name->self = g_object_ref (self);
  name->server = server;
  for (guint family = 0; family < 2; family++)
    {
      Lookup *lookup;

      name->status[family] = DERMAGA_DNS_NODATA;
      if (family == 0 ? !with_ipv4 : !with_ipv6)
        continue;
      name->controls[family]
        = add_control (self, kind, company, host, family == 1, server != NULL ? server->port : 80);
      name->n_pending++;
      lookup = g_new0 (Lookup, 1);
      lookup->name = name;
      lookup->is_ipv6 = family == 1;
      dermaga_resolver_lookup_async (dermaga_network_get_resolver (self->network), host,
                                     family == 1 ? DERMAGA_DNS_AAAA : DERMAGA_DNS_A, self->lookups,
                                     looked_up_cb, lookup);
    }
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

/* Other ports, in the families in which this one stays without an answer. */
static void
compare (DermagaPortProbe *self)
{
  gboolean wanted[2];
  g_autoptr (GPtrArray) others = NULL;

  for (guint family = 0; family < 2; family++)
    {
      wanted[family] = !self->compared[family] && is_undecided (self, family == 1)
                       && (self->impatient || !is_running (self, family == 1, TRUE));
      self->compared[family] = self->compared[family] || wanted[family];
    }
  if (!wanted[0] && !wanted[1])
    return;
  others = dermaga_control_table_choose_others (self->table, self->check->port);
  for (guint i = 0; i < others->len; i++)
    ask (self, DERMAGA_CONTROL_OTHER_PORT, others->pdata[i], wanted[0], wanted[1]);
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

static void
consider (DermagaPortProbe *self)
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
  consider (self);
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
      {
        g_autoptr (GInetAddress) address
          = g_inet_address_new_from_string (self->table->nowhere[family]);

        start_run (self, NULL,
                   add_control (self, DERMAGA_CONTROL_NEGATIVE, NULL, NULL, family == 1,
                                self->check->port),
                   address);
      }
  for (guint i = 0; i < servers->len; i++)
    ask (self, DERMAGA_CONTROL_SAME_PORT, servers->pdata[i], TRUE, TRUE);
  ask (self, DERMAGA_CONTROL_WEB, NULL, TRUE, TRUE);
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
