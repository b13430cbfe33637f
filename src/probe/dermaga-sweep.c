#include "config.h"

#include "probe/dermaga-sweep.h"

#include "base/dermaga-timer.h"
#include "discover/dermaga-discovery.h"
#include "probe/dermaga-scan.h"
#include "probe/dermaga-sweep-blockage.h"

#define DEFAULT_TIMEOUT_US (75 * G_USEC_PER_SEC)

struct _DermagaSweep
{
  GObject parent_instance;

  gboolean full;
  gint64 timeout_us;

  DermagaNetwork *network;
  DermagaResult *result;
  DermagaDiscovery *discovery;
  DermagaScan *scan;
  DermagaBlockage *blockage; /* (nullable): nobody may be asked */
  GTask *task;
  GSource *timeout;
  gulong cancelled_handler;
  gint64 started;
  gboolean settled;
};

enum { SIGNAL_SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaSweep, dermaga_sweep, G_TYPE_OBJECT)

static void
dermaga_sweep_dispose (GObject *object)
{
  DermagaSweep *self = DERMAGA_SWEEP (object);

  dermaga_timer_clear (&self->timeout);
  if (self->discovery != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->discovery, self);
      dermaga_discovery_cancel (self->discovery);
    }
  g_clear_pointer (&self->blockage, dermaga_blockage_free);
  g_clear_pointer (&self->scan, dermaga_scan_free);
  g_clear_object (&self->discovery);
  G_OBJECT_CLASS (dermaga_sweep_parent_class)->dispose (object);
}

static void
dermaga_sweep_finalize (GObject *object)
{
  DermagaSweep *self = DERMAGA_SWEEP (object);

  g_clear_object (&self->network);
  g_clear_object (&self->result);
  G_OBJECT_CLASS (dermaga_sweep_parent_class)->finalize (object);
}

