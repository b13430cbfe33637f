#include "config.h"

#include "model/dermaga-result.h"

#include "base/dermaga-text.h"

struct _DermagaResult
{
  GObject parent_instance;

  char *target;
  char *email;
  GListStore *probes;
  GHashTable *by_candidate; /* DermagaCandidate of the probe → DermagaProbe, both borrowed */
  GPtrArray *rows;          /* the probes once more, borrowed, to walk over without references */
  GPtrArray *sources;
  GPtrArray *port_checks;
  DermagaClock *clock;
  DermagaClockVerdict clock_verdict;
  guint conditions;
  guint hints;
  gint64 started_us;
  gint64 elapsed_us;
  gint64 first_safe_us;
  gboolean finished;
  GSource *changed_source;
};

G_DEFINE_FINAL_TYPE (DermagaResult, dermaga_result, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

DermagaResult *
dermaga_result_new (const char *target, const char *email)
{
  DermagaResult *self;

  g_return_val_if_fail (target != NULL, NULL);

  self = g_object_new (DERMAGA_TYPE_RESULT, NULL);
  self->target = g_strdup (target);
  self->email = g_strdup (email);
  return self;
}

static void
clear_changed_source (DermagaResult *self)
{
  if (self->changed_source != NULL)
    g_source_destroy (self->changed_source);
  g_clear_pointer (&self->changed_source, g_source_unref);
}

static void
dermaga_result_dispose (GObject *object)
{
  DermagaResult *self = DERMAGA_RESULT (object);

  clear_changed_source (self);
  g_hash_table_remove_all (self->by_candidate);
  g_ptr_array_set_size (self->rows, 0);
  g_list_store_remove_all (self->probes);
  G_OBJECT_CLASS (dermaga_result_parent_class)->dispose (object);
}

static void
dermaga_result_finalize (GObject *object)
{
  DermagaResult *self = DERMAGA_RESULT (object);

  clear_changed_source (self);
  g_free (self->target);
  g_free (self->email);
  g_hash_table_unref (self->by_candidate);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->port_checks);
  dermaga_clock_free (self->clock);
  g_object_unref (self->probes);
  G_OBJECT_CLASS (dermaga_result_parent_class)->finalize (object);
}

static void
dermaga_result_class_init (DermagaResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_result_dispose;
  object_class->finalize = dermaga_result_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_RESULT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_result_init (DermagaResult *self)
{
  self->probes = g_list_store_new (DERMAGA_TYPE_PROBE);
  self->by_candidate = g_hash_table_new ((GHashFunc) dermaga_candidate_hash,
                                         (GEqualFunc) dermaga_candidate_equal);
  self->rows = g_ptr_array_new ();
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_source_report_free);
  self->port_checks = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_port_check_free);
  self->clock = dermaga_clock_new ();
  self->started_us = g_get_real_time ();
  self->elapsed_us = -1;
  self->first_safe_us = -1;
}

static gboolean
emit_changed_cb (gpointer data)
{
  g_autoptr (DermagaResult) self = g_object_ref (DERMAGA_RESULT (data));

  /* Cleared before the signal, so that a handler which changes something is heard next turn. */
  g_clear_pointer (&self->changed_source, g_source_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

void
dermaga_result_queue_changed (DermagaResult *self)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  if (self->changed_source != NULL)
    return;
  self->changed_source = g_idle_source_new ();
  g_source_set_priority (self->changed_source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->changed_source, "dermaga-result-changed");
  g_source_set_callback (self->changed_source, emit_changed_cb, self, NULL);
  g_source_attach (self->changed_source, g_main_context_get_thread_default ());
}

const char *
dermaga_result_get_target (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  return self->target;
}

const char *
dermaga_result_get_email (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  return self->email;
}

GListModel *
dermaga_result_get_probes (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  return G_LIST_MODEL (self->probes);
}

DermagaProbe *
dermaga_result_find (DermagaResult *self, const DermagaCandidate *candidate)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);
  g_return_val_if_fail (candidate != NULL, NULL);

  return g_hash_table_lookup (self->by_candidate, candidate);
}

DermagaProbe *
dermaga_result_add (DermagaResult *self, const DermagaCandidate *candidate)
{
  DermagaProbe *known = NULL;
  g_autoptr (DermagaProbe) probe = NULL;

  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);
  g_return_val_if_fail (candidate != NULL, NULL);

  dermaga_result_queue_changed (self);
  known = dermaga_result_find (self, candidate);
  if (known != NULL)
    {
      dermaga_probe_promote (known, candidate);
      return known;
    }
  probe = dermaga_probe_new (candidate);
  dermaga_probe_set_clock (probe, self->clock_verdict);
  g_signal_connect_object (probe, "notify", G_CALLBACK (dermaga_result_queue_changed), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->by_candidate, (gpointer) dermaga_probe_get_candidate (probe), probe);
  g_ptr_array_add (self->rows, probe);
  g_list_store_append (self->probes, probe);
  return g_ptr_array_index (self->rows, self->rows->len - 1);
}

GPtrArray *
dermaga_result_get_sources (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  return self->sources;
}

static DermagaSourceReport *
ensure_source (DermagaResult *self, const char *id)
{
  DermagaSourceReport *report;

  for (guint i = 0; i < self->sources->len; i++)
    {
      report = g_ptr_array_index (self->sources, i);
      if (g_str_equal (report->id, id))
        return report;
    }
  report = dermaga_source_report_new (id);
  g_ptr_array_add (self->sources, report);
  return report;
}

