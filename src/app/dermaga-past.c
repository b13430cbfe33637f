#include "config.h"

#include "app/dermaga-past.h"

#include "history/dermaga-history.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaPast
{
  GObject parent_instance;

  GCancellable *cancellable; /* (nullable): of what is being read */
  GPtrArray *runs;           /* (nullable): the earlier ones */
  gboolean unreadable;
  DermagaRun *now;       /* (nullable) */
  const DermagaRun *then; /* (nullable): one of the earlier ones */
  GPtrArray *changes;    /* (nullable) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPast, dermaga_past, G_TYPE_OBJECT)

static void
drop (DermagaPast *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->then = NULL;
  self->unreadable = FALSE;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->now, dermaga_run_free);
}

static void
dermaga_past_dispose (GObject *object)
{
  drop (DERMAGA_PAST (object));
  G_OBJECT_CLASS (dermaga_past_parent_class)->dispose (object);
}

static void
dermaga_past_class_init (DermagaPastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dermaga_past_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_PAST, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_past_init (DermagaPast *self)
{
}

DermagaPast *
dermaga_past_new (void)
{
  return g_object_new (DERMAGA_TYPE_PAST, NULL);
}

/* Once both are known, whichever came first. */
static void
compare (DermagaPast *self)
{
  self->then = NULL;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  if (self->runs != NULL && self->now != NULL)
    self->then = dermaga_runs_find_base (self->runs, self->now);
  if (self->then != NULL)
    self->changes = dermaga_run_compare (self->then, self->now, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dermaga_past_forget (DermagaPast *self)
{
  g_return_if_fail (DERMAGA_IS_PAST (self));
  drop (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaPast) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = dermaga_history_load_finish (result, &error);

  /* Another check began meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (runs == NULL)
    g_message ("What earlier checks found cannot be read: %s", error->message);
  self->unreadable = runs == NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = g_steal_pointer (&runs);
  compare (self);
}

void
dermaga_past_load (DermagaPast *self, const char *domain)
{
  g_return_if_fail (DERMAGA_IS_PAST (self) && domain != NULL);
  dermaga_past_forget (self);
  self->cancellable = g_cancellable_new ();
  dermaga_history_load_async (domain, self->cancellable, loaded_cb, g_object_ref (self));
}

void
dermaga_past_set_runs (DermagaPast *self, GPtrArray *runs)
{
  g_return_if_fail (DERMAGA_IS_PAST (self) && runs != NULL);
  drop (self);
  self->runs = g_ptr_array_ref (runs);
  compare (self);
}

static const DermagaCandidate *
get_way (const DermagaChoice *choice)
{
  return choice != NULL ? dermaga_probe_get_candidate (choice->probe) : NULL;
}

const DermagaRun *
dermaga_past_end (DermagaPast *self, DermagaResult *result)
{
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  g_return_val_if_fail (DERMAGA_IS_PAST (self) && DERMAGA_IS_RESULT (result), NULL);
  recommendation = dermaga_recommend (result);
  g_clear_pointer (&self->now, dermaga_run_free);
  self->now = dermaga_run_from_result (result, get_way (recommendation->incoming),
                                       get_way (recommendation->outgoing));
  compare (self);
  return self->now;
}

DermagaPastState
dermaga_past_get_state (DermagaPast *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAST (self), DERMAGA_PAST_NOTHING);
  if (self->unreadable)
    return DERMAGA_PAST_UNREADABLE;
  if (self->changes == NULL)
    return DERMAGA_PAST_NOTHING;
  return self->changes->len > 0 ? DERMAGA_PAST_CHANGED : DERMAGA_PAST_SAME;
}

const DermagaRun *
dermaga_past_get_then (DermagaPast *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAST (self), NULL);
  return self->then;
}

const DermagaRun *
dermaga_past_get_now (DermagaPast *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAST (self), NULL);
  return self->now;
}

GPtrArray *
dermaga_past_get_changes (DermagaPast *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAST (self), NULL);
  return self->changes;
}
