#include "config.h"

#include "history/dermaga-history.h"

#include "history/dermaga-history-files.h"

typedef enum { JOB_LOAD, JOB_KEEP, JOB_CLEAR } JobKind;

typedef struct {
  JobKind kind;
  char *domain;    /* (nullable) */
  DermagaRun *run; /* (nullable) */
} Job;

static GMutex pending_lock;
static GCond pending_done;
static guint n_pending;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->domain);
  dermaga_run_free (job->run);
  g_free (job);
}

char *
dermaga_history_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "dermaga", "history", NULL);
}

gboolean
dermaga_history_exists (void)
{
  g_autofree char *folder = dermaga_history_dup_folder ();

  return g_file_test (folder, G_FILE_TEST_EXISTS);
}

static void
answer (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
load (GTask *task, const char *folder, const char *domain)
{
  GError *error = NULL;
  GPtrArray *runs = dermaga_history_files_read (folder, domain, &error);

  if (runs != NULL)
    g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
work (gpointer data, gpointer pool_data)
{
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  g_autofree char *folder = dermaga_history_dup_folder ();
  GError *error = NULL;

  switch (job->kind)
    {
    case JOB_LOAD:
      load (task, folder, job->domain);
      break;
    case JOB_KEEP:
      answer (task, dermaga_history_files_keep (folder, job->domain, job->run, &error), error);
      break;
    case JOB_CLEAR:
      answer (task, dermaga_history_files_clear (folder, &error), error);
      break;
    }
  g_mutex_lock (&pending_lock);
  n_pending--;
  g_cond_broadcast (&pending_done);
  g_mutex_unlock (&pending_lock);
}

/* One thread, so that all is done in the order of asking. */
static gpointer
make_pool (gpointer data)
{
  return g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

static void
push (JobKind kind, const char *domain, const DermagaRun *run, GCancellable *cancellable,
      GAsyncReadyCallback callback, gpointer data)
{
  static GOnce once = G_ONCE_INIT;
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->domain = g_strdup (domain);
  job->run = run != NULL ? dermaga_run_copy (run) : NULL;
  g_task_set_task_data (task, job, job_free);
  g_mutex_lock (&pending_lock);
  n_pending++;
  g_mutex_unlock (&pending_lock);
  g_thread_pool_push (g_once (&once, make_pool, NULL), task, NULL);
}

void
dermaga_history_load_async (const char *domain, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (domain != NULL);
  push (JOB_LOAD, domain, NULL, cancellable, callback, data);
}

GPtrArray *
dermaga_history_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
dermaga_history_keep_async (const char *domain, const DermagaRun *run,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (domain != NULL && run != NULL);
  push (JOB_KEEP, domain, run, NULL, callback, data);
}

gboolean
dermaga_history_keep_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
dermaga_history_clear_async (GAsyncReadyCallback callback, gpointer data)
{
  push (JOB_CLEAR, NULL, NULL, NULL, callback, data);
}

gboolean
dermaga_history_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
dermaga_history_wait (void)
{
  g_mutex_lock (&pending_lock);
  while (n_pending > 0)
    g_cond_wait (&pending_done, &pending_lock);
  g_mutex_unlock (&pending_lock);
}