static void
dermaga_sweep_class_init (DermagaSweepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_sweep_dispose;
  object_class->finalize = dermaga_sweep_finalize;

  signals[SIGNAL_SETTLED] = g_signal_new ("settled", DERMAGA_TYPE_SWEEP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_sweep_init (DermagaSweep *self)
{
}

static gint64
elapsed (DermagaSweep *self)
{
  return g_get_monotonic_time () - self->started;
}

/* The end */

static void
judge_clock (DermagaSweep *self)
{
  dermaga_result_judge_clock (self->result, g_get_real_time () / G_USEC_PER_SEC);
}

static gboolean
has_rows (DermagaSweep *self, DermagaDirection direction)
{
  GListModel *probes = dermaga_result_get_probes (self->result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_direction (probe) == direction)
        return TRUE;
    }
  return FALSE;
}

/* Where no name led anywhere, the most usual one stands for all of them. */
static void
show_first_guess (DermagaSweep *self, DermagaDirection direction)
{
  GPtrArray *hosts = dermaga_discovery_get_hosts (self->discovery);

  for (guint i = 0; i < hosts->len && !has_rows (self, direction); i++)
    {
      DermagaHost *host = hosts->pdata[i];
      gboolean serves = direction == DERMAGA_DIRECTION_OUTGOING
                          ? (host->serves & DERMAGA_SERVES_SMTP) != 0
                          : (host->serves & DERMAGA_SERVES_INCOMING) != 0;

      if (serves && host->addresses->len == 0 && dermaga_host_is_answered (host)
          && host->source != DERMAGA_SOURCE_CERTIFICATE)
        dermaga_scan_add_unresolved (self->scan, host);
    }
}

/* "No network" needs evidence from both sides: nothing here got out, and the system agrees. */
static gboolean
is_offline (DermagaSweep *self)
{
  GListModel *probes = dermaga_result_get_probes (self->result);
  guint n_probes = g_list_model_get_n_items (probes);

  for (guint i = 0; i < n_probes; i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

      if (outcome != DERMAGA_OUTCOME_DNS_NO_REPLY && outcome != DERMAGA_OUTCOME_NET_UNREACH)
        return FALSE;
    }
  return n_probes > 0
         && !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

static void
show_first_guesses (DermagaSweep *self)
{
  show_first_guess (self, DERMAGA_DIRECTION_INCOMING);
  show_first_guess (self, DERMAGA_DIRECTION_OUTGOING);
}

/* Who names the servers that are recommended knows what must be done before they let one in. */
static void
use_hints (DermagaSweep *self)
{
  for (guint direction = 0; direction <= DERMAGA_DIRECTION_OUTGOING; direction++)
    {
      DermagaProbe *best = dermaga_result_get_best (self->result, direction, NULL);

      if (best != NULL)
        dermaga_discovery_use_hints (self->discovery, dermaga_probe_get_candidate (best));
    }
}

static void
finish (DermagaSweep *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  dermaga_timer_clear (&self->timeout);
  if (self->cancelled_handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled_handler);
  self->cancelled_handler = 0;
  dermaga_discovery_cancel (self->discovery);
  if (self->settled)
    show_first_guesses (self);
  dermaga_scan_stop (self->scan);
  if (self->blockage != NULL)
    dermaga_blockage_stop (self->blockage);
  use_hints (self);
  judge_clock (self);
  if (is_offline (self))
    dermaga_result_add_condition (self->result, DERMAGA_CONDITION_OFFLINE);
  dermaga_result_set_elapsed (self->result, elapsed (self));
  dermaga_result_set_finished (self->result, TRUE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_asking (DermagaSweep *self, DermagaDirection direction)
{
  return self->blockage != NULL && dermaga_blockage_is_busy (self->blockage, direction);
}

static gboolean
direction_is_settled (DermagaSweep *self, DermagaDirection direction)
{
  gboolean settled = FALSE;
  DermagaProbe *best = dermaga_result_get_best (self->result, direction, &settled);
  const DermagaCandidate *candidate = best != NULL ? dermaga_probe_get_candidate (best) : NULL;

  /* Where nothing is safe, why not is part of the answer. */
  return settled && !dermaga_discovery_could_beat (self->discovery, direction, candidate)
         && (best != NULL || !is_asking (self, direction));
}

static gboolean
is_complete (DermagaSweep *self)
{
  guint n_done, n_all;

  dermaga_result_count (self->result, &n_done, &n_all);
  return n_done == n_all && dermaga_discovery_is_finished (self->discovery)
         && dermaga_scan_is_idle (self->scan) && !is_asking (self, DERMAGA_DIRECTION_INCOMING)
         && !is_asking (self, DERMAGA_DIRECTION_OUTGOING);
}

static void
look_at_progress (DermagaSweep *self)
{
  if (self->task == NULL)
    return;

  if (self->blockage != NULL)
    dermaga_blockage_look (self->blockage);
  if (dermaga_result_get_first_safe (self->result) < 0
      && dermaga_result_get_best (self->result, DERMAGA_DIRECTION_INCOMING, NULL) != NULL
      && dermaga_result_get_best (self->result, DERMAGA_DIRECTION_OUTGOING, NULL) != NULL)
    dermaga_result_set_first_safe (self->result, elapsed (self));

  if (!self->settled && direction_is_settled (self, DERMAGA_DIRECTION_INCOMING)
      && direction_is_settled (self, DERMAGA_DIRECTION_OUTGOING))
    {
      self->settled = TRUE;
      use_hints (self);
      judge_clock (self);
      g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
    }
  if (self->task != NULL && ((self->settled && !self->full) || is_complete (self)))
    finish (self);
}

/* Hosts */

static void
host_cb (DermagaDiscovery *discovery, DermagaHost *host, gpointer user_data)
{
  DermagaSweep *self = user_data;

  if (host->addresses->len > 0)
    dermaga_scan_add_host (self->scan, host);
  else if (host->source != DERMAGA_SOURCE_GUESS)
    /* A name that somebody vouched for and that leads nowhere is a result; a wrong guess is not. */
    dermaga_scan_add_unresolved (self->scan, host);
}

static void
alternative_cb (DermagaDiscovery *discovery, DermagaHost *host, gpointer user_data)
{
  DermagaSweep *self = user_data;

  if (host->addresses->len > 0)
    dermaga_scan_offer_name (self->scan, host);
}

static void
certificate_cb (const DermagaCertificate *certificate, gpointer user_data)
{
  DermagaSweep *self = user_data;

  dermaga_discovery_follow_certificate (self->discovery, certificate);
}

static void
discovery_progress_cb (DermagaDiscovery *discovery, gpointer user_data)
{
  look_at_progress (user_data);
}

static void
discovery_finished_cb (DermagaDiscovery *discovery, gpointer user_data)
{
  DermagaSweep *self = user_data;

  show_first_guesses (self);
  dermaga_scan_names_complete (self->scan);
  look_at_progress (self);
}

static void
scan_changed_cb (gpointer data, gpointer user_data)
{
  look_at_progress (user_data);
}

static void
blockage_changed_cb (gpointer data, gpointer user_data)
{
  look_at_progress (user_data);
}

/* Public */

DermagaSweep *
dermaga_sweep_new (const DermagaTarget *target, const DermagaSweepOptions *options,
                   DermagaNetwork *network)
{
  DermagaSweep *self = g_object_new (DERMAGA_TYPE_SWEEP, NULL);

  self->full = options->full;
  self->timeout_us = options->timeout_us > 0 ? options->timeout_us : DEFAULT_TIMEOUT_US;
  self->network = g_object_ref (network);
  self->result = dermaga_result_new (target->domain, target->email);
  self->discovery = dermaga_discovery_new (target, network, self->result);
  dermaga_discovery_set_hosts (self->discovery, options->incoming_host, options->outgoing_host);
  dermaga_discovery_set_privacy (self->discovery, options->privacy);
  dermaga_discovery_set_send_address (self->discovery, options->send_address);
  dermaga_discovery_set_config (self->discovery, options->config);
  self->scan = dermaga_scan_new (network, self->result, scan_changed_cb, self);
  dermaga_scan_set_certificate_func (self->scan, certificate_cb);
  if (options->ask_controls && options->privacy == DERMAGA_PRIVACY_PUBLIC_LIST
      && (options->controls != NULL || !dermaga_network_has_routes (network)))
    self->blockage = dermaga_blockage_new (network, self->result, options->controls, self->full,
                                           blockage_changed_cb, self);
  g_signal_connect (self->discovery, "host", G_CALLBACK (host_cb), self);
  g_signal_connect (self->discovery, "alternative", G_CALLBACK (alternative_cb), self);
  g_signal_connect (self->discovery, "progress", G_CALLBACK (discovery_progress_cb), self);
  g_signal_connect (self->discovery, "finished", G_CALLBACK (discovery_finished_cb), self);
  return self;
}

DermagaResult *
dermaga_sweep_get_result (DermagaSweep *self)
{
  g_return_val_if_fail (DERMAGA_IS_SWEEP (self), NULL);
  return self->result;
}

gboolean
dermaga_sweep_get_settled (DermagaSweep *self)
{
  g_return_val_if_fail (DERMAGA_IS_SWEEP (self), FALSE);
  return self->settled;
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_autoptr (DermagaSweep) self = g_object_ref (user_data);

  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_idle_cb (gpointer user_data)
{
  DermagaSweep *self = user_data;

  if (self->task != NULL)
    {
      dermaga_result_add_condition (self->result, DERMAGA_CONDITION_CANCELLED);
      finish (self);
    }
  return G_SOURCE_REMOVE;
}

/* "cancelled" may come from any thread and holds the cancellable's lock: the work is done later. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancelled_idle_cb, g_object_ref (user_data), g_object_unref);
}

void
dermaga_sweep_run_async (DermagaSweep *self, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DERMAGA_IS_SWEEP (self));
  g_return_if_fail (self->started == 0);

  self->started = g_get_monotonic_time ();
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, dermaga_sweep_run_async);
  /* Cancelling keeps the results, so it is no error of the task. */
  g_task_set_check_cancellable (self->task, FALSE);

  dermaga_timer_set (&self->timeout, self->timeout_us, timeout_cb, self);
  if (cancellable != NULL)
    self->cancelled_handler
      = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
  if (g_cancellable_is_cancelled (cancellable))
    cancelled_cb (cancellable, self);

  dermaga_discovery_start (self->discovery);
}

gboolean
dermaga_sweep_run_finish (DermagaSweep *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