void
dermaga_result_set_source (DermagaResult *self, const char *id, DermagaSourceStatus status,
                           const char *detail, gint64 elapsed_us)
{
  DermagaSourceReport *report = NULL;

  g_return_if_fail (DERMAGA_IS_RESULT (self));
  g_return_if_fail (id != NULL);

  report = ensure_source (self, id);
  g_free (report->detail);
  report->detail
      = dermaga_text_make_safe (detail != NULL ? detail : "", -1, DERMAGA_SOURCE_MAX_DETAIL);
  report->status = status;
  report->elapsed_us = elapsed_us;
  dermaga_result_queue_changed (self);
}

void
dermaga_result_set_source_origin (DermagaResult *self, const char *id, const char *url,
                                  DermagaSourceProblem problem)
{
  DermagaSourceReport *report;

  g_return_if_fail (DERMAGA_IS_RESULT (self));
  g_return_if_fail (id != NULL);

  report = ensure_source (self, id);
  g_free (report->url);
  report->url = dermaga_source_url_is_valid (url)
                    ? dermaga_text_make_safe (url, -1, DERMAGA_SOURCE_MAX_URL)
                    : NULL;
  report->problem = problem;
  dermaga_result_queue_changed (self);
}

void
dermaga_result_add_source_server (DermagaResult *self, const char *id,
                                  const DermagaCandidate *candidate)
{
  DermagaSourceReport *report;

  g_return_if_fail (DERMAGA_IS_RESULT (self));
  g_return_if_fail (id != NULL);

  report = ensure_source (self, id);
  if (report->servers->len < DERMAGA_SOURCE_MAX_SERVERS
      && !g_ptr_array_find_with_equal_func (report->servers, candidate,
                                            (GEqualFunc) dermaga_candidate_equal, NULL))
    g_ptr_array_add (report->servers, dermaga_candidate_copy (candidate));
  dermaga_result_queue_changed (self);
}

GPtrArray *
dermaga_result_get_port_checks (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);
  return self->port_checks;
}

void
dermaga_result_take_port_check (DermagaResult *self, DermagaPortCheck *check)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  for (guint i = 0; i < self->port_checks->len; i++)
    if (((DermagaPortCheck *) self->port_checks->pdata[i])->port == check->port)
      g_ptr_array_remove_index (self->port_checks, i--);
  g_ptr_array_add (self->port_checks, check);
  dermaga_result_queue_changed (self);
}

const DermagaPortCheck *
dermaga_result_find_port_check (DermagaResult *self, guint16 port)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  for (guint i = 0; i < self->port_checks->len; i++)
    if (((DermagaPortCheck *) self->port_checks->pdata[i])->port == port)
      return self->port_checks->pdata[i];
  return NULL;
}

DermagaClock *
dermaga_result_get_clock (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), NULL);

  return self->clock;
}

DermagaClockVerdict
dermaga_result_get_clock_verdict (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), (DermagaClockVerdict){ 0 });

  return self->clock_verdict;
}

void
dermaga_result_set_clock_verdict (DermagaResult *self, DermagaClockVerdict verdict)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->clock_verdict = verdict;
  for (guint i = 0; i < self->rows->len; i++)
    dermaga_probe_set_clock (self->rows->pdata[i], verdict);
  dermaga_result_queue_changed (self);
}

guint
dermaga_result_get_conditions (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), 0);

  return self->conditions;
}

void
dermaga_result_add_condition (DermagaResult *self, DermagaCondition condition)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->conditions |= condition;
  dermaga_result_queue_changed (self);
}

guint
dermaga_result_get_hints (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), DERMAGA_HINT_NONE);

  return self->hints;
}

void
dermaga_result_add_hints (DermagaResult *self, guint hints)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->hints |= hints;
  dermaga_result_queue_changed (self);
}

gint64
dermaga_result_get_started (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), 0);

  return self->started_us;
}

void
dermaga_result_set_started (DermagaResult *self, gint64 started_us)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->started_us = started_us;
}

gint64
dermaga_result_get_elapsed (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), -1);

  return self->elapsed_us;
}

void
dermaga_result_set_elapsed (DermagaResult *self, gint64 elapsed_us)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->elapsed_us = elapsed_us;
  dermaga_result_queue_changed (self);
}

gint64
dermaga_result_get_first_safe (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), -1);

  return self->first_safe_us;
}

void
dermaga_result_set_first_safe (DermagaResult *self, gint64 first_safe_us)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->first_safe_us = first_safe_us;
  dermaga_result_queue_changed (self);
}

gboolean
dermaga_result_get_finished (DermagaResult *self)
{
  g_return_val_if_fail (DERMAGA_IS_RESULT (self), FALSE);

  return self->finished;
}

void
dermaga_result_set_finished (DermagaResult *self, gboolean finished)
{
  g_return_if_fail (DERMAGA_IS_RESULT (self));

  self->finished = finished;
  dermaga_result_queue_changed (self);
}

void
dermaga_result_count (DermagaResult *self, guint *n_done, guint *n_all)
{
  guint done = 0;

  g_return_if_fail (DERMAGA_IS_RESULT (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (dermaga_probe_is_done (g_ptr_array_index (self->rows, i)))
      done++;
  if (n_done != NULL)
    *n_done = done;
  if (n_all != NULL)
    *n_all = self->rows->len;
}
